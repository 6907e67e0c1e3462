"""Finding the submissions of a class: one notebook, a flat folder, nbgrader's tree, or what a platform hands out."""

import errno
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from autograder.assignment import Assignment
from autograder.errors import CommandError
from autograder.intake.attempt_names import is_of_another, read_blackboard, read_folder
from autograder.intake.choose_notebook import (
    HandedIn,
    Reading,
    is_notebook,
    is_zip,
    notebooks_by_content,
    read_chosen,
)
from autograder.intake.claims import settle
from autograder.intake.content import is_notebook_by_content, kind_of
from autograder.intake.doubts import tell_doubts
from autograder.intake.download_names import Label, original, read_canvas, read_moodle, student_stem, unclear_label
from autograder.intake.files import IS_LINK, MAX_MEMBERS, Archive, FolderFile, RefusedError
from autograder.intake.roster import Roster
from autograder.intake.sections import has_assignment, holds_results, open_sections
from autograder.intake.student_ids import student_id
from autograder.intake.tree import Folder, Leaf, Node, ZipFolder, find_leaves, is_link, leads_to_folder, read_zip
from autograder.result import limit_notes
from autograder.text import one_line

MAX_FILES = 1_000
"""Files of one student that are listed."""
MOST_REMARKS = 10
"""Sentences on how one submission was found; one more counts what is left out."""
_Item = TypeVar("_Item")
ONLY_SOME = f"Of the files that were handed in only {MAX_FILES:,} were looked at."


class CollectionError(CommandError):
    """There is nothing to grade at the given place; the message says why and what to pass instead."""


@dataclass(frozen=True, slots=True)
class Found:
    """One submission, not yet read.

    files: the notebooks and zips of it, by their names. others: its other files. remarks: sentences for the student on
    how it was found. keys: what else a roster may call the student. refusal: why nothing of it is read, for the
    student. failure: what kept it from being listed, for the teacher.
    """

    student: str
    files: tuple[HandedIn, ...] = ()
    others: tuple[HandedIn, ...] = ()
    remarks: tuple[str, ...] = ()
    refusal: str = ""
    failure: str = ""
    ids: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    unclear: bool = False
    claimed: tuple[str, ...] = ()
    folder: str = ""

    def read(self, assignment: Assignment) -> Reading:
        """The bytes to grade for an assignment, at most one more than a notebook may have, and all remarks.

        Raises RefusedError when the student handed in nothing that can be graded, and OSError when reading fails, for
        whatever reason: no submission may end what a command does for the others.
        """
        if self.failure:
            raise OSError(self.failure)
        if self.refusal:
            raise RefusedError(self.refusal)
        try:
            reading = read_chosen(self.files, assignment, self.others)
        except (RefusedError, OSError):
            raise
        except Exception as error:
            raise OSError(f"{type(error).__name__}: {error}") from error
        return replace(reading, remarks=limit_notes((*self.remarks, *reading.remarks), MOST_REMARKS))


@dataclass(frozen=True)
class Collection:
    """What a place holds: the submissions, ordered by student, and the names of what is nobody's submission.

    doubts: sentences for the teacher on submissions that may not be what they were taken for.
    """

    submissions: list[Found]
    passed_over: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


@dataclass(slots=True)
class Pile:
    """All that one student handed in, while it is put together; in tuples, as an empty one takes no memory."""

    label: Label
    files: tuple[HandedIn, ...] = ()
    others: tuple[HandedIn, ...] = ()
    remarks: tuple[str, ...] = ()
    refusal: str = ""
    failure: str = ""
    folder: str = ""

    def add(self, leaf: Leaf, name: str, label: Label) -> None:
        """Add a file that the student called `name`."""
        if len(self.files) + len(self.others) == MAX_FILES:
            self.remarks = (ONLY_SOME,)
            return
        handed_in = HandedIn(leaf.file, replace(label, file=name))
        if is_notebook(name) or is_zip(name):
            self.files += (handed_in,)
        else:
            self.others += (handed_in,)

    def add_folder(self, folder: Folder | ZipFolder, name: str, below: bool = True, label: Label | None = None) -> None:
        """Add the files of a folder, of nbgrader's tree those of the assignment called `name`.

        below: also those of its folders. label: of the folder, where a student has several.

        Never raises: what goes wrong is the failure of this submission.
        """
        try:
            inner = folder.find(name) or folder
            if inner is not folder and not (self.label.ids or self.label.names):
                self.folder = self.label.student
            if isinstance(inner, Leaf):
                self.refusal = tell_link(inner.name) if is_link(inner) else ""
                inner = folder
            leaves, more = find_leaves(inner, MAX_FILES, below)
            for leaf in leaves:
                self.add(leaf, leaf.name, label or self.label)
            if more:
                self.remarks = (ONLY_SOME,)
        except OSError as error:
            if error.errno == errno.ELOOP:
                self.refusal = tell_link(str(error.filename))
                return
            self.failure = f"the folder cannot be listed: {error.strerror or error}"
        except Exception as error:
            self.failure = f"the folder cannot be listed: {type(error).__name__}: {error}"

    def found(self) -> Found:
        """The submission."""
        refusal = "" if self.files else self.refusal
        student, label = student_id(self.label.student), self.label
        # If there is a notebook, nobody looks at the others, and a class may have a hundred thousand of them.
        others = () if any(is_notebook(one.label.file) for one in self.files) else self.others
        return Found(
            student,
            self.files,
            others,
            self.remarks,
            refusal,
            self.failure,
            label.ids,
            label.names,
            label.unclear,
            folder=self.folder,
        )


def tell_link(name: str) -> str:
    """That a link in place of a folder is not followed."""
    return f"{one_line(name)} {IS_LINK}"


def one_file(student: str, path: Path) -> Found:
    """The submission that is one file, given by its path; a link is followed, as whoever gave it may have meant it."""
    name = path.name
    with suppress(OSError, RuntimeError):  # links in a circle: reading says so
        path = path.resolve()
    file = (HandedIn(FolderFile(str(path)), Label(student, file=name)),)
    by_name = is_notebook(name) or is_zip(name)
    return Found(student_id(student), file if by_name else (), () if by_name else file)


NO_ROSTER = Roster()


def collect(place: Path, assignment: Assignment, roster: Roster = NO_ROSTER) -> Collection:
    """All submissions of an assignment at a place, and what was passed over.

    roster: has the student ids; without one they are what the place calls them. Raises CollectionError when there is
    no submission.
    """
    try:
        piles, passed_over = _look(place, assignment.name)
    except OSError as error:
        raise CollectionError(f"{place} cannot be read: {error.strerror or error}.") from error
    if not piles:
        raise CollectionError(
            f"{place} holds no notebook. "
            f"Expected <student>.ipynb, or <student>/{assignment.name}/{assignment.notebook}."
        )
    found = sorted(settle([pile.found() for pile in emptying(piles)], roster), key=lambda one: one.student)
    return Collection(found, tuple(passed_over), tuple(tell_doubts(found, assignment.name)))


def collect_one(place: Path, assignment: Assignment, student: str) -> Found:
    """The submission of one student in nbgrader's tree, as `collect` finds it among all others.

    Raises CollectionError when there is none.
    """
    nothing = CollectionError(f"{place} has nothing from {student}.")
    absolute = place.absolute()
    try:
        folder = Folder(absolute.name, str(absolute), links_with=assignment.name).find(student)
    except OSError as error:
        raise nothing from error
    if folder is None or isinstance(folder, Leaf):
        raise nothing
    pile = Pile(Label(student))
    pile.add_folder(folder, assignment.name)
    return pile.found()


def _look(place: Path, name: str) -> tuple[list[Pile], list[str]]:
    """Piles by student, and the names of what is nobody's. name: of the assignment."""
    if place.is_dir():
        # A folder that holds a download and nothing else is taken for the download.
        nodes, _ = Folder(place.name, str(place)).list(2)
        if len(nodes) == 1 and isinstance(nodes[0], Leaf) and is_zip(nodes[0].name) and not is_link(nodes[0]):
            return _look(place / nodes[0].name, name)
        absolute = place.absolute()
        return _look_into(Folder(absolute.name, str(absolute), links_with=name), place, name)
    if not place.exists():
        raise CollectionError(f"{place} does not exist. Pass a notebook, a folder of notebooks or a zip.")
    file = FolderFile(str(place.resolve()))
    if is_notebook(place.name) or is_notebook_by_content(file):
        student = student_stem(place.name)
        found = one_file(student, place)
        return [Pile(Label(student), found.files, found.others)], []
    kind = kind_of(file)
    if kind in ("", "a zip") and place.is_file() and zipfile.is_zipfile(place):
        archive = Archive(place)
        if len(archive.members) > MAX_MEMBERS:
            raise CollectionError(f"{place} has more than {MAX_MEMBERS} files; split it.")
        return _look_into(read_zip(place.stem, archive), place, name)
    raise CollectionError(f"{place} is {f'{kind}, ' if kind else ''}not a notebook (.ipynb), a folder or a zip.")


def _look_into(folder: Folder | ZipFolder, place: Path, name: str) -> tuple[list[Pile], list[str]]:
    """The submissions of a class below a folder, and the names of what is nobody's."""
    nodes, more = folder.list(MAX_MEMBERS)
    if more:
        raise CollectionError(f"{place} holds more than {MAX_MEMBERS} files; split it.")
    only = nodes[0] if len(nodes) == 1 else None
    if isinstance(only, Leaf) and is_notebook(only.name) and original(only.name) == name:
        return [_of_one_student(folder, place, name)], []
    if _is_of_one_student(nodes, name):
        return [_of_one_student(folder, place, name)], []
    if only is not None and not isinstance(only, Leaf) and _holds_a_class(only, name):
        return _look_into(replace(only, links_with=name) if isinstance(only, Folder) else only, place, name)
    return _sort_out(nodes, name)


def _is_of_one_student(nodes: list[Node], name: str) -> bool:
    """Whether there is the folder of the assignment, and nobody else: among others it is how a student is called."""
    if any(is_notebook(node.name) or read_moodle(node.name) for node in nodes if isinstance(node, Leaf)):
        return False
    if any(read_folder(node.name, name) for node in nodes if not isinstance(node, Leaf)):
        return False
    folders = (node for node in nodes if not isinstance(node, Leaf))
    return [node.name for node in folders if node.name == name or has_assignment(node, name)] == [name]


def _of_one_student(folder: Folder | ZipFolder, place: Path, name: str) -> Pile:
    student = folder.name if folder.name != name else place.absolute().parent.name
    pile = Pile(Label(student))
    pile.add_folder(folder, name)
    return pile


def _holds_a_class(folder: Folder | ZipFolder, name: str) -> bool:
    """Whether a single folder holds the submissions, and is not the submission of one student."""
    if read_folder(folder.name, name):
        return False
    nodes, _ = folder.list(MAX_MEMBERS)
    if any(node.name == name or (is_notebook(node.name) and original(node.name) == name) for node in nodes):
        return False
    return any(is_notebook(node.name) or not isinstance(node, Leaf) for node in nodes)


def _sort_out(nodes: list[Node], name: str) -> tuple[list[Pile], list[str]]:
    """Piles by student, by the names of a platform if they have them, else by file and folder; and what is nobody's.

    The list is empty afterwards.
    """
    piles, passed_over = _sort_files([node for node in nodes if isinstance(node, Leaf)])
    folders = [node for node in nodes if not isinstance(node, Leaf)]
    nodes.clear()
    passed_over += _sort_folders(folders, piles, name)
    return list(piles.values()), passed_over


def _sort_folders(folders: list[Folder | ZipFolder], piles: dict[str, Pile], name: str) -> list[str]:
    """Add the folders that are side by side to the piles by student; returns the names of those that are nobody's.

    A folder with a notebook is a submission. One without is a submission in nbgrader's tree if it has other files,
    and elsewhere if other students handed in folders.
    """
    folders = open_sections(folders, name)
    of_nbgrader = {folder.name for folder in folders if has_assignment(folder, name)}
    without_notebook, passed_over = [], []
    for folder in emptying(folders):
        if label := read_folder(folder.name, name):
            piles.setdefault(label.student, Pile(label)).add_folder(folder, name, label=label)
            continue
        if is_of_another(folder.name, name):
            passed_over.append(f"{one_line(folder.name)}/")
            continue
        pile = Pile(Label(folder.name))
        pile.add_folder(folder, name, below=folder.name in of_nbgrader or not of_nbgrader)
        by_name = pile.files or folder.name in of_nbgrader or is_notebook(folder.name)
        has_notebook = by_name or notebooks_by_content(pile.others)
        if has_notebook or pile.failure or pile.refusal:
            key = f"{folder.name}/"
            piles[key if key not in piles else f"{len(piles)}/{key}"] = pile  # of one name in another section
        elif holds_results(folder, name):
            passed_over.append(f"{one_line(folder.name)}/")
        else:
            without_notebook.append(pile)
    in_folders = any(key.endswith("/") for key in piles)
    for pile in without_notebook:
        if pile.others if of_nbgrader else in_folders:
            piles[f"{pile.label.student}/"] = pile
        else:
            passed_over.append(f"{one_line(pile.label.student)}/")
    return passed_over


def _sort_files(leaves: list[Leaf]) -> tuple[dict[str, Pile], list[str]]:
    """Piles of the files that are side by side, by student, and the names of those that are nobody's."""
    handed_in = [leaf.name for leaf in leaves if is_notebook(leaf.name) or is_zip(leaf.name)]
    # Where one of them is not from Canvas, a number in a name may mean anything.
    names = handed_in or [leaf.name for leaf in leaves]
    canvas = all(read_canvas(name) for name in names)
    blackboard = read_blackboard(leaf.name for leaf in leaves)
    if not blackboard.keys() >= set(names):
        blackboard = {}
    piles: dict[str, Pile] = {}
    passed_over = []
    for leaf in leaves:
        label = _read_label(leaf.name, canvas, blackboard)
        by_name = is_notebook(leaf.name) or is_zip(leaf.name)
        if label is None and (by_name or is_notebook_by_content(leaf.file)):
            label = Label(student_stem(leaf.name))
        elif label is None and leads_to_folder(leaf):
            label = Label(leaf.name)
        if label is None:
            passed_over.append(one_line(leaf.name))
            continue
        pile = piles.setdefault(leaf.name if label.unclear else label.student, Pile(label))
        pile.add(leaf, label.file or leaf.name, label)
        if leads_to_folder(leaf):
            pile.refusal = tell_link(leaf.name)
    return piles, passed_over


def _read_label(name: str, canvas: bool, blackboard: Mapping[str, Label]) -> Label | None:
    """What a platform shows in the name of a file; unclear if it could be from several platforms."""
    of_canvas = read_canvas(name) if canvas else None
    found = [label for label in (of_canvas, read_moodle(name), blackboard.get(name)) if label is not None]
    return found[0] if len(found) == 1 else unclear_label(name) if found else None


def emptying(items: list[_Item]) -> Iterator[_Item]:
    """The items in order, each freed on the way: there may be a hundred thousand, and what is made of them."""
    items.reverse()
    while items:
        yield items.pop()
