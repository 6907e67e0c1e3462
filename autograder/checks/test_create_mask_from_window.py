"""The checks of create_mask_from_window."""

import pytest

from autograder.checks.verdict import Judge

pytestmark = pytest.mark.exercise("create_mask_from_window")


def test_values(judge: Judge) -> None:
    """The mask is right: {kind}."""
    judge.values()
