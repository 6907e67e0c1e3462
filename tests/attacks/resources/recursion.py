"""Recurse without end.

Tries: Lifts the limit and walks through a hundred thousand lists, each in the one before, in C.
Holds: The process ends, or the exception is told, and costs this function only.
Limits: short
"""


def harm():
    import sys

    sys.setrecursionlimit(10**9)
    nested = []
    for _ in range(10**5):
        nested = [nested]
    repr(nested)
