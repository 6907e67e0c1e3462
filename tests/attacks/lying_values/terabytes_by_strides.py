"""Return an array of terabytes that needs a few bytes of memory.

Tries: One number broadcast to a shape of two to the power of forty.
Holds: The size is worked out from the shape, and nothing of the sort is copied.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    return np.broadcast_to(1.0, (1 << 10, 1 << 10, 1 << 10, 1 << 10)), (A_prev, hparameters)
