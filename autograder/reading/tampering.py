"""Code that no exercise needs and that could be meant for the grader: a reason to look, and no more than that."""

import re
from collections.abc import Iterable, Iterator

from autograder.reading.notebook import Cell
from autograder.reading.remembered import remember_short

COMPARISONS = ("allclose", "isclose", "array_equal", "array_equiv")
MODULES = ("public_tests", "builtins")
REACHED = (
    *("_getframe", "__subclasses__", "f_back", "f_globals", "get_objects", "get_referrers", "settrace", "setprofile"),
    *("ctypes", "_exit"),
)
WORDS = (*COMPARISONS, "testing", *MODULES, *REACHED)
COMPARING = re.compile(
    rf"^[ \t]*((?:np|numpy)\.(?:{'|'.join(COMPARISONS)}|testing\.\w+)|(?:{'|'.join(MODULES)})\.\w+)[ \t]*=(?!=)",
    re.MULTILINE,
)
"""What is set in place of a function with which answers could be compared."""
REACHING = re.compile(rf"\b({'|'.join(REACHED)})\b")
"""Names by which code reaches into the interpreter that runs it, or ends it."""


def find_tampering(cells: Iterable[Cell]) -> Iterator[str]:
    """A sentence for the teacher on each cell that has such code."""
    return (f"{cell.label.capitalize()} {found}." for cell in cells if (found := _find_reason(cell.source)))


@remember_short
def _find_reason(source: str) -> str:
    """What a cell does, as the rest of a sentence; empty if it has no such code."""
    # Looking for plain words takes a tenth of the time of the patterns, and few cells have one.
    if any(word in source for word in WORDS):
        if found := COMPARING.search(source):
            return f"sets `{found[1]}`, which could change how answers are compared"
        if found := REACHING.search(source):
            return f"uses `{found[1]}`, which no exercise needs"
    return ""
