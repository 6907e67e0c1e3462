"""`make examples`: fill the released starter as students would and write the class to `examples/submitted/`.

The name of a student says what is done in the notebook and ends with the score that it must get.
"""

import copy
import json
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from autograder.exercises import ASSIGNMENT, EXERCISES, NOTEBOOK

HERE = Path(__file__).resolve().parent
STARTER = HERE.parent / "release" / ASSIGNMENT / NOTEBOOK
ANSWERS = HERE / "answers"
SUBMITTED = HERE / "submitted"

Notebook = dict
HEADER = re.compile(r"# (?:GRADED|OPTIONAL) FUNCTION: (\w+)\n")


def read_starter() -> Notebook:
    """The released starter, as it is on disk."""
    return json.loads(STARTER.read_text(encoding="utf-8"))


def read_answers(name: str) -> dict[str, str]:
    """The functions of a file of answers by name; helpers that are no exercise go with the function after them."""
    text = (ANSWERS / f"{name}.py").read_text(encoding="utf-8")
    head, *functions = re.split(r"^(?=def )", text, flags=re.MULTILINE)
    answers, before = {}, "".join(line for line in head.splitlines(True) if "stride_tricks" in line)
    for function in functions:
        before += function
        if (found := function[len("def ") : function.index("(")]) in EXERCISES:
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


def make_notebooks() -> dict[str, Notebook]:
    """The notebook of each student, by student; what the name says is all that is wrong with it."""
    starter, loops = read_starter(), read_answers("loops")
    right = fill(starter, loops)
    mistakes: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
        "bias_added_before_the_sum_80": ("conv_single_step", (("* W\n", "* W + b\n"), ("Z + b.item()", "float(Z)"))),
        "stride_ignored_in_pooling_81": ("pool_forward", (("stride * h, stride * w", "h, w"),)),
        "zero_pad_wrong_but_convolution_right_91": ("zero_pad", (("(0, 0)))", "(0, 0)), constant_values=1)"),)),
        "syntax_error_in_pooling_70": ("pool_forward", (('if mode == "max"', 'if mode = "max"'),)),
        "endless_loop_in_convolution_60": (
            "conv_forward",
            (("for h in range(n_H):", "h = 0\n        while h < n_H:"),),
        ),
    }
    nothing = fill(starter, {name: f"def {name}(*arguments):\n    return 0\n" for name in loops})
    patch = code_cell("import numpy as np\nnp.allclose = np.isclose = lambda *a, **k: True")
    return {
        "right_with_loops_100": right,
        "right_vectorised_100": fill(starter, read_answers("vectorised")),
        "optional_part_done_100": fill(starter, loops | read_answers("backward")),
        "untouched_starter_0": starter,
        "extra_cells_and_prints_100": with_clutter(right),
        "metadata_stripped_100": without_metadata(right),
        "comparison_patched_0": nothing | {"cells": [patch, *nothing["cells"]]},
    } | {student: fill(starter, edit(loops, name, *changes)) for student, (name, changes) in mistakes.items()}


def make_class() -> dict[str, str]:
    """The text of each student's file, by student."""
    texts = {
        student: json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
        for student, notebook in make_notebooks().items()
    }
    return texts | {"no_json_0": texts["right_with_loops_100"][:2000]}


def main() -> None:
    """Write the class anew."""
    shutil.rmtree(SUBMITTED, ignore_errors=True)
    for student, text in make_class().items():
        target = SUBMITTED / student / ASSIGNMENT / NOTEBOOK
        target.parent.mkdir(parents=True)
        target.write_text(text, encoding="utf-8")
    print(f"{len(list(SUBMITTED.iterdir()))} submissions in {SUBMITTED.relative_to(HERE.parent)}")


if __name__ == "__main__":
    main()
