"""Mistakes in the single step, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

MISTAKES: tuple[Mistake, ...] = list_mistakes(
    "conv_single_step",
    SENTENCES,
    {
        "bias_before_sum": (("a_slice_prev * W", "a_slice_prev * W + b"), ("total + b.item()", "total")),
        "bias_left_out": (("total + b.item()", "total"),),
        "bias_twice": (("total + b.item()", "total + 2 * b.item()"),),
        "bias_subtracted": (("total + b.item()", "total - b.item()"),),
        "bias_multiplied": (("total + b.item()", "total * b.item()"),),
        "mean_for_sum": (("np.sum", "np.mean"),),
        "weights_ignored": (("a_slice_prev * W", "a_slice_prev"),),
        "window_ignored": (("a_slice_prev * W", "W"),),
        "sum_for_product": (("a_slice_prev * W", "a_slice_prev + W"),),
        "first_axis_only": (("np.sum(products)", "np.sum(products, axis=0)"),),
        "last_axis_only": (("np.sum(products)", "np.sum(products, axis=-1)"),),
        "channels_not_summed": (("np.sum(products)", "np.sum(products, axis=(0, 1))"),),
        "sum_left_out": (("np.sum(products)", "products"),),
        "matrix_product": (("a_slice_prev * W", "np.dot(a_slice_prev, W)"),),
        "bias_on_weights": (
            "This is exactly what you get when the bias is added to the weights before they are multiplied by the "
            "window.",
            ("a_slice_prev * W", "a_slice_prev * (W + b)"),
            ("total + b.item()", "total"),
        ),
        "bias_cut": (
            "This is exactly what you get when the decimals of the bias are cut off.",
            ("total + b.item()", "total + int(b.item())"),
        ),
        "power_for_product": (
            "This is exactly what you get when the window is raised to the power of the weights.",
            ("a_slice_prev * W", "a_slice_prev ** W"),
        ),
        "builtin_sum": (("np.sum(products)", "sum(products)"), ("b.item()", "b")),
        "one_channel": (("np.sum(products)", "np.sum(products[:, :, 0])"),),
        "first_row_only": (("np.sum(products)", "np.sum(products[0])"),),
        "total_restarted": (
            "This is exactly what you get when the total starts again at zero in each row: only the last row counts.",
            ("np.sum(products)", "np.sum(products[-1])"),
        ),
        "last_product_only": (
            "This is exactly what you get when each product overwrites the one before: only the last one is left.",
            ("np.sum(products)", "products[-1, -1, -1]"),
        ),
        "first_product_only": (
            "This is exactly what you get when `return` is inside the loop: only the first product counts.",
            ("np.sum(products)", "products[0, 0, 0]"),
        ),
        "filter_flipped": (("a_slice_prev * W", "a_slice_prev * W[::-1, ::-1]"),),
        "filter_transposed": (("a_slice_prev * W", "a_slice_prev * W.swapaxes(0, 1)"),),
        "relu_added": (("Z = total + b.item()", "Z = max(0.0, total + b.item())"),),
        "sign_dropped": (("Z = total + b.item()", "Z = abs(total + b.item())"),),
        "rounded": (("Z = total + b.item()", "Z = round(total + b.item(), 2)"),),
        "rounded_to_whole": (
            "This is exactly what you get when the result is rounded to a whole number.",
            ("Z = total + b.item()", "Z = float(round(total + b.item()))"),
        ),
        "whole_numbers": (("Z = total + b.item()", "Z = int(total + b.item())"),),
    },
    by_rule={
        "array_for_scalar": (("b.item()", "b"),),
        "inputs_changed": (("products = a_slice_prev * W", "a_slice_prev *= W\n    products = a_slice_prev"),),
        "gone_from_numpy": (("b.item()", "np.asscalar(b)"),),
    },
    common=("bias_left_out", "bias_twice", "mean_for_sum", "weights_ignored", "sum_for_product"),
)
