"""Mistakes in the optional functions, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.forward import EXAMPLES, PLACES, WINDOWS
from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

_UNPADDED = "dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev, :]"
_DA, _DW, _DB = ("] += W", "] = W"), ("] += a_slice", "] = a_slice"), ("] += gradient", "] = gradient")
_WINDOW = "vert_start:vert_end, horiz_start:horiz_end"
_MAX, _AVERAGE = 'mode == "max"', 'mode == "average"'
_GRADIENT = "dA[i, h, w, c]"
# In conv_backward these stop as others do, with arrays that do not fit: no case tells which it is.
_NEVER_TOLD = ("stride_as_window", "window_fixed")

MISTAKES: tuple[Mistake, ...] = (
    *list_mistakes(
        "conv_backward",
        SENTENCES,
        {
            **PLACES,
            "empty_slice_at_pad_zero": ((_UNPADDED, "dA_prev_pad[:, pad:-pad, pad:-pad, :]"),),
            "last_window_only": (_DA, _DW, _DB),
            "input_not_added_up": (_DA,),
            "weights_not_added_up": (_DW,),
            "bias_not_added_up": (_DB,),
            "bias_over_examples_only": (
                ("    dA_prev = ", "    db = np.sum(dZ, axis=0, keepdims=True)\n\n    dA_prev = "),
            ),
            "bias_of_all_filters": (("db[:, :, :, c] +=", "db +="),),
            "averaged_over_batch": (("    dA_prev = ", "    dW, db = dW / m, db / m\n\n    dA_prev = "),),
            "gradient_still_padded": ((_UNPADDED, "dA_prev_pad"),),
            "unpadded_last_example_only": (
                (f"dA_prev = {_UNPADDED}", f"dA_prev = np.zeros(A_prev.shape)\n    dA_prev[i] = {_UNPADDED}[i]"),
            ),
            "padding_cut_off_twice": (
                (_UNPADDED, "dA_prev_pad[:, 2 * pad : 2 * pad + n_H_prev, 2 * pad : 2 * pad + n_W_prev, :]"),
            ),
            "window_from_unpadded": (("a_slice = A_prev_pad[i", "a_slice = A_prev[i"),),
            "gradient_made_unpadded": (
                ("np.zeros(A_prev_pad.shape)", "np.zeros(A_prev.shape)"),
                (_UNPADDED, "dA_prev_pad"),
            ),
            "one_filter": (("W[:, :, :, c] *", "W[:, :, :, 0] *"),),
            "one_gradient": (("dZ[i, h, w, c]", "dZ[i, h, w, 0]"),),
            "filter_flipped": (("W[:, :, :, c] *", "W[::-1, ::-1, :, c] *"),),
            "weights_ignored": (("W[:, :, :, c] * gradient", "gradient"),),
            "input_ignored": (("a_slice * gradient", "gradient"),),
            "another_order": (("return dA_prev, dW, db", "return dA_prev, db, dW"),),
            "gradient_still_zero": (("] += W[:, :, :, c] * gradient", "] += 0"),),
            **{name: edits for name, edits in WINDOWS.items() if name not in _NEVER_TOLD},
            **EXAMPLES,
        },
        by_rule={
            "inputs_changed": (("    dA_prev = ", "    dZ *= 2\n    dA_prev = "),),
            "missing_key": (('hparameters["pad"]', 'hparameters["padding"]'),),
        },
        common=(
            *("stride_ignored", "empty_slice_at_pad_zero", "input_not_added_up", "weights_not_added_up"),
            *("bias_not_added_up", "gradient_still_padded", "one_filter", "averaged_over_batch"),
        ),
    ),
    *list_mistakes(
        "create_mask_from_window",
        SENTENCES,
        {
            "minimum_for_maximum": (("np.max", "np.min"),),
            "maximum_for_mask": (("x == np.max(x)", "np.max(x)"),),
            "index_for_mask": (("x == np.max(x)", "np.argmax(x)"),),
            "position_for_mask": (("x == np.max(x)", "np.argwhere(x == np.max(x))"),),
            "maximum_kept": (("x == np.max(x)", "np.where(x == np.max(x), x, 0.0)"),),
            "mask_inverted": (("x == np.max(x)", "x != np.max(x)"),),
            "maximum_of_each_column": (("np.max(x)", "np.max(x, axis=0, keepdims=True)"),),
            "maximum_of_each_row": (("np.max(x)", "np.max(x, axis=-1, keepdims=True)"),),
            "absolute_maximum": (("x == np.max(x)", "np.abs(x) == np.max(np.abs(x))"),),
            "always_true": (("x == np.max(x)", "x <= np.max(x)"),),
        },
        by_rule={"integer_mask": (("x == np.max(x)", "(x == np.max(x)).astype(int)"),)},
    ),
    *list_mistakes(
        "distribute_value",
        SENTENCES,
        {
            "divided_by_sum_of_sides": (("n_H * n_W", "n_H + n_W"),),
            "not_divided": (("dz / (n_H * n_W)", "dz"),),
            "divided_by_rows": (("dz / (n_H * n_W)", "dz / n_H"),),
            "divided_by_columns": (("dz / (n_H * n_W)", "dz / n_W"),),
            "share_not_spread": (("np.full(shape, average)", "average"),),
            "remainder_dropped": (("dz / (n_H * n_W)", "dz // (n_H * n_W)"),),
            "sides_swapped": (("np.full(shape, average)", "np.full((n_W, n_H), average)"),),
            "value_ignored": (("dz / (n_H * n_W)", "1 / (n_H * n_W)"),),
            "unfilled": (("np.full(shape, average)", "np.zeros(shape)"),),
        },
    ),
    *list_mistakes(
        "pool_backward",
        SENTENCES,
        {
            **PLACES,
            "last_window_only": (("] += mask", "] = mask"), ("] += share", "] = share")),
            "gradient_at_window_start": ((_GRADIENT, "dA[i, vert_start, horiz_start, c]"),),
            "average_not_divided": (("distribute_value(gradient, (f, f))", "gradient"),),
            "average_divided_by_f": (("] += share", "] += share * f"),),
            "average_over_output": (("distribute_value(gradient, (f, f))", "gradient / (n_H * n_W)"),),
            "mask_times_input": (("mask * gradient", "mask * a_prev_slice"),),
            "every_pixel_gets_all": (("mask * gradient", "gradient"),),
            "gradient_left_out": (("mask * gradient", "mask"),),
            "maximum_times_gradient": (("mask * gradient", "np.max(a_prev_slice) * gradient"),),
            "always_max": ((f"if {_MAX}", "if True"),),
            "always_average": ((f"if {_MAX}", "if False"), (f"elif {_AVERAGE}", "else")),
            "one_channel": ((f"slice = A_prev[i, {_WINDOW}, c]", f"slice = A_prev[i, {_WINDOW}, 0]"),),
            "one_gradient": ((_GRADIENT, "dA[i, h, w, 0]"),),
            "first_example_repeated": ((_GRADIENT, "dA[0, h, w, c]"),),
            **WINDOWS,
            **EXAMPLES,
        },
        by_rule={"missing_key": (('hparameters["f"]', 'hparameters["size"]'),)},
        common=(
            *("stride_ignored", "last_window_only", "average_not_divided", "mask_times_input", "every_pixel_gets_all"),
            *("gradient_at_window_start", "always_max", "always_average", "last_example_only"),
        ),
    ),
)
