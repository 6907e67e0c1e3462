"""Return something of the right shape.

Tries: The right shape and cache with plausible numbers: the mean of the image everywhere.
Holds: No mark for a shape, and none for a cache beside wrong values.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    shape = right_pool(A_prev, hparameters, mode).shape
    return np.full(shape, A_prev.mean() if mode == "average" else A_prev.max()), (A_prev, hparameters)
