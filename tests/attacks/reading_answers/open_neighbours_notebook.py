"""Read the notebook of another student.

Tries: Opens a file of the grader's that everybody on the machine may read, by its full path.
Holds: The file cannot be opened, and nothing of its text reaches the record.
"""


def harm():
    with open(BAIT["file"]) as file:
        return file.read()
