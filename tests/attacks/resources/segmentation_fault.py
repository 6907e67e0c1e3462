"""Crash the interpreter.

Tries: Reads from address 0.
Holds: It is a crash, and costs this function only.
Status: crashed
"""


def harm():
    import ctypes

    ctypes.string_at(0)
