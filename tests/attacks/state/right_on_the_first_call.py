"""Be right the first time only.

Tries: Answers the first call for each input rightly, and all later ones with zeros.
Holds: Every case is asked twice, and two answers that differ are no pass.
"""

SEEN = set()


def pool_forward(A_prev, hparameters, mode="max"):
    A, key = right_pool(A_prev, hparameters, mode), (A_prev.tobytes(), str(hparameters), mode)
    first = key not in SEEN
    SEEN.add(key)
    return (A if first else A * 0), (A_prev, hparameters)
