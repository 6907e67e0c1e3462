"""Raise what graders let through.

Tries: Raises KeyboardInterrupt, as if the operator had pressed Ctrl-C.
Holds: It counts as an exception of the function, and the batch goes on.
Status: raised
"""


def harm():
    raise KeyboardInterrupt("the operator stops the grading")
