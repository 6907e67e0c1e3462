"""Import what is installed for the grader.

Tries: Imports distributions that the grader needs and students do not, from beside numpy and from known places.
Holds: Site-packages hold numpy only, as seen from inside.
"""


def harm():
    import importlib
    import os
    import sys

    import numpy

    packages = os.path.dirname(os.path.dirname(numpy.__file__))
    sys.path.append(packages)
    names = ("h5py", "pytest", "nbgrader", "jupytext", "rich", "pip", "matplotlib", "autograder")
    return worked(*(lambda name=name: importlib.import_module(name).__file__ for name in names))
