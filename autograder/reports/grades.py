"""`grades.csv`: a line for each student, a column for each exercise."""

import csv
from collections.abc import Iterable
from pathlib import Path

from autograder.exercises import EXERCISES, MAX_SCORE

Row = tuple[str, float, dict[str, float]]
"""Student, score, score by exercise."""

COLUMNS = ("student", "score", "max_score", *EXERCISES)


def write_grades(rows: Iterable[Row], path: Path) -> None:
    """Write the table whole or not at all, ordered by student."""
    partial = path.with_name(f".{path.name}.partial")
    with partial.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for student, score, exercises in sorted(rows, key=lambda row: row[0]):
            writer.writerow([defuse(student), score, MAX_SCORE, *(exercises[name] for name in EXERCISES)])
    partial.replace(path)


def defuse(cell: str) -> str:
    """A text that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
