"""Read the expected outputs.

Tries: Opens `expected.h5`, in the course's package, and the public file next to the notebook.
Holds: Neither can be opened.
"""


def harm():
    course = BAIT["course"]
    paths = (
        BAIT["expected"],
        course + "/source/cnn_step_by_step/public_tests.h5",
        course + "/autograder/authoring/answer_key.py",
    )
    return worked(*(lambda path=path: open(path, "rb").read(8) for path in paths))
