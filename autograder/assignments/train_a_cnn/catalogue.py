"""The exercises: names, points, signatures, checks, and what the public tests say about a shape or a cache."""

from autograder.authoring.exercise import Check, Exercise, Values
from public_tests import Axes

NAME = "train_a_cnn"
TITLE = "A Convolutional Network That Learns"
FILES = ("figures.py", "layers.py", "lesson.py", "questions.py", "shapes.h5", "sheet.py")
"""What is released with the notebook and the public tests."""
STARTER_LINES = r"^\s*cache\b"
"""Where a line matches, the starter may have given it."""
OPEN_LINES = r"examples=np\.arange\(m\)"
"""Lines of an answer, without spaces, that the text may show: a hint names the tool."""
GRADIENTS = ("dZ", "dA_prev", "dW", "db")
"""Returned arrays that pictures show in the colour of gradients."""
AXES = {
    "Z": Axes(("examples", "outputs")),
    "dA_prev": Axes(("examples", "inputs")),
    "dW": Axes(("inputs", "outputs")),
    "db": Axes(("rows", "outputs")),
    # relu_backward returns a dZ too, with any number of axes.
    "softmax_cross_entropy.dZ": Axes(("examples", "classes")),
}

_DENSE = ("A_prev", "W", "b")
_OF_PARAMETER = "the shape of the parameter of this name"
_KEYS_TIP = "they are the keys of `parameters`"


def _dense_numbers(values: Values) -> str:
    (m, n_prev), n = values["A_prev"].shape, values["W"].shape[1]
    return f"Here m = {m}, n_prev = {n_prev} and n = {n}."


EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise
    for exercise in (
        Exercise(
            "relu_forward",
            10,
            ("Z",),
            ("A", "cache"),
            checks=(
                Check("values", "A is right: {kind}."),
                Check("cache", "The cache is Z as it was given.", "four_axes", 2),
            ),
            keeps={"cache": "Z"},
            shape_rule="the shape of Z",
        ),
        Exercise(
            "dense_forward",
            20,
            _DENSE,
            ("Z", "cache"),
            checks=(
                Check("values", "Z is right: {kind}."),
                Check("cache", "The cache holds A_prev, W and b as they were given.", "large_batch", 4),
            ),
            keeps={"cache": _DENSE},
            shape_rule="(m, n): a row for each example and a column for each output",
            shape_numbers=_dense_numbers,
        ),
        Exercise(
            "softmax_cross_entropy",
            30,
            ("Z", "y"),
            ("loss", "dZ"),
            checks=(Check("values", "loss and dZ are right: {kind}."),),
            shape_rule="the shape of Z",
            scalar_tip="take the mean over all examples, with no axis left",
        ),
        Exercise(
            "dense_backward",
            20,
            ("dZ", "cache"),
            ("dA_prev", "dW", "db"),
            checks=(Check("values", "dA_prev, dW and db are right: {kind}."),),
            packed={"cache": _DENSE},
            shape_rule="the shape of the array whose gradient it is",
            shape_numbers=_dense_numbers,
        ),
        Exercise(
            "sgd_step",
            20,
            ("parameters", "gradients", "learning_rate"),
            ("new_parameters",),
            checks=(Check("values", "The new parameters are right: {kind}."),),
            shape_rule=_OF_PARAMETER,
            keys_tip=_KEYS_TIP,
        ),
        Exercise(
            "relu_backward",
            0,
            ("dA", "cache"),
            ("dZ",),
            checks=(Check("values", "dZ is right: {kind}."),),
            packed={"cache": "Z"},
            shape_rule="the shape of Z",
        ),
        Exercise(
            "momentum_step",
            0,
            ("parameters", "gradients", "velocities", "learning_rate", "beta"),
            ("new_parameters", "new_velocities"),
            checks=(Check("values", "The new parameters and velocities are right: {kind}."),),
            defaults=("beta",),
            shape_rule=_OF_PARAMETER,
            keys_tip=_KEYS_TIP,
        ),
    )
}
"""The exercises, in the order of the notebook. None of them calls another one."""
