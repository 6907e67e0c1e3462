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
        "{culprit} turns an array into a number with float() or int(), which this numpy refuses for an "
        "array with axes: take the number out with `.item()`, as in `b.item()`.",
        "float_of_array",
    ),
    Stop(
        "ValueError",
        "zero-size array to reduction",
        "{culprit} takes the maximum of an empty window: the window lies outside of the input.",
    ),
    Stop(
        "ValueError",
        "not aligned|mismatch in its core dimension",
        "{culprit} asks for a matrix product, which does not fit here: each number of the window meets the "
        "weight in its own place.",
        "matrix_product",
    ),
    Stop(
        "ValueError",
        r"from shape \((\d+, ?)?0, ?0, ?\d+\)",
        "{culprit} takes the border off with an empty slice: where there is no padding, a slice that counts "
        "from the end stops at minus zero, which is zero. Say where it ends by the size of the image.",
        "empty_slice_at_pad_zero",
        culprit="conv_backward",
    ),
    *(
        Stop(
            "KeyError",
            "",
            f"{{culprit}} asks for a key that is not there: hparameters holds {keys}.",
            "missing_key",
            exercises=exercises,
        )
        for keys, exercises in _HYPERPARAMETERS.items()
    ),
)
