"""Read the environment of the grader.

Tries: Looks for a variable of the grader's in os.environ, in the C library's table and below the stack.
Holds: The environment is one that the sandbox makes, with nothing in it.
"""


def harm():
    import ctypes
    import os

    name = BAIT["variable"]
    found = os.environ.get(name) or os.environb.get(name.encode())
    getenv = ctypes.CDLL(None).getenv
    getenv.restype = ctypes.c_char_p
    found = found or getenv(name.encode())
    return f"variable: {found}" if found else None
