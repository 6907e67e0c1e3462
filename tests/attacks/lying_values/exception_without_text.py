"""Raise an exception whose text cannot be had.

Tries: Exceptions whose __str__ and __repr__ raise SystemExit, loop or return something else.
Holds: It is told without its text, or counts as a crash; no code of it runs in the grader.
Status: raised, crashed
"""


class Mute(Exception):  # noqa: N818
    """Its text raises."""

    def __str__(self):
        raise SystemExit(0)

    __repr__ = __str__

    @property
    def args(self):
        raise Mute

    @property
    def __traceback__(self):
        raise Mute


def pool_forward(A_prev, hparameters, mode="max"):
    raise Mute(1)
