"""From the text of an assignment to the notebook that nbgrader reads.

The text (`source/<name>.py`, jupytext's percent format) carries short marks with the name of an exercise:
`graded="..."`, `optional="..."`, `test="..."`. Here they become nbgrader's full metadata, and every rule about the text
is checked before anything is written, because nbgrader passes over most faults in silence.
"""

import ast
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path

import jupytext
import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.authoring.exercise import Exercise

BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"
START_MARKER, END_MARKER = "# YOUR CODE STARTS HERE", "# YOUR CODE ENDS HERE"
MARKS = ("graded", "optional", "test")
KNOWN_METADATA = {*MARKS, "tags"}
MARKER_LIKE = re.compile(r"^\s*(###|#+\s*(BEG|END)[A-Z]*\b)")
ABOVE_THE_CELLS = re.compile(r"\A.*?(?=^# %%)", re.MULTILINE | re.DOTALL)
JUPYTEXT_NOTES = ("lines_to_next_cell", "cell_marker")
"""What jupytext notes of the form of a cell, in its metadata; these are not marks."""
Exercises = Mapping[str, Exercise]


class SourceError(Exception):
    """The text of an assignment breaks a rule; the message has one line for each fault."""


def read_cells(text: str) -> list[NotebookNode]:
    """Return the cells of a text in percent format, with the metadata that the text itself gives them.

    What is above the first cell is for authors.
    """
    cells = list(jupytext.reads(ABOVE_THE_CELLS.sub("", text, count=1), fmt="py:percent").cells)
    for cell in cells:
        for note in JUPYTEXT_NOTES:
            cell.metadata.pop(note, None)
    return cells


def preface_faults(text: str) -> Iterator[str]:
    """Say if a cell is lost in what is above the first one, such as in a docstring that does not end there."""
    above = ABOVE_THE_CELLS.match(text)
    try:
        ast.parse(above[0] if above else "")
    except SyntaxError as error:
        yield f"what is above the first cell does not parse, {error.msg}; cells in it would be lost"


def mark_of(cell: NotebookNode) -> tuple[str, str] | None:
    """Return the mark of a cell as (kind, exercise), or None when it has none."""
    return next(((kind, str(cell.metadata[kind])) for kind in MARKS if kind in cell.metadata), None)


def header_of(exercise: Exercise) -> str:
    """Return the first line of an exercise cell."""
    return f"# {'OPTIONAL' if exercise.optional else 'GRADED'} FUNCTION: {exercise.name}"


def solution_lines(source: str) -> list[str]:
    """Return the lines between the solution markers of a cell."""
    lines, inside = [], False
    for line in source.splitlines():
        if line.strip() in (BEGIN, END):
            inside = line.strip() == BEGIN
        elif inside:
            lines.append(line)
    return lines


def marker_faults(cell: NotebookNode, place: str) -> Iterator[str]:
    """Yield what is wrong with the solution markers of a cell."""
    found = [line.strip() for line in cell.source.splitlines() if MARKER_LIKE.match(line)]
    for line in found:
        if line not in (BEGIN, END):
            yield f'{place}: unknown marker "{line}"; the only markers are "{BEGIN}" and "{END}"'
    mark = mark_of(cell)
    expected = [BEGIN, END] if mark and mark[0] != "test" else []
    known = [line for line in found if line in (BEGIN, END)]
    if known != expected:
        wanted = "one BEGIN and one END, in this order" if expected else "no solution markers"
        yield f"{place}: {wanted} expected, found {known or 'none'}"
    elif expected and not any(line.strip() for line in solution_lines(cell.source)):
        yield f"{place}: the solution region is empty"


def exercise_faults(cell: NotebookNode, exercise: Exercise, place: str) -> Iterator[str]:
    """Yield what an exercise cell lacks: header, markers for the student, the function of the catalogue."""
    if cell.source.splitlines()[:1] != [header_of(exercise)]:
        yield f'{place}: the first line must be "{header_of(exercise)}"'
    for marker in (START_MARKER, END_MARKER):
        if cell.source.count(marker) != 1:
            yield f'{place}: "{marker}" must appear in it once'
    try:
        functions = [node for node in ast.parse(cell.source).body if isinstance(node, ast.FunctionDef)]
    except SyntaxError as error:
        yield f"{place}: does not parse, {error.msg} in line {error.lineno}"
        return
    signatures = {node.name: tuple(argument.arg for argument in node.args.args) for node in functions}
    if signatures.get(exercise.name) != exercise.parameters:
        yield f"{place}: must define {exercise.name}({', '.join(exercise.parameters)})"


def cell_faults(cell: NotebookNode, number: int, exercises: Exercises) -> Iterator[str]:
    """Yield what is wrong with one cell by itself."""
    mark = mark_of(cell)
    place = f"cell {number} ({mark[0]} {mark[1]})" if mark else f"cell {number}"
    for key in sorted(set(cell.metadata) - KNOWN_METADATA):
        yield f"{place}: unknown mark {key!r}; marks are {', '.join(MARKS)}"
    if cell.cell_type == "code":
        yield from marker_faults(cell, place)
    if mark is None:
        return
    kind, name = mark
    if name not in exercises:
        yield f"{place}: {name!r} is not in the catalogue, so its points are unknown"
    elif kind == "test":
        if f"{name}_test(" not in cell.source:
            yield f"{place}: does not call {name}_test"
    else:
        exercise = exercises[name]
        if (kind == "optional") != exercise.optional:
            yield f"{place}: the catalogue gives {exercise.points} points, so it cannot be {kind}"
        yield from exercise_faults(cell, exercise, place)


def list_faults(cells: list[NotebookNode], exercises: Exercises) -> list[str]:
    """Return everything that is wrong with the text, one sentence a fault."""
    faults = [fault for number, cell in enumerate(cells, start=1) for fault in cell_faults(cell, number, exercises)]
    marks = [mark for cell in cells if (mark := mark_of(cell))]
    written = [name for kind, name in marks if kind != "test"]
    tested = [name for kind, name in marks if kind == "test"]
    for what, names in (("exercise", written), ("test", tested)):
        faults += [f"{what} {name} is marked in {n} cells" for name, n in Counter(names).items() if n > 1]
        faults += [f"{what} {name} is missing" for name in exercises if name not in names]
    if not faults and written != list(exercises):
        faults.append(f"the exercises must come in the order of the catalogue: {', '.join(exercises)}")
    return faults


def nbgrader_metadata(kind: str, exercise: Exercise) -> dict[str, object]:
    """Return nbgrader's metadata (schema version 3) for a marked cell."""
    metadata: dict[str, object] = {"schema_version": 3, "task": False}
    if kind == "test":
        return metadata | {
            "grade_id": f"test_{exercise.name}",
            "grade": True,
            "solution": False,
            "locked": True,
            "points": exercise.points,
        }
    return metadata | {"grade_id": exercise.name, "grade": False, "solution": True, "locked": False}


def build_notebook(text: str, exercises: Exercises, release: int = 1) -> NotebookNode:
    """Return the notebook, answers included, that the text describes.

    exercises: those of the assignment, in their order. release: its number, for a note on older
    notebooks. Raises SourceError when the text breaks a rule.
    """
    cells = read_cells(text)
    if faults := [*preface_faults(text), *list_faults(cells, exercises)]:
        raise SourceError("\n".join(faults))
    seen: Counter[str] = Counter()
    for cell in cells:
        mark = mark_of(cell)
        tags = list(cell.metadata.get("tags", []))
        cell.metadata = NotebookNode()
        if mark:
            kind, name = mark
            cell.metadata["nbgrader"] = NotebookNode(nbgrader_metadata(kind, exercises[name]))
            cell["id"] = cell.metadata["nbgrader"]["grade_id"]
            if kind == "test":
                # On the starter a test fails as it should; the tag lets "run all cells" go on.
                tags.append("raises-exception")
        else:
            digest = hashlib.sha256(f"{cell.cell_type}\n{cell.source}".encode()).hexdigest()[:16]
            seen[digest] += 1
            cell["id"] = digest if seen[digest] == 1 else f"{digest}-{seen[digest]}"
        if tags:
            cell.metadata["tags"] = tags
    notebook = nbformat.v4.new_notebook(cells=cells)
    notebook.metadata = nbformat.from_dict(
        {
            "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
            "language_info": {"name": "python"},
            "course": {"release": str(release)},
        }
    )
    notebook.nbformat_minor = 5
    nbformat.validate(notebook)
    return notebook


def write_notebook(text_path: Path, notebook_path: Path, exercises: Exercises, release: int = 1) -> None:
    """Write what `build_notebook` makes of a text; the same text gives the same bytes."""
    notebook = build_notebook(text_path.read_text(encoding="utf-8"), exercises, release)
    notebook_path.parent.mkdir(parents=True, exist_ok=True)
    notebook_path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
