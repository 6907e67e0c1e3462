"""Say a lot on both outputs.

Tries: Prints, warns and logs in every function, and closes nothing.
Holds: Full marks.
"""

import logging
import sys
import warnings


def zero_pad(X, pad):
    print("zero_pad", X.shape, file=sys.stderr)
    warnings.warn("padding", stacklevel=1)
    logging.getLogger("mine").warning("padding")
    return np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))


def pool_forward(A_prev, hparameters, mode="max"):
    print("pool", *range(1000))
    print(A_prev)
    return right_pool(A_prev, hparameters, mode), (A_prev, hparameters)
