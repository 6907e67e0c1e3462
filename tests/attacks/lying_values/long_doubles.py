"""Return numbers of another width.

Tries: Zeros as longdouble, whose bytes mean something else when read as float64.
Holds: The type is not taken for another one.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    return np.zeros(right_pool(A_prev, hparameters, mode).shape, np.longdouble), (A_prev, hparameters)
