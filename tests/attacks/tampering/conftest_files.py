"""Leave a conftest.py where pytest will find it.

Tries: Makes files that end so in the folders of the checks and of the course, in the current and in open ones.
Holds: None of the files can be written.
"""


def harm():
    course = BAIT["course"]
    folders = (course + "/autograder/grading/checks", course + "/autograder", course, BAIT["results"], ".", "/inside")
    names = ("conftest.py", "pytest.ini", "test_attack.py")
    return worked(
        *(
            lambda path=f"{folder}/{BAIT['mark']}_{name}": open(path, "x").close()
            for folder in folders
            for name in names
        )
    )
