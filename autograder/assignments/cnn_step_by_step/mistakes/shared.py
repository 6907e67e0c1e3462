"""Mistakes that several functions share: where the window is, what the loops count, the size of the output."""

from autograder.authoring.definition import Edits

_ROW, _COLUMN = ("h * stride", "h"), ("w * stride", "w")

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
    "example_for_row": (("h * stride", "i * stride"),),
    "example_for_column": (("w * stride", "i * stride"),),
    "size_for_counter": (("h * stride", "n_H * stride"), ("w * stride", "n_W * stride")),
    "window_centred": (("h * stride", "max(h * stride - f // 2, 0)"), ("w * stride", "max(w * stride - f // 2, 0)")),
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
    "first_column_only": (("w in range(n_W)", "w in range(1)"),),
    "last_row_only": (("h in range(n_H)", "h in range(n_H - 1, n_H)"),),
    "last_column_only": (("w in range(n_W)", "w in range(n_W - 1, n_W)"),),
    "last_channel_only": (("c in range(n_C)", "c in range(n_C - 1, n_C)"),),
    "last_example_missing": (("in range(m)", "in range(m - 1)"),),
    "last_row_missing": (("h in range(n_H)", "h in range(n_H - 1)"),),
    "last_column_missing": (("w in range(n_W)", "w in range(n_W - 1)"),),
    "last_row_and_column_missing": (
        ("h in range(n_H)", "h in range(n_H - 1)"),
        ("w in range(n_W)", "w in range(n_W - 1)"),
    ),
    "loops_end_f_too_early": (
        ("h in range(n_H)", "h in range(n_H - f + 1)"),
        ("w in range(n_W)", "w in range(n_W - f + 1)"),
    ),
    "columns_counted_as_rows": (("w in range(n_W)", "w in range(n_H)"),),
    "rows_counted_as_columns": (("h in range(n_H)", "h in range(n_W)"),),
    "loops_swapped": (("h in range(n_H)", "h in range(n_W)"), ("w in range(n_W)", "w in range(n_H)")),
    "examples_counted_as_rows": (("in range(m)", "in range(n_H)"),),
}
RETURNS: Edits = {
    "returned_after_value": (
        *(("in range(m)", "in range(1)"), ("h in range(n_H)", "h in range(1)")),
        *(("w in range(n_W)", "w in range(1)"), ("c in range(n_C)", "c in range(1)")),
    ),
    "returned_after_column": (
        *(("in range(m)", "in range(1)"), ("h in range(n_H)", "h in range(1)")),
        ("w in range(n_W)", "w in range(1)"),
    ),
    "returned_after_row": (("in range(m)", "in range(1)"), ("h in range(n_H)", "h in range(1)")),
}
GAPS: Edits = {
    "stride_within_window": (
        *(("h * stride", "h"), ("w * stride", "w")),
        *(
            ("vert_start:vert_end", "vert_start:vert_end:stride"),
            ("horiz_start:horiz_end", "horiz_start:horiz_end:stride"),
        ),
    ),
    "output_with_gaps": (
        *(("h in range(n_H)", "h in range(0, n_H, stride)"), ("w in range(n_W)", "w in range(0, n_W, stride)")),
        *(("h * stride", "h"), ("w * stride", "w")),
    ),
}
SIZES: Edits = {
    "width_from_height": (("n_W = (n_W_prev", "n_W = (n_H_prev"),),
    "height_from_width": (("n_H = (n_H_prev", "n_H = (n_W_prev"),),
    "sides_swapped": (("n_H = (n_H_prev", "n_H = (n_W_prev"), ("n_W = (n_W_prev", "n_W = (n_H_prev")),
    "output_too_small": (("// stride + 1", "// stride"),),
    "output_too_large": (("// stride + 1", "// stride + 2"),),
    "size_rounded_to_nearest": (
        *(("n_H = (", "n_H = round(("), ("n_W = (", "n_W = round(("), ("// stride + 1", "/ stride) + 1")),
    ),
    "rounded_up": (("n_H = (", "n_H = -(-("), ("n_W = (", "n_W = -(-("), ("// stride + 1", "// stride) + 1")),
    "loops_over_input": (("h in range(n_H)", "h in range(n_H_prev)"), ("w in range(n_W)", "w in range(n_W_prev)")),
}


def output_edits(name: str) -> Edits:
    """Mistakes in what the array of this name is made of and where its entries go."""
    return {
        "transposed": (
            (f"{name} = np.zeros((m, n_H, n_W, n_C))", f"{name} = np.zeros((m, n_W, n_H, n_C))"),
            (f"{name}[i, h, w, c]", f"{name}[i, w, h, c]"),
        ),
        "sides_of_output_swapped": (
            (f"{name} = np.zeros((m, n_H, n_W, n_C))", f"{name} = np.zeros((m, n_W, n_H, n_C))"),
        ),
        "channels_first": (
            (f"{name} = np.zeros((m, n_H, n_W, n_C))", f"{name} = np.zeros((m, n_C, n_H, n_W))"),
            (f"{name}[i, h, w, c]", f"{name}[i, c, h, w]"),
        ),
        "counters_swapped": ((f"{name}[i, h, w, c]", f"{name}[i, w, h, c]"),),
        "output_overwritten": ((f"{name}[i, h, w, c] =", f"{name} ="),),
        "last_channel_everywhere": ((f"{name}[i, h, w, c] =", f"{name}[i, h, w] ="),),
        "rounded": (("    cache = (A_prev", f"    {name} = np.round({name}, 2)\n    cache = (A_prev"),),
        "whole_numbers": (
            (f"{name} = np.zeros((m, n_H, n_W, n_C))", f"{name} = np.zeros((m, n_H, n_W, n_C), dtype=int)"),
        ),
    }
