"""Scores into a column of a platform's file, and sentences on what became of each: nothing is lost in silence."""

import re
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
    sheet: Sheet, at: int, scores: Scores, matching: Matching, scale: float, kept: Mapping[str, str] | None = None
) -> list[str]:
    """Write scores into the rows of their students; returns sentences about it.

    A row that has the score already stays as it is, byte for byte, however the number is written there.
    scale: by what points are multiplied. kept: what a cell holds, in capitals, for a student who gets no score, and how
    that is called in a sentence.
    """
    left: dict[str, list[str]] = {what: [] for what in (kept or {}).values()}
    replaced, filled = [], 0
    for student, row in sorted(matching.rows.items()):
        value, before = scores[student], row.cell(at)
        if value is None:
            continue
        if kept and before.upper() in kept:
            left[kept[before.upper()]].append(student)
            continue
        filled += 1
        new = plain_number(value * scale)
        if read_number(before) == new:
            continue
        if before not in ("", "-"):
            replaced.append(f"{student} ({before}, now {new})")
        row.set(at, new, sheet.delimiter)
    said = [f"{filled} of {len(scores)} scores are in the column {one_line(sheet.header[at])}."]
    if replaced:
        said.append(f"{len(replaced)} of them replace another score: {list_names(replaced, MANY)}.")
    for who, what in (
        *((students, f"{what}, so unchanged") for what, students in left.items()),
        (matching.unmatched, "have no row, so their scores are not in the file"),
    ):
        if who:
            said.append(f"{len(who)} {what}: {list_names(sorted(who), MANY)}.")
    return [*said, *tell_unclear(matching.unclear)]


def tell_unclear(students: Collection[str]) -> list[str]:
    """A sentence on those who could be several students, if there are any."""
    what = "could match several rows, or the row of somebody else, so their scores are not in the file"
    return [f"{len(students)} {what}: {list_names(sorted(students), MANY)}."] if students else []


def tell_faults(scores: Scores) -> tuple[str, ...]:
    """A sentence on those who could not be graded, if there are any."""
    faulty = [student for student in sorted(scores) if scores[student] is None]
    told = f"could not be graded because of a problem in the grader and got no score: {list_names(faulty, MANY)}."
    return (f"{len(faulty)} {told}",) if faulty else ()


def find_scale(most: str, max_score: float, platform: str) -> tuple[float, list[str]]:
    """By what points are multiplied where a platform gives so many at most, and a sentence unless that is 1.

    most: the maximum as the file has it; empty where it has none. max_score: the points of the assignment.
    """
    points = read_number(most)
    if points == max_score:
        return 1.0, []
    if points is not None and 0 < points < 1e6:
        factor = points / max_score
        return factor, [
            f"{platform} gives {points:g} points for the assignment, so all scores are multiplied by {factor:g}."
        ]
    why = f"the file says {one_line(most)}" if most else "the file does not say it"
    return 1.0, [
        f"Cannot tell how many points {platform} gives for the assignment: {why}. The scores are out of "
        f"{max_score:g}. Before you import them, check that {platform} gives {max_score:g} points."
    ]


def read_number(text: str) -> float | None:
    """A number as people of any country write it; None for what is not one, or may be read in two ways.

    The last of points and commas begins the decimals. Where there is one only and three digits follow, as in 1,000, it
    may be either.
    """
    plain = re.sub(r"[\s'\u2019]", "", text)
    if not re.fullmatch(r"-?\d[\d.,]*", plain, re.ASCII):
        return None
    whole, mark, decimals = re.fullmatch(r"(.*?)(?:([.,])(\d*))?", plain).groups(default="")  # type: ignore[union-attr]
    inside = set(whole) & set(".,")
    if mark and mark in inside:  # 1,000,000
        whole, decimals = whole + decimals, ""
    elif mark and not inside and len(decimals) == 3 and whole.lstrip("-") != "0":
        return None
    return float(re.sub("[.,]", "", whole) + f".{decimals or 0}") if len(inside) < 2 else None
