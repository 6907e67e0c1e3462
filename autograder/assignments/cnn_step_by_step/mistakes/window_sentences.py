"""What the known mistakes mean that several functions share: where the window is, and what is filled in."""

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
    "example_for_row": "This is exactly what you get when the example counter `i` places the window downwards.",
    "example_for_column": "This is exactly what you get when the example counter `i` places the window sideways.",
    "channel_for_row": "This is exactly what you get when the channel counter `c` places the window downwards.",
    "channel_for_column": "This is exactly what you get when the channel counter `c` places the window sideways.",
    "size_for_counter": "This is exactly what you get when the size of the output, not the counter, places the window.",
    "window_centred": "This is exactly what you get when half of f is taken off the start of the window.",
    "stride_within_window": (
        "This is exactly what you get when the stride is the step within the window, which then has gaps."
    ),
    "stride_always_two": "This is exactly what you get when the stride is always 2, whatever the hyperparameters say.",
    "f_from_channels": "This is exactly what you get when f is read from the axis of W that counts the channels.",
    "stride_and_pad_swapped": "This is exactly what you get when stride and pad are read from each other's key.",
    "stride_from_pad": "This is exactly what you get when the stride is read from the key of pad.",
    "pad_from_stride": "This is exactly what you get when pad is read from the key of the stride.",
    "padded_by_stride": "This is exactly what you get when the input is padded by the stride, not by `pad`.",
    "stride_and_f_swapped": "This is exactly what you get when stride and f are read from each other's key.",
    "stride_from_f": "This is exactly what you get when the stride is read from the key of f.",
    "f_from_stride": "This is exactly what you get when f is read from the key of the stride.",
    "f_always_two": "This is exactly what you get when f is always 2, whatever the hyperparameters say.",
    "f_always_three": "This is exactly what you get when f is always 3, whatever the hyperparameters say.",
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
    "stride_not_in_size": (
        "This is what you get when the size of the output is worked out without the stride, or only a part of it is "
        "divided by the stride."
    ),
    "pad_not_in_size": "This is what you get when the size of the output is worked out without the padding.",
    "pad_once_in_size": "This is what you get when the size of the output counts the padding of one side only.",
    "loops_over_input": "This is what you get when the loops count the places of the input, not those of the output.",
    "first_example_only": "Only the first example of the batch is worked out; there is nothing from the others.",
    "last_example_only": "Only the last example of the batch is worked out; there is nothing from the others.",
    "first_example_repeated": "Every example is worked out from the first example of the batch.",
    "last_example_repeated": "Every example is worked out from the last example of the batch.",
    "second_example_repeated": "Every example is worked out from the second example of the batch.",
    "last_example_missing": "The last example is never worked out: the loop over the examples ends one too early.",
    "first_row_only": "Only the first row is worked out: does the function return, or a loop end, too early?",
    "first_column_only": "Only the first column is worked out: does the function return, or a loop end, too early?",
    "last_row_only": "Only the last row is worked out: which lines are inside the loop over the rows?",
    "last_column_only": "Only the last column is worked out: which lines are inside the loop over the columns?",
    "last_channel_only": "Only the last channel is worked out: which lines are inside the loop over the channels?",
    "last_channel_everywhere": (
        "This is exactly what you get when each number goes to all channels, so that the last channel is left in all."
    ),
    "returned_after_value": (
        "This is exactly what you get when `return` is inside the innermost loop: a single number is worked out."
    ),
    "returned_after_column": (
        "This is exactly what you get when `return` is inside the loop over the columns: one place of the first "
        "example is worked out."
    ),
    "returned_after_row": (
        "This is exactly what you get when `return` is inside the loop over the rows: one row of the first example is "
        "worked out."
    ),
    "last_row_missing": "The last row is never worked out: the loop over the rows ends one too early.",
    "last_column_missing": "The last column is never worked out: the loop over the columns ends one too early.",
    "last_row_and_column_missing": (
        "The last row and the last column are never worked out: the loops over rows and columns end one too early."
    ),
    "loops_end_f_too_early": (
        "This is exactly what you get when the loops take f off the size of the output once more: they end too early."
    ),
    "rows_counted_as_columns": "This is what you get when the loop over the rows counts to the number of columns.",
    "loops_swapped": (
        "This is what you get when the loops over rows and columns are swapped: each counts to the size of the other."
    ),
    "examples_counted_as_rows": "This is what you get when the loop over the examples counts to the number of rows.",
    "output_with_gaps": (
        "This is exactly what you get when the loops jump by the stride and store each number at the place of its "
        "window: the output has gaps."
    ),
    "output_overwritten": (
        "This is exactly what you get when the line in the loops overwrites the whole output instead of one number of "
        "it."
    ),
    "channels_first": (
        "This is what you get when the channels are on the second axis of the output; they belong on the last."
    ),
    "counters_swapped": "This is what you get when the counters of rows and columns are swapped in an index.",
    "size_rounded_to_nearest": (
        "This is what you get when the size of the output is rounded to the nearest whole number; it is rounded down."
    ),
    "columns_counted_as_rows": "This is what you get when the loop over the columns counts to the number of rows.",
}
