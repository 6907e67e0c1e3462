"""The checks of conv_backward."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("conv_backward")


def test_values(judge: Judge) -> None:
    """dA_prev, dW and db are right: {kind}."""
    judge.values()
