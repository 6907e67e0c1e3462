"""The assignment that most tests are about: its definition, its answer key, its compiled form and its public data."""

from pathlib import Path

from autograder.assignment import read_assignment
from autograder.assignments import find_expected, read_definition
from autograder.authoring.places import Places
from autograder.intake.collection import Found, collect
from autograder.reading.reader import read_submission
from autograder.reading.submission import Submission

NAME = "cnn_step_by_step"
DEFINITION = read_definition(NAME)
EXERCISES = DEFINITION.exercises
PLACES = Places(NAME)
NOTEBOOK = PLACES.notebook
SOURCE = PLACES.answers
DATA = PLACES.public_data
EXPECTED = find_expected(NAME)
ASSIGNMENT = read_assignment(EXPECTED)
OUTLINE = ASSIGNMENT.outline
MAX_SCORE = ASSIGNMENT.max_score


def find_submissions(place: Path) -> list[Found]:
    """All submissions at a place, ordered by student."""
    return collect(place, ASSIGNMENT).submissions


def read_notebook(content: bytes) -> Submission:
    """Read a notebook from its bytes."""
    return read_submission(content, OUTLINE)
