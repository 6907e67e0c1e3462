"""Mistakes in the activation and its backward pass, the commonest first."""

from autograder.assignments.train_a_cnn.mistakes.shared import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

_RELU = "np.maximum(0, Z)"
_GATE = "dA * (Z > 0)"
_LEAKY = "This is a leaky ReLU, which keeps a hundredth of each negative number; here negative numbers become 0."
_BEND_AT_ONE = "This is exactly what you get when the threshold is 1; it should be 0."

MISTAKES: tuple[Mistake, ...] = (
    *list_mistakes(
        "relu_forward",
        SENTENCES,
        {
            "largest_of_all": (
                "Every number is replaced by the largest one in the array; each number should be treated on its own.",
                (_RELU, "np.maximum(0, np.max(Z)) + 0 * Z"),
            ),
            "single_number": (
                "This is the largest number of the whole array; the output should have one number for each number in "
                "Z.",
                (_RELU, "np.maximum(0, np.max(Z))"),
            ),
            "minimum_for_maximum": (
                "This is exactly what you get when the smaller of 0 and the number is kept, not the larger.",
                (_RELU, "np.minimum(0, Z)"),
            ),
            "absolute_values": (
                "This is exactly what you get when negative numbers lose their sign; they should become 0.",
                (_RELU, "np.abs(Z)"),
            ),
            "nothing_stopped": ("The negative numbers are kept as well; they should become 0.", (_RELU, "Z.copy()")),
            "gate_for_number": (
                "This is 1 where a number is above 0, and 0 elsewhere; the numbers themselves are missing.",
                (_RELU, "(Z > 0) * 1.0"),
            ),
            "leaky": (_LEAKY, (_RELU, "np.where(Z > 0, Z, 0.01 * Z)")),
            "negated": (
                "This is exactly what you get when only the negative numbers are kept, without their sign.",
                (_RELU, "np.maximum(0, -Z)"),
            ),
            "least_is_one": (
                "This is exactly what you get when no number is smaller than 1; the limit should be 0.",
                (_RELU, "np.maximum(1, Z)"),
            ),
            "at_most_one": (
                "This is exactly what you get when the output stops at 1; large numbers should stay as they are.",
                (_RELU, "np.clip(Z, 0, 1)"),
            ),
            "bend_at_one": (_BEND_AT_ONE, (_RELU, "np.where(Z > 1, Z, 0)")),
            "sigmoid": (
                "This is the sigmoid, another activation; a ReLU keeps positive numbers as they are.",
                (_RELU, "1 / (1 + np.exp(-Z))"),
            ),
            "tanh": (
                "This is the hyperbolic tangent, another activation; a ReLU keeps positive numbers as they are.",
                (_RELU, "np.tanh(Z)"),
            ),
            "unfilled": ((_RELU, "np.zeros(Z.shape)"),),
            "whole_numbers": ((_RELU, "np.maximum(0, Z).astype(int)"),),
        },
        by_rule={
            "inputs_changed": ((f"A = {_RELU}", "Z[Z < 0] = 0\n    A = Z"),),
            "wrong_cache": (("cache = Z", "cache = A"),),
            "cache_missing": (("cache = Z", "cache = None"),),
        },
        common=("absolute_values", "leaky"),
    ),
    *list_mistakes(
        "relu_backward",
        SENTENCES,
        {
            "gate_of_gradient": (
                "The sign of the gradient decides what passes; it should be the sign of Z.",
                (_GATE, "dA * (dA > 0)"),
            ),
            "gate_left_out": ("The whole gradient passes: the ReLU has no effect on it.", (_GATE, "dA.copy()")),
            "gate_open_at_zero": (
                "The gradient passes where Z is 0; there it should become 0.",
                (_GATE, "dA * (Z >= 0)"),
            ),
            "gate_turned": (
                "The gradient passes where Z is below 0; it should pass where Z is above 0.",
                (_GATE, "dA * (Z < 0)"),
            ),
            "gate_turned_at_zero": (
                "The gradient passes where Z is 0 or less; it should pass where Z is above 0.",
                (_GATE, "dA * (Z <= 0)"),
            ),
            "gate_alone": ("This is 1 where Z is above 0; the gradient is missing.", (_GATE, "(Z > 0) * 1.0")),
            "multiplied_by_input": (
                "The gradient is multiplied by Z; only the sign of Z should count.",
                (_GATE, "dA * Z"),
            ),
            "multiplied_by_output": (
                "The gradient is multiplied by the output of the ReLU; only the sign of Z should count.",
                (_GATE, "dA * np.maximum(0, Z)"),
            ),
            "forward_again": ("This is the forward pass again; the gradient is not used.", (_GATE, "np.maximum(0, Z)")),
            "gradient_never_negative": (
                "Negative gradients become 0 too; where Z is above 0, every gradient should pass.",
                (_GATE, "np.maximum(0, dA) * (Z > 0)"),
            ),
            "leaky": (_LEAKY, (_GATE, "np.where(Z > 0, dA, 0.01 * dA)")),
            "shut_passes_one": (
                "Where Z is 0 or less, the gradient is 1; it should be 0.",
                (_GATE, "np.where(Z > 0, dA, 1)"),
            ),
            "sign_turned": ((_GATE, "-dA * (Z > 0)"),),
            "bend_at_one": (_BEND_AT_ONE, (_GATE, "dA * (Z > 1)")),
            "unfilled": ((_GATE, "np.zeros(dA.shape)"),),
        },
        by_rule={"inputs_changed": ((f"dZ = {_GATE}", "dA[Z <= 0] = 0\n    dZ = dA"),)},
        common=("gate_open_at_zero", "sign_turned"),
    ),
)
