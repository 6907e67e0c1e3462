"""Leave the random numbers in a state that is known.

Tries: Seeds numpy's and Python's generators, and sees whether an earlier submission has done so.
Holds: Each process starts with the same state.
"""


def harm():
    import random

    state = np.random.get_state()[1][:9].tolist()
    np.random.seed(987654)
    random.seed(987654)
    if state == np.random.get_state()[1][:9].tolist():
        return "the seed of an earlier submission"
