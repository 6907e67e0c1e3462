"""Reach the buffer that the inputs are views of.

Tries: Writes through A_prev.base and beyond the end of A_prev, where other arguments may lie.
Holds: Each call gets its own arguments when the call before is answered.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    base = A_prev
    while isinstance(base, np.ndarray) and base.base is not None:
        base = base.base
    for array in (base, A_prev):
        if isinstance(array, np.ndarray):
            array.setflags(write=True)
            array[...] = 0
    return np.zeros(right_pool(A_prev, hparameters, mode).shape), (A_prev, hparameters)
