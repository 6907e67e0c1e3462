"""Wait for somebody to type.

Tries: Reads from standard input in every way there is.
Holds: There is nothing to read, at once.
"""


def harm():
    import os
    import sys

    found = os.read(0, 9), sys.stdin.read() if sys.stdin else ""
    try:
        found += (input("password: "),)
    except EOFError:
        pass
    return f"typed: {found}" if any(found) else None
