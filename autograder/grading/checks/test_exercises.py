"""The checks of all exercises. What there is to check, and on which cases, is read from the compiled assignment."""

from autograder.grading.checks.judge import Judge


def test_values(judge: Judge) -> None:
    """What the function returns for a case is right."""
    judge.values()


def test_cache(judge: Judge) -> None:
    """The function keeps its arguments as they were given."""
    judge.cache()
