"""The checks of pool_forward."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("pool_forward")


def test_values(judge: Judge) -> None:
    """A is right: {kind}."""
    judge.values()


@pytest.mark.points(2)
@pytest.mark.on_case("average_non_square")
def test_cache(judge: Judge) -> None:
    """The cache holds A_prev and hparameters as they were given."""
    judge.cache()
