"""Mistakes in the dense layer and its backward pass, the commonest first."""

from autograder.assignments.train_a_cnn.mistakes.shared import SENTENCES
from autograder.authoring.definition import Mistake, list_mistakes

_DENSE = "A_prev @ W + b"
_TO_INPUT = "dA_prev = dZ @ W.T"
_TO_WEIGHTS = "dW = A_prev.T @ dZ"
_TO_BIASES = "np.sum(dZ, axis=0, keepdims=True)"
_PLACE_BY_PLACE = (
    "This is what you get when two arrays are multiplied element by element; a layer needs a matrix product."
)
_DIVIDED_BY_BATCH = (
    "This is exactly what you get when a sum is divided by the number of examples; a layer does not divide."
)

MISTAKES: tuple[Mistake, ...] = (
    *list_mistakes(
        "dense_forward",
        SENTENCES,
        {
            "bias_left_out": ("This is exactly what you get when the bias is left out.", (_DENSE, "A_prev @ W")),
            "weights_turned": (
                "The weights are transposed; the forward pass uses them as they are.",
                ("A_prev @ W", "A_prev @ W.T"),
            ),
            "product_turned": (
                "This is what you get when the two factors of the matrix product are in the wrong order.",
                ("A_prev @ W", "W @ A_prev"),
            ),
            "input_turned": (
                "This is what you get when the input is transposed; its rows are the examples.",
                ("A_prev @ W", "A_prev.T @ W"),
            ),
            "place_by_place": (_PLACE_BY_PLACE, ("A_prev @ W", "A_prev * W")),
            "bias_before_product": (
                "The bias is added to the weights before the product; it should be added once, to the sums.",
                (_DENSE, "A_prev @ (W + b)"),
            ),
            "bias_twice": (
                "This is exactly what you get when the bias is added twice.",
                (_DENSE, "A_prev @ W + 2 * b"),
            ),
            "bias_subtracted": (
                "This is exactly what you get when the bias is subtracted.",
                (_DENSE, "A_prev @ W - b"),
            ),
            "one_bias": (
                "This is exactly what you get when every output uses the first bias.",
                (_DENSE, "A_prev @ W + b[0, 0]"),
            ),
            "bias_times_inputs": (
                "This is exactly what you get when the bias is added once for each input; it should be added only "
                "once.",
                (_DENSE, "A_prev @ W + len(W) * b"),
            ),
            "activation_inside": (
                "The output has no negative numbers: the ReLU is a separate layer and does not belong here.",
                (_DENSE, "np.maximum(0, A_prev @ W + b)"),
            ),
            "mean_for_sum": (
                "This is exactly what you get when the products are averaged over the inputs; they should be added up.",
                ("A_prev @ W", "A_prev @ W / len(W)"),
            ),
            "divided_by_batch": (_DIVIDED_BY_BATCH, ("A_prev @ W", "A_prev @ W / len(A_prev)")),
            "first_example_repeated": (
                "Every example is computed from the first example of the batch.",
                ("A_prev @ W", "(0 * A_prev + A_prev[0]) @ W"),
            ),
            "last_input_missing": (
                "This is exactly what you get when the last input is left out.",
                ("A_prev @ W", "A_prev[:, :-1] @ W[:-1]"),
            ),
            "output_turned": (
                "The output is transposed: it should have a row for each example.",
                (_DENSE, "(A_prev @ W + b).T"),
            ),
            "unfilled": ((_DENSE, "0 * (A_prev @ W + b)"),),
            "whole_numbers": ((_DENSE, "(A_prev @ W + b).astype(int)"),),
        },
        by_rule={
            "inputs_changed": ((f"Z = {_DENSE}", f"Z = {_DENSE}\n    A_prev *= 2"),),
            "cache_order": (("cache = (A_prev, W, b)", "cache = (W, A_prev, b)"),),
            "cache_incomplete": (("cache = (A_prev, W, b)", "cache = (A_prev, W)"),),
            "cache_missing": (("cache = (A_prev, W, b)", "cache = None"),),
            "wrong_cache": (("cache = (A_prev, W, b)", "cache = (A_prev, W, Z)"),),
        },
        common=("bias_left_out", "activation_inside", "weights_turned"),
    ),
    *list_mistakes(
        "dense_backward",
        SENTENCES,
        {
            "divided_by_batch": (
                _DIVIDED_BY_BATCH,
                (_TO_WEIGHTS, f"{_TO_WEIGHTS} / len(dZ)"),
                (_TO_BIASES, f"{_TO_BIASES} / len(dZ)"),
            ),
            "weights_divided_by_batch": (
                "dW is divided by the number of examples; dZ already includes the mean over the batch.",
                (_TO_WEIGHTS, f"{_TO_WEIGHTS} / len(dZ)"),
            ),
            "bias_averaged": (
                "db is a mean over the examples; dZ already includes the mean over the batch, so db should be a sum.",
                (_TO_BIASES, "np.mean(dZ, axis=0, keepdims=True)"),
            ),
            "all_divided_by_batch": (
                "All gradients are divided by the number of examples; dZ already includes the mean over the batch.",
                ("A_prev, W, b = cache", "A_prev, W, b = cache\n    dZ = dZ / len(dZ)"),
            ),
            "bias_axis_lost": (
                "db has lost an axis; it should have the shape of b, with one row.",
                (_TO_BIASES, "np.sum(dZ, axis=0)"),
            ),
            "bias_not_summed": (
                "db still has a row for each example; all examples use the same biases, so their shares add up.",
                (_TO_BIASES, "dZ.copy()"),
            ),
            "bias_over_outputs": (
                "db is summed over the outputs; each output has its own bias, so sum over the examples.",
                (_TO_BIASES, "np.sum(dZ, axis=1, keepdims=True)"),
            ),
            "bias_over_all": (
                "Every bias gets the sum of all gradients; each bias has its own gradient.",
                (_TO_BIASES, "np.sum(dZ) + 0 * b"),
            ),
            "bias_single_number": (
                "db is one number for all outputs; each output has a bias of its own.",
                (_TO_BIASES, "np.sum(dZ, keepdims=True)"),
            ),
            "bias_of_first_example": (
                "db comes from the first example only; all examples use the same biases, so db should be a sum.",
                (_TO_BIASES, "dZ[:1].copy()"),
            ),
            "bias_ones": (
                "db is 1 everywhere; each bias should get the gradients of its output.",
                (_TO_BIASES, "np.ones(b.shape)"),
            ),
            "weights_not_turned": (
                "The weights are not transposed for dA_prev; the backward pass needs that.",
                ("dZ @ W.T", "dZ @ W"),
            ),
            "input_not_turned": (
                "The input is not transposed for dW; the sum should run over the examples.",
                ("A_prev.T @ dZ", "A_prev @ dZ"),
            ),
            "weights_gradient_turned": (
                "dW is transposed: it should have the shape of W.",
                (_TO_WEIGHTS, "dW = dZ.T @ A_prev"),
            ),
            "input_gradient_turned": (
                "dA_prev is transposed: it should have a row for each example.",
                (_TO_INPUT, "dA_prev = W @ dZ.T"),
            ),
            "place_by_place": (_PLACE_BY_PLACE, ("dZ @ W.T", "dZ * W"), ("A_prev.T @ dZ", "A_prev * dZ")),
            "gradient_for_weights": (
                "dA_prev is computed from dW; it needs the weights themselves.",
                (f"{_TO_INPUT}\n    {_TO_WEIGHTS}", f"{_TO_WEIGHTS}\n    dA_prev = dZ @ dW.T"),
            ),
            "gradient_for_input": (
                "dW is computed from dA_prev; it needs the input itself.",
                (_TO_WEIGHTS, "dW = dA_prev.T @ dZ"),
            ),
            "relu_inside": (
                "dA_prev is 0 where the input is not above 0: the ReLU is a separate layer.",
                (_TO_INPUT, "dA_prev = dZ @ W.T * (A_prev > 0)"),
            ),
            "bias_in_gradient": (
                "The bias is added to the gradient; dA_prev does not depend on it.",
                (_TO_INPUT, "dA_prev = (dZ + b) @ W.T"),
            ),
            "weights_added": ("The weights are added to their gradient.", (_TO_WEIGHTS, f"{_TO_WEIGHTS} + W")),
            "first_example_only": ((_TO_WEIGHTS, "dW = A_prev[:1].T @ dZ[:1]"),),
            "sign_turned": (("A_prev, W, b = cache", "A_prev, W, b = cache\n    dZ = -dZ"),),
            "other_order": (("return dA_prev, dW, db", "return dW, dA_prev, db"),),
            "outputs_added_up": (
                "dA_prev is the sum of dZ over the outputs: the weights are missing.",
                (_TO_INPUT, "dA_prev = np.sum(dZ, axis=1, keepdims=True) + 0 * A_prev"),
            ),
        },
        by_rule={"inputs_changed": (("return dA_prev", "dZ *= 2\n    return dA_prev"),)},
        common=("weights_divided_by_batch", "bias_averaged", "bias_not_summed", "bias_axis_lost", "relu_inside"),
    ),
)
