"""The whole assignment in one value, for those who compile it."""

from autograder.assignments.cnn_step_by_step import catalogue
from autograder.assignments.cnn_step_by_step.cases import CASES, DEFAULT_KEY
from autograder.assignments.cnn_step_by_step.mistakes import MISTAKES, SENTENCES
from autograder.assignments.cnn_step_by_step.older_tests import PUBLIC_TESTS
from autograder.assignments.cnn_step_by_step.stops import STOPS
from autograder.authoring.definition import Assignment
from public_tests import Axes

_FILTERS = Axes(("filter rows", "filter columns", "input channels", "filters"), sides=(0, 1))

ASSIGNMENT = Assignment(
    name=catalogue.NAME,
    title=catalogue.TITLE,
    key=DEFAULT_KEY,
    exercises=catalogue.EXERCISES,
    cases=CASES,
    mistakes=MISTAKES,
    sentences=SENTENCES,
    stops=STOPS,
    public_tests=PUBLIC_TESTS,
    axes={
        **dict.fromkeys(("W", "b", "dW"), _FILTERS),
        "4": Axes(("examples", "rows", "columns", "channels")),
        "3": Axes(("rows", "columns", "channels"), sides=(0, 1)),
        "2": Axes(("rows", "columns")),
    },
    gradients=catalogue.GRADIENTS,
    files=catalogue.FILES,
    makers={"images.h5": "source.images:write_images"},
    preparation=catalogue.PREPARATION,
    starter_lines=catalogue.STARTER_LINES,
    open_lines=catalogue.OPEN_LINES,
)
