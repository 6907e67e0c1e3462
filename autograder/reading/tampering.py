"""Code that no exercise needs and that could be meant for the grader: a reason to look, and no more than that."""

import re
from collections.abc import Iterator, Sequence

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


def find_tampering(cells: Sequence[Cell]) -> Iterator[str]:
    """A sentence for the teacher on each cell that has such code."""
    # Looking for plain words takes a tenth of the time of the patterns, and few notebooks have one.
    everything = "\n".join([cell.source for cell in cells])
    words = [word for word in (*COMPARED, *REACHED) if word in everything]
    for cell in cells:
        if not any(word in cell.source for word in words):
            continue
        if found := COMPARING.search(cell.source):
            yield f"{cell.label.capitalize()} sets `{found[1]}`, which could change how answers are compared."
        elif found := REACHING.search(cell.source):
            yield f"{cell.label.capitalize()} uses `{found[1]}`, which no exercise needs."
