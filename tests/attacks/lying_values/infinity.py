"""Return what is larger than any tolerance.

Tries: Arrays full of infinity, which would make a relative difference NaN.
Holds: A value that is not finite is wrong.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    return np.full(right_pool(A_prev, hparameters, mode).shape, np.inf), (A_prev, hparameters)
