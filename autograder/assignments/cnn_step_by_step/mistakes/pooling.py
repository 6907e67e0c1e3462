"""Mistakes in the pooling, the commonest first."""

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

_SHAPE_OF_INPUT = "m, n_H_prev, n_W_prev, n_C_prev = A_prev.shape"
_WINDOW = "vert_start:vert_end, horiz_start:horiz_end"
_OWN_WINDOW = f"A_prev[i, {_WINDOW}, c]"
_FROM_C = "c * stride : c * stride + f"
_POOL_CACHE = "cache = (A_prev, hparameters)"
_NEW_KEY = ("    n_W = (", '    hparameters["n_H"] = n_H\n    n_W = (')
_STRIDE_FROM_F = ('stride = hparameters["stride"]', 'stride = hparameters["f"]')
_F_FROM_STRIDE = ('f = hparameters["f"]', 'f = hparameters["stride"]')

MISTAKES: tuple[Mistake, ...] = list_mistakes(
    "pool_forward",
    SENTENCES,
    {
        **PLACES,
        "always_max": (("np.mean", "np.max"),),
        "always_average": (("np.max", "np.mean"),),
        "sum_for_average": (("np.mean", "np.sum"),),
        "average_divided_by_f": (("np.mean(a_prev_slice)", "np.sum(a_prev_slice) / f"),),
        "modes_swapped": (('if mode == "max"', 'if mode != "max"'), ('elif mode == "average"', "else")),
        "average_left_out": (('"average"', '"avg"'),),
        "max_left_out": (('mode == "max"', 'mode == "maximum"'),),
        "minimum_for_maximum": (("np.max", "np.min"),),
        "maximum_from_zero": (("np.max(a_prev_slice)", "max(0.0, np.max(a_prev_slice))"),),
        "absolute_maximum": (("np.max(a_prev_slice)", "np.max(np.abs(a_prev_slice))"),),
        "no_window": ((_OWN_WINDOW, "A_prev[i, :, :, c]"),),
        "over_all_channels": (("horiz_start:horiz_end, c]", "horiz_start:horiz_end]"),),
        "over_all_examples": ((_OWN_WINDOW, "A_prev[:, vert_start:vert_end, horiz_start:horiz_end, c]"),),
        "pooled_over_examples_and_rows": (
            "This is exactly what you get when the window is pooled over examples and rows, not over rows and columns: "
            "which axes are these?",
            ("A[i, h, w, c]", "A[:, h, w, :]"),
            ("(a_prev_slice)", f"(A_prev[:, {_WINDOW}, :], axis=(0, 1))"),
        ),
        "channel_for_column": ((_OWN_WINDOW, f"A_prev[i, vert_start:vert_end, {_FROM_C}, c]"),),
        "channel_for_row": ((_OWN_WINDOW, f"A_prev[i, {_FROM_C}, horiz_start:horiz_end, c]"),),
        "one_channel": (("horiz_start:horiz_end, c]", "horiz_start:horiz_end, 0]"),),
        "pooling_padded": (
            (_SHAPE_OF_INPUT, f"A_prev = np.pad(A_prev, ((0, 0), (1, 1), (1, 1), (0, 0)))\n    {_SHAPE_OF_INPUT}"),
        ),
        "stride_fixed": (('hparameters["stride"]', "1"),),
        "stride_always_two": (('hparameters["stride"]', "2"),),
        "f_always_two": (('hparameters["f"]', "2"),),
        "f_always_three": (('hparameters["f"]', "3"),),
        "stride_and_f_swapped": (_STRIDE_FROM_F, _F_FROM_STRIDE),
        "stride_from_f": (_STRIDE_FROM_F,),
        "f_from_stride": (_F_FROM_STRIDE,),
        "stride_not_in_size": (("// stride + 1", "+ 1"),),
        **WINDOWS,
        **GAPS,
        **EXAMPLES,
        **RETURNS,
        "first_example_repeated": (("A_prev[i,", "A_prev[0,"),),
        "last_example_repeated": (("A_prev[i,", "A_prev[-1,"),),
        "second_example_repeated": (("A_prev[i,", "A_prev[1,"),),
        **SIZES,
        **output_edits("A"),
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
)
