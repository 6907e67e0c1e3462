"""`grades.csv`: a line for each student, a column for each exercise."""

import csv
from collections.abc import Iterable
from pathlib import Path

from autograder.exercises import EXERCISES, MAX_SCORE

Row = tuple[str, float, dict[str, float]]
"""Student, score, score by exercise."""

COLUMNS = ("student", "score", "max_score", *EXERCISES)


def write_grades(rows: Iterable[Row], path: Path) -> None:
    """Write the table whole or not at all, ordered by student.

    Students of a table that is there already and are not among `rows` keep their lines: a folder of results may
    be filled by several commands.
    """
    lines = _read_lines(path)
    for student, score, exercises in rows:
        lines[defuse(student)] = [defuse(student), score, MAX_SCORE, *(exercises[name] for name in EXERCISES)]
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        writer.writerows(lines[student] for student in sorted(lines))
    partial.replace(path)


def _read_lines(path: Path) -> dict[str, list]:
    try:
        with path.open(newline="", encoding="utf-8") as file:
            header, *lines = csv.reader(file)
    except (OSError, ValueError, csv.Error):
        return {}
    return {line[0]: line for line in lines if line} if header == list(COLUMNS) else {}


def defuse(cell: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
