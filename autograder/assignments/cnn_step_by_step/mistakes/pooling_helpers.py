"""Mistakes in the helpers of the backward pass of pooling, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

MISTAKES: tuple[Mistake, ...] = (
    *list_mistakes(
        "create_mask_from_window",
        SENTENCES,
        {
            "minimum_for_maximum": (("np.max", "np.min"),),
            "maximum_for_mask": (("x == np.max(x)", "np.max(x)"),),
            "index_for_mask": (("x == np.max(x)", "np.argmax(x)"),),
            "position_for_mask": (("x == np.max(x)", "np.argwhere(x == np.max(x))"),),
            "maximum_kept": (("x == np.max(x)", "np.where(x == np.max(x), x, 0.0)"),),
            "mask_inverted": (("x == np.max(x)", "x != np.max(x)"),),
            "maximum_of_each_column": (("np.max(x)", "np.max(x, axis=0, keepdims=True)"),),
            "maximum_of_each_row": (("np.max(x)", "np.max(x, axis=-1, keepdims=True)"),),
            "absolute_maximum": (("x == np.max(x)", "np.abs(x) == np.max(np.abs(x))"),),
            "never_true": (("x == np.max(x)", "x > np.max(x)"),),
            "mask_of_two_by_two": (
                "Your mask uses only the first 2 by 2 numbers, whatever the shape of x is.",
                ("x == np.max(x)", "x == np.max(x)\n    mask[2:] = False\n    mask[:, 2:] = False"),
            ),
            "always_true": (("x == np.max(x)", "x <= np.max(x)"),),
        },
        by_rule={"integer_mask": (("x == np.max(x)", "(x == np.max(x)).astype(int)"),)},
    ),
    *list_mistakes(
        "distribute_value",
        SENTENCES,
        {
            "divided_by_sum_of_sides": (("n_H * n_W", "n_H + n_W"),),
            "not_divided": (("dz / (n_H * n_W)", "dz"),),
            "divided_by_rows": (("dz / (n_H * n_W)", "dz / n_H"),),
            "divided_by_columns": (("dz / (n_H * n_W)", "dz / n_W"),),
            "divided_then_multiplied": (
                "This is exactly what you get when dz is divided by n_H and then multiplied by n_W.",
                ("dz / (n_H * n_W)", "dz / n_H * n_W"),
            ),
            "divided_by_number_of_sides": (
                "This is exactly what you get when dz is divided by 2, the number of sides.",
                ("dz / (n_H * n_W)", "dz / len(shape)"),
            ),
            "whole_numbers": (("np.full(shape, average)", "np.full(shape, average, dtype=int)"),),
            "share_not_spread": (("np.full(shape, average)", "average"),),
            "remainder_dropped": (("dz / (n_H * n_W)", "dz // (n_H * n_W)"),),
            "sides_swapped": (("np.full(shape, average)", "np.full((n_W, n_H), average)"),),
            "value_ignored": (("dz / (n_H * n_W)", "1 / (n_H * n_W)"),),
            "unfilled": (("np.full(shape, average)", "np.zeros(shape)"),),
        },
    ),
)
