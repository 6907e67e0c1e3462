"""What the known mistakes mean that several functions share: where the window is, and what is filled in."""

WINDOWS = {
    "stride_ignored": (
        "Your array is exactly what you get when the window moves by 1 instead of by `stride`: the size is right, but "
        "the windows start in the wrong places."
    ),
    "stride_ignored_in_height": "This is exactly what you get when the window moves by `stride` to the right, but "
    "only by 1 downwards.",
    "stride_ignored_in_width": "This is exactly what you get when the window moves by `stride` downwards, but only by "
    "1 to the right.",
    "stride_fixed": "This is exactly what you get when the stride is always 1, whatever `hparameters` holds.",
    "stride_added": "This is exactly what you get when the stride is added to the loop counter, so that all windows "
    "are shifted by it.",
    "stride_as_window": "This is exactly what you get when the stride is used as the size of the window.",
    "window_as_stride": "This is exactly what you get when the window moves by its own size, not by the stride.",
    "window_end_without_stride": (
        "This is exactly what you get when the end of the window is computed without the stride, so that the window "
        "is too short."
    ),
    "window_too_large": "This is exactly what you get when the window is one row and one column too large.",
    "window_too_small": "This is exactly what you get when the window is one row and one column too small.",
    "window_fixed": "This is exactly what you get when the window is always 2 by 2, whatever f is.",
    "window_always_three": "This is exactly what you get when the window is always 3 by 3, whatever f is.",
    "window_from_unpadded": "This is exactly what you get when the windows are cut from the unpadded input.",
    "row_for_column": "This is exactly what you get when the row counter sets the horizontal position of the window "
    "too.",
    "column_for_row": "This is exactly what you get when the column counter sets the vertical position of the window "
    "too.",
    "example_for_row": "This is exactly what you get when the example counter `i` sets the vertical position of the "
    "window.",
    "example_for_column": "This is exactly what you get when the example counter `i` sets the horizontal position of "
    "the window.",
    "channel_for_row": "This is exactly what you get when the channel counter `c` sets the vertical position of the "
    "window.",
    "channel_for_column": "This is exactly what you get when the channel counter `c` sets the horizontal position of "
    "the window.",
    "size_for_counter": "This is exactly what you get when the size of the output, not the loop counter, sets the "
    "position of the window.",
    "window_centred": "This is exactly what you get when half of f is subtracted from the start of the window.",
    "stride_within_window": (
        "This is exactly what you get when the stride is used as the step inside the window, so that the window has "
        "gaps."
    ),
    "stride_always_two": "This is exactly what you get when the stride is always 2, whatever `hparameters` holds.",
    "f_from_channels": "This is exactly what you get when f is read from the axis of W that counts the channels.",
    "stride_and_pad_swapped": "This is exactly what you get when stride and pad are read from each other's key.",
    "stride_from_pad": "This is exactly what you get when the stride is read from the key of pad.",
    "pad_from_stride": "This is exactly what you get when pad is read from the key of the stride.",
    "padded_by_stride": "This is exactly what you get when the input is padded by the stride, not by `pad`.",
    "stride_and_f_swapped": "This is exactly what you get when stride and f are read from each other's key.",
    "stride_from_f": "This is exactly what you get when the stride is read from the key of f.",
    "f_from_stride": "This is exactly what you get when f is read from the key of the stride.",
    "f_always_two": "This is exactly what you get when f is always 2, whatever `hparameters` holds.",
    "f_always_three": "This is exactly what you get when f is always 3, whatever `hparameters` holds.",
    "no_window": "This is exactly what you get when the whole image is pooled each time, not one window of it.",
}
OUTPUT = {
    "width_from_height": "This is what you get when the width of the output is computed from the height.",
    "height_from_width": "This is what you get when the height of the output is computed from the width.",
    "sides_swapped": "This is what you get when height and width are swapped in the size of the output.",
    "transposed": "This is what you get when rows and columns of the output are swapped.",
    "sides_of_output_swapped": "This is what you get when the output is made with its height and width swapped.",
    "output_too_small": "The output is one row and one column too small: is the last window counted?",
    "output_too_large": "The output is one row and one column too large: does the last window still fit?",
    "rounded_up": "The size of the output is rounded up, but a window that does not fit should not be counted.",
    "stride_not_in_size": (
        "This is what you get when the size of the output is computed without the stride, or only a part of it is "
        "divided by the stride."
    ),
    "pad_not_in_size": "This is what you get when the size of the output is computed without the padding.",
    "pad_once_in_size": "This is what you get when the size of the output includes the padding of one side only.",
    "loops_over_input": "This is what you get when the loops run over the positions of the input, not those of the "
    "output.",
    "first_example_only": "Only the first example of the batch is computed; the others are left out.",
    "last_example_only": "Only the last example of the batch is computed; the others are left out.",
    "first_example_repeated": "Every example is computed from the first example of the batch.",
    "last_example_repeated": "Every example is computed from the last example of the batch.",
    "second_example_repeated": "Every example is computed from the second example of the batch.",
    "last_example_missing": "The last example is never computed: the loop over the examples ends one step too early.",
    "first_row_only": "Only the first row is computed: does the function return, or a loop end, too early?",
    "first_column_only": "Only the first column is computed: does the function return, or a loop end, too early?",
    "last_row_only": "Only the last row is computed: which lines are inside the loop over the rows?",
    "last_column_only": "Only the last column is computed: which lines are inside the loop over the columns?",
    "last_channel_only": "Only the last channel is computed: which lines are inside the loop over the channels?",
    "last_channel_everywhere": (
        "This is exactly what you get when each number is stored in all channels, so that every channel ends with the "
        "numbers of the last one."
    ),
    "returned_after_value": (
        "This is exactly what you get when `return` is inside the innermost loop: only one number is computed."
    ),
    "returned_after_column": (
        "This is exactly what you get when `return` is inside the loop over the columns: only one position of the "
        "first example is computed."
    ),
    "returned_after_row": (
        "This is exactly what you get when `return` is inside the loop over the rows: only one row of the first "
        "example is computed."
    ),
    "last_row_missing": "The last row is never computed: the loop over the rows ends one step too early.",
    "last_column_missing": "The last column is never computed: the loop over the columns ends one step too early.",
    "last_row_and_column_missing": (
        "The last row and the last column are never computed: the loops over rows and columns end one step too early."
    ),
    "loops_end_f_too_early": (
        "This is exactly what you get when the loops subtract f from the size of the output once more, so they end "
        "too early."
    ),
    "rows_counted_as_columns": "This is what you get when the loop over the rows counts up to the number of columns.",
    "loops_swapped": (
        "This is what you get when the loops over rows and columns are swapped: each counts up to the size of the "
        "other."
    ),
    "examples_counted_as_rows": "This is what you get when the loop over the examples counts up to the number of rows.",
    "output_with_gaps": (
        "This is exactly what you get when the loops go in steps of the stride and store each number where its window "
        "starts: the output has gaps."
    ),
    "output_overwritten": (
        "This is exactly what you get when the line inside the loops overwrites the whole output instead of one "
        "number in it."
    ),
    "channels_first": (
        "This is what you get when the channels are on the second axis of the output; they should be on the last one."
    ),
    "counters_swapped": "This is what you get when the counters of rows and columns are swapped in an index.",
    "size_rounded_to_nearest": (
        "This is what you get when the size of the output is rounded to the nearest whole number; it should be "
        "rounded down."
    ),
    "columns_counted_as_rows": "This is what you get when the loop over the columns counts up to the number of rows.",
}
