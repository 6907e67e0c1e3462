"""Return what compares with nothing.

Tries: Arrays full of NaN.
Holds: A value that is not finite is wrong.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    return np.full(right_pool(A_prev, hparameters, mode).shape, np.nan), (A_prev, hparameters)
