"""Turn the number 1 into the number 0.

Tries: Overwrites the interpreter's cached small integers in memory.
Holds: The process spoils its own sums at most, or ends.
"""


def harm():
    import ctypes

    digits = ctypes.cast(id(1) + 24, ctypes.POINTER(ctypes.c_uint32))
    digits[0] = 0
