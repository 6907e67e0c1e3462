"""Mistakes in the padding, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

_WIDTHS = "((0, 0), (pad, pad), (pad, pad), (0, 0))"
_CONSTANT = 'mode="constant", constant_values=0'
_PADDED = f"X_pad = np.pad(X, {_WIDTHS}, {_CONSTANT})"
_FRAME = "m, n_H, n_W, n_C = X.shape\n    X_pad = np.zeros((m, n_H + 2 * pad, n_W + 2 * pad, n_C))\n    "
_RESIZED = "m, n_H, n_W, n_C = X.shape\n    X_pad = np.resize(X, (m, n_H + 2 * pad, n_W + 2 * pad, n_C))"

MISTAKES: tuple[Mistake, ...] = list_mistakes(
    "zero_pad",
    SENTENCES,
    {
        "pads_channels": ((_WIDTHS, "((0, 0), (pad, pad), (pad, pad), (pad, pad))"),),
        "pads_batch": ((_WIDTHS, "((pad, pad), (pad, pad), (pad, pad), (0, 0))"),),
        "pads_all_axes": ((_WIDTHS, "pad"),),
        "pads_batch_and_height": ((_WIDTHS, "((pad, pad), (pad, pad), (0, 0), (0, 0))"),),
        "pads_width_and_channels": ((_WIDTHS, "((0, 0), (0, 0), (pad, pad), (pad, pad))"),),
        "pads_one_side": ((_WIDTHS, "((0, 0), (pad, 0), (pad, 0), (0, 0))"),),
        "pads_after_only": ((_WIDTHS, "((0, 0), (0, pad), (0, pad), (0, 0))"),),
        "image_in_corner": ((_WIDTHS, "((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0))"),),
        "pads_height_only": ((_WIDTHS, "((0, 0), (pad, pad), (0, 0), (0, 0))"),),
        "pads_width_only": ((_WIDTHS, "((0, 0), (0, 0), (pad, pad), (0, 0))"),),
        "pads_with_ones": (("constant_values=0", "constant_values=1"),),
        "pads_with_minus_one": (("constant_values=0", "constant_values=-1"),),
        "pads_with_pad": (("constant_values=0", "constant_values=pad"),),
        "pads_by_copying": ((_CONSTANT, 'mode="edge"'),),
        "pads_by_mirroring": ((_CONSTANT, 'mode="reflect"'),),
        "pads_symmetrically": ((_CONSTANT, 'mode="symmetric"'),),
        "pads_by_wrapping": ((_CONSTANT, 'mode="wrap"'),),
        "pad_ignored": ((_WIDTHS, "0"),),
        "pad_fixed": ((_WIDTHS, "((0, 0), (1, 1), (1, 1), (0, 0))"),),
        "pad_always_two": ((_WIDTHS, "((0, 0), (2, 2), (2, 2), (0, 0))"),),
        "pad_always_three": ((_WIDTHS, "((0, 0), (3, 3), (3, 3), (0, 0))"),),
        "pad_twice": ((_WIDTHS, "((0, 0), (2 * pad, 2 * pad), (2 * pad, 2 * pad), (0, 0))"),),
        "height_padded_twice": (
            "This is exactly what you get when the height is padded twice and the width once.",
            (_WIDTHS, "((0, 0), (2 * pad, 2 * pad), (pad, pad), (0, 0))"),
        ),
        "width_padded_twice": (
            "This is exactly what you get when the width is padded twice and the height once.",
            (_WIDTHS, "((0, 0), (pad, pad), (2 * pad, 2 * pad), (0, 0))"),
        ),
        "first_example_only": (("return X_pad", "X_pad[1:] = 0\n    return X_pad"),),
        "first_example_returned": (
            "This is exactly what you get when `return` is inside the loop over the examples: only the first one comes "
            "back, without the axis of the examples.",
            ("return X_pad", "return X_pad[0]"),
        ),
        "last_example_returned": (
            "This is exactly what you get when each example replaces the one before: only the last one comes back, "
            "without the axis of the examples.",
            ("return X_pad", "return X_pad[-1]"),
        ),
        "resized": (
            "This is exactly what you get when np.resize makes the array larger: it repeats numbers, without a border.",
            (_PADDED, _RESIZED),
        ),
        "sides_swapped": (
            (_PADDED, _FRAME.replace("n_H, n_W", "n_W, n_H") + "X_pad[:, pad : pad + n_H, pad : pad + n_W] = X"),
        ),
        "empty_slice_at_pad_zero": ((_PADDED, _FRAME + "X_pad[:, pad:-pad, pad:-pad] = X"),),
        "unfilled": (("np.pad(X", "np.pad(0 * X"),),
        "whole_numbers": (("np.pad(X", "np.pad(X.astype(int)"),),
    },
    by_rule={
        "inputs_changed": (("return X_pad", "X *= 2\n    return X_pad"),),
        "gone_from_numpy": (("np.pad(X", "np.pad(X.astype(np.float)"),),
    },
    common=("pads_channels", "pads_one_side", "pads_with_ones", "pads_with_pad", "pads_height_only"),
)
