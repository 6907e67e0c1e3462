"""Return a float that computes in its own way.

Tries: A subclass of float for conv_single_step, with sums and comparisons that always agree, and a lying 0-d array.
Holds: Only plain numbers cross as numbers.
"""


class Agreeable(float):
    """Agrees."""

    def __eq__(self, other):
        return True

    def __sub__(self, other):
        return 0.0

    __rsub__ = __sub__
    __hash__ = float.__hash__


def conv_single_step(a_slice_prev, W, b):
    return Agreeable(0.0)
