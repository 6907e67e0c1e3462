"""Scores for Moodle: the offline grading worksheet of an assignment with its column of grades filled.

The headings of a worksheet are in the language of the course, so `--column` names that of the grades where it is not
English. All other cells stay, the dates too, by which Moodle sees whether a grade was changed meanwhile.
"""

import re

from autograder.assignment import Assignment
from autograder.intake.roster import Roster
from autograder.platforms import PlatformError
from autograder.platforms.fill_column import Scores, Table, fill_column, find_scale, tell_faults
from autograder.platforms.matching import Columns, match
from autograder.platforms.sheet import Sheet, read_sheet

# As intake has students of a download: the full name, and the number of the participant.
DOWNLOAD = re.compile(r"(?P<name>.+)_(?P<number>[0-9]{1,18})", re.DOTALL)
IDS = frozenset({"id number", "username"})
IDENTIFIER = re.compile(r"\D+\d{1,18}")
GRADE = "Grade"


def fill_worksheet(
    content: bytes, name: str, scores: Scores, assignment: Assignment, column: str | None, roster: Roster
) -> Table:
    """The worksheet with the scores in the column of grades, and all else as it was.

    content: of the file that Moodle gave. name: of the file, for sentences. Raises PlatformError.
    """
    sheet = read_sheet(content, name)
    at = sheet.column(column or GRADE)
    if at is None or not _is_worksheet(sheet):
        what = f"no column {column or GRADE}" if at is None else "no participant numbers in the first column"
        raise PlatformError(f"{name} has {what}. Pass the grading worksheet from Moodle, and --column GRADE if needed.")
    scale, remarks = find_scale(_find_maximum(sheet, at), assignment.max_score, "Moodle")
    people = [row for row in sheet.rows[1:] if row.cell(0)]
    # The second column is the full name, which students may change, and so are others that a site adds.
    ids = tuple(
        column for column in range(2, at) if _has_ids(sheet.header[column], [row.cell(column) for row in people])
    )
    matching = match(sorted(scores), people, Columns(0, ids, ((1,),), DOWNLOAD), roster)
    said = fill_column(sheet, at, scores, matching, scale)
    return Table(sheet.to_bytes(), (*said, *remarks, *tell_faults(scores)))


def _find_maximum(sheet: Sheet, grade: int) -> str:
    """The maximum as the worksheet has it; empty where there is none.

    In every language it is in the column after the grade, and the same for all.
    """
    cells = {row.cell(grade + 1) for row in sheet.rows[1:]} - {""}
    return cells.pop() if len(cells) == 1 else ""


def _has_ids(heading: str, cells: list[str]) -> bool:
    """Whether a column holds ids of people: by its heading in English, or addresses in any language."""
    written = [cell for cell in cells if cell]
    return heading.casefold() in IDS or (bool(written) and all("@" in cell for cell in written))


def _is_worksheet(sheet: Sheet) -> bool:
    """Whether the first column identifies participants, as in `Participant 4021`, whatever the language."""
    cells = [row.cell(0) for row in sheet.rows[1:] if any(row.cells)]
    return bool(cells) and all(IDENTIFIER.fullmatch(cell) for cell in cells)
