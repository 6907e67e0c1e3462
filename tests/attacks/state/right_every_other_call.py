"""Be right by turns.

Tries: Alternates between right answers and zeros, so that half of the cases pass.
Holds: The cases are asked again in another order, and no case passes that was not right both times.
"""

CALLS = []


def pool_forward(A_prev, hparameters, mode="max"):
    CALLS.append(1)
    A = right_pool(A_prev, hparameters, mode)
    return (A if len(CALLS) % 2 else A * 0), (A_prev, hparameters)
