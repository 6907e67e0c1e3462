"""Scores into a column of a platform's file, and sentences on what became of each: nothing is lost in silence."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from autograder.platforms.matching import Matching
from autograder.platforms.sheet import Sheet
from autograder.result import Record, plain_number
from autograder.text import MANY, list_names, one_line

Scores = Mapping[str, float | None]
"""The score of each student; None where the grader failed."""


@dataclass(frozen=True)
class Table:
    """A file to hand to the platform, and sentences for the teacher on what is in it and what is not."""

    content: bytes
    remarks: tuple[str, ...]


def score(record: Record) -> float | None:
    """The score for a gradebook, None where the grader failed."""
    return None if record.faulty else record.score


def fill_column(
    sheet: Sheet, at: int, scores: Scores, matching: Matching, scale: float, excused: Collection[str] = ()
) -> list[str]:
    """Write scores into the rows of their students; returns what is to be said of it.

    scale: by what points are multiplied. excused: what a cell says, in capitals, of a student who needs no score.
    """
    left, changed, filled = [], 0, 0
    for student, row in matching.rows.items():
        value = scores[student]
        if value is None:
            continue
        if row.cell(at).upper() in excused:
            left.append(student)
            continue
        text, before = f"{plain_number(value * scale)}", row.cell(at)
        filled += 1
        if before != text:
            changed += before not in ("", "-")
            row.set(at, text, sheet.delimiter)
    said = [f"{filled} of {len(scores)} scores are in the column {one_line(sheet.header[at])}."]
    if changed:
        said.append(f"{changed} of them replace another score.")
    for who, what in (
        (left, "are excused (EX) and stay so"),
        (matching.unmatched, "have no row, so their scores are not in the file"),
    ):
        if who:
            said.append(f"{len(who)} {what}: {list_names(sorted(who), MANY)}.")
    return [*said, *tell_unclear(matching.unclear)]


def tell_unclear(students: Collection[str]) -> list[str]:
    """A sentence on those of whom it is not certain who they are, if there are any."""
    what = "fit several rows, or one row with others, so their scores are not in the file"
    return [f"{len(students)} {what}: {list_names(sorted(students), MANY)}."] if students else []


def tell_faults(scores: Scores) -> tuple[str, ...]:
    """A sentence on those whom the grader failed on, if there are any."""
    faulty = [student for student in sorted(scores) if scores[student] is None]
    told = f"could not be graded through the grader's fault and got no score: {list_names(faulty, MANY)}."
    return (f"{len(faulty)} {told}",) if faulty else ()


def find_scale(most: str, max_score: float, platform: str) -> tuple[float, list[str]]:
    """By what points are multiplied where a platform gives so many at most, and a sentence if that is not 1.

    max_score: the points of the assignment.
    """
    try:
        points = float(most.replace(",", "."))
    except ValueError:
        return 1.0, []
    if points == max_score or not 0 < points < 1e6:
        return 1.0, []
    factor = points / max_score
    return factor, [f"{platform} gives {points:g} points for it, so all scores are multiplied by {factor:g}."]
