"""Change the worker's own files, which the next worker would run.

Tries: Opens the modules of the worker for writing, renames and truncates them, each to what it is.
Holds: They are read-only or refused.
"""


def harm():
    import os
    import sys

    here = os.path.dirname(sys.modules["wire"].__file__)
    inside = BAIT["course"] + "/autograder/sandbox/inside"
    paths = [f"{folder}/{name}" for folder in (here, inside) for name in ("zygote.py", "calling.py")]
    return worked(
        *(lambda path=path: open(path, "r+").close() for path in paths),
        *(lambda path=path: os.rename(path, path) for path in paths),
        *(lambda path=path: os.truncate(path, os.stat(path).st_size) for path in paths),
    )
