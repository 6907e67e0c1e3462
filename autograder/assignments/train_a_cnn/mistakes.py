"""Known mistakes of `train_a_cnn`: ids, the edits of the answer key that make them, and a sentence for the student.

A sentence gives the misconception, never the line to write. Within an exercise the commoner mistakes come first.
Outputs of `no_shift`, `log_of_share` and their neighbours hold nan and inf on some cases: to recognise them, nan has to
count as equal to nan.
"""

from collections.abc import Mapping

from autograder.assignments.train_a_cnn.sentences import SENTENCES

__all__ = ["BY_RULE", "COMMON", "MISTAKES", "SENTENCES"]

Edits = Mapping[str, tuple[tuple[str, str], ...]]

_RELU = "np.maximum(0, Z)"
_DENSE = "A_prev @ W + b"

_SHIFTED = "Z - np.max(Z, axis=1, keepdims=True)"
_TOTALS = "np.sum(exponentials, axis=1, keepdims=True)"
_LOGS = "np.log(totals)[:, 0] - shifted[examples, y]"
_LOSS = f"np.mean({_LOGS})"
_LOSS_OF_SHARES = "-np.mean(np.log(P[examples, y]))"
_ONE_HOT = "(np.arange(Z.shape[1]) == y[:, np.newaxis])"
_RIGHT = "dZ[examples, y] -= 1"
_OVER_BATCH = "dZ = dZ / m"

_TO_INPUT = "dA_prev = dZ @ W.T"
_TO_WEIGHTS = "dW = A_prev.T @ dZ"
_TO_BIASES = "np.sum(dZ, axis=0, keepdims=True)"

_LOOP = "for name in parameters:"
_STEP = "parameters[name] - learning_rate * gradients[name]"
_GATE = "dA * (Z > 0)"
_VELOCITY = "beta * velocities[name] + gradients[name]"
_ROLL = "parameters[name] - learning_rate * new_velocities[name]"
_BY_PLACE = (
    (_LOOP, "for name, gradient in zip(parameters, gradients.values()):"),
    ("gradients[name]", "gradient"),
)
_FIRST_ONLY = (
    ("new_parameters = {}", "new_parameters = dict(parameters)"),
    (_LOOP, "for name in list(parameters)[:1]:"),
)
_LAST_ONLY = (
    ("new_parameters = {}", "new_parameters = dict(parameters)"),
    (_LOOP, "for name in list(parameters)[-1:]:"),
)

MISTAKES: dict[str, Edits] = {
    "relu_forward": {
        "largest_of_all": ((_RELU, "np.maximum(0, np.max(Z)) + 0 * Z"),),
        "single_number": ((_RELU, "np.maximum(0, np.max(Z))"),),
        "minimum_for_maximum": ((_RELU, "np.minimum(0, Z)"),),
        "absolute_values": ((_RELU, "np.abs(Z)"),),
        "nothing_stopped": ((_RELU, "Z.copy()"),),
        "gate_for_number": ((_RELU, "(Z > 0) * 1.0"),),
        "leaky": ((_RELU, "np.where(Z > 0, Z, 0.01 * Z)"),),
        "negated": ((_RELU, "np.maximum(0, -Z)"),),
        "least_is_one": ((_RELU, "np.maximum(1, Z)"),),
        "at_most_one": ((_RELU, "np.clip(Z, 0, 1)"),),
        "bend_at_one": ((_RELU, "np.where(Z > 1, Z, 0)"),),
        "sigmoid": ((_RELU, "1 / (1 + np.exp(-Z))"),),
        "tanh": ((_RELU, "np.tanh(Z)"),),
        "unfilled": ((_RELU, "np.zeros(Z.shape)"),),
        "whole_numbers": ((_RELU, "np.maximum(0, Z).astype(int)"),),
    },
    "dense_forward": {
        "bias_left_out": ((_DENSE, "A_prev @ W"),),
        "weights_turned": (("A_prev @ W", "A_prev @ W.T"),),
        "product_turned": (("A_prev @ W", "W @ A_prev"),),
        "input_turned": (("A_prev @ W", "A_prev.T @ W"),),
        "place_by_place": (("A_prev @ W", "A_prev * W"),),
        "bias_before_product": ((_DENSE, "A_prev @ (W + b)"),),
        "bias_twice": ((_DENSE, "A_prev @ W + 2 * b"),),
        "bias_subtracted": ((_DENSE, "A_prev @ W - b"),),
        "one_bias": ((_DENSE, "A_prev @ W + b[0, 0]"),),
        "all_biases_added_up": ((_DENSE, "A_prev @ W + np.sum(b)"),),
        "bias_times_inputs": ((_DENSE, "A_prev @ W + len(W) * b"),),
        "activation_inside": ((_DENSE, "np.maximum(0, A_prev @ W + b)"),),
        "mean_for_sum": (("A_prev @ W", "A_prev @ W / len(W)"),),
        "divided_by_batch": (("A_prev @ W", "A_prev @ W / len(A_prev)"),),
        "first_example_repeated": (("A_prev @ W", "(0 * A_prev + A_prev[0]) @ W"),),
        "last_input_missing": (("A_prev @ W", "A_prev[:, :-1] @ W[:-1]"),),
        "output_turned": ((_DENSE, "(A_prev @ W + b).T"),),
        "unfilled": ((_DENSE, "0 * (A_prev @ W + b)"),),
        "whole_numbers": ((_DENSE, "(A_prev @ W + b).astype(int)"),),
    },
    "softmax_cross_entropy": {
        "no_shift": ((_SHIFTED, "Z"),),
        "log_of_share": ((_LOSS, _LOSS_OF_SHARES),),
        "no_shift_and_log_of_share": ((_SHIFTED, "Z"), (_LOSS, _LOSS_OF_SHARES)),
        "one_shift_for_all": ((_SHIFTED, "Z - np.max(Z)"),),
        "one_shift_for_all_and_log_of_share": (
            (_SHIFTED, "Z - np.max(Z)"),
            (_LOSS, _LOSS_OF_SHARES),
        ),
        "constant_in_logarithm": ((_LOSS, "-np.mean(np.log(P[examples, y] + 1e-8))"),),
        "tiny_constant_in_logarithm": ((_LOSS, "-np.mean(np.log(P[examples, y] + 1e-12))"),),
        "mean_forgotten": ((_OVER_BATCH, "pass"), (_LOSS, f"np.sum({_LOGS})")),
        "mean_forgotten_in_gradient": ((_OVER_BATCH, "pass"),),
        "mean_forgotten_in_loss": ((_LOSS, f"np.sum({_LOGS})"),),
        "mean_over_classes": ((_LOSS, f"np.sum({_LOGS}) / Z.size"), (_OVER_BATCH, "dZ = dZ / Z.size")),
        "mean_over_classes_in_loss": ((_LOSS, f"np.sum({_LOGS}) / Z.size"),),
        "mean_over_classes_in_gradient": ((_OVER_BATCH, "dZ = dZ / Z.size"),),
        "divided_by_classes": ((_OVER_BATCH, "dZ = dZ / Z.shape[1]"),),
        "mean_twice": ((_OVER_BATCH, "dZ = dZ / m**2"),),
        "sum_over_examples": (
            (_SHIFTED, "Z - np.max(Z, axis=0, keepdims=True)"),
            (_TOTALS, "np.sum(exponentials, axis=0, keepdims=True)"),
            (_LOSS, _LOSS_OF_SHARES),
        ),
        "sum_over_all": (
            (_SHIFTED, "Z - np.max(Z)"),
            (_TOTALS, "np.sum(exponentials)"),
            (_LOSS, _LOSS_OF_SHARES),
        ),
        "one_hot_forgotten": ((_RIGHT, "pass"),),
        "one_hot_added": ((_RIGHT, "dZ[examples, y] += 1"),),
        "columns_of_right_classes": ((_RIGHT, "dZ[:, y] -= 1"),),
        "one_taken_from_all": ((_RIGHT, "dZ -= 1"),),
        "right_class_only": ((_OVER_BATCH, f"dZ = dZ * {_ONE_HOT} / m"),),
        "gradient_of_shares": (
            ("dZ = P.copy()", "dZ = np.zeros(Z.shape)"),
            (_RIGHT, "dZ[examples, y] -= 1 / P[examples, y]"),
        ),
        "gradient_sign": ((_OVER_BATCH, "dZ = -dZ / m"),),
        "slope_of_sigmoid": ((_OVER_BATCH, "dZ = dZ * P * (1 - P) / m"),),
        "shares_for_gradient_of_scores": ((_RIGHT, "dZ = Z.copy(); dZ[examples, y] -= 1"),),
        "loss_sign": ((_LOSS, f"-{_LOSS}"),),
        "logarithm_forgotten": ((_LOSS, "-np.mean(P[examples, y])"),),
        "one_minus_share": ((_LOSS, "1 - np.mean(P[examples, y])"),),
        "logarithm_of_base_two": ((_LOSS, f"{_LOSS} / np.log(2)"),),
        "logarithm_of_base_ten": ((_LOSS, f"{_LOSS} / np.log(10)"),),
        "shift_in_one_place": ((_LOSS, "np.mean(np.log(totals)[:, 0] - Z[examples, y])"),),
        "score_left_out": ((_LOSS, "np.mean(np.log(totals)[:, 0])"),),
        "scores_only": ((_LOSS, "-np.mean(shifted[examples, y])"),),
        "all_classes_counted": ((_LOSS, "np.mean(np.log(totals) - shifted)"),),
        "all_classes_added_up": ((_LOSS, "np.sum(np.log(totals) - shifted) / m"),),
        "squared_error": ((_LOSS, f"np.mean(np.sum((P - {_ONE_HOT}) ** 2, axis=1))"),),
        "first_example_only": ((_LOSS, f"({_LOGS})[0]"),),
        "own_answer_for_right_class": (("m = Z.shape[0]", "m, y = Z.shape[0], np.argmax(Z, axis=1)"),),
        "classes_from_one": (("m = Z.shape[0]", "m, y = Z.shape[0], y - 1"),),
        "scores_negated": (("np.exp(shifted)", "np.exp(-shifted)"),),
        "scores_for_shares": (("P = exponentials / totals", "P = Z / np.sum(Z, axis=1, keepdims=True)"),),
    },
    "dense_backward": {
        "divided_by_batch": (
            (_TO_WEIGHTS, f"{_TO_WEIGHTS} / len(dZ)"),
            (_TO_BIASES, f"{_TO_BIASES} / len(dZ)"),
        ),
        "weights_divided_by_batch": ((_TO_WEIGHTS, f"{_TO_WEIGHTS} / len(dZ)"),),
        "bias_averaged": ((_TO_BIASES, "np.mean(dZ, axis=0, keepdims=True)"),),
        "all_divided_by_batch": (("A_prev, W, b = cache", "A_prev, W, b = cache\n    dZ = dZ / len(dZ)"),),
        "bias_axis_lost": ((_TO_BIASES, "np.sum(dZ, axis=0)"),),
        "bias_not_summed": ((_TO_BIASES, "dZ.copy()"),),
        "bias_over_outputs": ((_TO_BIASES, "np.sum(dZ, axis=1, keepdims=True)"),),
        "bias_over_all": ((_TO_BIASES, "np.sum(dZ) + 0 * b"),),
        "bias_single_number": ((_TO_BIASES, "np.sum(dZ, keepdims=True)"),),
        "bias_of_first_example": ((_TO_BIASES, "dZ[:1].copy()"),),
        "bias_ones": ((_TO_BIASES, "np.ones(b.shape)"),),
        "weights_not_turned": (("dZ @ W.T", "dZ @ W"),),
        "input_not_turned": (("A_prev.T @ dZ", "A_prev @ dZ"),),
        "weights_gradient_turned": ((_TO_WEIGHTS, "dW = dZ.T @ A_prev"),),
        "input_gradient_turned": ((_TO_INPUT, "dA_prev = W @ dZ.T"),),
        "place_by_place": (("dZ @ W.T", "dZ * W"), ("A_prev.T @ dZ", "A_prev * dZ")),
        "gradient_for_weights": ((f"{_TO_INPUT}\n    {_TO_WEIGHTS}", f"{_TO_WEIGHTS}\n    dA_prev = dZ @ dW.T"),),
        "gradient_for_input": ((_TO_WEIGHTS, "dW = dA_prev.T @ dZ"),),
        "relu_inside": ((_TO_INPUT, "dA_prev = dZ @ W.T * (A_prev > 0)"),),
        "bias_in_gradient": ((_TO_INPUT, "dA_prev = (dZ + b) @ W.T"),),
        "weights_added": ((_TO_WEIGHTS, f"{_TO_WEIGHTS} + W"),),
        "first_example_only": ((_TO_WEIGHTS, "dW = A_prev[:1].T @ dZ[:1]"),),
        "sign_turned": (("A_prev, W, b = cache", "A_prev, W, b = cache\n    dZ = -dZ"),),
        "other_order": (("return dA_prev, dW, db", "return dW, dA_prev, db"),),
        "outputs_added_up": ((_TO_INPUT, "dA_prev = np.sum(dZ, axis=1, keepdims=True) + 0 * A_prev"),),
    },
    "sgd_step": {
        "sign_of_step": ((_STEP, "parameters[name] + learning_rate * gradients[name]"),),
        "gradients_by_place": _BY_PLACE,
        "rate_left_out": ((_STEP, "parameters[name] - gradients[name]"),),
        "rate_fixed": (("learning_rate *", "0.01 *"),),
        "rate_divides": ((_STEP, "parameters[name] - gradients[name] / learning_rate"),),
        "rate_on_parameter": ((_STEP, "learning_rate * parameters[name] - gradients[name]"),),
        "rate_on_difference": ((_STEP, "learning_rate * (parameters[name] - gradients[name])"),),
        "step_alone": ((_STEP, "-learning_rate * gradients[name]"),),
        "step_turned": ((_STEP, "learning_rate * gradients[name] - parameters[name]"),),
        "gradient_for_parameter": ((_STEP, "gradients[name].copy()"),),
        "parameter_for_gradient": ((_STEP, "parameters[name] - learning_rate * parameters[name]"),),
        "product_of_both": ((_STEP, "parameters[name] - learning_rate * parameters[name] * gradients[name]"),),
        "sign_of_gradient_only": ((_STEP, "parameters[name] - learning_rate * np.sign(gradients[name])"),),
        "gradient_averaged": ((_STEP, "parameters[name] - learning_rate * np.mean(gradients[name])"),),
        "gradient_normed": ((_STEP, f"{_STEP} / np.linalg.norm(gradients[name])"),),
        "first_parameter_only": _FIRST_ONLY,
        "last_parameter_only": _LAST_ONLY,
        "first_parameter_returned": ((_LOOP, "for name in list(parameters)[:1]:"),),
        "last_parameter_returned": ((_LOOP, "for name in list(parameters)[-1:]:"),),
        "no_step": ((_STEP, "parameters[name].copy()"),),
    },
    "relu_backward": {
        "gate_of_gradient": ((_GATE, "dA * (dA > 0)"),),
        "gate_left_out": ((_GATE, "dA.copy()"),),
        "gate_open_at_zero": ((_GATE, "dA * (Z >= 0)"),),
        "gate_turned": ((_GATE, "dA * (Z < 0)"),),
        "gate_turned_at_zero": ((_GATE, "dA * (Z <= 0)"),),
        "gate_alone": ((_GATE, "(Z > 0) * 1.0"),),
        "multiplied_by_input": ((_GATE, "dA * Z"),),
        "multiplied_by_output": ((_GATE, "dA * np.maximum(0, Z)"),),
        "forward_again": ((_GATE, "np.maximum(0, Z)"),),
        "gradient_never_negative": ((_GATE, "np.maximum(0, dA) * (Z > 0)"),),
        "leaky": ((_GATE, "np.where(Z > 0, dA, 0.01 * dA)"),),
        "shut_passes_one": ((_GATE, "np.where(Z > 0, dA, 1)"),),
        "sign_turned": ((_GATE, "-dA * (Z > 0)"),),
        "bend_at_one": ((_GATE, "dA * (Z > 1)"),),
        "unfilled": ((_GATE, "np.zeros(dA.shape)"),),
    },
    "momentum_step": {
        "old_velocity": ((_ROLL, "parameters[name] - learning_rate * velocities[name]"),),
        "sign_of_step": ((_ROLL, "parameters[name] + learning_rate * new_velocities[name]"),),
        "velocity_sign": ((_VELOCITY, "beta * velocities[name] - gradients[name]"),),
        "velocity_sign_and_step": (
            (_VELOCITY, "beta * velocities[name] - gradients[name]"),
            (_ROLL, "parameters[name] + learning_rate * new_velocities[name]"),
        ),
        "beta_forgotten": ((_VELOCITY, "velocities[name] + gradients[name]"),),
        "gradients_averaged": ((_VELOCITY, "beta * velocities[name] + (1 - beta) * gradients[name]"),),
        "rate_in_velocity": (
            (_VELOCITY, "beta * velocities[name] + learning_rate * gradients[name]"),
            (_ROLL, "parameters[name] - new_velocities[name]"),
        ),
        "rate_in_velocity_with_sign": (
            (_VELOCITY, "beta * velocities[name] - learning_rate * gradients[name]"),
            (_ROLL, "parameters[name] + new_velocities[name]"),
        ),
        "rate_twice": ((_VELOCITY, "beta * velocities[name] + learning_rate * gradients[name]"),),
        "rate_left_out": ((_ROLL, "parameters[name] - new_velocities[name]"),),
        "past_forgotten": ((_VELOCITY, "gradients[name].copy()"),),
        "gradient_forgotten": ((_VELOCITY, "beta * velocities[name]"),),
        "plain_step": ((_ROLL, _STEP),),
        "beta_fixed": (("beta * velocities", "0.9 * velocities"),),
        "beta_on_gradient": ((_VELOCITY, "velocities[name] + beta * gradients[name]"),),
        "beta_on_sum": ((_VELOCITY, "beta * (velocities[name] + gradients[name])"),),
        "look_ahead": ((_ROLL, "parameters[name] - learning_rate * (beta * new_velocities[name] + gradients[name])"),),
        "velocity_kept": (("return new_parameters, new_velocities", "return new_parameters, dict(velocities)"),),
        "gradients_by_place": _BY_PLACE,
        "first_parameter_only": (*_FIRST_ONLY, ("new_velocities = {}", "new_velocities = dict(velocities)")),
        "last_parameter_only": (*_LAST_ONLY, ("new_velocities = {}", "new_velocities = dict(velocities)")),
        "no_step": ((_ROLL, "parameters[name].copy()"),),
        "other_order": (("return new_parameters, new_velocities", "return new_velocities, new_parameters"),),
    },
}
"""Mistakes that are recognised by their outputs, by exercise."""

BY_RULE: dict[str, Edits] = {
    "relu_forward": {
        "inputs_changed": ((f"A = {_RELU}", "Z[Z < 0] = 0\n    A = Z"),),
        "wrong_cache": (("cache = Z", "cache = A"),),
        "cache_missing": (("cache = Z", "cache = None"),),
    },
    "dense_forward": {
        "inputs_changed": ((f"Z = {_DENSE}", f"Z = {_DENSE}\n    A_prev *= 2"),),
        "cache_order": (("cache = (A_prev, W, b)", "cache = (W, A_prev, b)"),),
        "cache_incomplete": (("cache = (A_prev, W, b)", "cache = (A_prev, W)"),),
        "cache_missing": (("cache = (A_prev, W, b)", "cache = None"),),
        "wrong_cache": (("cache = (A_prev, W, b)", "cache = (A_prev, W, Z)"),),
    },
    "softmax_cross_entropy": {
        "inputs_changed": ((f"shifted = {_SHIFTED}", "Z -= np.max(Z, axis=1, keepdims=True)\n    shifted = Z"),),
        "array_for_scalar": ((_LOSS, f"np.mean({_LOGS}, keepdims=True)"),),
    },
    "dense_backward": {"inputs_changed": (("return dA_prev", "dZ *= 2\n    return dA_prev"),)},
    "sgd_step": {
        "inputs_changed": (
            (f"new_parameters[name] = {_STEP}", "parameters[name] -= learning_rate * gradients[name]"),
            ("return new_parameters", "return parameters"),
        ),
        "missing_key": ((_LOOP, 'for name in ("W", "b"):'),),
    },
    "relu_backward": {"inputs_changed": ((f"dZ = {_GATE}", "dA[Z <= 0] = 0\n    dZ = dA"),)},
    "momentum_step": {
        "inputs_changed": (
            (
                f"new_velocities[name] = {_VELOCITY}",
                f"velocities[name] = {_VELOCITY}\n        new_velocities = velocities",
            ),
        ),
        "missing_key": ((_LOOP, 'for name in ("W", "b"):'),),
    },
}
"""Mistakes that rules of the public tests recognise: their outputs are not stored."""

COMMON: dict[str, tuple[str, ...]] = {
    "relu_forward": ("absolute_values", "leaky"),
    "dense_forward": ("bias_left_out", "activation_inside", "weights_turned"),
    "softmax_cross_entropy": (
        *("one_hot_forgotten", "mean_forgotten_in_gradient", "mean_forgotten_in_loss", "columns_of_right_classes"),
        *("gradient_sign", "loss_sign", "logarithm_of_base_two"),
    ),
    "dense_backward": ("weights_divided_by_batch", "bias_averaged", "bias_not_summed", "bias_axis_lost", "relu_inside"),
    "sgd_step": ("sign_of_step", "gradients_by_place", "rate_fixed"),
    "relu_backward": ("gate_open_at_zero", "sign_turned"),
    "momentum_step": ("old_velocity", "gradients_averaged", "sign_of_step", "gradients_by_place"),
}
"""The mistakes whose pairs are stored too, the commonest first."""
