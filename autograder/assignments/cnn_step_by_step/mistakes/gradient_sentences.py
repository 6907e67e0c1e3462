"""What the known mistakes of the optional functions mean."""

CONVOLUTION_GRADIENT = {
    "last_window_only": "A gradient keeps only what the last window wrote; the shares of all windows should add up.",
    "input_not_added_up": "dA_prev keeps only what the last window wrote; the shares of all windows should add up.",
    "weights_not_added_up": "dW keeps the last window only; the shares of all windows should add up.",
    "bias_not_added_up": "db keeps the last window only; the shares of all windows should add up.",
    "bias_over_examples_only": "db is summed over the examples only; it should be summed over all positions as well.",
    "averaged_over_batch": "dW and db are divided by the number of examples; here they are sums over the batch.",
    "gradient_still_padded": "dA_prev still has the padding around it; the border has to be removed again.",
    "gradient_made_unpadded": (
        "The gradient is written into an array without padding, at positions that include the padding."
    ),
    "gradient_still_zero": "dA_prev is zero everywhere: nothing is added to it.",
    "empty_slice_at_pad_zero": (
        "This is exactly what you get when a slice ends at `-pad`: with pad 0 it is empty, because -0 is 0. Work out "
        "its end from the size of the image."
    ),
    "unpadded_last_example_only": (
        "The border is removed from the last example only: that step is outside the loop over the examples."
    ),
    "padding_cut_off_twice": "More than the border is cut off dA_prev: the cut starts too far inside.",
    "started_from_input": "This is exactly what you get when dA_prev starts from the input itself, not from zeros.",
    "one_gradient": "This is exactly what you get when only the gradient of the first output channel is used.",
    "input_ignored": "dW is computed from the gradient alone; the window is missing.",
    "all_channels_of_gradient": (
        "This is exactly what you get when the gradients of all channels are used where the gradient of one channel "
        "is needed."
    ),
    "another_order": "The gradients are returned in the wrong order: the input comes first, then the weights, then "
    "the bias.",
}
POOLING_GRADIENT = {
    "gradient_at_window_start": (
        "The gradient is looked up at the position of the window in the input; it is at the position in the output."
    ),
    "average_not_divided": "This is exactly what you get when the gradient is not divided among the numbers of the "
    "window.",
    "average_divided_by_f": "This is exactly what you get when the average divides by f; a window holds more than f "
    "numbers.",
    "average_over_output": "This is exactly what you get when the gradient is divided by the size of the output, not "
    "of the window.",
    "mask_times_input": "This is exactly what you get when the mask is multiplied by the input.",
    "maximum_times_gradient": "This is exactly what you get when every number of the window gets the gradient times "
    "the maximum.",
    "every_pixel_gets_all": "This is exactly what you get when each entry of a window gets the whole gradient.",
    "gradient_left_out": "This is exactly what you get when the mask is added without the gradient.",
}
POOLING_HELPERS = {
    "maximum_for_mask": "This is the maximum itself; you need an array that is True at the position of the maximum.",
    "index_for_mask": "This is the index of the maximum; you need an array that is True at the position of the "
    "maximum.",
    "position_for_mask": "This is the position of the maximum; you need an array that is True at that position.",
    "maximum_kept": "This keeps the maximum and puts zeros elsewhere; you need True and False.",
    "mask_inverted": "Your mask is True everywhere except at the maximum.",
    "never_true": (
        "Your mask is False everywhere: can anything equal what you compare with, and is `max` called, with "
        "parentheses?"
    ),
    "always_true": "Your mask is True everywhere.",
    "maximum_of_each_column": "Your mask marks the maximum of each column; there is one maximum in a window.",
    "maximum_of_each_row": "Your mask marks the maximum of each row; there is one maximum in a window.",
    "divided_by_sum_of_sides": "This is exactly what you get when dz is divided by n_H + n_W.",
    "not_divided": "This is exactly what you get when dz is not divided at all.",
    "divided_by_rows": "This is exactly what you get when dz is divided by the number of rows only.",
    "divided_by_columns": "This is exactly what you get when dz is divided by the number of columns only.",
    "share_not_spread": "This is the share of one cell; you need an array that has it in each cell.",
    "remainder_dropped": "This is what you get when the division drops the remainder.",
    "value_ignored": "This is what you get when 1 is distributed, whatever dz is.",
}
