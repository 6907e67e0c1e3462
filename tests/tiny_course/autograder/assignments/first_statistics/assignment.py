"""The assignment in one value, which the build reads."""

from autograder.assignments.first_statistics.cases import CASES
from autograder.assignments.first_statistics.exercises import EXERCISES
from autograder.assignments.first_statistics.mistakes import MISTAKES
from autograder.authoring.definition import Assignment

ASSIGNMENT = Assignment(
    name="first_statistics",
    title="First Statistics",
    key=b"first_statistics",
    exercises={exercise.name: exercise for exercise in EXERCISES},
    cases=CASES,
    mistakes=MISTAKES,
)
