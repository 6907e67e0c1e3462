"""Return less than was asked for, in a shape that broadcasts.

Tries: The right numbers with an axis too many, and means of shape (1, 1, 1, 1).
Holds: The shape must be the very one.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    A = right_pool(A_prev, hparameters, mode)
    return (A[None] if mode == "max" else A.mean(keepdims=True)[..., None]), (A_prev, hparameters)
