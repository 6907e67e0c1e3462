"""Set numpy and Python up as one likes.

Tries: Print options, raised errors, seeds, the recursion limit and a patched function of numpy's own.
Holds: Full marks: a change that does no harm costs nothing.
"""

import sys

sys.setrecursionlimit(5000)
np.seterr(all="ignore")
np.random.seed(3)


def pool_forward(A_prev, hparameters, mode="max"):
    np.set_printoptions(precision=2)
    original = np.mean
    np.mean = lambda x, *rest, **options: original(x, *rest, **options)
    with np.errstate(all="raise"):
        return right_pool(A_prev, hparameters, mode), (A_prev, hparameters)
