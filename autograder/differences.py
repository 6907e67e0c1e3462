"""`differences.json`, next to `result.json`: what public checks expected, and what the student's function gave.

It holds parts of arrays, cut for a picture by `public_tests.find_difference`, and never anything of a hidden case.
The record itself stays as the contract fixes it; without this file a feedback page has no pictures, and all words.
"""

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from public_tests import Case, Cells, Difference, Place, find_difference

DIFFERENCES = "differences.json"
SCHEMA_VERSION = 1
LONGEST_TEXT = 400
MOST_CELLS = 100
LARGEST_INTEGER = 2**64


@dataclass(frozen=True)
class Comparison:
    """What one failed public check compared. check: its name in the record. case: the name of the case."""

    exercise: str
    check: str
    case: str
    difference: Difference


def compare(case: Case, returns: Sequence[str], check: str, value: object) -> Comparison | None:
    """The comparison of a returned value with what a public case expects.

    Returns None for a hidden case, a right value, and a value without an array to draw. value: what the sandbox
    returned, from the student's own functions. In follow-through there is nothing to compare: that process had
    the source of right helpers, which an array can carry as well as a text can.
    """
    if case.hidden:
        return None
    difference = find_difference(case, returns, value)
    return None if difference is None else Comparison(case.exercise, check, case.name, difference)


def write_comparisons(comparisons: Iterable[Comparison], sha256: str) -> str:
    """The text of `differences.json`. sha256: of the submission, so that a leftover file can be told from a new one."""
    entries = []
    for comparison in comparisons:
        shown = dict(vars(comparison.difference))
        shown["expected"], shown["got"] = _write_cells(shown["expected"]), _write_cells(shown["got"])
        entries.append(vars(comparison) | {"difference": shown})
    content = {"schema_version": SCHEMA_VERSION, "submission": {"sha256": sha256}, "differences": entries}
    return json.dumps(content, ensure_ascii=False, allow_nan=False) + "\n"


def read_comparisons(path: Path, sha256: str) -> list[Comparison]:
    """The comparisons of a submission; none when there is no such file, or it is broken or of another submission."""
    try:
        content = json.loads(path.read_bytes())
        if content["schema_version"] != SCHEMA_VERSION or content["submission"]["sha256"] != sha256:
            return []
        return [_read_comparison(entry) for entry in content["differences"]]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return []


def _read_comparison(entry: dict) -> Comparison:
    shown = entry["difference"]
    expected, got = _read_cells(shown["expected"]), _read_cells(shown["got"])
    wrong = tuple(_read_place(place) for place in shown["wrong"])
    first = None if shown["first"] is None else _read_place(shown["first"])
    same = bool(shown["same_shape"])
    sizes = [len(row) for row in expected]
    if not expected or not sizes[0] or (same and (sizes != [len(row) for row in got] or not wrong)):
        raise ValueError("there is nothing to draw")
    if any(not (row < len(got) and column < len(got[row])) for row, column in (*wrong, *([first] if first else ()))):
        raise ValueError("a place lies outside of the picture")
    difference = Difference(
        _text(shown["name"]), same, expected, got, _read_place(shown["corner"]), wrong, first, _text(shown["caption"])
    )
    return Comparison(_text(entry["exercise"]), _text(entry["check"]), _text(entry["case"]), difference)


def _write_cells(cells: Cells) -> list[list[float | str]]:
    """JSON has no word for nan and infinity: they are written as texts."""
    return [[value if math.isfinite(value) else str(value) for value in row] for row in cells]


def _read_cells(rows: list) -> Cells:
    cells = tuple(tuple(_read_number(value) for value in row) for row in rows)
    if sum(map(len, cells)) > MOST_CELLS or len({len(row) for row in cells}) > 1:
        raise ValueError("this is no picture of at most 10 by 10 cells")
    return cells


def _read_number(value: object) -> float:
    if isinstance(value, str):
        return float(value)
    if isinstance(value, float) or (isinstance(value, int) and abs(value) < LARGEST_INTEGER):
        return value
    raise TypeError(f"{type(value).__name__} is no number of an array")


def _read_place(place: list) -> Place:
    row, column = place
    if not (isinstance(row, int) and isinstance(column, int) and row >= 0 and column >= 0):
        raise ValueError("this is no place")
    return row, column


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"{type(value).__name__} is no text")
    return value[:LONGEST_TEXT]
