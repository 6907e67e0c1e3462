"""Use much memory and a deep stack for a moment.

Tries: Arrays of 100 MB that are let go of, and a recursion of some hundred levels.
Holds: Full marks.
"""


def total(values):
    return values[0] + total(values[1:]) if len(values) > 1 else values[0]


def conv_single_step(a_slice_prev, W, b):
    room = np.empty(100 << 17)
    room[: a_slice_prev.size] = (a_slice_prev * W).ravel()
    return float(total(room[: a_slice_prev.size].tolist()) + b.item())
