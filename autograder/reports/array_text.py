"""Parts of arrays as text: the plane to look at, and as many columns as the terminal has room for."""

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from rich.text import Text

from public_tests import Axes

SIDE = 8
"""Rows and columns of an array that are shown."""
WRONG = "bold red"


def cut(name: str, array: np.ndarray, axes: Mapping[str, Axes], at: tuple[int, ...]) -> tuple[str, np.ndarray]:
    """At most SIDE rows and columns of one plane of an array, and which part that is, if it is not all.

    axes: what is known of the axes of arrays, by their names. Where the rows are not known, they follow the examples.
    at: the first wrong value of the answer.
    """
    if array.ndim <= 2:
        index: tuple[int | slice, ...] = (slice(SIDE),) * array.ndim
    else:
        sides = axes[name].sides if name in axes else None
        first = sides[0] if sides else 0 if array.ndim == 3 else 1
        others = {0: at[0], array.ndim - 1: at[-1]} if len(at) == array.ndim and first else {}
        index = tuple(
            slice(SIDE) if axis in (first, first + 1) else min(others.get(axis, 0), size - 1)
            for axis, size in enumerate(array.shape)
        )
    part = array[index]
    words = []
    for chosen, size in zip(index, array.shape, strict=True):
        words.append(str(chosen) if isinstance(chosen, int) else ":" if size <= SIDE else f":{SIDE}")
    where = "" if part.size == array.size else f"; {name}[{', '.join(words)}] is"
    return where, np.atleast_2d(part)


def fit(grids: Iterable[Sequence[Sequence[object]]], width: int, first: int = 0) -> range:
    """The columns of grids of one form that fit into a width, that of the first wrong value among them."""
    rows = [row for grid in grids for row in grid]
    count = max((len(row) for row in rows), default=0)
    widest = max((len(_number(cell)) for row in rows for cell in row), default=1) + 2
    shown = max(1, min(count, width // widest))
    start = min(max(0, first - shown // 2), max(0, count - shown))
    return range(start, start + shown)


def draw(
    rows: Sequence[Sequence[object]],
    wrong: Iterable[tuple[int, int]] = (),
    columns: range | None = None,
    indent: str = "",
) -> Text:
    """Numbers in columns. Wrong ones are red, and have a star for who sees no colour."""
    marked = set(wrong)
    cells = [[_number(cell) for cell in row] for row in rows]
    width = max((len(cell) for row in cells for cell in row), default=0)
    text = Text(no_wrap=True)
    for h, row in enumerate(cells):
        text.append(indent if h == 0 else f"\n{indent}")
        for w in columns if columns is not None else range(len(row)):
            if w < len(row):
                star, style = ("*", WRONG) if (h, w) in marked else (" ", "")
                text.append(f" {row[w].rjust(width)}{star}", style=style)
    return text


def _number(cell: object) -> str:
    if isinstance(cell, bool):
        return str(cell)
    return f"{cell:.5g}" if isinstance(cell, int | float) and math.isfinite(cell) else str(cell)
