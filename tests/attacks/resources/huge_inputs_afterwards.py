"""Make the inputs larger than the grader can hold.

Tries: Resizes A_prev in place and fills hparameters with a hundred thousand keys.
Holds: Inputs that are no longer what they were are changed inputs; they are not sent in full.
"""

CALLS = []


def pool_forward(A_prev, hparameters, mode="max"):
    CALLS.append(1)
    if len(CALLS) > 2:
        return None
    A = np.zeros(right_pool(A_prev, hparameters, mode).shape)
    hparameters.update({str(number): "x" * 99 for number in range(10**5)})
    try:
        A_prev.resize((5000, 1000), refcheck=False)
    except ValueError:
        A_prev[...] = 0
    return A, (A_prev, hparameters)
