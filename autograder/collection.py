"""Finding the submissions of a class: one notebook, a flat folder, nbgrader's tree, or a zip from a platform.

A student's id becomes the name of a folder of results, so it is made harmless here, once.
"""

import errno
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from autograder.exercises import ASSIGNMENT, NOTEBOOK
from autograder.notebook import MAX_BYTES

MAX_MEMBERS = 200_000
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d|grades\.csv)(\..*)?", re.IGNORECASE)


class CollectionError(Exception):
    """There is nothing to grade at the given place; the message says why and what to give instead."""


@dataclass(frozen=True)
class Found:
    """One submission, not yet read. member: its name inside the zip, if `path` is one."""

    student: str
    path: Path
    member: str | None = None

    def read(self) -> bytes:
        """The bytes of the notebook, at most one more than a notebook may have. Raises OSError."""
        if self.member is None:
            if self.path.exists() and not self.path.is_file():
                raise OSError(errno.EINVAL, "it is no regular file", str(self.path))  # a pipe would wait for ever
            with self.path.open("rb") as file:
                return file.read(MAX_BYTES + 1)
        try:
            with zipfile.ZipFile(self.path) as archive, archive.open(self.member) as file:
                return file.read(MAX_BYTES + 1)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError) as error:
            raise OSError(f"the zip is damaged or encrypted at this member: {error}") from error


def find_submissions(place: Path) -> list[Found]:
    """All submissions at a place, ordered by student. Raises CollectionError when there is none."""
    try:
        found = list(_look(place))
    except OSError as error:
        raise CollectionError(f"{place} cannot be read: {error.strerror or error}.") from error
    if not found:
        raise CollectionError(
            f"{place} holds no notebook. Expected <student>.ipynb, or <student>/{ASSIGNMENT}/{NOTEBOOK}."
        )
    return sorted(_distinct(found), key=lambda one: one.student)


def _look(place: Path) -> Iterator[Found]:
    if place.is_dir():
        yield from _look_in_folder(place)
    elif not place.exists():
        raise CollectionError(f"{place} does not exist. Give a notebook, a folder of notebooks or a zip.")
    elif place.suffix == ".ipynb":
        yield Found(student_id(place.stem), place)
    elif zipfile.is_zipfile(place):
        yield from _look_in_zip(place)
    else:
        raise CollectionError(f"{place} is no notebook (.ipynb), no folder and no zip.")


def _look_in_folder(place: Path) -> Iterator[Found]:
    students = [place] if (place / ASSIGNMENT).is_dir() else sorted(place.iterdir())
    for entry in students:
        if entry.suffix == ".ipynb" and not entry.is_dir():
            yield Found(student_id(entry.stem), entry)
        elif (entry / ASSIGNMENT).is_dir():
            notebooks = sorted((entry / ASSIGNMENT).glob("*.ipynb"), key=lambda path: (path.name != NOTEBOOK, path))
            if notebooks:
                yield Found(student_id(entry.name), notebooks[0])


def _look_in_zip(place: Path) -> Iterator[Found]:
    with zipfile.ZipFile(place) as archive:
        members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise CollectionError(f"{place} has more than {MAX_MEMBERS} members; split it.")
    for member in members:
        name = PurePosixPath(member.filename)
        hidden = name.name.startswith(".") or {"__MACOSX", ".ipynb_checkpoints"} & set(name.parts)
        if name.suffix == ".ipynb" and not member.is_dir() and not hidden:
            student = name.stem if len(name.parts) == 1 or name.stem != ASSIGNMENT else _folder(name)
            yield Found(student_id(student), place, member.filename)


def _folder(name: PurePosixPath) -> str:
    """The folder that stands for the student: the last one that is not called like the assignment."""
    folders = [part for part in name.parts[:-1] if part != ASSIGNMENT]
    return folders[-1] if folders else name.stem


def student_id(name: str) -> str:
    """A name as a student id that is a safe name of a folder everywhere: never a path, hidden or reserved."""
    safe = re.sub(r"[^\w @+.,=()-]", "_", unicodedata.normalize("NFC", name))[:100].strip(" .")
    return f"_{safe}" if not safe or RESERVED.fullmatch(safe) else safe


def _distinct(found: list[Found]) -> Iterator[Found]:
    """The same submissions, with ids that differ also where a file system ignores case."""
    seen: set[str] = set()
    for one in found:
        student, count = one.student, 1
        while student.casefold() in seen:
            count += 1
            student = f"{one.student} ({count})"
        seen.add(student.casefold())
        yield Found(student, one.path, one.member)
