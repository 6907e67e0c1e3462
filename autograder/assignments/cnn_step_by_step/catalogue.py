"""The exercises: names, points, signatures, checks, and what the public tests say about a shape or a cache.

The exercise name is the only key in the whole package: cell header, nbgrader's grade_id, group in `expected.h5`,
result and feedback all use it.
"""

from autograder.authoring.exercise import Check, Exercise, Index, Values, WrongPart

NAME = "cnn_step_by_step"
TITLE = "Convolutional Neural Networks: Step by Step"
FILES = ("animation.py", "figures.py", "images.h5", "lesson.py", "questions.py", "sheet.py", "sliding_window.js")
"""What is released with the notebook and the public tests."""
ROWS_FIRST = frozenset({"W", "b", "dW", "db", "a_slice_prev"})
"""Arrays whose rows and columns are their first two axes; others have examples on the first."""
GRADIENTS = ("dA_prev", "dW", "db")
"""Returned arrays that pictures show in the colour of gradients."""
PREPARATION = frozenset({"int", "zeros"})
"""What the lines that older starters give above their empty loops call: sizes are worked out, zeros made."""
STARTER_LINES = r"hparameters\[|zeros\(|\bint\(|^\s*cache\b"
"""Where a line matches, a starter of some generation may have given it."""
OPEN_LINES = r'\w+=hparameters\["\w+"\]'
"""Lines of an answer, without spaces, that a starter may show: they read a parameter, and the docstrings name them."""


def _padded_numbers(values: Values) -> str:
    (_, n_h, n_w, _), pad = values["X"].shape, values["pad"]
    return f"Here n_H + 2*pad = {n_h} + 2*{pad} = {n_h + 2 * pad} and n_W + 2*pad = {n_w + 2 * pad}."


def _window_numbers(values: Values, f: int, padding: str = "", pad: int = 0) -> str:
    (_, n_h, n_w, _), stride = values["A_prev"].shape, values["hparameters"]["stride"]
    lines = (
        f"{name} = floor(({size} - {f}{padding}) / {stride}) + 1 = {(size - f + 2 * pad) // stride + 1}"
        for name, size in (("n_H", n_h), ("n_W", n_w))
    )
    return f"Here {' and '.join(lines)}."


def _convolution_numbers(values: Values) -> str:
    pad = values["hparameters"]["pad"]
    return _window_numbers(values, values["W"].shape[0], f" + 2*{pad}", pad)


def _pooling_numbers(values: Values) -> str:
    return _window_numbers(values, values["hparameters"]["f"])


def _inside_the_border(values: Values) -> Index | None:
    pad = values["hparameters"]["pad"]
    return (slice(None), slice(pad, -pad), slice(pad, -pad), slice(None)) if pad else None


_CONVOLUTION = ("A_prev", "W", "b", "hparameters")
_POOLING = ("A_prev", "hparameters")

EXERCISES: dict[str, Exercise] = {
    exercise.name: exercise
    for exercise in (
        Exercise(
            "zero_pad",
            10,
            ("X", "pad"),
            ("X_pad",),
            checks=(Check("values", "X_pad is right: {kind}."),),
            shape_rule="(m, n_H + 2*pad, n_W + 2*pad, n_C)",
            shape_numbers=_padded_numbers,
        ),
        Exercise(
            "conv_single_step",
            20,
            ("a_slice_prev", "W", "b"),
            ("Z",),
            checks=(Check("values", "The sum is right: {kind}."),),
            scalar_tip="take the number out of b with `b.item()` before you add it",
        ),
        Exercise(
            "conv_forward",
            40,
            _CONVOLUTION,
            ("Z", "cache"),
            ("zero_pad", "conv_single_step"),
            checks=(
                Check("values", "Z is right: {kind}."),
                Check(
                    "cache",
                    "The cache holds A_prev, W, b and hparameters as they were given.",
                    "stride_2_non_square",
                    4,
                ),
            ),
            keeps={"cache": _CONVOLUTION},
            wrong_parts=(
                WrongPart(
                    "cache_padded_input",
                    "A_prev",
                    "yours has the padded input in place of A_prev",
                    _inside_the_border,
                ),
            ),
            shape_rule="(m, n_H, n_W, n_C) with n_H = floor((n_H_prev - f + 2*pad) / stride) + 1, and n_W alike",
            shape_numbers=_convolution_numbers,
        ),
        Exercise(
            "pool_forward",
            30,
            (*_POOLING, "mode"),
            ("A", "cache"),
            checks=(
                Check("values", "A is right: {kind}."),
                Check("cache", "The cache holds A_prev and hparameters as they were given.", "average_non_square", 2),
            ),
            defaults=("mode",),
            keeps={"cache": _POOLING},
            shape_rule="(m, n_H, n_W, n_C) with n_H = floor((n_H_prev - f) / stride) + 1, and n_W alike",
            shape_numbers=_pooling_numbers,
        ),
        Exercise(
            "conv_backward",
            0,
            ("dZ", "cache"),
            ("dA_prev", "dW", "db"),
            ("zero_pad",),
            checks=(Check("values", "dA_prev, dW and db are right: {kind}."),),
            packed={"cache": _CONVOLUTION},
            shape_rule="the shape of the array whose gradient it is",
        ),
        Exercise(
            "create_mask_from_window",
            0,
            ("x",),
            ("mask",),
            checks=(Check("values", "The mask is right: {kind}."),),
            shape_rule="the shape of x",
        ),
        Exercise(
            "distribute_value",
            0,
            ("dz", "shape"),
            ("a",),
            checks=(Check("values", "The array is right: {kind}."),),
            shape_rule="the shape given as `shape`",
        ),
        Exercise(
            "pool_backward",
            0,
            ("dA", "cache", "mode"),
            ("dA_prev",),
            ("create_mask_from_window", "distribute_value"),
            checks=(Check("values", "dA_prev is right: {kind}."),),
            defaults=("mode",),
            packed={"cache": _POOLING},
            shape_rule="the shape of A_prev",
        ),
    )
}
