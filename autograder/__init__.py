"""The autograder of numpy assignments in Jupyter notebooks.

`autograder grade SUBMISSIONS --results DIR` grades a class; the README has the picture of the steps.
"""

import sys
from pathlib import Path

VERSION = "1.0.0"

# jsonschema, which nbformat and nbgrader load, would import it to check a format that no notebook has. That takes more
# than a second. None: as if it were not installed.
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


def program() -> str:
    """How the user starts the grader, for sentences that name one of its commands."""
    return "autograder" if Path(sys.argv[0]).stem == "autograder" else "python -m autograder"
