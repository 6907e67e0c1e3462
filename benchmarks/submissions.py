"""The class that is graded: examples, right styles and common mistakes, as nbgrader's tree of submissions."""

import hashlib
import json
from collections.abc import Mapping, Set
from itertools import islice
from pathlib import Path

from autograder.assignments import read_definition
from autograder.authoring.answer_key import read_answers, read_function
from autograder.authoring.places import Places
from examples.build import code_cell, fill, read_starter
from examples.cnn_step_by_step import make_notebooks
from tests.first_assignment import EXERCISES, NAME, NOTEBOOK
from tests.golden import notebook_of, read_style, styles

LEFT_OUT = {
    "prints_warnings_and_plots": "arrays printed in the innermost loop, which take as long as the rest of the class "
    "together, isolated or bare",
    "endless_loop_in_convolution_60": "an endless loop, at which nbgrader waits for its time limit",
    "extra_cells_and_prints_100": "a graded cell twice, at which nbgrader stops the whole class",
}
"""Examples and styles that are not in the class, with the reason. The file that is no JSON is no notebook at all."""
EVERY_THIRD = 3


def make_class() -> dict[str, str]:
    """The text of each submission's notebook, by student, in an order in which right and wrong ones are mixed."""
    starter = read_starter(NAME)
    notebooks = {student: made for student, made in make_notebooks().items() if student not in LEFT_OUT}
    for style in styles(NAME)[::EVERY_THIRD]:
        if style in LEFT_OUT:
            continue
        notebooks[f"style_{style}_100"] = notebook_of(starter, read_style(NAME, style))
    definition = read_definition(NAME)
    key = read_answers(definition, Places(NAME).answers)
    answers = {name: read_function(key, name) for name, exercise in EXERCISES.items() if not exercise.optional}
    for name in answers:
        commonest = next(mistake for mistake in definition.mistakes if mistake.exercise == name)
        wrong = answers | {name: commonest.apply(answers[name])}
        notebooks[f"mistake_{commonest.name}_in_{name}"] = fill(starter, wrong)
    texts = {student: json.dumps(made, indent=1, ensure_ascii=False) + "\n" for student, made in notebooks.items()}
    return dict(sorted(texts.items(), key=lambda item: hashlib.sha256(item[0].encode()).digest()))


def choose(texts: Mapping[str, str], size: int) -> dict[str, str]:
    """A class of the first `size` students."""
    return dict(islice(texts.items(), size))


def write_tree(texts: Mapping[str, str], folder: Path, count: int | None = None) -> Path:
    """Write nbgrader's tree of submissions to a new folder and return it.

    count: that many submissions, by going through the class again and again; the class once if not given. No two
    answers are the same text: the grader remembers cells that it has read, and real students differ.
    """
    students = list(texts)
    given = {"".join(cell["source"]) for cell in read_starter(NAME)["cells"]}
    for number in range(len(students) if count is None else count):
        turn, at = divmod(number, len(students))
        target = folder / f"{turn:05d}_{students[at]}" / NAME / NOTEBOOK
        target.parent.mkdir(parents=True)
        target.write_text(vary(texts[students[at]], turn, given), encoding="utf-8")
    return folder


def vary(text: str, turn: int, given: Set[str]) -> str:
    """A notebook with a remark of its own in every function, and up to seven cells more, as students add them.

    given: the texts of the starter's cells, which stay as they are.
    """
    notebook = json.loads(text)
    notebook["cells"][:0] = [code_cell(f"print({turn})")] * (turn % 8)
    for cell in notebook["cells"]:
        source = "".join(cell["source"])
        if source in given:
            continue
        lines = source.splitlines(keepends=True)
        for at in reversed(range(len(lines))):
            if lines[at].startswith("def ") and lines[at].rstrip().endswith(":"):
                lines.insert(at + 1, f"    # turn {turn}\n")
        cell["source"] = lines
    return json.dumps(notebook, indent=1, ensure_ascii=False) + "\n"
