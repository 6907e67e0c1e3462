"""Exchange the code of the worker's functions, however they are bound.

Tries: Gives the functions that call, encode and write another code object, which claims that all is passed.
Holds: A status that the wire does not know ends the process; there is no field for a verdict.
"""


def harm():
    import sys

    def attempt(function, arguments, labels):
        return "passed", True, None

    def encode(value, limit, strict=False):
        return b"T"

    modules = sys.modules
    modules["calling"].attempt.__code__ = attempt.__code__
    modules["wire"].encode.__code__ = encode.__code__
