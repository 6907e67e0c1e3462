"""Known mistakes: what students of this assignment really get wrong, as small edits of the answer key.

A mistake is recognised by its output: when a wrong array equals the output of the edited answer key on the same
case, the result carries the mistake's id and its sentence. The sentence names the misconception, never the line
to write. Edits are applied when the expected outputs are made; grading reads stored outputs and runs none.
"""

from dataclasses import dataclass

SENTENCES = {
    # Any function
    "array_for_scalar": "The number is right, but it comes wrapped in an array.",
    "wrong_cache": "The cache should hold the arguments, as they were given and in their order.",
    "inputs_changed": "The function changes the arrays that it was given.",
    "float_of_array": "float() and int() refuse an array with axes; `.item()` takes its number out.",
    "gone_from_numpy": "This name is no longer part of numpy.",
    "empty_window": "The window is empty: it lies outside of the input.",
    # Padding
    "pads_channels": "This is what you get when the channels are padded too; only height and width are.",
    "pads_batch": "This is what you get when the examples of the batch are padded too; only height and width are.",
    "pads_one_side": "This is what you get when each axis is padded on one side only.",
    "pads_height_only": "This is what you get when the height is padded and the width is not.",
    "pads_width_only": "This is what you get when the width is padded and the height is not.",
    "pads_with_pad": "This is what you get when the border is filled with the number `pad`; it should hold zeros.",
    "pads_with_ones": "This is what you get when the border is filled with ones; it should hold zeros.",
    "pads_by_copying": "This is what you get when the border repeats or mirrors the image; it should hold zeros.",
    "pad_ignored": "Your array is exactly what you get when the padding is ignored.",
    "pad_fixed": "This is what you get when the padding is always 1, whatever `pad` says.",
    "pad_twice": "Your array is exactly what you get when the image is padded twice.",
    # A single step
    "bias_before_sum": (
        "Your number is exactly what you get when the bias is added to every product before the sum; "
        "it belongs to the sum, once."
    ),
    "bias_left_out": "Your number is exactly what you get when the bias is left out.",
    "bias_twice": "Your number is exactly what you get when the bias is added twice.",
    "mean_for_sum": "Your number is exactly what you get when the products are averaged instead of summed.",
    "weights_ignored": "Your number is exactly what you get when the window is summed without the weights.",
    "sum_for_product": "Your number is exactly what you get when window and weights are added, not multiplied.",
    # Convolution and pooling
    "stride_ignored": (
        "Your array is exactly what you get when the stride is ignored in the place of the window: "
        "the output has the right size, but each window lies next to the last one."
    ),
    "stride_ignored_in_height": "Your array is exactly what you get when the stride moves the window sideways only.",
    "stride_ignored_in_width": "Your array is exactly what you get when the stride moves the window downwards only.",
    "stride_as_window": "Your array is exactly what you get when the stride is used for the size of the window.",
    "window_as_stride": "Your array is exactly what you get when the window moves by its own size, not by the stride.",
    "row_for_column": "Your array is exactly what you get when the row counter also places the window sideways.",
    "width_from_height": "This is what you get when the width of the output is worked out from the height.",
    "output_too_small": "The output is one row and one column too small: is the last window counted?",
    "output_too_large": "The output is one row and one column too large: does the last window still fit?",
    "rounded_up": "The size of the output is rounded up; a window that does not fit is not counted.",
    "one_filter": "Your array is exactly what you get when every output channel uses the first filter.",
    "one_bias": "Your array is exactly what you get when every output channel uses the first bias.",
    "one_channel": "Your array is exactly what you get when only the first channel of the input is used.",
    "first_example_only": "Only the first example of the batch is filled in; the rest of the output is zero.",
    "last_example_only": "Only the last example of the batch is filled in; the rest of the output is zero.",
    "first_example_repeated": "Every example of the output is worked out from the first example of the batch.",
    "filter_flipped": "Your array is exactly what you get when the filter is turned upside down and sideways.",
    "unfilled": "The output was made, with zeros in it, and never filled in.",
    "modes_swapped": "Your array is exactly what you get when max and average are swapped.",
    "always_max": "Your array is exactly what you get when the mode is ignored and the maximum always taken.",
    "always_average": "Your array is exactly what you get when the mode is ignored and the average always taken.",
    "sum_for_average": "Your array is exactly what you get when the window is summed and not averaged.",
    "over_all_channels": "Your array is exactly what you get when the window is pooled over all channels at once.",
    "pooling_padded": "This is what you get when the input is padded first; pooling pads nothing.",
    "window_fixed": "Your array is exactly what you get when the window is always 2 by 2, whatever f says.",
    # Backward passes
    "last_window_only": "A gradient keeps what the last window gave it; the windows' shares should add up.",
    "weights_not_added_up": "dW keeps the last window only; the shares of all windows should add up.",
    "bias_not_added_up": "db keeps the last window only; the shares of all windows should add up.",
    "gradient_still_padded": "dA_prev still has the padding around it; the border has to come off again.",
    "average_not_divided": "Your array is exactly what you get when the gradient is not shared out over the window.",
    "mask_times_input": "Your array is exactly what you get when the mask is multiplied by the input.",
    "every_pixel_gets_all": "Your array is exactly what you get when each entry of a window gets the whole gradient.",
    # The two helpers of the pooling gradient
    "maximum_for_mask": "This is the maximum itself; asked for is an array that is True where the maximum stands.",
    "minimum_for_maximum": "Your mask is True where the minimum stands.",
    "integer_mask": "The mask should hold True and False, not numbers.",
    "divided_by_sum_of_sides": "Your array is exactly what you get when dz is divided by n_H + n_W.",
    "not_divided": "Your array is exactly what you get when dz is not divided at all.",
}


Edit = tuple[str, str]
Variants = dict[str, tuple[Edit, ...]]


@dataclass(frozen=True)
class Mistake:
    """A wrong variant of one function: texts of the answer key and what stands in their place.

    name: the stable id, a key of SENTENCES; several exercises may share it.
    """

    name: str
    exercise: str
    edits: tuple[Edit, ...]

    def apply(self, source: str) -> str:
        """The answer key's function with the mistake in it. Raises ValueError when a text is not in it."""
        for old, new in self.edits:
            if old not in source:
                raise ValueError(f"{self.name} in {self.exercise}: the answer key has no {old!r}")
            source = source.replace(old, new)
        return source


def _of(exercise: str, variants: Variants) -> tuple[Mistake, ...]:
    return tuple(Mistake(name, exercise, edits) for name, edits in variants.items())


_WIDTHS = "((0, 0), (pad, pad), (pad, pad), (0, 0))"
_ROW, _COLUMN = ("h * stride", "h"), ("w * stride", "w")
_STRIDE: Variants = {
    "stride_ignored": (_ROW, _COLUMN),
    "stride_ignored_in_height": (_ROW,),
    "stride_ignored_in_width": (_COLUMN,),
    "row_for_column": (("w * stride", "h * stride"),),
}
_WINDOW: Variants = _STRIDE | {
    "stride_as_window": (
        ("vert_start + f", "vert_start + stride"),
        ("horiz_start + f", "horiz_start + stride"),
    ),
    "window_as_stride": (("h * stride", "h * f"), ("w * stride", "w * f")),
}
_OUTPUT_SIZE: Variants = {
    "width_from_height": (("n_W = (n_W_prev", "n_W = (n_H_prev"),),
    "output_too_small": (("// stride + 1", "// stride"),),
    "output_too_large": (("// stride + 1", "// stride + 2"),),
    "rounded_up": (("n_H = (", "n_H = -(-("), ("n_W = (", "n_W = -(-("), ("// stride + 1", "// stride) + 1")),
}

MISTAKES: tuple[Mistake, ...] = (
    *_of(
        "zero_pad",
        {
            "pads_channels": ((_WIDTHS, "((0, 0), (pad, pad), (pad, pad), (pad, pad))"),),
            "pads_batch": ((_WIDTHS, "((pad, pad), (pad, pad), (pad, pad), (0, 0))"),),
            "pads_one_side": ((_WIDTHS, "((0, 0), (pad, 0), (pad, 0), (0, 0))"),),
            "pads_height_only": ((_WIDTHS, "((0, 0), (pad, pad), (0, 0), (0, 0))"),),
            "pads_width_only": ((_WIDTHS, "((0, 0), (0, 0), (pad, pad), (0, 0))"),),
            "pads_with_ones": (("constant_values=0", "constant_values=1"),),
            "pads_with_pad": (("constant_values=0", "constant_values=pad"),),
            "pads_by_copying": (('mode="constant", constant_values=0', 'mode="edge"'),),
            "pad_ignored": ((_WIDTHS, "0"),),
            "pad_fixed": ((_WIDTHS, "((0, 0), (1, 1), (1, 1), (0, 0))"),),
            "pad_twice": ((_WIDTHS, "((0, 0), (2 * pad, 2 * pad), (2 * pad, 2 * pad), (0, 0))"),),
        },
    ),
    *_of(
        "conv_single_step",
        {
            "bias_before_sum": (("a_slice_prev * W", "a_slice_prev * W + b"), ("total + b.item()", "total")),
            "bias_left_out": (("total + b.item()", "total"),),
            "bias_twice": (("total + b.item()", "total + 2 * b.item()"),),
            "mean_for_sum": (("np.sum", "np.mean"),),
            "weights_ignored": (("a_slice_prev * W", "a_slice_prev"),),
            "sum_for_product": (("a_slice_prev * W", "a_slice_prev + W"),),
        },
    ),
    *_of(
        "conv_forward",
        _WINDOW
        | {
            "pad_ignored": (("2 * pad", "0"), ("zero_pad(A_prev, pad)", "A_prev")),
            "pad_twice": (("2 * pad", "4 * pad"), ("zero_pad(A_prev, pad)", "zero_pad(A_prev, 2 * pad)")),
            "bias_left_out": (("b[:, :, :, c]", "0 * b[:, :, :, c]"),),
            "bias_before_sum": (("b[:, :, :, c]", "b[:, :, :, c] * weights.size"),),
            "one_bias": (("b[:, :, :, c]", "b[:, :, :, 0]"),),
            "one_filter": (("W[:, :, :, c]", "W[:, :, :, 0]"),),
            "filter_flipped": (("W[:, :, :, c]", "W[::-1, ::-1, :, c]"),),
            "first_example_only": (("in range(m)", "in range(1)"),),
            "last_example_only": (("in range(m)", "in range(m - 1, m)"),),
            "first_example_repeated": (("A_prev_pad[i]", "A_prev_pad[0]"),),
            "unfilled": (("in range(m)", "in range(0)"),),
        }
        | _OUTPUT_SIZE,
    ),
    *_of(
        "pool_forward",
        _WINDOW
        | {
            "modes_swapped": (("np.max", "np.other"), ("np.mean", "np.max"), ("np.other", "np.mean")),
            "always_max": (("np.mean", "np.max"),),
            "always_average": (("np.max", "np.mean"),),
            "sum_for_average": (("np.mean", "np.sum"),),
            "over_all_channels": (("horiz_start:horiz_end, c]", "horiz_start:horiz_end]"),),
            "one_channel": (("horiz_start:horiz_end, c]", "horiz_start:horiz_end, 0]"),),
            "window_fixed": (("vert_start + f", "vert_start + 2"), ("horiz_start + f", "horiz_start + 2")),
            "first_example_only": (("in range(m)", "in range(1)"),),
            "last_example_only": (("in range(m)", "in range(m - 1, m)"),),
            "first_example_repeated": (("A_prev[i,", "A_prev[0,"),),
            "unfilled": (("in range(m)", "in range(0)"),),
            "pooling_padded": (
                (
                    "m, n_H_prev, n_W_prev, n_C_prev =",
                    "A_prev = np.pad(A_prev, ((0, 0), (1, 1), (1, 1), (0, 0)))\n    m, n_H_prev, n_W_prev, n_C_prev =",
                ),
            ),
        }
        | _OUTPUT_SIZE,
    ),
    *_of(
        "conv_backward",
        _STRIDE
        | {
            "last_window_only": (
                ("] += W", "] = W"),
                ("] += a_slice", "] = a_slice"),
                ("] += gradient", "] = gradient"),
            ),
            "weights_not_added_up": (("] += a_slice", "] = a_slice"),),
            "bias_not_added_up": (("] += gradient", "] = gradient"),),
            "gradient_still_padded": (
                ("dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev, :]", "dA_prev_pad"),
            ),
            "one_filter": (("W[:, :, :, c] *", "W[:, :, :, 0] *"),),
            "first_example_only": (("in range(m)", "in range(1)"),),
            "unfilled": (("in range(m)", "in range(0)"),),
        },
    ),
    *_of(
        "create_mask_from_window",
        {
            "minimum_for_maximum": (("np.max", "np.min"),),
            "maximum_for_mask": (("x == np.max(x)", "np.max(x)"),),
        },
    ),
    *_of(
        "distribute_value",
        {
            "divided_by_sum_of_sides": (("n_H * n_W", "n_H + n_W"),),
            "not_divided": (("dz / (n_H * n_W)", "dz"),),
        },
    ),
    *_of(
        "pool_backward",
        _WINDOW
        | {
            "last_window_only": (("] += mask", "] = mask"), ("] += share", "] = share")),
            "mask_times_input": (("mask * gradient", "mask * a_prev_slice"),),
            "average_not_divided": (("distribute_value(gradient, (f, f))", "gradient"),),
            "every_pixel_gets_all": (("mask * gradient", "gradient"),),
            "always_max": (('if mode == "max"', "if True"),),
            "always_average": (('if mode == "max"', "if False"), ('elif mode == "average"', "else")),
            "first_example_only": (("in range(m)", "in range(1)"),),
            "unfilled": (("in range(m)", "in range(0)"),),
        },
    ),
)
