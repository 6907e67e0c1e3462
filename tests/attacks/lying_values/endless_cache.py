"""Return a cache without end.

Tries: Lists that contain themselves, ten levels of a hundred references each, and a dict of a million keys.
Holds: Depth and number of items are bounded; zeros beside them stay wrong.
"""

CALLS = []


def pool_forward(A_prev, hparameters, mode="max"):
    CALLS.append(1)
    if len(CALLS) > 2:
        return None
    itself, wide = [], [0]
    itself.append(itself)
    for _ in range(10):
        wide = [wide] * 100
    A = np.zeros(right_pool(A_prev, hparameters, mode).shape)
    return A, [(itself, wide, itself), {str(number): 0 for number in range(10**5)}][len(CALLS) - 1]
