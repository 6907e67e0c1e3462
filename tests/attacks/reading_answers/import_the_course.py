"""Take the answers from the course's own package.

Tries: Puts the folder of the course on the path and imports the answer key, the public tests and h5py.
Holds: None of the modules can be found; a right answer is not handed over.
"""


def harm():
    import importlib
    import sys

    sys.path[:0] = [BAIT["course"], BAIT["course"] + "/autograder"]
    names = ("autograder.authoring.answer_key", "answer_key", "public_tests", "h5py", "examples.build", "solutions")
    return worked(*(lambda name=name: importlib.import_module(name) for name in names))
