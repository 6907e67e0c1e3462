"""The measurement of the second lesson's training: what it runs, and what it holds a run to."""

import pytest

from benchmarks.training import LEAST, LONGEST, NAME, Run, fill_in, train
from source.shapes import SEED
from tests.golden import styles


@pytest.mark.parametrize("style", ["", *styles(NAME)])
def test_notebook_is_filled_in_up_to_the_accuracy(style: str) -> None:
    """Each style and the answer key fill in the released notebook; its last cell prints what is measured."""
    notebook = fill_in(style)
    assert "right answers in the {part}" in notebook.cells[-1].source
    assert sum("def train(" in cell.source for cell in notebook.cells) == 1


def test_slow_or_bad_run_is_none_that_the_lesson_promises() -> None:
    """Both the seconds and the share of right answers count."""
    assert Run("any", 1, LONGEST, LEAST).good
    assert not Run("any", 1, LONGEST + 0.1, LEAST).good
    assert not Run("any", 1, LONGEST, LEAST - 0.01).good


def test_network_learns_with_loops_over_single_numbers() -> None:
    """The style that is farthest from the answer key trains the network as well, with a third of the epochs."""
    assert train("loops", SEED, epochs=8).accuracy >= LEAST
