"""The cases of `train_a_cnn`: shapes, given values, seeds and points.

Each entry has the fields of a definition of a case; `shapes` may hold a dictionary of shapes, which gives a dictionary
of arrays. `column_order` names arrays that are handed over in column order (`np.asfortranarray`), and so are not
contiguous row by row. Sizes that could be mixed up, such as m, n_prev and n, differ in most cases of an exercise.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

DEFAULT_KEY = b"train_a_cnn"

Case = dict[str, Any]


def _case(exercise: str, name: str, kind: str, points: int = 0, **more: Any) -> Case:
    return {"exercise": exercise, "name": name, "kind": kind, "points": points, **more}


def _public(exercise: str, name: str, kind: str, points: int = 0, **more: Any) -> Case:
    return _case(exercise, name, kind, points, hidden=False, **more)


SMALL_Z = np.array([[2.0, -1.0, 0.0], [-3.0, 4.0, 1.0]])
SMALL_W = np.array([[1.0, 0.0, 2.0, -1.0], [0.0, 1.0, -1.0, 1.0], [1.0, 1.0, 0.0, 2.0]])
SMALL_B = np.array([[1.0, 0.0, -1.0, 0.0]])
BEHIND_RELU = np.array([[2.0, 0.0, 0.0], [0.0, 4.0, 1.0]])


def _relu_forward() -> Iterator[Case]:
    exercise = "relu_forward"
    yield _public(exercise, "by_hand", "whole numbers to check by hand", 1, values={"Z": SMALL_Z})
    yield _public(exercise, "seeded", "4 by 3", 1, shapes={"Z": (4, 3)}, seed=1)
    yield _case(exercise, "four_axes", "four axes", 1, shapes={"Z": (2, 4, 5, 3)})
    yield _case(exercise, "one_axis", "one axis", 1, shapes={"Z": (9,)})
    yield _case(exercise, "all_negative", "one example, all numbers negative", 1, shapes={"Z": (1, 6)}, offset=-5.0)
    yield _case(exercise, "all_positive", "all numbers positive", 1, shapes={"Z": (5, 2)}, offset=5.0)
    large = np.array([[1000.0, -1000.0, 0.5], [-0.25, 0.0, 2500.0]])
    yield _case(exercise, "large", "numbers of a thousand and small ones", 1, values={"Z": large})
    yield _case(exercise, "column_order", "an array in column order", 1, shapes={"Z": (3, 7)}, column_order=("Z",))


def _dense_shapes(m: int, n_prev: int, n: int) -> dict[str, tuple[int, ...]]:
    return {"A_prev": (m, n_prev), "W": (n_prev, n), "b": (1, n)}


# name, kind, m, n_prev and n: the same kinds for the way forward and the way back.
DENSE = (
    ("one_example", "one example", 1, 4, 3),
    ("one_output", "one output", 5, 3, 1),
    ("one_input", "one input", 3, 1, 4),
    ("equal_sizes", "as many examples as inputs and outputs", 3, 3, 3),
    ("large_batch", "many examples", 17, 5, 2),
    ("column_order", "arrays in column order", 2, 6, 3),
)


def _dense_forward() -> Iterator[Case]:
    exercise = "dense_forward"
    by_hand = {"A_prev": BEHIND_RELU, "W": SMALL_W, "b": SMALL_B}
    yield _public(exercise, "by_hand", "whole numbers to check by hand", 2, values=by_hand)
    yield _public(exercise, "seeded", "4 examples, 2 inputs, 3 outputs", 2, shapes=_dense_shapes(4, 2, 3), seed=1)
    for name, kind, *sizes in DENSE:
        order = ("A_prev", "W") if name == "column_order" else ()
        yield _case(exercise, name, kind, 2, shapes=_dense_shapes(*sizes), column_order=order)


def _softmax_cross_entropy() -> Iterator[Case]:
    exercise = "softmax_cross_entropy"
    by_hand = {"Z": np.log([[1.0, 2.0, 5.0], [3.0, 3.0, 2.0]]), "y": np.array([2, 0])}
    yield _public(exercise, "by_hand", "shares to check by hand", 2, values=by_hand)
    yield _public(
        exercise,
        "seeded",
        "4 examples, 3 classes",
        2,
        shapes={"Z": (4, 3)},
        values={"y": np.array([1, 2, 0, 1])},
        seed=1,
    )
    # An example of large scores beside one of small scores, and a right class whose share is 0.
    large = {"Z": np.array([[1000.0, 1001.0, 999.0], [2.0, 1.0, 0.0], [1000.0, 0.0, 0.0]]), "y": np.array([0, 1, 2])}
    yield _public(exercise, "large_by_hand", "scores of 1000 beside small ones", 2, values=large)
    for name, kind, shape, y, offset in (
        ("one_example", "one example", (1, 5), [3], 0.0),
        ("one_class", "one class", (4, 1), [0, 0, 0, 0], 0.0),
        ("large_scores", "scores around 1000", (3, 4), [2, 3, 0], 1000.0),
        ("low_scores", "scores around -1000", (5, 3), [2, 0, 1, 1, 0], -1000.0),
        ("equal_sizes", "as many examples as classes", (4, 4), [1, 3, 0, 2], 0.0),
        ("large_batch", "many examples, a class that never is right", (16, 3), [0, 2, 2, 0] * 4, 0.0),
        ("column_order", "scores in column order", (3, 5), [4, 1, 2], 0.0),
    ):
        order = ("Z",) if name == "column_order" else ()
        values = {"y": np.array(y)}
        yield _case(exercise, name, kind, 3, shapes={"Z": shape}, values=values, offset=offset, column_order=order)
    apart = {
        "Z": np.array([[-500.0, 500.0], [0.5, -0.5], [1000.0, -1000.0], [2000.0, 2001.0]]),
        "y": np.array([0, 1, 1, 0]),
    }
    yield _case(exercise, "far_apart", "scores of 1000 and of -1000 beside small ones", 3, values=apart)


def _dense_backward() -> Iterator[Case]:
    exercise = "dense_backward"
    by_hand = {
        "A_prev": BEHIND_RELU,
        "W": SMALL_W,
        "b": SMALL_B,
        "dZ": np.array([[1.0, 0.0, -1.0, 0.0], [0.0, 2.0, 0.0, -2.0]]),
    }
    yield _public(exercise, "by_hand", "whole numbers to check by hand", 1, values=by_hand)
    shapes = {**_dense_shapes(4, 2, 3), "dZ": (4, 3)}
    yield _public(exercise, "seeded", "4 examples, 2 inputs, 3 outputs", 1, shapes=shapes, seed=1)
    for name, kind, m, n_prev, n in DENSE:
        order = ("A_prev", "W", "dZ") if name == "column_order" else ()
        shapes = {**_dense_shapes(m, n_prev, n), "dZ": (m, n)}
        yield _case(exercise, name, kind, 3, shapes=shapes, column_order=order)


PARAMETERS = {"W": (2, 3), "b": (1, 3)}
OTHER_ORDER = {"b": (1, 3), "W": (2, 3)}
FILTERS = {"filters": (3, 3, 2, 4)}
ALIKE = {"first": (2, 2), "second": (2, 2), "third": (2, 2)}
MANY = {"W1": (4, 3), "b1": (1, 3), "W2": (3, 2), "b2": (1, 2), "scale": (5,)}
BACKWARDS = dict(reversed(ALIKE.items()))


def _sgd_step() -> Iterator[Case]:
    exercise = "sgd_step"
    by_hand = {
        "parameters": {"W": np.array([[1.0, 2.0]]), "b": np.array([[0.5]])},
        "gradients": {"b": np.array([[5.0]]), "W": np.array([[10.0, -20.0]])},
        "learning_rate": 0.1,
    }
    yield _public(exercise, "by_hand", "whole numbers to check by hand", 1, values=by_hand)
    for name, kind, points, parameters, gradients, rate in (
        ("seeded", "learning rate 0.05", 1, PARAMETERS, OTHER_ORDER, 0.05),
        ("one_parameter", "one parameter with four axes", 3, FILTERS, FILTERS, 0.2),
        ("other_order", "parameters of one shape, gradients in another order", 3, ALIKE, BACKWARDS, 0.3),
        ("many", "many parameters", 3, MANY, MANY, 0.01),
        ("large_rate", "learning rate above 1", 3, PARAMETERS, PARAMETERS, 2.5),
        ("zero_rate", "learning rate 0", 3, PARAMETERS, OTHER_ORDER, 0.0),
        ("column_order", "arrays in column order", 3, PARAMETERS, PARAMETERS, 0.5),
    ):
        yield _case(
            exercise,
            name,
            kind,
            points,
            shapes={"parameters": parameters, "gradients": gradients},
            values={"learning_rate": rate},
            **({"hidden": False, "seed": 1} if name == "seeded" else {}),
            column_order=("parameters", "gradients") if name == "column_order" else (),
        )


def _relu_backward() -> Iterator[Case]:
    exercise = "relu_backward"
    by_hand = {"dA": np.array([[5.0, 6.0, 7.0], [8.0, 9.0, 10.0]]), "Z": SMALL_Z}
    yield _public(exercise, "by_hand", "whole numbers to check by hand", values=by_hand)
    yield _public(exercise, "seeded", "4 by 3", shapes={"Z": (4, 3), "dA": (4, 3)}, seed=1)
    for name, kind, shape, offset in (
        ("four_axes", "four axes", (2, 4, 5, 3), 0.0),
        ("one_axis", "one axis", (9,), 0.0),
        ("all_shut", "all numbers negative", (3, 4), -5.0),
        ("all_open", "one example, all numbers positive", (1, 6), 5.0),
        ("column_order", "arrays in column order", (3, 7), 0.0),
    ):
        order = ("Z", "dA") if name == "column_order" else ()
        yield _case(exercise, name, kind, shapes={"Z": shape, "dA": shape}, offset=offset, column_order=order)
    zeros = np.array([[0.0, 1.5, 0.0], [-2.0, 0.0, 1000.0]])
    yield _case(exercise, "zeros", "zeros among the numbers", shapes={"dA": (2, 3)}, values={"Z": zeros})


def _momentum_step() -> Iterator[Case]:
    exercise = "momentum_step"
    by_hand = {
        "parameters": {"W": np.array([[1.0, 2.0]]), "b": np.array([[0.5]])},
        "gradients": {"b": np.array([[5.0]]), "W": np.array([[10.0, -20.0]])},
        "velocities": {"W": np.array([[4.0, 20.0]]), "b": np.array([[-10.0]])},
        "learning_rate": 0.1,
        "beta": 0.5,
    }
    yield _public(exercise, "by_hand", "whole numbers to check by hand", values=by_hand)
    for name, kind, parameters, gradients, rate, beta in (
        ("seeded", "learning rate 0.05, default beta (0.9)", PARAMETERS, OTHER_ORDER, 0.05, 0.9),
        ("one_parameter", "one parameter with four axes", FILTERS, FILTERS, 0.2, 0.7),
        ("other_order", "parameters of one shape, gradients in another order", ALIKE, BACKWARDS, 0.3, 0.8),
        ("many", "many parameters, default beta (0.9)", MANY, MANY, 0.04, 0.9),
        ("beta_zero", "beta 0", PARAMETERS, PARAMETERS, 2.5, 0.0),
        ("beta_one", "beta 1", PARAMETERS, OTHER_ORDER, 0.25, 1.0),
        ("column_order", "arrays in column order", PARAMETERS, PARAMETERS, 0.5, 0.95),
    ):
        yield _case(
            exercise,
            name,
            kind,
            shapes={"parameters": parameters, "gradients": gradients, "velocities": parameters},
            values={"learning_rate": rate, "beta": beta},
            by_default=("beta",) if "default" in kind else (),
            **({"hidden": False, "seed": 1} if name == "seeded" else {}),
            column_order=("parameters", "gradients", "velocities") if name == "column_order" else (),
        )
    still = {name: np.zeros(shape) for name, shape in PARAMETERS.items()}
    yield _case(
        exercise,
        "first_step",
        "the first step, velocities of 0",
        shapes={"parameters": PARAMETERS, "gradients": PARAMETERS},
        values={"velocities": still, "learning_rate": 0.1, "beta": 0.6},
    )


CASES: tuple[Case, ...] = (
    *_relu_forward(),
    *_dense_forward(),
    *_softmax_cross_entropy(),
    *_dense_backward(),
    *_sgd_step(),
    *_relu_backward(),
    *_momentum_step(),
)
