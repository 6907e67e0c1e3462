"""The autograder of numpy assignments in Jupyter notebooks.

`autograder grade SUBMISSIONS --results DIR` grades a class; the README has the picture of the steps.
"""

import sys
from pathlib import Path

VERSION = "1.0.0"


def program() -> str:
    """How the user starts the grader, for sentences that name one of its commands."""
    return "autograder" if Path(sys.argv[0]).stem == "autograder" else "python -m autograder"
