"""The roster of a class, from a CSV file: who should hand in, and what results call each student.

A column `student` has the ids for the results; where there is none, the first column of `id`, `username` and `email`.
All of these columns may hold an id of a student: the number of a user in Canvas, of a participant in Moodle, a name in
nbgrader's tree. The column `name` is for people. Ids are compared with ids and names with names, as students choose
what they are called. The exported gradebook of a Canvas course is a roster too: its column `Student` has names.
"""

import csv
import io
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.errors import CommandError
from autograder.intake.student_ids import letters, same_id, spellings, student_id
from autograder.text import one_line

if TYPE_CHECKING:
    from autograder.intake.collection import Found

MAX_BYTES = 16 * 2**20
IDS = ("student", "id", "username", "email")
CANVAS_IDS = ("sis login id", "sis user id", "id")
"""In the order in which they are taken for the id of a student."""
TEST_STUDENT = "student, test"
"""The name of the student that Canvas makes for teachers who look at their course."""
Line = tuple[int, list[str]]
"""A line of the file with its number."""


class RosterError(CommandError):
    """The roster cannot be used; the message says what is wrong with it, and in which line."""


@dataclass(frozen=True)
class Roster:
    """The students of a class by their id in the results.

    names: what people call each student; empty where the roster does not say. ids: the id by every other id.
    called: the id by the letters of a name that only one student can have.
    """

    names: dict[str, str] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)
    called: dict[str, str] = field(default_factory=dict)

    def find(self, ids: Iterable[str], names: Iterable[str]) -> list[str]:
        """The students that some ids and names lead to, in order: none, one, or several where they contradict."""
        by_id = {self.ids[key] for key in map(same_id, ids) if key in self.ids}
        by_name = {self.called[key] for key in map(letters, names) if key in self.called}
        return sorted(by_id | by_name)

    def knows(self, student: str) -> bool:
        """Whether this is an id of somebody on the roster."""
        return same_id(student) in self.ids

    def absent(self, found: Iterable["Found"]) -> list[str]:
        """The ids of students who handed in nothing, in order: nobody who may be meant by an unclear submission."""
        met = {student for one in found for student in (one.student, *one.claimed)}
        return sorted(student for student in self.names if student not in met)

    def strangers(self, found: Iterable["Found"]) -> list[str]:
        """The ids of submissions that are of nobody on the roster, in order."""
        return sorted(one.student for one in found if one.student not in self.names and not one.unclear)

    def tell(self, student: str) -> str:
        """A student for people: the id, and the name where that says more."""
        name = self.names.get(student, "")
        return one_line(f"{student} ({name})" if name and name != student else student)


def read_roster(path: Path) -> Roster:
    """The roster that a CSV file holds, with commas, semicolons or tabs. Raises RosterError."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        if len(content) > MAX_BYTES:
            raise RosterError(f"The roster {path} is larger than {MAX_BYTES // 2**20} MB.")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise RosterError(f"The roster {path} cannot be read: {error.strerror or error}.") from error
    except UnicodeDecodeError as error:
        raise RosterError(f"The roster {path} is not in UTF-8: save it as CSV UTF-8.") from error
    head = text.partition("\n")[0]
    delimiter = max(",;\t", key=head.count)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        lines = [(reader.line_num, line) for line in reader]
    except csv.Error as error:
        raise RosterError(f"The roster {path} is not a CSV file: {error}.") from error
    header = [heading.strip().casefold() for heading in lines[0][1]] if lines else []
    if {"id", "section", "sis login id"} <= set(header):
        header, lines = _read_canvas(header, lines)
    columns = [heading for heading in IDS if heading in header]
    if not columns:
        raise RosterError(f"The roster {path} has no column student. Its first line must name the columns.")
    if twice := next((heading for heading in (*columns, "name") if header.count(heading) > 1), None):
        raise RosterError(f"The roster {path} has two columns {twice}.")
    return _read_lines(path, header, columns, lines[1:])


def _read_canvas(header: list[str], lines: list[Line]) -> tuple[list[str], list[Line]]:
    """The exported gradebook of a course as a roster, without the rows that are not students."""
    found: list[Line] = [(1, [])]
    for number, line in lines[1:]:
        cells = dict(zip(header, map(str.strip, line), strict=False))
        name = cells.get("student") or ", ".join(filter(None, map(cells.get, ("lastname", "firstname"))))
        if cells.get("id") and name.casefold() != TEST_STUDENT:
            ids = [cells.get(heading, "") for heading in CANVAS_IDS]
            found.append((number, [next(filter(None, ids)), ids[-1], ids[1], ids[0], name]))
    return ["student", "id", "username", "email", "name"], found


def _read_lines(path: Path, header: list[str], columns: list[str], lines: list[Line]) -> Roster:
    roster = Roster()
    for number, line in lines:
        cells = dict(zip(header, map(str.strip, line), strict=False))
        if not any(cells.values()):
            continue
        where = f"line {number} of the roster {path}"
        own = cells.get(columns[0], "")
        if not own:
            raise RosterError(f"The column {columns[0]} is empty in {where}.")
        student = student_id(own)
        if student in roster.names:
            raise RosterError(f"{one_line(own)} in {where} appears twice.")
        roster.names[student] = cells.get("name", "")
        for key in sorted({same_id(student), *(same_id(cells.get(column, "")) for column in columns)} - {""}):
            other = roster.ids.setdefault(key, student)
            if other != student:
                raise RosterError(f"{one_line(key)} in {where} is also used by {other}.")
    if not roster.names:
        raise RosterError(f"The roster {path} lists no students.")
    # Two people may have one name: then it says nothing. So it is where one's first name is the other's last name.
    count = Counter(key for name in roster.names.values() for key in spellings(name))
    roster.called.update({letters(name): one for one, name in roster.names.items() if count[letters(name)] == 1})
    return roster
