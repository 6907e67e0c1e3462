"""`grades.csv`: a line for each student, a column for each exercise."""

import csv
import io
from collections.abc import Iterable
from pathlib import Path

from autograder.exercises import EXERCISES, MAX_SCORE
from autograder.storage import write_whole
from autograder.text import for_csv

Row = tuple[str, float, dict[str, float]]
"""Student, score, score by exercise."""

COLUMNS = ("student", "score", "max_score", *EXERCISES)


def write_grades(rows: Iterable[Row], path: Path, absent: Iterable[str] = ()) -> None:
    """Write the table whole or not at all, ordered by student.

    Students of a table that is there already and are not among `rows` keep their lines: a folder of results may
    be filled by several commands. absent: students who handed in nothing; without a line they get one without scores.
    """
    lines = _read_lines(path)
    for student, score, exercises in rows:
        cells = [for_csv(student), score, MAX_SCORE, *(exercises[name] for name in EXERCISES)]
        lines[for_csv(student)] = _line(cells)
    for student in absent:
        lines.setdefault(for_csv(student), _line([for_csv(student), "", MAX_SCORE, *("" for _ in EXERCISES)]))
    text = "".join((_line(COLUMNS), *(lines[student] for student in sorted(lines))))
    write_whole(path, text.encode("utf-8"), lasting=True)


def _line(cells: Iterable[object]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text).writerow(cells)
    return text.getvalue()


def _read_lines(path: Path) -> dict[str, str]:
    """The lines of a table by student; kept as text, which takes far less memory than cells do."""
    try:
        with path.open(newline="", encoding="utf-8") as file:
            reader = csv.reader(file)
            known = next(reader, None) == list(COLUMNS)
            return {cells[0]: _line(cells) for cells in reader if cells} if known else {}
    except (OSError, ValueError, csv.Error):
        return {}
