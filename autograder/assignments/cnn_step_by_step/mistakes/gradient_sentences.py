"""What the known mistakes of the optional functions mean."""

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
        "This is exactly what you get when a slice ends at `-pad`: without padding it is empty, since minus zero is "
        "zero. Say where it ends by the size of the image."
    ),
    "unpadded_last_example_only": (
        "The border is taken off the last example only: that step stands outside of the loop over the examples."
    ),
    "padding_cut_off_twice": "dA_prev has lost more than the border: the cut starts too far inside.",
    "started_from_input": "This is exactly what you get when dA_prev starts from the input itself, not from zeros.",
    "one_gradient": "This is exactly what you get when only the gradient of the first output channel is used.",
    "input_ignored": "dW is made from the gradient alone; the window belongs in it.",
    "all_channels_of_gradient": (
        "This is exactly what you get when the gradients of all channels are used where that of one channel belongs."
    ),
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
    "never_true": (
        "Your mask is False everywhere: can anything be equal to what you compare with, and is `max` called, with "
        "brackets?"
    ),
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
