"""What nbgrader puts beside a submission, such as when it was handed in; read without following a student's links."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from autograder.intake.files import RefusedError
from autograder.intake.tree import Folder, Leaf, Node

TIMESTAMP = "timestamp.txt"
LONGEST_NOTE = 1000
"""Bytes of a time or a secret that nbgrader put beside a submission."""


def read_note(folder: Path, name: str) -> bytes:
    """What nbgrader put beside a submission; nothing where there is no such file of its size.

    As in the folder of a class, that of a student may be a teacher's link to such a folder elsewhere.
    """
    top = folder.parents[1].absolute()
    node: Node | None = Folder(top.name, str(top), links_with=folder.name)
    try:
        for part in (*folder.parts[-2:], name):
            node = None if node is None or isinstance(node, Leaf) else node.find(part)
        content = node.file.read(LONGEST_NOTE) if isinstance(node, Leaf) else b""
    except (OSError, RefusedError):
        return b""
    return content if len(content) <= LONGEST_NOTE else b""


def read_timestamp(text: str) -> datetime | None:
    """The time of a submission as nbgrader stores it, in UTC without a zone; None where the text is no time."""
    from nbgrader.utils import parse_utc  # takes long to load, and most commands need no times

    try:
        return parse_utc(text.strip()) if text.strip() else None
    except (ValueError, OverflowError):
        return None


def find_times(place: Path, assignment: str, students: Iterable[str]) -> dict[str, datetime]:
    """The time of each student whose folder in nbgrader's tree has one. place: what was graded."""
    notes = {student: read_note(place / student / assignment, TIMESTAMP) for student in students}
    times = {student: read_timestamp(note.decode(errors="replace")) for student, note in notes.items()}
    return {student: time for student, time in times.items() if time is not None}
