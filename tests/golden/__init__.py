"""Right implementations, one file a style, as cells of a notebook: a folder for each assignment.

A line `# %% name` begins the cell of an exercise, whose answer takes the place of the starter's; `# %%` alone begins
a cell that the student added, which goes before the next exercise of the file. What stands above is about the file.
"""

import copy
import re
from pathlib import Path

from autograder.assignments import read_definition
from examples.build import HEADER, Notebook, code_cell

HERE = Path(__file__).parent
CELL = re.compile(r"^# %%(?: (\w+))?\n", re.MULTILINE)
Cells = list[tuple[str, str]]


def styles(assignment: str) -> list[str]:
    """The names of the right implementations of an assignment."""
    return sorted(path.stem for path in (HERE / assignment).glob("*.py"))


def read_style(assignment: str, name: str) -> Cells:
    """The cells of one right implementation: name of the exercise, empty for a cell of the student's own, and source.

    Graded functions that the file does not write are those of `loops.py`, so that every style can get 100.
    """
    exercises, cells = read_definition(assignment).exercises, _read(assignment, name)
    written = {exercise for exercise, _ in cells}
    others = [(exercise, source) for exercise, source in _read(assignment, "loops") if exercise not in written]
    graded = [(exercise, source) for exercise, source in others if exercise and not exercises[exercise].optional]
    order = list(exercises)
    # The style's own order is kept; what is added goes where the exercise has its place.
    for exercise, source in graded:
        later = [at for at, (other, _) in enumerate(cells) if other and order.index(other) > order.index(exercise)]
        cells.insert(_start(cells, later[0]) if later else len(cells), (exercise, source))
    return cells


def optional_parts(assignment: str, name: str) -> list[str]:
    """The optional exercises that a style writes."""
    exercises = read_definition(assignment).exercises
    return [exercise for exercise, _ in _read(assignment, name) if exercise and exercises[exercise].optional]


def notebook_of(starter: Notebook, cells: Cells) -> Notebook:
    """The starter with the cells in it. Raises ValueError when an exercise has no cell in the starter."""
    filled = copy.deepcopy(starter)
    before: list[str] = []
    for exercise, source in cells:
        if not exercise:
            before.append(source)
            continue
        at = _place(filled, exercise)
        cell = filled["cells"][at]
        header = HEADER.match("".join(cell["source"]))
        assert header is not None
        cell["source"] = (header.group(0) + source).splitlines(True)
        filled["cells"][at:at] = map(code_cell, before)
        before = []
    filled["cells"] += map(code_cell, before)
    return filled


def _read(assignment: str, name: str) -> Cells:
    _, *parts = CELL.split((HERE / assignment / f"{name}.py").read_text(encoding="utf-8"))
    return [(exercise or "", source.strip() + "\n") for exercise, source in zip(parts[::2], parts[1::2], strict=True)]


def _start(cells: Cells, at: int) -> int:
    """The place of the first of the student's own cells that go with the cell at a place."""
    while at and not cells[at - 1][0]:
        at -= 1
    return at


def _place(notebook: Notebook, exercise: str) -> int:
    for at, cell in enumerate(notebook["cells"]):
        header = HEADER.match("".join(cell["source"]))
        if header and header.group(1) == exercise:
            return at
    raise ValueError(f"the starter has no cell for {exercise}")
