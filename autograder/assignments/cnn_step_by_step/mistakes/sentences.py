"""What each known mistake means, in one sentence for the student: the misconception, never the line to write."""

from autograder.assignments.cnn_step_by_step.mistakes.gradient_sentences import (
    CONVOLUTION_GRADIENT,
    POOLING_GRADIENT,
    POOLING_HELPERS,
)
from autograder.assignments.cnn_step_by_step.mistakes.window_sentences import OUTPUT, WINDOWS

ANY_FUNCTION = {
    "missing_key": "The dictionary of hyperparameters has no such key.",
    "unfilled": "This is what you get when the output is created with zeros and never filled in.",
    "relu_added": "This is exactly what you get when negative numbers in the output are set to zero.",
    "sign_dropped": "This is exactly what you get when the output loses its minus signs.",
    "rounded": "This is exactly what you get when the output is rounded to two decimals.",
    "builtin_sum": ("This is exactly what you get when Python's own `sum` is used: it adds up the first axis only."),
    "whole_numbers": "This is what you get when the output holds whole numbers only: the decimals are cut off.",
}
CACHES = {
    "cache_padded_input": "The cache holds the padded input; the backward pass needs the input as it was given.",
}
PADDING = {
    "pads_channels": "This is what you get when the channels are padded too; only height and width should be.",
    "pads_batch": "This is what you get when the examples of the batch are padded too; only height and width should "
    "be.",
    "pads_all_axes": "This is what you get when all four axes are padded; only height and width should be.",
    "pads_batch_and_height": (
        "This is what you get when the first two axes are padded; height and width are the second and third axes."
    ),
    "pads_width_and_channels": (
        "This is what you get when the last two axes are padded; height and width are the second and third axes."
    ),
    "pads_one_side": "This is what you get when the border is added only at the top and on the left.",
    "pads_after_only": "This is what you get when the border is added only at the bottom and on the right.",
    "image_in_corner": "This is what you get when the image is in the upper left corner, not in the middle.",
    "pads_height_only": "This is what you get when the height is padded and the width is not.",
    "pads_width_only": "This is what you get when the width is padded and the height is not.",
    "pads_with_pad": "This is what you get when the border is filled with the number `pad`; it should hold zeros.",
    "pads_with_ones": "This is what you get when the border is filled with ones; it should hold zeros.",
    "pads_with_minus_one": "This is what you get when the border is filled with -1; it should hold zeros.",
    "pads_by_copying": "This is what you get when the border repeats the edge of the image; it should hold zeros.",
    "pads_by_mirroring": "This is what you get when the border mirrors the image; it should hold zeros.",
    "pads_symmetrically": (
        "This is what you get when the border mirrors the image including its edge; it should hold zeros."
    ),
    "pads_by_wrapping": "This is what you get when the border repeats the opposite side of the image; it should hold "
    "zeros.",
    "pad_ignored": "This is exactly what you get when the padding is ignored.",
    "pad_fixed": "This is what you get when the padding is always 1, whatever `pad` is.",
    "pad_always_two": "This is what you get when the padding is always 2, whatever `pad` is.",
    "pad_always_three": "This is what you get when the padding is always 3, whatever `pad` is.",
    "pad_twice": "This is exactly what you get when the image is padded twice.",
}
SINGLE_STEP = {
    "bias_before_sum": (
        "Your number is exactly what you get when the bias is added to every product before the sum; it should be "
        "added once, to the sum."
    ),
    "bias_left_out": "This is exactly what you get when the bias is left out.",
    "bias_twice": "This is exactly what you get when the bias is added twice.",
    "bias_subtracted": "This is exactly what you get when the bias is subtracted.",
    "bias_multiplied": "This is exactly what you get when the sum is multiplied by the bias.",
    "mean_for_sum": "This is exactly what you get when the products are averaged instead of summed.",
    "weights_ignored": "This is exactly what you get when the weights are left out.",
    "window_ignored": "This is exactly what you get when the weights are summed without the window.",
    "sum_for_product": "This is exactly what you get when window and weights are added, not multiplied.",
    "first_axis_only": "The products are summed along the first axis only; you need the sum over all of them.",
    "last_axis_only": "The products are summed along the last axis only; you need the sum over all of them.",
    "channels_not_summed": (
        "The products are summed over height and width only, channel by channel; the channels should be summed too."
    ),
    "sum_left_out": "These are the products; their sum is missing.",
    "matrix_product": (
        "Window and weights go into a matrix product; here each number of the window has one weight, at the same "
        "position."
    ),
}
CHANNELS = {
    "one_filter": "This is exactly what you get when every output channel uses the first filter.",
    "filter_of_wrong_axis": (
        "This is what you get when the filter is looked up on the axis of the input channels; the filters are on the "
        "last axis."
    ),
    "filter_of_first_axis": "This is what you get when the filter is looked up on the first axis; the filters are on "
    "the last axis.",
    "all_filters_at_once": "This is what you get when all filters are used at once; each output channel has its own "
    "filter.",
    "filter_flipped": "This is exactly what you get when the filter is flipped upside down and left to right.",
    "filter_transposed": "This is exactly what you get when rows and columns of the filter are swapped.",
    "bias_for_each_channel": "This is exactly what you get when the bias is added once for each input channel.",
    "one_bias": "This is exactly what you get when every output channel uses the first bias.",
    "bias_of_all_filters": "This is exactly what you get when each gradient is added to all biases; each filter has "
    "its own bias.",
    "one_channel": "This is exactly what you get when only the first channel of the input is used.",
    "channel_of_filter": (
        "This is what you get when filter number c sees only channel number c; each filter sees all channels."
    ),
}
POOLING = {
    "always_max": (
        "This is exactly what you get when average mode does the same as max mode: does your code check `mode`?"
    ),
    "always_average": (
        "This is exactly what you get when max mode does the same as average mode: does your code check `mode`?"
    ),
    "modes_swapped": "This is exactly what you get when the two modes are swapped.",
    "average_left_out": (
        "This is exactly what you get when nothing is computed in average mode: is that branch reached, and is `mode` "
        "compared with the right word?"
    ),
    "max_left_out": (
        "This is exactly what you get when nothing is computed in max mode: is that branch reached, and is `mode` "
        "compared with the right word?"
    ),
    "sum_for_average": "This is exactly what you get when the window is summed instead of averaged.",
    "average_divided_by_f": "This is exactly what you get when the average divides by f; a window holds more than f "
    "numbers.",
    "minimum_for_maximum": "This is exactly what you get when the minimum is used instead of the maximum.",
    "maximum_from_zero": "This is exactly what you get when the maximum is never below zero: what does it start from?",
    "absolute_maximum": "This is exactly what you get when the search for the maximum ignores the signs.",
    "over_all_channels": "This is exactly what you get when the window is pooled over all channels at once.",
    "over_all_examples": "This is exactly what you get when the window is pooled over all examples at once.",
    "pooling_padded": "This is what you get when the input is padded first; pooling does not pad.",
}

SENTENCES: dict[str, str] = {
    **ANY_FUNCTION,
    **CACHES,
    **PADDING,
    **SINGLE_STEP,
    **WINDOWS,
    **OUTPUT,
    **CHANNELS,
    **POOLING,
    **CONVOLUTION_GRADIENT,
    **POOLING_GRADIENT,
    **POOLING_HELPERS,
}
"""By id; of two mistakes that are equally likely the first one here is named. Ids are in results: they are kept for
good."""
