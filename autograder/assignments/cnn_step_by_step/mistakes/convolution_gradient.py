"""Mistakes in the backward pass of a convolution, the commonest first."""

from autograder.assignments.cnn_step_by_step.mistakes.sentences import SENTENCES
from autograder.assignments.cnn_step_by_step.mistakes.shared import EXAMPLES, PLACES, WINDOWS
from autograder.authoring.definition import Mistake, list_mistakes

_UNPADDED = "dA_prev_pad[:, pad : pad + n_H_prev, pad : pad + n_W_prev, :]"
_DA, _DW, _DB = ("] += W", "] = W"), ("] += a_slice", "] = a_slice"), ("] += gradient", "] = gradient")
# In conv_backward these raise the same error as other mistakes: no case can distinguish them.
_SAME_ERROR = ("stride_as_window", "window_fixed", "size_for_counter")
_STRIDE_FROM_PAD = ('stride = hparameters["stride"]', 'stride = hparameters["pad"]')
_PAD_FROM_STRIDE = ('pad = hparameters["pad"]', 'pad = hparameters["stride"]')
_START_AGAIN = "\n        dW, db = np.zeros(W.shape), np.zeros(b.shape)"

MISTAKES: tuple[Mistake, ...] = list_mistakes(
    "conv_backward",
    SENTENCES,
    {
        **{name: edits for name, edits in PLACES.items() if name not in _SAME_ERROR},
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
        "gradient_padded_by_stride": (
            "This is exactly what you get when the array for the gradient is padded by the stride instead of by `pad`.",
            ("np.zeros(A_prev_pad.shape)", "zero_pad(np.zeros(A_prev.shape), stride)"),
        ),
        "padded_by_stride": (("zero_pad(A_prev, pad)", "zero_pad(A_prev, stride)"),),
        "stride_and_pad_swapped": (_STRIDE_FROM_PAD, _PAD_FROM_STRIDE),
        "stride_from_pad": (_STRIDE_FROM_PAD,),
        "pad_from_stride": (_PAD_FROM_STRIDE,),
        "weights_from_gradient": (
            "This is exactly what you get when the windows for dW are cut from the gradient of the input, not from the "
            "input itself.",
            ("a_slice = A_prev_pad[", "a_slice = dA_prev_pad["),
        ),
        "weights_started_again": (
            "This is exactly what you get when dW and db start again at zero for each example, so that only the last "
            "example counts.",
            ("    for i in range(m):", f"    for i in range(m):{_START_AGAIN}"),
        ),
        "started_from_input": (("np.zeros(A_prev_pad.shape)", "A_prev_pad.copy()"),),
        "started_from_weights": (
            "This is exactly what you get when dW and db start from W and b, not from zeros.",
            ("np.zeros(W.shape)", "W.copy()"),
            ("np.zeros(b.shape)", "b.copy()"),
        ),
        "f_from_channels": (("f, _, _, n_C = W.shape", "_, _, f, n_C = W.shape"),),
        "loops_over_input": (("h in range(n_H)", "h in range(n_H_prev)"), ("w in range(n_W)", "w in range(n_W_prev)")),
        "all_channels_of_gradient": (("dZ[i, h, w, c]", "dZ[i, h, w]"),),
        "upstream_left_out": (
            "This is exactly what you get when the gradient dZ is left out of dA_prev.",
            ("W[:, :, :, c] * gradient", "W[:, :, :, c]"),
        ),
        "upstream_left_out_of_weights": (
            "This is exactly what you get when the gradient dZ is left out of dW.",
            ("a_slice * gradient", "a_slice"),
        ),
        "bias_counts_positions": (
            "This is exactly what you get when db counts the positions and leaves out the gradient dZ.",
            ("] += gradient", "] += 1"),
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
        "weights_first": (
            "The gradients are returned in the wrong order: the gradient of the input is last and should be first.",
            ("return dA_prev, dW, db", "return dW, db, dA_prev"),
        ),
        "counters_swapped": (("dZ[i, h, w, c]", "dZ[i, w, h, c]"),),
        "gradient_still_zero": (("] += W[:, :, :, c] * gradient", "] += 0"),),
        **{name: edits for name, edits in WINDOWS.items() if name not in _SAME_ERROR},
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
)
