"""Each assignment's notebook as teaching: the starter runs, and the answer key prints what the text promises."""

import re
import sys
from itertools import pairwise

import nbformat
import pytest
from conftest import outputs_of, printed

from autograder.assignments import list_assignments, read_definition
from autograder.authoring.places import Places

PROMISED = re.compile(r"^Expected output:\n```text\n(.*)```", re.DOTALL | re.MULTILINE)
each_assignment = pytest.mark.parametrize("name", list_assignments())


def read_key(name):
    """The committed answer key of an assignment, executed."""
    places = Places(name)
    return nbformat.read(places.solutions / places.notebook, as_version=4)


@each_assignment
def test_starter_runs_to_its_end(name, starter_runs, capsys):
    """Every code cell of the untouched starter runs; only public tests raise, and they say what is not written."""
    ran, exercises = starter_runs(name), read_definition(name).exercises
    code = [cell for cell in ran.cells if cell.cell_type == "code"]
    assert all(cell.execution_count for cell in code)
    failing = {cell.id: outputs_of(cell, "error") for cell in code if outputs_of(cell, "error")}
    assert set(failing) == {f"test_{exercise}" for exercise in exercises}
    for exercise in exercises:
        assert failing[f"test_{exercise}"][0].evalue.startswith(f"{exercise} is not written yet")
    with capsys.disabled():  # it is not judged: a loaded machine is no mistake of the notebook's
        print(f"\nall cells of the starter of {name}: {ran.metadata['seconds']:.1f} s", file=sys.stderr)


@each_assignment
def test_starter_examples_say_what_is_not_written(name, starter_runs):
    """The example after each exercise says in one sentence which function has no answer yet."""
    said = {before.id: printed(cell) for before, cell in pairwise(starter_runs(name).cells)}
    for exercise in read_definition(name).exercises:
        assert re.fullmatch(r"\w+ is not written yet: nothing gives its result `\w+` a value\.\n", said[exercise])


@each_assignment
def test_committed_answer_key_has_no_errors(name):
    """No cell of the answer key ended in an error or a warning, and every public test said that it passed."""
    cells = {cell.id: cell for cell in read_key(name).cells}
    assert [place for place, cell in cells.items() if outputs_of(cell, "error")] == []
    streams = {place: {output.name for output in outputs_of(cell, "stream")} for place, cell in cells.items()}
    assert [place for place, names in streams.items() if "stderr" in names] == []
    for exercise in read_definition(name).exercises:
        assert "passed" in printed(cells[f"test_{exercise}"])


@each_assignment
def test_promised_outputs_are_true(name):
    """The output promised after the example of each exercise is, letter by letter, what the answer key prints there."""
    promised = [
        (printed(before), match[1])
        for before, cell in pairwise(read_key(name).cells)
        if cell.cell_type == "markdown" and (match := PROMISED.search(cell.source))
    ]
    assert len(promised) == len(read_definition(name).exercises)
    assert [output for output in promised if output[0] != output[1]] == []
