"""Take off its own protection.

Tries: Allows dumps and tracers, clears the signal of the parent's end, and asks for other filters.
Holds: prctl and seccomp are refused.
"""


def harm():
    return worked(
        lambda: library("prctl", 4, 1, 0, 0, 0),
        lambda: library("prctl", 1, 0, 0, 0, 0),
        lambda: library("prctl", 0x59616D61, BAIT["victim"], 0, 0, 0),
        lambda: library("prctl", 36, 1, 0, 0, 0),
        lambda: library("prctl", 22, 1, 0, 0, 0),
        lambda: kernel(317, 277, 0, 0, None),
        lambda: kernel(158, None, 0x1002, 0),
    )
