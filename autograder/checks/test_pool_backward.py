"""The checks of pool_backward."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("pool_backward")


def test_values(judge: Judge) -> None:
    """dA_prev is right: {kind}."""
    judge.values()
