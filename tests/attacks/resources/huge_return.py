"""Return more than the grader can hold.

Tries: An array of 200 MB, which is not sent in full, and as many numbers in lists.
Holds: Beyond the cap of a reply only the name of the type is sent.
"""

CALLS = []


def pool_forward(A_prev, hparameters, mode="max"):
    CALLS.append(1)
    if len(CALLS) > 2:
        return None
    if len(CALLS) == 1:
        return np.zeros(25 * 10**6), (A_prev, hparameters)
    return [0.0] * 10**6, [[1] * 1000] * 1000
