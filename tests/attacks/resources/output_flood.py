"""Print without end.

Tries: Prints thirty million characters, to both outputs.
Holds: Nobody keeps them.
"""


def harm():
    import os
    import sys

    for _ in range(10):
        print("x" * 10**6)
        print("y" * 10**6, file=sys.stderr)
        os.write(1, b"z" * 10**6)
