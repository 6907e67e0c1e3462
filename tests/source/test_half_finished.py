"""The second lesson with some functions written and some wrong, after "run all cells": it goes on, and says why."""

import json
import re
import shutil

import nbformat
import pytest
from conftest import outputs_of, printed
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from examples.build import fill, read_starter
from tests.installed import ASSIGNMENTS
from tests.source.shorter_lessons import show_words, train_briefly

NAME = "train_a_cnn"
LESSON = ASSIGNMENTS[NAME]
RIGHT = LESSON.sources
GRADED = [name for name, exercise in LESSON.definition.exercises.items() if not exercise.optional]
SAYS = re.compile(r"^(?:This part needs|This block stopped|Do not rely)\b.*\.$", re.MULTILINE | re.DOTALL)


def written(*names, **edits):
    """The answers of some exercises: right ones, and ones with a text of them replaced."""
    assert all(old in RIGHT[name] for name, (old, _) in edits.items())
    return {name: RIGHT[name] for name in names} | {name: RIGHT[name].replace(*edit) for name, edit in edits.items()}


STATES = {
    "only the first": written("relu_forward"),
    "the last is missing": written(*GRADED[:-1]),
    "a layer stops": written(*GRADED, dense_forward=("A_prev @ W + b", "A_prev.T @ W + b")),
    "a layer of the wrong shape": written(*GRADED, dense_forward=("A_prev @ W + b", "(A_prev @ W + b).T")),
    "a layer without its bias": written(*GRADED, dense_forward=("A_prev @ W + b", "A_prev @ W")),
    "a loss for each example": written(*GRADED, softmax_cross_entropy=("loss = np.mean(", "loss = np.array(")),
    "gradients of the wrong shape": written(*GRADED, dense_backward=("axis=0, keepdims=True", "axis=1, keepdims=True")),
    "uphill": written(*GRADED, sgd_step=("parameters[name] -", "parameters[name] +")),
    "an optional one is wrong": written(*GRADED, relu_backward=("(Z > 0)", "Z")),
}


@pytest.fixture(scope="module")
def client(tmp_path_factory):
    """Runs one notebook after the other in the released folder, all in one kernel: to start one takes half of a run."""
    folder = tmp_path_factory.mktemp("half") / NAME
    shutil.copytree(LESSON.places.release, folder)
    show_words(folder)
    where = {"metadata": {"path": str(folder)}}
    client = NotebookClient(new_notebook(), timeout=60, kernel_name="python3", resources=where)
    with client.setup_kernel():
        yield client


@pytest.fixture(scope="module", params=STATES)
def state(request, client):
    """The answers of a state, and the notebook after all its cells have run, in a namespace of their own."""
    answers = STATES[request.param]
    text = json.dumps(fill(read_starter(NAME), answers))
    client.nb = nbformat.reads(train_briefly(text), as_version=4)
    client.nb.cells.insert(0, new_code_cell("%reset -f"))
    return answers, client.execute(cleanup_kc=False)


def is_unwritten(cell):
    """Whether a public test shows its note on a function that is not written yet, which is no error of a cell."""
    return any("is not written yet" in output.data["text/plain"] for output in outputs_of(cell, "display_data"))


def test_only_examples_and_tests_of_what_is_wrong_end_in_an_error(state):
    """Everything else goes on: a student who runs all cells comes to the test that explains the mistake."""
    answers, ran = state
    assert all(cell.execution_count for cell in ran.cells if cell.cell_type == "code")
    failing = {cell.id for cell in ran.cells if outputs_of(cell, "error") or is_unwritten(cell)}
    tests = {f"test_{name}" for name in LESSON.definition.exercises if answers.get(name) != RIGHT[name]}
    wrong = {name for name in answers if answers[name] != RIGHT[name]}
    examples = {after.id for cell, after in zip(ran.cells, ran.cells[1:], strict=False) if cell.id in wrong}
    assert tests <= failing <= tests | examples


def test_parts_that_need_several_functions_name_those_that_are_not_right(state):
    """One sentence, which names what is missing or else what is wrong, and nothing where all is right."""
    answers, ran = state
    parts = [cell for cell in ran.cells if cell.cell_type == "code" and "with needs(" in cell.source]
    assert len(parts) >= 10
    for cell in parts:
        needed = re.search(r"with needs\(([^)]*)\)", cell.source)[1].split(", ")
        missing = [name for name in needed if name not in answers]
        wrong = [name for name in needed if answers.get(name, RIGHT[name]) != RIGHT[name]]
        said = SAYS.findall(printed(cell))
        assert len(said) == bool(missing or wrong)
        assert all(" ".join(sentence.split()).endswith(f": {', '.join(missing or wrong)}.") for sentence in said)
