"""Mistakes in the backward pass of pooling, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.assignments.cnn_step_by_step.mistakes.shared import EXAMPLES, PLACES, RETURNS, WINDOWS
from autograder.authoring.definition import Mistake, list_mistakes

_WINDOW = "vert_start:vert_end, horiz_start:horiz_end"
_MAX, _AVERAGE = 'mode == "max"', 'mode == "average"'
_GRADIENT = "dA[i, h, w, c]"
_STRIDE_FROM_F = ('stride = hparameters["stride"]', 'stride = hparameters["f"]')
_F_FROM_STRIDE = ('f = hparameters["f"]', 'f = hparameters["stride"]')

MISTAKES: tuple[Mistake, ...] = list_mistakes(
    "pool_backward",
    SENTENCES,
    {
        **PLACES,
        "last_window_only": (("] += mask", "] = mask"), ("] += share", "] = share")),
        "gradient_at_window_start": ((_GRADIENT, "dA[i, vert_start, horiz_start, c]"),),
        "average_not_divided": (("distribute_value(gradient, (f, f))", "gradient"),),
        "average_divided_by_f": (("] += share", "] += share * f"),),
        "average_over_output": (("distribute_value(gradient, (f, f))", "gradient / (n_H * n_W)"),),
        "modes_swapped": ((f"if {_MAX}", 'if mode != "max"'), (f"elif {_AVERAGE}", "else")),
        "average_left_out": (('"average"', '"avg"'),),
        "max_left_out": (('mode == "max"', 'mode == "maximum"'),),
        "loops_over_input": (("m, n_H, n_W, n_C = dA.shape", "m, n_H, n_W, n_C = A_prev.shape"),),
        "shared_over_output": (
            "This is exactly what you get when the array of shares has the size of the output, not of the window.",
            ("(gradient, (f, f))", "(gradient, (n_H, n_W))"),
        ),
        "all_channels_of_gradient": ((_GRADIENT, "dA[i, h, w]"),),
        "sum_of_gradient_shared": (
            "This is exactly what you get when the sum of all of dA is distributed; each window distributes one "
            "number of dA.",
            ("distribute_value(gradient,", "distribute_value(np.sum(dA),"),
        ),
        "all_of_gradient_shared": (
            "This is exactly what you get when all of dA is passed to distribute_value; each window distributes one "
            "number of it.",
            ("distribute_value(gradient,", "distribute_value(dA,"),
        ),
        "mask_of_whole_image": (
            "This is exactly what you get when the mask is made from the whole image, not from the window.",
            ("create_mask_from_window(a_prev_slice)", "create_mask_from_window(A_prev[i, :, :, c])"),
        ),
        "started_from_input": (("np.zeros(A_prev.shape)", "A_prev.copy()"),),
        "made_in_shape_of_output": (
            "This is exactly what you get when dA_prev is created with the shape of dA.",
            ("np.zeros(A_prev.shape)", "np.zeros(dA.shape)"),
        ),
        "channel_for_column": (("horiz_start:horiz_end", "c * stride : c * stride + f"),),
        "channel_for_row": (("vert_start:vert_end", "c * stride : c * stride + f"),),
        "f_always_two": (('hparameters["f"]', "2"),),
        "f_always_three": (('hparameters["f"]', "3"),),
        "stride_and_f_swapped": (_STRIDE_FROM_F, _F_FROM_STRIDE),
        "f_from_stride": (_F_FROM_STRIDE,),
        "mask_times_input": (("mask * gradient", "mask * a_prev_slice"),),
        "every_pixel_gets_all": (("mask * gradient", "gradient"),),
        "gradient_left_out": (("mask * gradient", "mask"),),
        "maximum_times_gradient": (("mask * gradient", "np.max(a_prev_slice) * gradient"),),
        "always_max": ((f"if {_MAX}", "if True"),),
        "always_average": ((f"if {_MAX}", "if False"), (f"elif {_AVERAGE}", "else")),
        "one_channel": ((f"slice = A_prev[i, {_WINDOW}, c]", f"slice = A_prev[i, {_WINDOW}, 0]"),),
        "one_gradient": ((_GRADIENT, "dA[i, h, w, 0]"),),
        "first_example_repeated": ((_GRADIENT, "dA[0, h, w, c]"),),
        # Where f is always 3, the window is, and the average too.
        **{name: edits for name, edits in WINDOWS.items() if name != "window_always_three"},
        **EXAMPLES,
        **RETURNS,
    },
    by_rule={"missing_key": (('hparameters["f"]', 'hparameters["size"]'),)},
    common=(
        *("stride_ignored", "last_window_only", "average_not_divided", "mask_times_input", "every_pixel_gets_all"),
        *("gradient_at_window_start", "always_max", "always_average", "last_example_only"),
    ),
)
