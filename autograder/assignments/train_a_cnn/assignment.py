"""The whole assignment in one value, for those who compile it."""

from autograder.assignments.train_a_cnn import catalogue
from autograder.assignments.train_a_cnn.cases import CASES, DEFAULT_KEY
from autograder.assignments.train_a_cnn.mistakes import MISTAKES, SENTENCES
from autograder.assignments.train_a_cnn.stops import STOPS
from autograder.authoring.definition import Assignment

ASSIGNMENT = Assignment(
    name=catalogue.NAME,
    title=catalogue.TITLE,
    key=DEFAULT_KEY,
    exercises=catalogue.EXERCISES,
    cases=CASES,
    mistakes=MISTAKES,
    sentences=SENTENCES,
    stops=STOPS,
    axes=catalogue.AXES,
    gradients=catalogue.GRADIENTS,
    files=catalogue.FILES,
    makers={"shapes.h5": "source.shapes:write_shapes"},
    starter_lines=catalogue.STARTER_LINES,
    open_lines=catalogue.OPEN_LINES,
)
