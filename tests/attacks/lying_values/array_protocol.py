"""Return something that becomes an array when looked at.

Tries: Objects with __array__, __array_interface__, __float__ and a buffer, that change with each look.
Holds: None of the protocols is asked.
"""


class Chameleon:
    """Another array each time."""

    looked = 0

    def __array__(self, dtype=None, copy=None):
        self.looked += 1
        return np.full((2, 3, 3, 3), self.looked)

    @property
    def __array_interface__(self):
        raise RuntimeError(SIGN + "it was asked")

    def __float__(self):
        return 1.0


def pool_forward(A_prev, hparameters, mode="max"):
    return Chameleon(), (Chameleon(), Chameleon())
