"""The catalogue of exercises, for the grader: names, points, signatures and prerequisites, read from the assignment."""

from autograder.assignments.cnn_step_by_step.catalogue import (
    EXERCISES,
    FILES,
    GRADIENTS,
    OPEN_LINES,
    PREPARATION,
    ROWS_FIRST,
    STARTER_LINES,
    TITLE,
)
from autograder.assignments.cnn_step_by_step.catalogue import NAME as ASSIGNMENT
from autograder.authoring.exercise import Exercise

__all__ = [
    "ASSIGNMENT",
    "EXERCISES",
    "FILES",
    "GRADIENTS",
    "MAX_SCORE",
    "NOTEBOOK",
    "OPEN_LINES",
    "PREPARATION",
    "ROWS_FIRST",
    "STARTER_LINES",
    "TITLE",
    "Exercise",
]

NOTEBOOK = f"{ASSIGNMENT}.ipynb"
MAX_SCORE = sum(exercise.points for exercise in EXERCISES.values())
