"""`grades.csv`: a line for each student, a column for each exercise."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from autograder.assignment import Assignment
from autograder.storage import write_whole
from autograder.text import for_csv

Row = tuple[str, float, dict[str, float]]
"""Student, score, score by exercise."""


def write_grades(rows: Iterable[Row], assignment: Assignment, path: Path, absent: Iterable[str] = ()) -> None:
    """Write the table whole or not at all, ordered by student.

    Students of a table that is there already and are not among `rows` keep their lines: a folder of results may
    be filled by several commands. absent: students who handed in nothing; without a line they get one without scores.
    """
    names, most = list(assignment.exercises), assignment.max_score
    columns = ["student", "score", "max_score", *names]
    lines = _read_lines(path, columns)
    for student, score, exercises in rows:
        cells = [for_csv(student), score, most, *(exercises[name] for name in names)]
        lines[for_csv(student)] = _line(cells)
    for student in absent:
        lines.setdefault(for_csv(student), _line([for_csv(student), "", most, *("" for _ in names)]))
    text = "".join((_line(columns), *(lines[student] for student in sorted(lines))))
    write_whole(path, encode_table(text), lasting=True)


def read_absent(path: Path) -> list[str]:
    """The students of a table who handed in nothing; none without a table."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            return sorted(row["student"] for row in csv.DictReader(file) if row["score"] == "")
    except (OSError, ValueError, KeyError, csv.Error):
        return []


def encode_table(text: str) -> bytes:
    """A table as a file, in UTF-8.

    With letters beyond ASCII a mark is in front, without which Excel on Windows shows `zoÃ«` for `zoë`. A table
    without any has none: programs that do not expect it would take it for a part of the first heading.
    """
    return text.encode("utf-8" if text.isascii() else "utf-8-sig")


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _read_lines(path: Path, columns: list[str]) -> dict[str, str]:
    """The lines of a table by student; kept as text, which takes far less memory than cells do."""
    try:
        with path.open(newline="", encoding="utf-8-sig") as file:
            reader = csv.reader(file)
            known = next(reader, None) == columns
            return {cells[0]: _line(cells) for cells in reader if cells} if known else {}
    except (OSError, ValueError, csv.Error):
        return {}
