"""Lie about the class.

Tries: Objects whose __class__, and whose type's name and module, say that they are numpy's arrays.
Holds: Types are compared as they are; names come from the type itself.
"""


class Lying(type):
    """A type with the name of another."""

    def __instancecheck__(cls, instance):
        return True

    @property
    def __qualname__(cls):
        raise SystemExit(0)

    @property
    def __module__(cls):
        return "numpy"


class ndarray(metaclass=Lying):  # noqa: N801
    """Says that it is an array."""

    __class__ = np.ndarray


def pool_forward(A_prev, hparameters, mode="max"):
    return ndarray(), (A_prev, hparameters)
