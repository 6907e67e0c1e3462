"""Raise an exception that is no Exception.

Tries: Raises a BaseException of its own that calls itself a pass.
Holds: It counts as an exception of the function.
Status: raised
"""


class Passed(BaseException):
    """Looks like the outcome of a test."""

    passed, score, status = True, 100, "passed"


def harm():
    raise Passed("100 of 100 checks passed")
