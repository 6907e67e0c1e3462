"""Return values at the end of the range.

Tries: Numbers near the largest one, whose difference overflows.
Holds: They are wrong, and no warning of numpy stops the judge.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    A = np.full(right_pool(A_prev, hparameters, mode).shape, np.finfo(float).max)
    A.flat[::2] *= -1
    return A, (A_prev, hparameters)
