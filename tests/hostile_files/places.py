"""Folders and zips as they come, hostile ones among them: small builders of what lies where."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import pytest

from autograder.intake.collection import Found
from autograder.intake.files import RefusedError
from tests.first_assignment import ASSIGNMENT

Members = Mapping[str, bytes | str] | Iterable[tuple[str | zipfile.ZipInfo, bytes | str]]


def put(place: Path, *names: str, content: str = "{}") -> Path:
    """Files below a place, with their folders; a name that ends in a slash is a folder."""
    for name in names:
        path = place / name
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content)
    return place


def zipped(members: Members) -> bytes:
    """A zip with these members, in order; names may come twice."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive, pytest.MonkeyPatch.context() as patch:
        patch.setattr("warnings.warn", lambda *_, **__: None)  # of names that are there twice
        for name, content in members.items() if isinstance(members, Mapping) else members:
            archive.writestr(name, content)
    return file.getvalue()


def special(name: str, kind: int, content: str = "") -> tuple[zipfile.ZipInfo, str]:
    """A member that states a kind of file, such as a link, as zips made on Unix can."""
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = (kind | 0o644) << 16
    return info, content


def both_ways(place: Path, *names: str) -> tuple[Path, Path]:
    """The same files in a folder and in a zip; each holds its own name."""
    folder, archive = place / "class", place / "class.zip"
    for name in names:
        put(folder, name, content=name)
    archive.write_bytes(zipped({name: name for name in names}))
    return folder, archive


def outcome(found: Found) -> tuple[str, tuple[str, ...]]:
    """What is graded of a submission and its remarks; the sentence of a refusal in place of remarks."""
    try:
        reading = found.read(ASSIGNMENT)
    except RefusedError as error:
        return "", (str(error),)
    return reading.content.decode(), reading.remarks
