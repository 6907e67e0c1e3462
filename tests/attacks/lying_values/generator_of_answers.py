"""Return something that gives its values when it is asked.

Tries: A generator, an iterator and a lazy sequence in place of the pair, which would run in the judge.
Holds: Nothing of a submission runs outside its process.
"""


class Lazy(tuple):
    """A tuple that decides late."""

    def __len__(self):
        raise SystemExit(0)

    def __iter__(self):
        raise RuntimeError(SIGN + "it was iterated over")

    def __getitem__(self, index):
        raise RuntimeError(SIGN + "it was indexed")


def pool_forward(A_prev, hparameters, mode="max"):
    if mode == "max":
        return Lazy((A_prev, hparameters))
    return (part for part in (A_prev, hparameters))
