"""Return arrays that lie in memory in other ways.

Tries: Big-endian numbers, Fortran order, reversed strides, float32 sums and arrays that cannot be written to.
Holds: Full marks: the numbers are right.
"""


def zero_pad(X, pad):
    return np.asfortranarray(np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))).astype(">f8")


def conv_single_step(a_slice_prev, W, b):
    return np.longdouble(np.sum(a_slice_prev * W)).astype(float) + b.item()


def pool_forward(A_prev, hparameters, mode="max"):
    A = right_pool(A_prev, hparameters, mode)[..., ::-1].copy()[..., ::-1]
    A.flags.writeable = False
    return A, [A_prev, dict(hparameters)]
