"""Leave modules that shadow numpy or are run at each start of Python.

Tries: Makes files that end so, and a .pth file, wherever an interpreter may look.
Holds: None of the files can be written.
"""


def harm():
    import os
    import sys

    library = os.path.dirname(os.__file__)
    folders = [*sys.path, library, library + "/site-packages", os.getcwd(), BAIT["results"], BAIT["course"]]
    names = ("numpy.py", "sitecustomize.py", "usercustomize.py", "site.pth")
    return worked(
        *(
            lambda path=f"{folder}/{BAIT['mark']}_{name}": open(path, "x").close()
            for folder in folders
            for name in names
        )
    )
