"""Mistakes in the four graded functions, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.authoring.definition import Edits, Mistake, list_mistakes

_WIDTHS = "((0, 0), (pad, pad), (pad, pad), (0, 0))"
_CONSTANT = 'mode="constant", constant_values=0'
_PAD = "zero_pad(A_prev, pad)"
_ROW, _COLUMN = ("h * stride", "h"), ("w * stride", "w")
_SHAPE_OF_INPUT = "m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape"

PLACES: Edits = {
    "stride_ignored": (_ROW, _COLUMN),
    "stride_ignored_in_height": (_ROW,),
    "stride_ignored_in_width": (_COLUMN,),
    "row_for_column": (("w * stride", "h * stride"),),
    "column_for_row": (
        (
            "horiz_start = w * stride",
            "vert_start = horiz_start = w * stride\n                vert_end = vert_start + f",
        ),
    ),
    "stride_added": (("h * stride", "h + stride"), ("w * stride", "w + stride")),
}
WINDOWS: Edits = {
    "stride_as_window": (("vert_start + f", "vert_start + stride"), ("horiz_start + f", "horiz_start + stride")),
    "window_as_stride": (("h * stride", "h * f"), ("w * stride", "w * f")),
    "window_end_without_stride": (("vert_start + f", "h + f"), ("horiz_start + f", "w + f")),
    "window_too_large": (("vert_start + f", "vert_start + f + 1"), ("horiz_start + f", "horiz_start + f + 1")),
    "window_too_small": (("vert_start + f", "vert_start + f - 1"), ("horiz_start + f", "horiz_start + f - 1")),
    "window_fixed": (("vert_start + f", "vert_start + 2"), ("horiz_start + f", "horiz_start + 2")),
    "window_always_three": (("vert_start + f", "vert_start + 3"), ("horiz_start + f", "horiz_start + 3")),
}
EXAMPLES: Edits = {
    "first_example_only": (("in range(m)", "in range(1)"),),
    "last_example_only": (("in range(m)", "in range(m - 1, m)"),),
    "unfilled": (("in range(m)", "in range(0)"),),
    "first_row_only": (("h in range(n_H)", "h in range(1)"),),
    "last_row_missing": (("h in range(n_H)", "h in range(n_H - 1)"),),
    "last_column_missing": (("w in range(n_W)", "w in range(n_W - 1)"),),
    "columns_counted_as_rows": (("w in range(n_W)", "w in range(n_H)"),),
}
_SIZES: Edits = {
    "width_from_height": (("n_W = (n_W_prev", "n_W = (n_H_prev"),),
    "height_from_width": (("n_H = (n_H_prev", "n_H = (n_W_prev"),),
    "sides_swapped": (("n_H = (n_H_prev", "n_H = (n_W_prev"), ("n_W = (n_W_prev", "n_W = (n_H_prev")),
    "output_too_small": (("// stride + 1", "// stride"),),
    "output_too_large": (("// stride + 1", "// stride + 2"),),
    "rounded_up": (("n_H = (", "n_H = -(-("), ("n_W = (", "n_W = -(-("), ("// stride + 1", "// stride) + 1")),
    "loops_over_input": (("h in range(n_H)", "h in range(n_H_prev)"), ("w in range(n_W)", "w in range(n_W_prev)")),
}


def _output(name: str) -> Edits:
    """Mistakes in what the array of this name is made of and where its entries go."""
    return {
        "transposed": (
            (f"{name} = np.zeros((m, n_H, n_W, n_C))", f"{name} = np.zeros((m, n_W, n_H, n_C))"),
            (f"{name}[i, h, w, c]", f"{name}[i, w, h, c]"),
        ),
        "sides_of_output_swapped": (
            (f"{name} = np.zeros((m, n_H, n_W, n_C))", f"{name} = np.zeros((m, n_W, n_H, n_C))"),
        ),
        "whole_numbers": (
            (f"{name} = np.zeros((m, n_H, n_W, n_C))", f"{name} = np.zeros((m, n_H, n_W, n_C), dtype=int)"),
        ),
    }


_BIAS = "b[:, :, :, c]"
_STEP = "conv_single_step(a_slice_prev, weights, bias)"
_A_WINDOW = "A_prev[i, vert_start:vert_end, horiz_start:horiz_end, c]"


_CACHE = "cache = (A_prev, W, b, hparameters)"
_POOL_CACHE = "cache = (A_prev, hparameters)"
_NEW_KEY = ("    n_W = (", '    hparameters["n_H"] = n_H\n    n_W = (')

MISTAKES: tuple[Mistake, ...] = (
    *list_mistakes(
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
            "unfilled": (("np.pad(X", "np.pad(0 * X"),),
            "whole_numbers": (("np.pad(X", "np.pad(X.astype(int)"),),
        },
        by_rule={
            "inputs_changed": (("return X_pad", "X *= 2\n    return X_pad"),),
            "gone_from_numpy": (("np.pad(X", "np.pad(X.astype(np.float)"),),
        },
        common=("pads_channels", "pads_one_side", "pads_with_ones", "pads_with_pad", "pads_height_only"),
    ),
    *list_mistakes(
        "conv_single_step",
        SENTENCES,
        {
            "bias_before_sum": (("a_slice_prev * W", "a_slice_prev * W + b"), ("total + b.item()", "total")),
            "bias_left_out": (("total + b.item()", "total"),),
            "bias_twice": (("total + b.item()", "total + 2 * b.item()"),),
            "bias_subtracted": (("total + b.item()", "total - b.item()"),),
            "bias_multiplied": (("total + b.item()", "total * b.item()"),),
            "mean_for_sum": (("np.sum", "np.mean"),),
            "weights_ignored": (("a_slice_prev * W", "a_slice_prev"),),
            "window_ignored": (("a_slice_prev * W", "W"),),
            "sum_for_product": (("a_slice_prev * W", "a_slice_prev + W"),),
            "first_axis_only": (("np.sum(products)", "np.sum(products, axis=0)"),),
            "last_axis_only": (("np.sum(products)", "np.sum(products, axis=-1)"),),
            "channels_not_summed": (("np.sum(products)", "np.sum(products, axis=(0, 1))"),),
            "sum_left_out": (("np.sum(products)", "products"),),
            "matrix_product": (("a_slice_prev * W", "np.dot(a_slice_prev, W)"),),
            "whole_numbers": (("Z = total + b.item()", "Z = int(total + b.item())"),),
        },
        by_rule={
            "array_for_scalar": (("b.item()", "b"),),
            "inputs_changed": (("products = a_slice_prev * W", "a_slice_prev *= W\n    products = a_slice_prev"),),
            "gone_from_numpy": (("b.item()", "np.asscalar(b)"),),
        },
        common=("bias_left_out", "bias_twice", "mean_for_sum", "weights_ignored", "sum_for_product"),
    ),
    *list_mistakes(
        "conv_forward",
        SENTENCES,
        {
            **PLACES,
            "pad_ignored": (("2 * pad", "0"), (_PAD, "A_prev")),
            "window_from_unpadded": ((_PAD, "A_prev"),),
            "bias_before_sum": ((_BIAS, "b[:, :, :, c] * weights.size"),),
            "bias_left_out": ((_BIAS, "0 * b[:, :, :, c]"),),
            "bias_twice": ((_BIAS, "2 * b[:, :, :, c]"),),
            "bias_for_each_channel": ((_BIAS, "b[:, :, :, c] * n_C_prev"),),
            "one_bias": ((_BIAS, "b[:, :, :, 0]"),),
            "one_filter": (("W[:, :, :, c]", "W[:, :, :, 0]"),),
            "filter_of_wrong_axis": (("W[:, :, :, c]", "W[:, :, c, :]"),),
            "filter_of_first_axis": (("W[:, :, :, c]", "W[c]"),),
            "all_filters_at_once": (("W[:, :, :, c]", "W"),),
            "filter_flipped": (("W[:, :, :, c]", "W[::-1, ::-1, :, c]"),),
            "filter_transposed": (("W[:, :, :, c]", "W[:, :, :, c].swapaxes(0, 1)"),),
            "one_channel": (("horiz_start:horiz_end, :]", "horiz_start:horiz_end, 0:1]"),),
            "channel_of_filter": (
                ("horiz_start:horiz_end, :]", "horiz_start:horiz_end]"),
                (_STEP, "conv_single_step(a_slice_prev[:, :, c], weights, bias)"),
            ),
            "mean_for_sum": ((_STEP, "conv_single_step(a_slice_prev / weights.size, weights, bias)"),),
            "pads_with_ones": ((_PAD, "np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)), constant_values=1)"),),
            "pads_by_copying": ((_PAD, 'np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="edge")'),),
            "pads_one_side": ((_PAD, "np.pad(A_prev, ((0, 0), (2 * pad, 0), (2 * pad, 0), (0, 0)))"),),
            "image_in_corner": ((_PAD, "np.pad(A_prev, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))"),),
            "pad_twice": (("2 * pad", "4 * pad"), (_PAD, "zero_pad(A_prev, 2 * pad)")),
            "pad_fixed": (('hparameters["pad"]', "1"),),
            "stride_fixed": (('hparameters["stride"]', "1"),),
            "pad_not_in_size": (("2 * pad", "0"),),
            "pad_once_in_size": (("2 * pad", "pad"),),
            # A window that is always 2 by 2 fits no other filter: it stops as others do, and no case tells which it is.
            **{name: edits for name, edits in WINDOWS.items() if name != "window_fixed"},
            **EXAMPLES,
            "first_example_repeated": (("A_prev_pad[i]", "A_prev_pad[0]"),),
            **_SIZES,
            **_output("Z"),
        },
        by_rule={
            "inputs_changed": (_NEW_KEY,),
            "cache_padded_input": ((_CACHE, "cache = (A_prev_pad, W, b, hparameters)"),),
            "cache_order": ((_CACHE, "cache = (W, A_prev, b, hparameters)"),),
            "cache_incomplete": ((_CACHE, "cache = (A_prev, W, b)"),),
            "cache_missing": ((_CACHE, "cache = None"),),
            "wrong_cache": ((_CACHE, "cache = (A_prev, 2 * W, b, hparameters)"),),
            "size_not_rounded": (("// stride", "/ stride"),),
            "missing_key": (('hparameters["pad"]', 'hparameters["padding"]'),),
            "several_numbers": ((_BIAS, "b"),),
        },
        common=(
            *("stride_ignored", "bias_before_sum", "bias_left_out", "one_bias", "one_filter", "filter_flipped"),
            *("pads_with_ones", "pad_ignored", "last_example_only", "first_example_repeated", "row_for_column"),
            "output_too_small",
        ),
    ),
    *list_mistakes(
        "pool_forward",
        SENTENCES,
        {
            **PLACES,
            "always_max": (("np.mean", "np.max"),),
            "always_average": (("np.max", "np.mean"),),
            "sum_for_average": (("np.mean", "np.sum"),),
            "average_divided_by_f": (("np.mean(a_prev_slice)", "np.sum(a_prev_slice) / f"),),
            "minimum_for_maximum": (("np.max", "np.min"),),
            "maximum_from_zero": (("np.max(a_prev_slice)", "max(0.0, np.max(a_prev_slice))"),),
            "absolute_maximum": (("np.max(a_prev_slice)", "np.max(np.abs(a_prev_slice))"),),
            "no_window": ((_A_WINDOW, "A_prev[i, :, :, c]"),),
            "over_all_channels": (("horiz_start:horiz_end, c]", "horiz_start:horiz_end]"),),
            "over_all_examples": ((_A_WINDOW, "A_prev[:, vert_start:vert_end, horiz_start:horiz_end, c]"),),
            "one_channel": (("horiz_start:horiz_end, c]", "horiz_start:horiz_end, 0]"),),
            "pooling_padded": (
                (_SHAPE_OF_INPUT, f"A_prev = np.pad(A_prev, ((0, 0), (1, 1), (1, 1), (0, 0)))\n    {_SHAPE_OF_INPUT}"),
            ),
            "stride_fixed": (('hparameters["stride"]', "1"),),
            "stride_not_in_size": (("// stride + 1", "+ 1"),),
            **WINDOWS,
            **EXAMPLES,
            "first_example_repeated": (("A_prev[i,", "A_prev[0,"),),
            **_SIZES,
            **_output("A"),
        },
        by_rule={
            "inputs_changed": (_NEW_KEY,),
            "cache_order": ((_POOL_CACHE, "cache = (hparameters, A_prev)"),),
            "cache_incomplete": ((_POOL_CACHE, "cache = (A_prev,)"),),
            "cache_missing": ((_POOL_CACHE, "cache = None"),),
            "wrong_cache": ((_POOL_CACHE, "cache = (A, hparameters)"),),
            "size_not_rounded": (("// stride", "/ stride"),),
            "missing_key": (('hparameters["f"]', 'hparameters["size"]'),),
        },
        common=(
            *("stride_ignored", "always_max", "always_average", "sum_for_average", "over_all_channels"),
            *("one_channel", "pooling_padded", "last_example_only", "first_example_repeated", "output_too_small"),
            *("window_fixed", "row_for_column"),
        ),
    ),
)
