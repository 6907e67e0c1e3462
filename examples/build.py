"""`make examples`: fill in the released starters as students would, and write the classes to `examples/submitted/`.

`python -m examples.build [NAME ...]` does this for some assignments, without a name for all. An assignment has a class
if there is a module `examples/<name>.py`; its function `make_class` fills in answers from `examples/answers/<name>/`.
"""

import argparse
import copy
import json
import re
import shutil
from collections.abc import Mapping, Sequence
from importlib import import_module
from pathlib import Path

from autograder.assignments import read_definition
from autograder.authoring.places import Places, add_names

HERE = Path(__file__).resolve().parent
ANSWERS = HERE / "answers"
SUBMITTED = HERE / "submitted"

Notebook = dict
GIVEN = "import numpy as np\n"  # starters have this line
HEADER = re.compile(r"# (?:GRADED|OPTIONAL) FUNCTION: (\w+)\n")


def find_starter(assignment: str) -> Path:
    """Where the released starter of an assignment is."""
    places = Places(assignment)
    return places.release / places.notebook


def read_starter(assignment: str) -> Notebook:
    """The released starter, as it is on disk."""
    return json.loads(find_starter(assignment).read_text(encoding="utf-8"))


def read_answers(assignment: str, name: str) -> dict[str, str]:
    """The functions of a file of answers by name; helpers that are not exercises go with the function after them."""
    exercises = read_definition(assignment).exercises
    text = (ANSWERS / assignment / f"{name}.py").read_text(encoding="utf-8")
    head, *functions = re.split(r"^(?=def )", text, flags=re.MULTILINE)
    imports = [line for line in head.splitlines(True) if line.startswith(("import", "from"))]
    answers, before = {}, "".join(line for line in imports if line != GIVEN)
    for function in functions:
        before += function
        if (found := function[len("def ") : function.index("(")]) in exercises:
            answers[found], before = before.strip() + "\n", ""
    return answers


def fill(notebook: Notebook, answers: Mapping[str, str]) -> Notebook:
    """A copy of the notebook with answers in the cells of their exercises, below the header line."""
    filled = copy.deepcopy(notebook)
    missing = set(answers)
    for cell in filled["cells"]:
        header = HEADER.match("".join(cell["source"]))
        if header and header.group(1) in answers:
            cell["source"] = (header.group(0) + answers[header.group(1)]).splitlines(True)
            missing.discard(header.group(1))
    if missing:
        raise ValueError(f"the starter has no cell for {', '.join(sorted(missing))}")
    return filled


def code_cell(source: str) -> dict:
    """A cell that a student added."""
    return {"cell_type": "code", "execution_count": 1, "metadata": {}, "outputs": [], "source": source.splitlines(True)}


def with_clutter(notebook: Notebook) -> Notebook:
    """Extra cells before, between and after: prints, magics, shell lines, plots, errors, a copied cell."""
    clutter = (
        "%matplotlib inline\n!ls -l",
        "print('hello' * 1000)",
        "1 / 0",
        "%%time\nsum(range(1000))",
        "import warnings\nwarnings.warn('look here')",
        "import matplotlib.pyplot as plt\nplt.plot([1, 2, 3])\nplt.show()",
        "this is a note to myself, not Python",
    )
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        cells += [code_cell(clutter[number % len(clutter)]), cell]
    copied = [cell for cell in notebook["cells"] if HEADER.match("".join(cell["source"]))][:1]
    return notebook | {"cells": cells + copied}


def without_metadata(notebook: Notebook) -> Notebook:
    """All metadata and ids gone, as after a trip through some other editor."""
    cells = [
        {key: value for key, value in cell.items() if key != "id"} | {"metadata": {}} for cell in notebook["cells"]
    ]
    return notebook | {"cells": cells, "metadata": {}}


def edit(answers: Mapping[str, str], name: str, *changes: tuple[str, str]) -> dict[str, str]:
    """The answers with texts of one function replaced. Raises ValueError when a text is not there."""
    source = answers[name]
    for old, new in changes:
        if old not in source:
            raise ValueError(f"{name} has no {old!r}")
        source = source.replace(old, new)
    return {**answers, name: source}


def to_text(notebook: Notebook) -> str:
    """A notebook as the text of its file."""
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"


def write_class(assignment: str, texts: Mapping[str, str]) -> None:
    """Write the files of a class, by student; they replace an older class."""
    for old in SUBMITTED.glob(f"*/{assignment}"):
        shutil.rmtree(old)
    for student, text in texts.items():
        target = SUBMITTED / student / assignment / Places(assignment).notebook
        target.parent.mkdir(parents=True)
        target.write_text(text, encoding="utf-8")
    for folder in SUBMITTED.iterdir():
        if not any(folder.iterdir()):
            folder.rmdir()


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the example classes to examples/submitted/."""
    parser = argparse.ArgumentParser(prog="python -m examples.build", description=main.__doc__)
    add_names(parser)
    for assignment in parser.parse_args(arguments).names:
        if (HERE / f"{assignment}.py").exists():
            texts = import_module(f"examples.{assignment}").make_class()
            write_class(assignment, texts)
            print(f"{len(texts)} submissions of {assignment} in {SUBMITTED.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
