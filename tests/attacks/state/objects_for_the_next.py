"""Leave an object in the interpreter for the next submission.

Tries: Looks for something that an earlier process left in numpy, builtins and loaded modules, and leaves it there.
Holds: Each process is a fresh copy of one that runs no student code.
"""


def harm():
    import builtins
    import os
    import sys

    places = (np, builtins, sys, os)
    for place in places:
        left = getattr(place, "left_behind", None)
        if left is not None and left != os.getpid():
            return f"left by process {left}"
        place.left_behind = os.getpid()
    sys.modules["left_behind"] = sys
