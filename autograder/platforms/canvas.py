"""Scores for a gradebook of Canvas: the export of a course with one column filled, or a table made from nothing.

Canvas takes a row by `ID`, else by SIS ids, else by name, and a cell that is empty as no score (canvas-lms,
lib/gradebook_importer.rb). So submissions that the grader failed on stay empty and are listed.
"""

import csv
import io
import re
from collections import Counter

from autograder.assignment import Assignment
from autograder.intake.roster import Roster
from autograder.intake.student_ids import is_numbered
from autograder.platforms import PlatformError
from autograder.platforms.fill_column import Scores, Table, fill_column, find_scale, tell_faults, tell_unclear
from autograder.platforms.matching import Columns, match
from autograder.platforms.sheet import Row, Sheet, read_sheet
from autograder.text import MANY, for_csv, list_names, one_line

HEADER = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# A course may be exported with the two parts of a name in columns of their own.
NAMES = (HEADER[:1], ("LastName", "FirstName"))
POINTS = "Points Possible"
# As intake has students of a download: letters and digits of the name, and the number of the user.
DOWNLOAD = re.compile(r"(?P<name>[^\W_]+)_(?P<number>[0-9]{1,18})")
# Cells that Canvas passes over when a file is imported, and what they mean.
KEPT = {"EX": "excused (EX)", "N/A": "not assigned this (N/A)"}


def make_table(scores: Scores, assignment: Assignment, roster: Roster) -> Table:
    """A gradebook with one column, if there is no export to fill in: Canvas finds the students by number or login.

    Who it is not certain of, as two have one number, is not in it.
    """
    labels = {student: None if student in roster.names else DOWNLOAD.fullmatch(student) for student in sorted(scores)}
    count = Counter(label["number"] for label in labels.values() if label)
    unclear = {
        student
        for student, label in labels.items()
        if (count[label["number"]] > 1 if label else student not in roster.names and is_numbered(student))
    }
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow([*HEADER, assignment.title])
    writer.writerow([f"    {POINTS}", "", "", "", "", assignment.max_score])
    for student, label in labels.items():
        if student in unclear:
            continue
        points = scores[student]
        name = roster.names.get(student) or (label["name"] if label else "")
        number = label["number"] if label else ""
        login = "" if label else student
        writer.writerow([for_csv(name), number, "", for_csv(login), "", "" if points is None else points])
    return Table(text.getvalue().encode("utf-8"), (*tell_unclear(unclear), *tell_faults(scores)))


def fill_gradebook(
    content: bytes, name: str, scores: Scores, assignment: Assignment, column: str | None, roster: Roster
) -> Table:
    """The export of a course with the scores in one column, and all else as it was.

    content: of the exported file. name: of the file, for sentences. column: the assignment's title, or its number;
    by default it is called like ours. Raises PlatformError.
    """
    sheet = read_sheet(content, name)
    if sheet.column("ID") is None or sheet.column("Section") is None:
        raise PlatformError(f"{name} is not a Canvas gradebook: it has no column ID or Section.")
    points = next((row for row in sheet.rows[1:3] if POINTS in row.cell(0)), None)
    at = _find_column(sheet, points, name, assignment, column)
    scale, remarks = find_scale(points.cell(at) if points else "", assignment.max_score, "Canvas")
    number = sheet.column("ID")
    people = [row for row in sheet.rows[1:] if row is not points and (row.cell(0) or row.cell(number))]
    names = tuple(columns for wanted in NAMES if (columns := _columns(sheet, *wanted)))
    where = Columns(number, _columns(sheet, *HEADER[2:4]), names, DOWNLOAD)
    matching = match(sorted(scores), people, where, roster)
    said = fill_column(sheet, at, scores, matching, scale, KEPT)
    left = len(people) - len(matching.rows)
    remarks += [f"{left} rows have no result and stay unchanged."] if left else []
    return Table(sheet.to_bytes(), (*said, *remarks, *tell_faults(scores)))


def _columns(sheet: Sheet, *names: str) -> tuple[int, ...]:
    return tuple(at for name in names if (at := sheet.column(name)) is not None)


def _find_column(sheet: Sheet, points: Row | None, name: str, assignment: Assignment, wanted: str | None) -> int:
    """The column of the assignment. Raises PlatformError with those that there are."""
    start = (sheet.column("Section") or 0) + 1
    titles = {
        at: heading
        for at, heading in enumerate(sheet.header)
        if at >= start and heading and "read only" not in (points.cell(at) if points else "")
    }
    texts = {wanted.casefold()} if wanted else {assignment.name.casefold(), assignment.title.casefold()}
    found = [at for at, heading in titles.items() if texts & _calls(heading)]
    if len(found) == 1:
        return found[0]
    what = f"{len(found)} columns" if found else "no column"
    asked = one_line(wanted) if wanted else assignment.title
    there = list_names(titles.values(), MANY) or "none"
    raise PlatformError(f"{name} has {what} called {asked}. Choose one: --column TITLE. Assignments in it: {there}.")


def _calls(heading: str) -> set[str]:
    """What a column may be called: all of its heading, the title without the number, and the number."""
    parts = re.fullmatch(r"(.*?)\s*\((\d+)\)", heading)
    return {heading.casefold(), *((parts[1].casefold(), parts[2]) if parts else ())}
