"""The checks of zero_pad."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("zero_pad")


def test_values(judge: Judge) -> None:
    """X_pad is right: {kind}."""
    judge.values()
