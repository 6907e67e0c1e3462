"""The cases that every submitted function is called on, as definitions: shapes, parameters, seeds and points.

Public cases are those of the lesson, which can be worked out by hand, and one with numbers drawn from a published seed.
Hidden cases are drawn from seeds derived from a key. Sizes that could be mixed up, such as m, n_prev and n, differ in
most cases of an exercise.
"""

from collections.abc import Iterator

import numpy as np

from autograder.authoring.definition import CaseDefinition

DEFAULT_KEY = b"train_a_cnn"

# The numbers of the lesson, and some between -1 and 1, where other mistakes show.
_SMALL_Z = np.array([[2.0, -1.0, 0.0], [-3.0, 4.0, 1.0]])
_DECIMALS = np.array([[0.5, -0.25, 2.5], [0.0, 0.75, -0.5]])
_SMALL_LAYER = {
    "A_prev": np.array([[2.0, 0.0, 0.0], [0.0, 4.0, 1.0]]),
    "W": np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, -1.0, 1.0], [1.0, 1.0, 0.0, 2.0]]),
    "b": np.array([[1.0, 0.0, -1.0, 0.0]]),
}


def _relu_forward() -> Iterator[CaseDefinition]:
    exercise = "relu_forward"
    hand = {"Z": _SMALL_Z}
    yield CaseDefinition(exercise, "by_hand", "whole numbers to check by hand", 1, values=hand, hidden=False)
    yield CaseDefinition(exercise, "seeded", "4 by 3", 1, {"Z": (4, 3)}, hidden=False, seed=1)
    yield CaseDefinition(exercise, "decimals", "decimals", values={"Z": _DECIMALS}, hidden=False, local_only=True)
    for name, kind, shape, offset in (
        ("four_axes", "four axes", (2, 4, 5, 3), 0.0),
        ("one_axis", "one axis", (9,), 0.0),
        ("all_negative", "one example, all numbers negative", (1, 6), -5.0),
        ("all_positive", "all numbers positive", (5, 2), 5.0),
    ):
        yield CaseDefinition(exercise, name, kind, 1, {"Z": shape}, offset=offset)
    large = {"Z": np.array([[1000.0, -1000.0, 0.5], [-0.25, 0.0, 2500.0]])}
    yield CaseDefinition(exercise, "large", "numbers of a thousand and small ones", 1, values=large)
    yield CaseDefinition(exercise, "column_order", "an array in column order", 1, {"Z": (3, 7)}, column_order=("Z",))


def _layer_shapes(m: int, n_prev: int, n: int) -> dict[str, tuple[int, ...]]:
    return {"A_prev": (m, n_prev), "W": (n_prev, n), "b": (1, n)}


# Name, kind, m, n_prev and n: the same for the forward and the backward pass.
_LAYERS = (
    ("one_example", "one example", 1, 4, 3),
    ("one_output", "one output", 5, 3, 1),
    ("one_input", "one input", 3, 1, 4),
    ("equal_sizes", "as many examples as inputs and outputs", 3, 3, 3),
    ("large_batch", "many examples", 17, 5, 2),
    ("column_order", "arrays in column order", 2, 6, 3),
)


def _dense_forward() -> Iterator[CaseDefinition]:
    exercise = "dense_forward"
    yield CaseDefinition(exercise, "by_hand", "whole numbers to check by hand", 2, values=_SMALL_LAYER, hidden=False)
    kind = "4 examples, 2 inputs, 3 outputs"
    yield CaseDefinition(exercise, "seeded", kind, 2, _layer_shapes(4, 2, 3), hidden=False, seed=1)
    for name, kind, *sizes in _LAYERS:
        order = ("A_prev", "W") if name == "column_order" else ()
        yield CaseDefinition(exercise, name, kind, 2, _layer_shapes(*sizes), column_order=order)


def _softmax_cross_entropy() -> Iterator[CaseDefinition]:
    exercise = "softmax_cross_entropy"
    shares = {"Z": np.log([[1.0, 2.0, 5.0], [3.0, 3.0, 2.0]]), "y": np.array([2, 0])}
    yield CaseDefinition(exercise, "by_hand", "shares to check by hand", 2, values=shares, hidden=False)
    classes = {"y": np.array([1, 2, 2, 1])}
    yield CaseDefinition(exercise, "seeded", "4 examples, 3 classes", 2, {"Z": (4, 3)}, classes, hidden=False, seed=1)
    # An example of large scores next to one of small scores, and a right class whose share is 0.
    large = {"Z": np.array([[1000.0, 1001.0, 999.0], [2.0, 1.0, 0.0], [1000.0, 0.0, 0.0]]), "y": np.array([0, 1, 2])}
    kind = "scores of 1000 next to small ones"
    yield CaseDefinition(exercise, "large_by_hand", kind, 2, values=large, hidden=False)
    # With one class there is nothing to be wrong about, so that zeros are right: it is worth less than the others.
    for name, kind, points, shape, y, offset in (
        ("one_example", "one example", 3, (1, 5), [3], 0.0),
        ("one_class", "one class", 1, (4, 1), [0, 0, 0, 0], 0.0),
        ("large_scores", "scores around 1000", 4, (3, 4), [2, 3, 0], 1000.0),
        ("low_scores", "scores around -1000", 4, (5, 3), [2, 0, 1, 1, 0], -1000.0),
        ("equal_sizes", "as many examples as classes", 3, (4, 4), [1, 3, 0, 2], 0.0),
        ("large_batch", "many examples, a class that is never right", 3, (16, 3), [0, 2, 2, 0] * 4, 0.0),
        ("column_order", "scores in column order", 3, (3, 5), [4, 1, 2], 0.0),
    ):
        order = ("Z",) if name == "column_order" else ()
        yield CaseDefinition(
            exercise, name, kind, points, {"Z": shape}, {"y": np.array(y)}, offset=offset, column_order=order
        )
    apart = {
        "Z": np.array([[-500.0, 500.0], [0.5, -0.5], [1000.0, -1000.0], [2000.0, 2001.0]]),
        "y": np.array([0, 1, 1, 0]),
    }
    yield CaseDefinition(exercise, "far_apart", "scores of 1000 and of -1000 next to small ones", 3, values=apart)


def _dense_backward() -> Iterator[CaseDefinition]:
    exercise = "dense_backward"
    by_hand = _SMALL_LAYER | {"dZ": np.array([[1.0, 0.0, -1.0, 0.0], [0.0, 2.0, 0.0, -2.0]])}
    yield CaseDefinition(exercise, "by_hand", "whole numbers to check by hand", 1, values=by_hand, hidden=False)
    shapes, kind = _layer_shapes(4, 2, 3) | {"dZ": (4, 3)}, "4 examples, 2 inputs, 3 outputs"
    yield CaseDefinition(exercise, "seeded", kind, 1, shapes, hidden=False, seed=1)
    for name, kind, m, n_prev, n in _LAYERS:
        order = ("A_prev", "W", "dZ") if name == "column_order" else ()
        yield CaseDefinition(exercise, name, kind, 3, _layer_shapes(m, n_prev, n) | {"dZ": (m, n)}, column_order=order)


# Other names than in the lesson: a function that asks for those of the lesson finds nothing.
_TWO = {"weights": (2, 3), "biases": (1, 3)}
_TWO_TURNED = dict(reversed(_TWO.items()))
_ALIKE = {"first": (2, 2), "second": (2, 2), "third": (2, 2)}
_ALIKE_TURNED = dict(reversed(_ALIKE.items()))
_FILTERS = {"filters": (3, 3, 2, 4)}
_MANY = {"W1": (4, 3), "b1": (1, 3), "W2": (3, 2), "b2": (1, 2), "scale": (5,)}
_STEP = {
    "parameters": {"W": np.array([[1.0, 2.0]]), "b": np.array([[0.5]])},
    "gradients": {"b": np.array([[5.0]]), "W": np.array([[10.0, -20.0]])},
    "learning_rate": 0.1,
}


def _sgd_step() -> Iterator[CaseDefinition]:
    exercise = "sgd_step"
    yield CaseDefinition(exercise, "by_hand", "whole numbers to check by hand", 1, values=_STEP, hidden=False)
    shapes = {"parameters": _TWO, "gradients": _TWO_TURNED}
    rate = {"learning_rate": 0.05}
    yield CaseDefinition(exercise, "seeded", "learning rate 0.05", 1, shapes, rate, hidden=False, seed=1)
    for name, kind, parameters, gradients, learning_rate in (
        ("one_parameter", "one parameter with four axes", _FILTERS, _FILTERS, 0.2),
        ("other_order", "parameters of one shape, gradients in another order", _ALIKE, _ALIKE_TURNED, 0.3),
        ("many", "many parameters", _MANY, _MANY, 0.01),
        ("large_rate", "learning rate above 1", _TWO, _TWO, 2.5),
        (
            "one_number",
            "parameters of one number",
            {"scale": (1,), "shift": (1, 1)},
            {"shift": (1, 1), "scale": (1,)},
            0.7,
        ),
        ("column_order", "arrays in column order", _TWO, _TWO_TURNED, 0.5),
    ):
        yield CaseDefinition(
            exercise,
            name,
            kind,
            3,
            {"parameters": parameters, "gradients": gradients},
            {"learning_rate": learning_rate},
            column_order=("parameters", "gradients") if name == "column_order" else (),
        )


def _relu_backward() -> Iterator[CaseDefinition]:
    exercise = "relu_backward"
    by_hand = {"dA": np.array([[5.0, 6.0, 7.0], [8.0, 9.0, 10.0]]), "Z": _SMALL_Z}
    yield CaseDefinition(exercise, "by_hand", "whole numbers to check by hand", values=by_hand, hidden=False)
    yield CaseDefinition(exercise, "seeded", "4 by 3", shapes={"Z": (4, 3), "dA": (4, 3)}, hidden=False, seed=1)
    decimals = {"dA": np.array([[1.5, 2.5, -0.5], [-4.5, -2.0, 3.5]]), "Z": _DECIMALS}
    yield CaseDefinition(exercise, "decimals", "decimals", values=decimals, hidden=False, local_only=True)
    for name, kind, shape, offset in (
        ("four_axes", "four axes", (2, 4, 5, 3), 0.0),
        ("one_axis", "one axis", (9,), 0.0),
        ("all_shut", "all numbers negative", (3, 4), -5.0),
        ("all_open", "one example, all numbers positive", (1, 6), 5.0),
        ("column_order", "arrays in column order", (3, 7), 0.0),
    ):
        order = ("Z", "dA") if name == "column_order" else ()
        shapes = {"Z": shape, "dA": shape}
        yield CaseDefinition(exercise, name, kind, shapes=shapes, offset=offset, column_order=order)
    zeros = {"Z": np.array([[0.0, 1.5, 0.0], [-2.0, 0.0, 1000.0]])}
    yield CaseDefinition(exercise, "zeros", "zeros among the numbers", shapes={"dA": (2, 3)}, values=zeros)


def _momentum_step() -> Iterator[CaseDefinition]:
    exercise = "momentum_step"
    velocities = {"W": np.array([[4.0, 20.0]]), "b": np.array([[-8.0]])}
    by_hand = _STEP | {"velocities": velocities, "beta": 0.75}
    yield CaseDefinition(exercise, "by_hand", "whole numbers to check by hand", values=by_hand, hidden=False)
    for name, kind, parameters, gradients, learning_rate, beta in (
        ("seeded", "learning rate 0.05, default beta (0.9)", _TWO, _TWO_TURNED, 0.05, 0.9),
        ("one_parameter", "one parameter with four axes", _FILTERS, _FILTERS, 0.2, 0.7),
        ("other_order", "parameters of one shape, gradients in another order", _ALIKE, _ALIKE_TURNED, 0.3, 0.8),
        ("many", "many parameters, default beta (0.9)", _MANY, _MANY, 0.04, 0.9),
        ("beta_zero", "beta 0", _TWO, _TWO, 2.5, 0.0),
        ("beta_one", "beta 1", _TWO, _TWO_TURNED, 0.25, 1.0),
        ("column_order", "arrays in column order", _TWO, _TWO, 0.5, 0.95),
    ):
        yield CaseDefinition(
            exercise,
            name,
            kind,
            shapes={"parameters": parameters, "gradients": gradients, "velocities": parameters},
            values={"learning_rate": learning_rate, "beta": beta},
            hidden=name != "seeded",
            seed=1 if name == "seeded" else None,
            by_default=("beta",) if "default" in kind else (),
            column_order=("parameters", "gradients", "velocities") if name == "column_order" else (),
        )
    still = {"velocities": {name: np.zeros(shape) for name, shape in _TWO.items()}, "learning_rate": 0.1, "beta": 0.6}
    shapes = {"parameters": _TWO, "gradients": _TWO}
    yield CaseDefinition(exercise, "first_step", "the first step, velocities of 0", shapes=shapes, values=still)


CASES: tuple[CaseDefinition, ...] = (
    *_relu_forward(),
    *_dense_forward(),
    *_softmax_cross_entropy(),
    *_dense_backward(),
    *_sgd_step(),
    *_relu_backward(),
    *_momentum_step(),
)
