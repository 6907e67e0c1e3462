"""`groups --propose`: the edits that it prints make the students' answer of the answer key."""

import ast

import pytest

from autograder.authoring.definition import Mistake
from autograder.reading.answers import read_source
from autograder.reports.answer_groups import ClassGroups
from autograder.reports.proposals import find_edits, propose_mistakes
from autograder.result import Groups
from tests.first_assignment import ASSIGNMENT, NAME
from tests.installed import ASSIGNMENTS
from tests.reports.conftest import make_record, make_result, wrong_padding

KEY = ASSIGNMENTS[NAME].sources["pool_forward"]


def code_of(source: str) -> str:
    """The code of a function without its docstring."""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return ast.dump(ast.Module(function.body[ast.get_docstring(function) is not None :], []))


@pytest.mark.parametrize(
    ("changes", "count"),
    [
        ((("vert_start = h * stride", "vert_start = h"),), 1),
        ((("vert_start = h * stride", "vert_start = h"), ("np.mean", "np.sum")), 2),
        ((("    n_C = n_C_prev\n", ""), ("n_C)", "n_C_prev)")), 2),
        ((("vert_start", "top"), ("stride", "s"), ("a_prev_slice", "window")), 1),
        ((('elif mode == "average":', "else:"),), 1),
    ],
)
def test_edits_make_the_answer(changes: tuple[tuple[str, str], ...], count: int) -> None:
    """Lines that differ are replaced, or the whole where that is not enough; applied to the key they give the code."""
    answer = KEY
    for change in changes:
        answer = answer.replace(*change)
    answer = answer.replace("hparameters", "hparameters").replace("# Sizes and parameters", "# my own words")
    edits = find_edits(read_source(KEY), read_source(answer), ASSIGNMENT, "pool_forward")
    assert code_of(Mistake("new", "pool_forward", edits).apply(KEY)) == code_of(answer)
    assert len(edits) >= count


def test_a_record_is_printed_for_several_students_only() -> None:
    """The record has a place for the sentence and the edits; a known mistake and one student's own have none."""
    found = ClassGroups()
    wrong = make_result(
        "pool_forward", "partial", checks=wrong_padding().checks, groups=Groups("bcdf", "ghjk"), message="Why?"
    )
    for student in ("ada", "bob"):
        found.add(student, make_record(wrong, sha256="a" * 64))
    found.add("cyd", make_record(make_result("zero_pad", "failed", checks=wrong_padding().checks)))
    answers = {"a" * 64: {"pool_forward": read_source(KEY.replace("np.max", "np.min"))}}
    record = "\n".join(propose_mistakes(found, ASSIGNMENT, answers))
    assert record.startswith("# pool_forward, group bcdf: 2 students. Why?\n")
    name, (sentence, *edits) = next(iter(ast.literal_eval(f"{{{record}}}").items()))
    assert (name, sentence[:8]) == ("NAME", "SENTENCE")
    assert Mistake(name, "pool_forward", tuple(edits)).apply(KEY) == KEY.replace("np.max", "np.min")
