"""Compute a number of a billion digits.

Tries: A power that takes hours in one operation of the interpreter.
Holds: It times out or runs out of memory.
Status: timed_out, out_of_memory
Limits: short
"""


def harm():
    return 10 ** (10**9) == 7
