"""Look for modules of the grader that are loaded already.

Tries: Searches sys.modules for the course, its checks, pytest and h5py.
Holds: The process was forked from one that has loaded none of them.
"""


def harm():
    import sys

    wanted = ("autograder", "public_tests", "pytest", "_pytest", "h5py", "nbgrader", "cases", "expected", "judging")
    found = [name for name in sys.modules if name.partition(".")[0] in wanted]
    return f"loaded: {found}" if found else None
