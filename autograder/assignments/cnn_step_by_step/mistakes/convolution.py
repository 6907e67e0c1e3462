"""Mistakes in the convolution, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.assignments.cnn_step_by_step.mistakes.shared import (
    EXAMPLES,
    GAPS,
    PLACES,
    RETURNS,
    SIZES,
    WINDOWS,
    output_edits,
)
from autograder.authoring.definition import Mistake, list_mistakes

_PAD = "zero_pad(A_prev, pad)"
_BIAS = "b[:, :, :, c]"
_STEP = "conv_single_step(a_slice_prev, weights, bias)"
_WINDOW = "vert_start:vert_end, horiz_start:horiz_end"
_WEIGHTS = "weights = W[:, :, :, c]"
_NEXT = "\n                    "
_FROM_C = "c * stride : c * stride + f"
_CACHE = "cache = (A_prev, W, b, hparameters)"
_NEW_KEY = ("    n_W = (", '    hparameters["n_H"] = n_H\n    n_W = (')
_STRIDE_FROM_PAD = ('stride = hparameters["stride"]', 'stride = hparameters["pad"]')
_PAD_FROM_STRIDE = ('pad = hparameters["pad"]', 'pad = hparameters["stride"]')

MISTAKES: tuple[Mistake, ...] = list_mistakes(
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
        "channel_by_channel": (
            "This is exactly what you get when filter number c is applied to channel number c only; each filter sees "
            "all channels.",
            (_STEP, "conv_single_step(a_slice_prev[:, :, c], weights[:, :, c], bias)"),
        ),
        "channels_up_to_filter": (
            "This is exactly what you get when filter number c sees only the channels before number c; each filter "
            "sees all channels.",
            (_STEP, "conv_single_step(a_slice_prev[:, :, :c], weights, bias)"),
        ),
        "column_for_filter": (
            "This is exactly what you get when the column counter `w` selects the filter.",
            ("W[:, :, :, c]", "W[:, :, :, w]"),
        ),
        "row_for_filter": (
            "This is exactly what you get when the row counter `h` selects the filter.",
            ("W[:, :, :, c]", "W[:, :, :, h]"),
        ),
        "channel_for_column": (
            (_WEIGHTS, f"a_slice_prev = a_prev_pad[vert_start:vert_end, {_FROM_C}]{_NEXT}{_WEIGHTS}"),
        ),
        "channel_for_row": (
            (_WEIGHTS, f"a_slice_prev = a_prev_pad[{_FROM_C}, horiz_start:horiz_end]{_NEXT}{_WEIGHTS}"),
        ),
        "summed_over_examples": (
            "This is exactly what you get when the products are summed over all examples of the batch at once.",
            (_STEP, f"np.sum(A_prev_pad[:, {_WINDOW}] * weights) + bias.item()"),
        ),
        "mean_for_sum": ((_STEP, "conv_single_step(a_slice_prev / weights.size, weights, bias)"),),
        "pads_with_ones": ((_PAD, "np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)), constant_values=1)"),),
        "pads_by_copying": ((_PAD, 'np.pad(A_prev, ((0, 0), (pad, pad), (pad, pad), (0, 0)), mode="edge")'),),
        "pads_one_side": ((_PAD, "np.pad(A_prev, ((0, 0), (2 * pad, 0), (2 * pad, 0), (0, 0)))"),),
        "image_in_corner": ((_PAD, "np.pad(A_prev, ((0, 0), (0, 2 * pad), (0, 2 * pad), (0, 0)))"),),
        "pad_twice": (("2 * pad", "4 * pad"), (_PAD, "zero_pad(A_prev, 2 * pad)")),
        "pad_fixed": (('hparameters["pad"]', "1"),),
        "stride_fixed": (('hparameters["stride"]', "1"),),
        "f_from_channels": (("f, _, _, n_C = W.shape", "_, _, f, n_C = W.shape"),),
        "stride_always_two": (('hparameters["stride"]', "2"),),
        "stride_and_pad_swapped": (_STRIDE_FROM_PAD, _PAD_FROM_STRIDE),
        "stride_from_pad": (_STRIDE_FROM_PAD,),
        "pad_from_stride": (_PAD_FROM_STRIDE,),
        "padded_by_stride": ((_PAD, "zero_pad(A_prev, stride)"),),
        "stride_not_in_size": (("// stride + 1", "+ 1"),),
        "relu_added": ((_CACHE, f"Z = np.maximum(Z, 0)\n    {_CACHE}"),),
        "sign_dropped": ((_CACHE, f"Z = np.abs(Z)\n    {_CACHE}"),),
        "pad_not_in_size": (("2 * pad", "0"),),
        "pad_once_in_size": (("2 * pad", "pad"),),
        # A window that is always 2 by 2 raises the same error as other mistakes: no case can distinguish it.
        **{name: edits for name, edits in WINDOWS.items() if name != "window_fixed"},
        **GAPS,
        **EXAMPLES,
        **RETURNS,
        "first_example_repeated": (("A_prev_pad[i]", "A_prev_pad[0]"),),
        "last_example_repeated": (("A_prev_pad[i]", "A_prev_pad[-1]"),),
        "second_example_repeated": (("A_prev_pad[i]", "A_prev_pad[1]"),),
        **SIZES,
        **output_edits("Z"),
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
)
