"""When students handed in, and by when they had to. Files beside a submission are read without following its links.

All times are in UTC, and have no zone.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from autograder.intake.files import RefusedError
from autograder.intake.tree import Folder, Leaf, Node
from autograder.stored_results import ResultsFolder

TIMESTAMP = "timestamp.txt"
USUAL = "%Y-%m-%d %H:%M:%S.%f UTC"
"""How nbgrader writes times unless a course sets another form."""
LONGEST_NOTE = 1000
"""Bytes of a time or a secret that nbgrader stored with a submission."""


@dataclass(frozen=True)
class HandIns:
    """What is known of a class's hand-ins. times, extended: by student. due: the deadline of everybody else.

    extended: the deadlines of those who have an extension.
    """

    times: Mapping[str, datetime] = field(default_factory=dict)
    due: datetime | None = None
    extended: Mapping[str, datetime] = field(default_factory=dict)

    def is_late(self, student: str) -> bool | None:
        """Whether a student handed in after the deadline, as nbgrader counts; None where a time is not known."""
        time, due = self.times.get(student), self.extended.get(student, self.due)
        return None if time is None or due is None else time > due


def read_note(folder: Path, name: str) -> bytes:
    """What nbgrader stored with a submission; nothing without such a file of the right size.

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
    """The time of a submission as nbgrader stores it, in UTC without a zone; None if the text is not a time."""
    plain = text.strip()
    if not plain:
        return None
    with suppress(ValueError):
        return datetime.strptime(plain, USUAL)
    from nbgrader.utils import parse_utc  # takes more than a second to load, and knows every other form

    try:
        return parse_utc(plain)
    except (ValueError, OverflowError):
        return None


def find_times(place: Path, results: ResultsFolder) -> dict[str, datetime]:
    """The time of each student whose folder in nbgrader's tree has one. place: what was graded."""
    names, times = results.read_course_names(), {}
    for student in results.students():
        note = read_note(place / names.get(student, student) / results.assignment, TIMESTAMP)
        time = read_timestamp(note.decode(errors="replace"))
        if time is not None:
            times[student] = time
    return times
