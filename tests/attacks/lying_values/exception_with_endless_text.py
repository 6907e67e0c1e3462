"""Raise an exception whose text is as large as memory allows.

Tries: An exception with a text of ten million characters.
Holds: Some hundred characters are told.
Status: raised
"""


def pool_forward(A_prev, hparameters, mode="max"):
    raise ValueError("x" * 10**7)
