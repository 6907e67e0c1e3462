"""Change the interpreter, its library or numpy on disk.

Tries: Opens their files for appending, and plants compiled files beside them.
Holds: They are read-only or refused.
"""


def harm():
    import os
    import sys

    import numpy

    files = (os.__file__, numpy.__file__, sys.executable, os.path.dirname(os.__file__) + "/json/__init__.py")
    caches = [os.path.dirname(file) + "/__pycache__/" + BAIT["mark"] for file in files]
    return worked(
        *(lambda path=path: open(path, "ab").close() for path in files),
        *(lambda path=path: open(path, "xb").close() for path in caches),
    )
