"""How well and how fast the network of `train_a_cnn` learns: `python -m benchmarks.training`.

The released notebook is filled in and run as a student would run it, on one core, up to the accuracy in the test. First
with the answer key and with plain loops on ten data sets that nobody looked at when the settings of the network were
chosen; then with each right style on the released pictures. Status 1 when a run is too slow or wrong too often.
"""

import json
import os
import re
import shutil
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbformat.notebooknode import NotebookNode

from autograder.assignments import read_definition
from autograder.authoring.answer_key import read_answers, read_function
from autograder.authoring.places import Places
from examples.build import fill, read_starter
from source.shapes import SEED, write_shapes
from tests.golden import notebook_of, read_style, styles

NAME = "train_a_cnn"
PLACES = Places(NAME)
FRESH_SEEDS = range(1001, 1011)
"""Of the pictures. The settings were chosen by held-out training pictures of the seeds 20, 101 and 102."""
SLOWEST_STYLE = "loops"
EPOCHS = 25
"""Of the training, as the notebook has it."""
LONGEST = 20.0
LEAST = 0.9
TRAINS = "def train("
MEASURED = re.compile(r"right answers in the test: ([\d.]+)%")


@dataclass(frozen=True)
class Run:
    """One training. seconds: of the cell that trains, its pictures included. accuracy: in the test, from 0 to 1."""

    answers: str
    seed: int
    seconds: float
    accuracy: float

    @property
    def good(self) -> bool:
        """Whether it is what the lesson promises."""
        return self.seconds <= LONGEST and self.accuracy >= LEAST


def fill_in(style: str = "") -> NotebookNode:
    """The released notebook with right answers, of a style or of the answer key, up to the accuracy in the test."""
    starter = read_starter(NAME)
    if style:
        filled = notebook_of(starter, read_style(NAME, style))
    else:
        definition = read_definition(NAME)
        submission = read_answers(definition, PLACES.answers)
        answers = {name: read_function(submission, name) for name in definition.exercises}
        filled = fill(starter, answers)
    for number, cell in enumerate(filled["cells"]):
        cell.setdefault("id", f"added-{number}")  # by the style
    notebook = nbformat.reads(json.dumps(filled), as_version=4)
    last = next(number for number, cell in enumerate(notebook.cells) if "right answers in the {part}" in cell.source)
    notebook.cells = notebook.cells[: last + 1]
    return notebook


def train(style: str, seed: int, epochs: int = EPOCHS) -> Run:
    """Run the notebook on the pictures of a seed. Raises nbclient's CellExecutionError when a cell fails."""
    notebook = fill_in(style)
    trained = next(cell for cell in notebook.cells if TRAINS in cell.source)
    assert trained.source.count(f"epochs={EPOCHS}") == 1
    trained.source = trained.source.replace(f"epochs={EPOCHS}", f"epochs={epochs}")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(shutil.copytree(PLACES.release, Path(scratch) / NAME))
        write_shapes(folder / "shapes.h5", seed)
        NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(folder)}}).execute()
    times = trained.metadata["execution"]
    began, ended = (datetime.fromisoformat(times[name]) for name in ("iopub.execute_input", "shell.execute_reply"))
    printed = "".join(output.get("text", "") for output in notebook.cells[-1].outputs)
    measured = MEASURED.search(printed)
    assert measured is not None, "the notebook no longer prints the accuracy"
    return Run(style or "answer key", seed, (ended - began).total_seconds(), float(measured[1]) / 100)


def main() -> int:
    """Print a table, a line for each training as soon as it is done."""
    os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])
    os.environ.update(OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1", PYTHONDONTWRITEBYTECODE="1")
    plan = [(style, seed) for style in ("", SLOWEST_STYLE) for seed in FRESH_SEEDS]
    plan += [(style, SEED) for style in ("", *styles(NAME))]
    print("| answers | seed of the pictures | seconds | right in the test |\n|---|---|---|---|", flush=True)
    runs = []
    for style, seed in plan:
        run = train(style, seed)
        runs.append(run)
        print(f"| {run.answers} | {run.seed} | {run.seconds:.1f} | {run.accuracy:.1%} |", flush=True)
    return 0 if all(run.good for run in runs) else 1


if __name__ == "__main__":
    sys.exit(main())
