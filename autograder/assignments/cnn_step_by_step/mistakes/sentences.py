"""What each known mistake means, in one sentence for the student: the misconception, never the line to write."""

ANY_FUNCTION = {
    "missing_key": "The dictionary of hyperparameters has no such key.",
    "unfilled": "This is what you get when the output is made, with zeros in it, and never filled in.",
    "whole_numbers": "This is what you get when the output holds whole numbers only: what follows the point is lost.",
}
CACHES = {
    "cache_padded_input": "The cache holds the padded input; the backward pass needs the input as it was given.",
}
PADDING = {
    "pads_channels": "This is what you get when the channels are padded too; only height and width are.",
    "pads_batch": "This is what you get when the examples of the batch are padded too; only height and width are.",
    "pads_all_axes": "This is what you get when all four axes are padded; only height and width are.",
    "pads_batch_and_height": (
        "This is what you get when the first two axes are padded; height and width are the second and the third."
    ),
    "pads_width_and_channels": (
        "This is what you get when the last two axes are padded; height and width are the second and the third."
    ),
    "pads_one_side": "This is what you get when the border is added above and on the left only.",
    "pads_after_only": "This is what you get when the border is added below and on the right only.",
    "image_in_corner": "This is what you get when the image stands in the upper left corner and not in the middle.",
    "pads_height_only": "This is what you get when the height is padded and the width is not.",
    "pads_width_only": "This is what you get when the width is padded and the height is not.",
    "pads_with_pad": "This is what you get when the border is filled with the number `pad`; it should hold zeros.",
    "pads_with_ones": "This is what you get when the border is filled with ones; it should hold zeros.",
    "pads_with_minus_one": "This is what you get when the border is filled with -1; it should hold zeros.",
    "pads_by_copying": "This is what you get when the border repeats the edge of the image; it should hold zeros.",
    "pads_by_mirroring": "This is what you get when the border mirrors the image; it should hold zeros.",
    "pads_symmetrically": (
        "This is what you get when the border mirrors the image, its edge included; it should hold zeros."
    ),
    "pads_by_wrapping": "This is what you get when the border repeats the other side; it should hold zeros.",
    "pad_ignored": "This is exactly what you get when the padding is ignored.",
    "pad_fixed": "This is what you get when the padding is always 1, whatever `pad` says.",
    "pad_always_two": "This is what you get when the padding is always 2, whatever `pad` says.",
    "pad_always_three": "This is what you get when the padding is always 3, whatever `pad` says.",
    "pad_twice": "This is exactly what you get when the image is padded twice.",
}
SINGLE_STEP = {
    "bias_before_sum": (
        "Your number is exactly what you get when the bias is added to every product before the sum; "
        "it belongs to the sum, once."
    ),
    "bias_left_out": "This is exactly what you get when the bias is left out.",
    "bias_twice": "This is exactly what you get when the bias is added twice.",
    "bias_subtracted": "This is exactly what you get when the bias is subtracted.",
    "bias_multiplied": "This is exactly what you get when the sum is multiplied by the bias.",
    "mean_for_sum": "This is exactly what you get when the products are averaged instead of summed.",
    "weights_ignored": "This is exactly what you get when the weights are left out.",
    "window_ignored": "This is exactly what you get when the weights are summed without the window.",
    "sum_for_product": "This is exactly what you get when window and weights are added, not multiplied.",
    "first_axis_only": "The products are summed along the first axis only; asked for is the sum over all of them.",
    "last_axis_only": "The products are summed along the last axis only; asked for is the sum over all of them.",
    "channels_not_summed": (
        "The products are summed over height and width only, channel by channel; the channels are summed too."
    ),
    "sum_left_out": "These are the products; their sum is missing.",
    "matrix_product": (
        "Window and weights go into a matrix product; here each number of the window meets the weight in its place."
    ),
}
WINDOWS = {
    "stride_ignored": (
        "Your array is exactly what you get when the stride is ignored in the place of the window: "
        "the output has the right size, but each window lies next to the last one."
    ),
    "stride_ignored_in_height": "This is exactly what you get when the stride moves the window sideways only.",
    "stride_ignored_in_width": "This is exactly what you get when the stride moves the window downwards only.",
    "stride_fixed": "This is exactly what you get when the stride is always 1, whatever the hyperparameters say.",
    "stride_added": "This is exactly what you get when the stride is added to the counter of the window, as a shift.",
    "stride_as_window": "This is exactly what you get when the stride is used for the size of the window.",
    "window_as_stride": "This is exactly what you get when the window moves by its own size, not by the stride.",
    "window_end_without_stride": (
        "This is exactly what you get when the window ends at a place without the stride, so that it is too short."
    ),
    "window_too_large": "This is exactly what you get when the window is one row and one column too large.",
    "window_too_small": "This is exactly what you get when the window is one row and one column too small.",
    "window_fixed": "This is exactly what you get when the window is always 2 by 2, whatever f says.",
    "window_always_three": "This is exactly what you get when the window is always 3 by 3, whatever f says.",
    "window_from_unpadded": "This is exactly what you get when the windows are cut from the input before the padding.",
    "row_for_column": "This is exactly what you get when the row counter also places the window sideways.",
    "column_for_row": "This is exactly what you get when the column counter also places the window downwards.",
    "no_window": "This is exactly what you get when the whole image is pooled each time, and no window of it.",
}
OUTPUT = {
    "width_from_height": "This is what you get when the width of the output is worked out from the height.",
    "height_from_width": "This is what you get when the height of the output is worked out from the width.",
    "sides_swapped": "This is what you get when height and width are swapped in the size of the output.",
    "transposed": "This is what you get when rows and columns of the output are swapped.",
    "sides_of_output_swapped": "This is what you get when the output is made with its height and width swapped.",
    "output_too_small": "The output is one row and one column too small: is the last window counted?",
    "output_too_large": "The output is one row and one column too large: does the last window still fit?",
    "rounded_up": "The size of the output is rounded up; a window that does not fit is not counted.",
    "stride_not_in_size": "This is what you get when the size of the output is worked out without the stride.",
    "pad_not_in_size": "This is what you get when the size of the output is worked out without the padding.",
    "pad_once_in_size": "This is what you get when the size of the output counts the padding of one side only.",
    "loops_over_input": "This is what you get when the loops count the places of the input, not those of the output.",
    "first_example_only": "Only the first example of the batch is worked out; there is nothing from the others.",
    "last_example_only": "Only the last example of the batch is worked out; there is nothing from the others.",
    "first_example_repeated": "Every example is worked out from the first example of the batch.",
    "first_row_only": "Only the first row is worked out: does the function return, or a loop end, too early?",
    "last_row_missing": "The last row is never worked out: the loop over the rows ends one too early.",
    "last_column_missing": "The last column is never worked out: the loop over the columns ends one too early.",
    "columns_counted_as_rows": "This is what you get when the loop over the columns counts to the number of rows.",
}
CHANNELS = {
    "one_filter": "This is exactly what you get when every output channel uses the first filter.",
    "filter_of_wrong_axis": (
        "This is what you get when the filter is looked up on the axis of the input channels; filters are on the last."
    ),
    "filter_of_first_axis": "This is what you get when the filter is looked up on the first axis; it is the last.",
    "all_filters_at_once": "This is what you get when all filters are used at once; each output channel has its own.",
    "filter_flipped": "This is exactly what you get when the filter is turned upside down and sideways.",
    "filter_transposed": "This is exactly what you get when rows and columns of the filter are swapped.",
    "bias_for_each_channel": "This is exactly what you get when the bias is added once for each input channel.",
    "one_bias": "This is exactly what you get when every output channel uses the first bias.",
    "bias_of_all_filters": "This is exactly what you get when the gradient goes to all biases; each has its own.",
    "one_channel": "This is exactly what you get when only the first channel of the input is used.",
    "channel_of_filter": (
        "This is what you get when filter number c sees only channel number c; each filter sees all channels."
    ),
}
POOLING = {
    "always_max": (
        "This is exactly what you get when max stands in for average: is the mode looked at, or are the two swapped?"
    ),
    "always_average": (
        "This is exactly what you get when average stands in for max: is the mode looked at, or are the two swapped?"
    ),
    "sum_for_average": "This is exactly what you get when the window is summed and not averaged.",
    "average_divided_by_f": "This is exactly what you get when the average divides by f; a window holds more numbers.",
    "minimum_for_maximum": "This is exactly what you get when the minimum is taken for the maximum.",
    "maximum_from_zero": "This is exactly what you get when the maximum is never below zero: what does it start from?",
    "absolute_maximum": "This is exactly what you get when the signs are left out in looking for the maximum.",
    "over_all_channels": "This is exactly what you get when the window is pooled over all channels at once.",
    "over_all_examples": "This is exactly what you get when the window is pooled over all examples at once.",
    "pooling_padded": "This is what you get when the input is padded first; pooling pads nothing.",
}
CONVOLUTION_GRADIENT = {
    "last_window_only": "A gradient keeps what the last window gave it; the windows' shares should add up.",
    "input_not_added_up": "dA_prev keeps what the last window gave it; the shares of all windows should add up.",
    "weights_not_added_up": "dW keeps the last window only; the shares of all windows should add up.",
    "bias_not_added_up": "db keeps the last window only; the shares of all windows should add up.",
    "bias_over_examples_only": "db is summed over the examples only; it takes the sum over all positions as well.",
    "averaged_over_batch": "dW and db are divided by the number of examples; here they are sums over the batch.",
    "gradient_still_padded": "dA_prev still has the padding around it; the border has to come off again.",
    "gradient_made_unpadded": (
        "The gradient is written into an array without padding, at places counted with the padding."
    ),
    "gradient_still_zero": "dA_prev is zero everywhere: nothing is added to it.",
    "empty_slice_at_pad_zero": (
        "Without padding the slice that takes the border off is empty: it counts from the end, and minus zero is zero. "
        "Say where it ends by the size of the image."
    ),
    "unpadded_last_example_only": (
        "The border is taken off the last example only: that step stands outside of the loop over the examples."
    ),
    "padding_cut_off_twice": "dA_prev has lost more than the border: the cut starts too far inside.",
    "one_gradient": "This is exactly what you get when only the gradient of the first output channel is used.",
    "input_ignored": "dW is made from the gradient alone; the window belongs in it.",
    "another_order": "The gradients come back in another order: first that of the input, then weights, then bias.",
}
POOLING_GRADIENT = {
    "gradient_at_window_start": (
        "The gradient is looked up at the place of the window in the input; it stands at the counters of the output."
    ),
    "average_not_divided": "This is exactly what you get when the gradient is not shared out over the window.",
    "average_divided_by_f": "This is exactly what you get when the average divides by f; a window holds more numbers.",
    "average_over_output": "This is exactly what you get when the gradient is shared by the size of the output.",
    "mask_times_input": "This is exactly what you get when the mask is multiplied by the input.",
    "maximum_times_gradient": "This is exactly what you get when the whole window gets the gradient times its maximum.",
    "every_pixel_gets_all": "This is exactly what you get when each entry of a window gets the whole gradient.",
    "gradient_left_out": "This is exactly what you get when the mask is added and the gradient left out.",
}
POOLING_HELPERS = {
    "maximum_for_mask": "This is the maximum itself; asked for is an array that is True where the maximum stands.",
    "index_for_mask": "This is the index of the maximum; asked for is an array that is True where the maximum stands.",
    "position_for_mask": "This is the place of the maximum; asked for is an array that is True where it stands.",
    "maximum_kept": "This keeps the maximum and puts zeros elsewhere; asked for are True and False.",
    "mask_inverted": "Your mask is True everywhere but at the maximum.",
    "always_true": "Your mask is True everywhere.",
    "maximum_of_each_column": "Your mask marks the maximum of each column; there is one maximum in a window.",
    "maximum_of_each_row": "Your mask marks the maximum of each row; there is one maximum in a window.",
    "divided_by_sum_of_sides": "This is exactly what you get when dz is divided by n_H + n_W.",
    "not_divided": "This is exactly what you get when dz is not divided at all.",
    "divided_by_rows": "This is exactly what you get when dz is divided by the number of rows only.",
    "divided_by_columns": "This is exactly what you get when dz is divided by the number of columns only.",
    "share_not_spread": "This is the share of one cell; asked for is an array that has it in each cell.",
    "remainder_dropped": "This is what you get when the division drops what is left over.",
    "value_ignored": "This is what you get when 1 is shared out, whatever dz is.",
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
"""By id; of two mistakes that are equally likely the first one here is named. Ids stand in results: they are kept for
good."""
