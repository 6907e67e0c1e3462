"""Return an array whose class overrides the comparison.

Tries: A subclass of ndarray, filled with zeros, with comparisons, shape and conversions of its own.
Holds: Only arrays of the very type ndarray cross.
"""


class Agreeable(np.ndarray):
    """Agrees."""

    __array_priority__ = 1e9

    def __eq__(self, other):
        return np.ones(np.shape(other), bool)

    def __array_ufunc__(self, ufunc, method, *inputs, **options):
        return np.ones(self.shape, bool)

    def __array_function__(self, function, types, arguments, options):
        return True

    def tobytes(self, order="C"):
        return bytes(self.nbytes)


def pool_forward(A_prev, hparameters, mode="max"):
    return np.zeros(right_pool(A_prev, hparameters, mode).shape).view(Agreeable), (A_prev, hparameters)
