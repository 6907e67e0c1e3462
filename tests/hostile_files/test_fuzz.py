"""Reading never raises, whatever the bytes are."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.exercises import EXERCISES
from autograder.reading.reader import count_written, read_submission
from autograder.reading.submission import Submission
from examples.build import SUBMITTED

settings.register_profile("files", derandomize=True, deadline=None, max_examples=150, database=None)
FILES = settings.get_profile("files")
ANSWERED = next(SUBMITTED.glob("optional_part_done_100/*/*.ipynb")).read_bytes()

text = st.text(st.characters(), max_size=20)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | text
trees = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(text, inner, max_size=4), max_leaves=12
)
code = st.lists(
    st.sampled_from(
        [
            "def zero_pad(X, pad):",
            "    return X",
            "\t",
            " ",
            "\n",
            "%",
            "!",
            "%%time",
            "?",
            "import ",
            "x = ",
            "(",
            '"""',
        ]
    )
    | text,
    max_size=12,
).map("".join)
cells = st.fixed_dictionaries(
    {"cell_type": st.just("code") | scalars}, optional={"source": code | trees, "input": code | trees, "outputs": trees}
)
notebooks = st.fixed_dictionaries(
    {}, optional={"cells": st.lists(cells | trees, max_size=4) | trees, "worksheets": trees, "nbformat": trees}
)


def survives(content: bytes) -> Submission:
    """Read, and do all that grading does with what was read."""
    submission = read_submission(content)
    assert submission.readable or submission.notes
    for name in EXERCISES:
        submission.program(name)
        submission.uses(name)
        submission.variables(name)
    json.dumps(submission.notes)
    assert -1 <= count_written(content) <= len(EXERCISES)
    return submission


@given(st.binary(max_size=200))
@FILES
def test_random_bytes(content: bytes) -> None:
    """Any bytes."""
    survives(content)


@given(trees | notebooks, st.sampled_from(["utf-8", "utf-16", "utf-32-be"]))
@FILES
def test_random_json(tree: Any, encoding: str) -> None:
    """Any JSON, and what is a notebook but for one thing or another."""
    survives(json.dumps(tree, ensure_ascii=False).encode(encoding, "surrogatepass"))


@given(st.lists(code, max_size=4))
@FILES
def test_random_code(sources: list[str]) -> None:
    """Cells of pieces of code, magics and anything else."""
    survives(json.dumps({"cells": [{"cell_type": "code", "source": source} for source in sources]}).encode())


@given(st.data())
@settings(FILES, max_examples=40)
def test_mutated_notebook(data: st.DataObject) -> None:
    """A real notebook with pieces cut out, put in, doubled and moved."""
    content = bytearray(ANSWERED)
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(content)))
        end = min(len(content), start + data.draw(st.integers(0, 200)))
        where = data.draw(st.integers(0, len(content)))
        piece = data.draw(st.binary(max_size=5) | st.just(bytes(content[start:end])))
        if data.draw(st.booleans()):
            del content[start:end]
        content[where:where] = piece
    survives(bytes(content))


@pytest.mark.parametrize("step", [997])
def test_notebook_cut_off_anywhere(step: int) -> None:
    """A real notebook that ends too early is one sentence, wherever it ends."""
    for end in range(0, len(ANSWERED) - 2, step):
        assert not survives(ANSWERED[:end]).readable
