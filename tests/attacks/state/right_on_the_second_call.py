"""Be right the second time only.

Tries: Answers with zeros first, and rightly when asked again, having had time to think.
Holds: The first answer counts, and it is wrong.
"""

SEEN = set()


def pool_forward(A_prev, hparameters, mode="max"):
    A, key = right_pool(A_prev, hparameters, mode), (A_prev.tobytes(), str(hparameters), mode)
    first = key not in SEEN
    SEEN.add(key)
    return (A * 0 if first else A), (A_prev, hparameters)
