"""Return an array with everything masked.

Tries: A masked array, in which no difference can be seen, and a matrix.
Holds: Only arrays of the very type ndarray cross.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    A = np.zeros(right_pool(A_prev, hparameters, mode).shape)
    return (np.ma.masked_all_like(A) if mode == "max" else np.asmatrix(A[0, 0])), (A_prev, hparameters)
