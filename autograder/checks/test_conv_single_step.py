"""The checks of conv_single_step."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("conv_single_step")


def test_values(judge: Judge) -> None:
    """The sum is right: {kind}."""
    judge.values()
