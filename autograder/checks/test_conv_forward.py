"""The checks of conv_forward."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("conv_forward")


def test_values(judge: Judge) -> None:
    """Z is right: {kind}."""
    judge.values()


@pytest.mark.points(4)
@pytest.mark.on_case("stride_2_non_square")
def test_cache(judge: Judge) -> None:
    """The cache holds A_prev, W, b and hparameters as they were given."""
    judge.cache()
