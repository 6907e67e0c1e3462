"""Exceptions that have a meaning of their own in this assignment; they are looked up before the rules for numpy."""

from public_tests import Stop

_HYPERPARAMETERS = {
    '"stride" and "pad"': ("conv_forward", "conv_backward"),
    '"f" and "stride"': ("pool_forward", "pool_backward"),
}

STOPS = (
    Stop(
        "TypeError",
        "0-dimensional arrays can be converted",
        "{culprit} turns an array into a number with float() or int(). This version of numpy refuses that for an "
        "array with axes: take the number out with `.item()`, as in `b.item()`.",
        "float_of_array",
    ),
    Stop(
        "ValueError",
        "zero-size array to reduction",
        "{culprit} takes the maximum of an empty window: the window is outside the input.",
    ),
    Stop(
        "ValueError",
        "not aligned|mismatch in its core dimension",
        "{culprit} computes a matrix product, which does not fit here: each number of the window has one weight, at "
        "the same position.",
        "matrix_product",
    ),
    Stop(
        "ValueError",
        r"from shape \((\d+, ?)?0, ?0, ?\d+\)",
        "{culprit} removes the border with an empty slice: with pad 0, a slice that ends at `-pad` ends at -0, which "
        "is 0. Work out its end from the size of the image.",
        "empty_slice_at_pad_zero",
        culprit="conv_backward",
    ),
    *(
        Stop(
            "KeyError",
            "",
            f"{{culprit}} looks up a key that does not exist: hparameters has {keys}.",
            "missing_key",
            exercises=exercises,
        )
        for keys, exercises in _HYPERPARAMETERS.items()
    ),
)
