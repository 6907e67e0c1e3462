"""Recurse without end.

Tries: Lifts the limit and compares two stacks of a hundred thousand lists, each in the one before, in C.
Holds: The process ends, or the exception is told, and costs this function only.
"""


def harm():
    import sys

    sys.setrecursionlimit(10**9)
    one, other = [], []
    for _ in range(10**5):
        one, other = [one], [other]
    one == other
