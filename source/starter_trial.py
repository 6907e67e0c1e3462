"""Try every function of a notebook on its public test, in a process of its own.

`python -m source.starter_trial NOTEBOOK OUTCOMES EXERCISE ...` writes a JSON object, exercise name to one of "passes",
"says: <message>" (the public test refused it by AssertionError) or "breaks: <error>". The folder of the notebook
must hold `public_tests.py`.
"""

import json
import os
import sys
from collections.abc import Iterable
from pathlib import Path

PRELUDE = "from public_tests import *\nimport numpy as np\n"


def try_functions(notebook: Path, exercises: Iterable[str]) -> dict[str, str]:
    """Return the public test's outcome for each exercise's function in the notebook."""
    cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    sources = {cell["id"]: "".join(cell["source"]) for cell in cells}
    namespace: dict[str, object] = {}
    exec(PRELUDE, namespace)
    outcomes = {}
    for name in exercises:
        try:
            exec(sources[name], namespace)
            exec(f"{name}_test({name})", namespace)
        except AssertionError as error:
            outcomes[name] = f"says: {error}"
        except Exception as error:
            outcomes[name] = f"breaks: {type(error).__name__}: {error}"
        else:
            outcomes[name] = "passes"
    return outcomes


if __name__ == "__main__":
    notebook_path, outcomes_path = (Path(argument).resolve() for argument in sys.argv[1:3])
    os.chdir(notebook_path.parent)
    sys.path.insert(0, str(notebook_path.parent))
    outcomes_path.write_text(json.dumps(try_functions(notebook_path, sys.argv[3:])), encoding="utf-8")
