"""Return a number that takes minutes to print.

Tries: An integer of four million digits for conv_single_step.
Holds: Integers beyond some hundred digits are named only.
"""


def conv_single_step(a_slice_prev, W, b):
    return 1 << (1 << 24)
