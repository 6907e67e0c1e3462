"""Leave numpy and Python set up so that others stumble.

Tries: Turns warnings and floating point errors into exceptions, lowers the recursion limit, stops the collector.
Holds: The next submission starts from the settings of the zygote.
"""


def harm():
    import gc
    import random
    import sys
    import warnings

    np.seterr(all="raise")
    np.set_printoptions(precision=0, threshold=1)
    warnings.simplefilter("error")
    sys.setrecursionlimit(90)
    gc.disable()
    random.seed(5)
    np.random.seed(5)
    sys.set_int_max_str_digits(640)
