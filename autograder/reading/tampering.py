"""Code that no exercise needs and that could be meant for the grader: a reason to look, and no more than that."""

import re
from collections.abc import Iterable, Iterator

from autograder.reading.notebook import Cell

COMPARISONS = ("allclose", "isclose", "array_equal", "array_equiv")
MODULES = ("public_tests", "builtins")
COMPARED = (*COMPARISONS, "testing", *MODULES)
REACHED = (
    *("_getframe", "__subclasses__", "f_back", "f_globals", "get_objects", "get_referrers", "settrace", "setprofile"),
    *("ctypes", "_exit"),
)
COMPARING = re.compile(
    rf"^[ \t]*((?:np|numpy)\.(?:{'|'.join(COMPARISONS)}|testing\.\w+)|(?:{'|'.join(MODULES)})\.\w+)[ \t]*=(?!=)",
    re.MULTILINE,
)
"""What is set in place of a function with which answers could be compared: one of `COMPARED`."""
REACHING = re.compile(rf"\b({'|'.join(REACHED)})\b")
"""Names by which code reaches into the interpreter that runs it, or ends it."""


def find_tampering(cells: Iterable[Cell]) -> Iterator[str]:
    """A sentence for the teacher on each cell that has such code."""
    for cell in cells:
        # Looking for plain words first takes a tenth of the time of the patterns.
        if _has_one(cell.source, COMPARED) and (found := COMPARING.search(cell.source)):
            yield f"{cell.label.capitalize()} sets `{found[1]}`, which could change how answers are compared."
        elif _has_one(cell.source, REACHED) and (found := REACHING.search(cell.source)):
            yield f"{cell.label.capitalize()} uses `{found[1]}`, which no exercise needs."


def _has_one(source: str, words: Iterable[str]) -> bool:
    return any(word in source for word in words)
