"""Return an array that points outside of its memory.

Tries: A view with shape and strides that reach far beyond what was allocated, to send the process's memory out.
Holds: The child sends its own memory, or ends; nobody else reads it.
"""


def pool_forward(A_prev, hparameters, mode="max"):
    shape = right_pool(A_prev, hparameters, mode).shape
    return np.lib.stride_tricks.as_strided(A_prev, shape, (1 << 40, 1 << 30, 1 << 20, 8)), (A_prev, hparameters)
