"""The release check: what must be true of a starter before students get it."""

import ast
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode

from autograder.authoring.definition import Assignment
from autograder.authoring.exercise import Exercise
from autograder.authoring.places import ROOT, Places
from source.notebook import END_MARKER, START_MARKER, header_of, solution_lines

HINT = re.compile(r"^\s*#.*\bNone\b")
LEFTOVERS = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "BEGIN MARK SCHEME")
SHORTEST_ANSWER = 12  # characters without spaces; shorter lines, such as "else:", give nothing away
TRIAL_SECONDS = 120


def list_released(assignment: Assignment) -> set[str]:
    """Return the names of all files that students get."""
    return {Places(assignment.name).notebook, "public_tests.py", "public_tests.h5", *assignment.files}


def normalise(line: str) -> str:
    """Return a line without its comment sign and without spaces, so that layout hides nothing."""
    return re.sub(r"\s+", "", line.strip().lstrip("#"))


def answer_lines(source: NotebookNode, open_lines: str) -> dict[str, str]:
    """Return the telling lines of all the answers: normalised line to the exercise it is from.

    open_lines: the assignment's, a regular expression for lines that give nothing away.
    """
    return {
        normalise(line): cell.id
        for cell in source.cells
        if cell.cell_type == "code"
        for line in solution_lines(cell.source)
        if len(normalise(line)) >= SHORTEST_ANSWER and not line.strip().startswith("#")
        if not re.fullmatch(open_lines, normalise(line))
    }


def find_leaks(answers: dict[str, str], place: str, text: str) -> Iterator[str]:
    """Report the answer lines that a text contains, as code, in a comment or within a longer line."""
    for line in text.splitlines():
        plain = normalise(line)
        for answer, exercise in answers.items():
            if answer in plain:
                yield f'{place}: gives away a line of {exercise}: "{line.strip()}"'


def exercise_faults(cell: NotebookNode, exercise: Exercise) -> Iterator[str]:
    """Yield what a starter cell lacks: header, markers, hints, a function that parses."""
    name, lines = exercise.name, cell.source.splitlines()
    if lines[:1] != [header_of(exercise)]:
        yield f'{name}: the first line is not "{header_of(exercise)}"'
    if missing := [marker for marker in (START_MARKER, END_MARKER) if marker not in cell.source]:
        yield from (f'{name}: the marker "{marker}" is missing' for marker in missing)
    else:
        between = cell.source.split(START_MARKER, 1)[1].split(END_MARKER, 1)[0].splitlines()[1:]
        if not any(HINT.match(line) for line in between):
            yield f'{name}: no hint such as "# {exercise.returns[0]} = None" between the markers'
        yield from (
            f'{name}: code between the markers: "{line.strip()}"'
            for line in between
            if line.strip() and not line.strip().startswith("#")
        )
    try:
        body = ast.parse(cell.source).body
    except SyntaxError as error:
        yield f"{name}: does not parse, {error.msg} in line {error.lineno}"
        return
    functions = {node.name: node for node in body if isinstance(node, ast.FunctionDef)}
    if name not in functions:
        yield f"{name}: the cell does not define it"
    elif not ast.get_docstring(functions[name]):
        yield f"{name}: no docstring"


def trial_faults(notebook: Path, exercises: Iterable[str]) -> Iterator[str]:
    """Run every starter function through its public test and yield which do not come out as "not written yet"."""
    with tempfile.TemporaryDirectory() as folder:
        outcomes_path = Path(folder) / "outcomes.json"
        command = [sys.executable, "-B", "-m", "source.starter_trial", str(notebook), str(outcomes_path), *exercises]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=TRIAL_SECONDS, check=False)
        if not outcomes_path.exists():
            yield f"the public tests could not be run: {run.stderr.strip()}"
            return
        outcomes = json.loads(outcomes_path.read_text(encoding="utf-8"))
    for name, outcome in outcomes.items():
        if outcome == "passes":
            yield f"{name}: passes its public test without an answer"
        elif not outcome.startswith(f"says: {name} is not written yet"):
            yield f'{name}: the public test should say "{name} is not written yet"; it {outcome}'


def list_faults(release: Path, answers: Path, assignment: Assignment) -> list[str]:
    """Return everything that is wrong with a starter, one sentence a fault. Only one that looks right is tried.

    release: the folder that students get. answers: the notebook with the answers.
    """
    notebook = release / Places(assignment.name).notebook
    return static_faults(release, answers, assignment) or list(trial_faults(notebook, assignment.exercises))


def static_faults(release: Path, answers: Path, assignment: Assignment) -> list[str]:
    """Return the faults that show without running anything. The arguments are those of `list_faults`."""
    notebook, released = Places(assignment.name).notebook, list_released(assignment)
    present = {path.relative_to(release).as_posix() for path in release.rglob("*") if not path.is_dir()}
    faults = [f"{name} is missing in the release" for name in sorted(released - present)]
    faults += [f"{name} should not be in the release" for name in sorted(present - released)]
    faults += [f"{name} is a link, not a file" for name in sorted(present) if (release / name).is_symlink()]
    if notebook not in present:
        return faults

    starter = nbformat.read(release / notebook, as_version=4)
    lines = answer_lines(nbformat.read(answers, as_version=4), assignment.open_lines)
    if not lines:
        faults.append("the source notebook has no answers to compare with")
    cells = {cell.id: cell for cell in starter.cells}
    for cell in starter.cells:
        faults += [f'cell {cell.id}: holds "{text}"' for text in LEFTOVERS if text in cell.source]
        faults += find_leaks(lines, f"cell {cell.id}", cell.source)
        if cell.get("outputs"):
            faults.append(f"cell {cell.id}: has outputs")
    for name in sorted(released & present):
        if name.endswith(".py"):
            faults += find_leaks(lines, name, (release / name).read_text(encoding="utf-8"))
    missing = [name for name in assignment.exercises if name not in cells]
    faults += [f"{name}: the exercise is missing" for name in missing]
    for name, exercise in assignment.exercises.items():
        if name in cells:
            faults += exercise_faults(cells[name], exercise)
        if f"test_{name}" not in cells:
            faults.append(f"{name}: its public test is missing")
    return faults
