"""What the tests share: one grader, kept open, and notebooks made from the released starter."""

import json
from collections.abc import Callable, Iterator, Mapping

import pytest

from autograder.batch.pool import Workshop
from autograder.grading import Grader
from autograder.result import ExerciseResult, Record
from examples.build import Notebook, fill, read_answers, read_starter


@pytest.fixture(scope="session")
def starter() -> Notebook:
    """The released starter."""
    return read_starter()


@pytest.fixture(scope="session")
def loops() -> dict[str, str]:
    """Right answers to the graded exercises, with loops, by name."""
    return read_answers("loops")


@pytest.fixture(scope="session")
def answers(loops: dict[str, str]) -> dict[str, str]:
    """Right answers to all eight exercises by name."""
    return loops | read_answers("backward")


@pytest.fixture(scope="session")
def grader() -> Iterator[Grader]:
    """A grader with the best sandbox that this machine has."""
    with Workshop("auto") as opened:
        yield opened


@pytest.fixture
def grade(grader: Grader, starter: Notebook) -> Callable[[Mapping[str, str]], Record]:
    """Grade the starter with some answers filled in, by name."""

    def run(filled: Mapping[str, str]) -> Record:
        return grader.grade("somebody", to_bytes(fill(starter, filled)))

    return run


def to_bytes(notebook: Notebook) -> bytes:
    """A notebook as a file holds it."""
    return json.dumps(notebook).encode()


def result_of(record: Record, name: str) -> ExerciseResult:
    """One exercise of a record."""
    return next(exercise for exercise in record.exercises if exercise.name == name)
