"""The checks of distribute_value."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("distribute_value")


def test_values(judge: Judge) -> None:
    """The array is right: {kind}."""
    judge.values()
