"""Gradescope's and Coursera's files as functions of a result."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace

import jsonschema
import pytest

from autograder.grading.scoring import empty_result
from autograder.platforms.coursera import to_coursera
from autograder.platforms.gradescope import not_graded, to_gradescope
from autograder.platforms.summary_text import NOT_GRADED, UNPROTECTED, to_bytes
from autograder.result import Audience, Note, Record, Status
from autograder.setting import Protection
from tests.first_assignment import EXERCISES
from tests.platforms.schemas import COURSERA, GRADESCOPE

NAMES = ("right_with_loops", "stride_ignored", "zero_pad_wrong", "syntax_error", "untouched", "no_json", "optional")
Result = Callable[[str], Record]


@pytest.mark.parametrize("name", [*NAMES, "fault"])
def test_files_have_the_form_that_the_platforms_ask_for(name: str, result: Result) -> None:
    """Whatever the result, both files fit the schemas of the platforms."""
    record = result(name)
    jsonschema.validate(to_gradescope(record), GRADESCOPE)
    jsonschema.validate(to_coursera(record), COURSERA)
    jsonschema.validate(to_coursera(record, "conv_forward"), COURSERA)


@pytest.mark.parametrize("name", NAMES)
def test_tests_of_gradescope_add_up(name: str, result: Result) -> None:
    """The scores and the points of all tests add up to those of the result, so both ways to count agree."""
    record, made = result(name), to_gradescope(result(name))
    assert made["score"] == record.score
    assert sum(test["score"] for test in made["tests"]) == pytest.approx(record.score)
    assert sum(test["max_score"] for test in made["tests"]) == record.max_score


def test_nothing_is_hidden_on_gradescope(result: Result) -> None:
    """Every test is visible, so that students see their total; what is printed is not."""
    made = to_gradescope(result("stride_ignored"))
    assert {test["visibility"] for test in made["tests"]} == {made["visibility"]} == {"visible"}
    assert made["stdout_visibility"] == "hidden"


def test_checks_are_told_one_by_one(result: Result) -> None:
    """Each check of a graded exercise is a test, in order, numbered, with its message; hidden ones say so."""
    record = result("stride_ignored")
    pooling = record.exercise("pool_forward")
    tests = [test for test in to_gradescope(record)["tests"] if test["number"].startswith("4.")]
    assert [test["status"] == "passed" for test in tests] == [check.passed for check in pooling.checks]
    assert [test["output"] for test in tests] == [check.message for check in pooling.checks]
    assert [test["name"].endswith("(hidden)") for test in tests] == [check.hidden for check in pooling.checks]


def test_optional_exercises_are_one_line_or_none(result: Result) -> None:
    """An optional exercise is one test worth nothing, and left out as long as nobody has begun it."""
    worthless = [test for test in to_gradescope(result("optional"))["tests"] if not test["max_score"]]
    assert [test["name"].partition(":")[0] for test in worthless] == [
        "conv_backward",
        "create_mask_from_window",
        "distribute_value",
        "pool_backward",
    ]
    assert all(test["max_score"] for test in to_gradescope(result("right_with_loops"))["tests"])


def test_fault_of_ours_is_no_zero(result: Result) -> None:
    """What the grader failed on has neither score nor status, the text says so first, and never gives the reason."""
    right = result("right_with_loops")
    fault = empty_result(EXERCISES["conv_forward"], Status.GRADER_FAULT, "Our fault.")
    exercises = tuple(fault if exercise.name == fault.name else exercise for exercise in right.exercises)
    reason = Note("The grader failed on conv_forward (the secret reason).", Audience.TEACHER)
    record = replace(right, exercises=exercises, notes=(reason, *right.notes))
    made = to_gradescope(record)
    (test,) = (test for test in made["tests"] if test["name"].startswith("conv_forward"))
    assert "score" not in test
    assert "status" not in test
    assert made["output"].startswith("NOT GRADED COMPLETELY")
    assert "conv_forward" in made["output"].splitlines()[0]
    assert to_coursera(record, "conv_forward")["feedback"].startswith(NOT_GRADED)
    assert to_coursera(record, "zero_pad")["fractionalScore"] == 1
    for faulty in (record, result("fault")):
        assert "secret reason" not in json.dumps([to_gradescope(faulty), to_coursera(faulty)])
        assert to_gradescope(faulty)["extra_data"]["grader_fault"] is not_graded()["extra_data"]["grader_fault"] is True


def test_coursera_gives_a_part_its_exercise(result: Result) -> None:
    """Without a part the fraction is of all points, with one it is of its exercise; an optional one is refused."""
    record = result("stride_ignored")
    assert to_coursera(record)["fractionalScore"] == 0.81
    assert to_coursera(record, "pool_forward")["fractionalScore"] == pytest.approx(11 / 30, abs=1e-6)
    assert to_coursera(record, "zero_pad")["fractionalScore"] == 1
    assert isinstance(to_coursera(record, "zero_pad")["fractionalScore"], float)
    with pytest.raises(ValueError, match="worth no points"):
        to_coursera(record, "conv_backward")


def test_missing_sandbox_is_told(result: Result) -> None:
    """Both files say when nothing contained the code, and only then."""
    record = result("right_with_loops")
    assert UNPROTECTED not in to_gradescope(record)["output"] + to_coursera(record)["feedback"]
    unprotected = replace(record.setting, sandbox=Protection("none", False, ()))
    record = replace(record, setting=unprotected)
    assert UNPROTECTED in to_gradescope(record)["output"]
    assert UNPROTECTED in to_coursera(record)["feedback"]
    assert to_gradescope(record)["extra_data"]["sandbox"]["trusted_for_marks"] is False


def test_receipt_is_on_gradescope(result: Result) -> None:
    """What the result depends on goes along: notebook, grader, cases, versions."""
    record = result("right_with_loops")
    extra = to_gradescope(record)["extra_data"]
    stored = json.loads(record.to_json())
    for name in ("assignment", "student", "score", "max_score", "submission", "grader", "environment", "sandbox"):
        assert json.loads(to_bytes({name: extra[name]})) == {name: stored[name]}


def test_hostile_text_stays_text(result: Result) -> None:
    """Markup is declared as plain text, control characters and half characters go, endless texts end."""
    graded = result("stride_ignored")
    hostile = "<script>alert(1)</script>\x1b]0;x\x07\u202e\ud800" + "x" * 100_000
    pooling = graded.exercise("pool_forward")
    checks = (replace(pooling.checks[0], passed=False, message=hostile), *pooling.checks[1:])
    exercises = (*graded.exercises[:3], replace(pooling, message=hostile, checks=checks), *graded.exercises[4:])
    record = replace(graded, exercises=exercises, notes=(Note(hostile), *graded.notes[1:]))
    for made in (to_gradescope(record), to_coursera(record)):
        content = json.loads(to_bytes(made))
        texts = list(_texts(content))
        assert not {char for text in texts for char in text if char != "\n" and unicodedata.category(char) == "Cc"}
        assert max(map(len, texts)) < 20_000
        assert any("<script>" in text for text in texts)
    assert {test["output_format"] for test in to_gradescope(record)["tests"]} == {"text"}
    assert to_gradescope(record)["output_format"] == "text"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from _texts(part)
