"""The feedback page: what a student reads, and what never stands in it."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.differences import DIFFERENCES, Comparison, compare, write_comparisons
from autograder.reports.feedback import render_feedback, write_all_feedback, write_feedback
from autograder.result import Note
from autograder.stored_results import RESULT, ResultsFolder
from public_tests import Case
from tests.first_assignment import ASSIGNMENT, NAME
from tests.reports.conftest import (
    DETAIL,
    REASON,
    UNPROTECTED,
    Page,
    faulty_record,
    make_record,
    make_result,
    wrong_padding,
)


@pytest.fixture
def comparisons(case_of: Callable[[str, str], Case]) -> list[Comparison]:
    """What was compared in the two public checks of `wrong_padding`."""
    made = []
    for pad in (3, 2):
        case = case_of("zero_pad", f"published_pad_{pad}")
        (output,) = [output for output in case.known if "pads_with_ones" in output.mistakes]
        wrong = output.arrays["X_pad"]
        made.append(compare(case, ("X_pad",), f"X_pad is right: pad {pad}.", wrong))
    return [one for one in made if one is not None]


def test_the_page_tells_score_mistake_and_numbers(comparisons: list[Comparison]) -> None:
    """Score, exercises, the recognised mistake once at its full length, and pictures of the public checks."""
    text = render_feedback(make_record(wrong_padding()), comparisons, ASSIGNMENT)
    page = Page(text)
    assert "91 of 100 points" in page.text
    assert f"Recognised mistake {REASON} {DETAIL}" in page.text
    assert page.text.count(REASON) == 1
    assert "For the reason given above. 320 of 392 values differ." in page.text
    assert "Numbers of the public check “X_pad is right: pad 3”" in page.text
    assert len([one for one in page.tags("svg") if one.get("role") == "img"]) == 6


def test_public_and_hidden_checks_are_told_apart_in_words() -> None:
    """Each check is a sentence under a heading that says whether the student has it, with passed or not passed."""
    text = Page(render_feedback(make_record(wrong_padding()), [], ASSIGNMENT)).text
    public, hidden = text.index("Public checks"), text.index("Hidden checks")
    assert public < text.index("Not passed: X_pad is right: pad 2.") < hidden
    assert hidden < text.index("Passed: X_pad is right: pad 0.")
    assert hidden < text.index("Not passed: X_pad is right: pad 1, non-square.")


def test_hidden_checks_are_never_drawn(comparisons: list[Comparison]) -> None:
    """A comparison that belongs to a hidden check, to a passed one or to none is left out."""
    names = ("X_pad is right: pad 1, non-square.", "X_pad is right: pad 0.", "no such check")
    stray = [Comparison("zero_pad", name, "some", comparisons[0].difference) for name in names]
    stray.append(Comparison("conv_forward", "X_pad is right: pad 3.", "some", comparisons[0].difference))
    assert "<figure" not in render_feedback(make_record(wrong_padding()), stray, ASSIGNMENT)


def test_follow_through_is_never_drawn(comparisons: list[Comparison]) -> None:
    """What stands in the record of a function with right helpers is not what its own helpers gave."""
    helped = replace(wrong_padding(), follow_through=True)
    assert "<figure" in render_feedback(make_record(wrong_padding()), comparisons, ASSIGNMENT)
    assert "<figure" not in render_feedback(make_record(helped), comparisons, ASSIGNMENT)


def test_follow_through_is_explained() -> None:
    """A function that was judged with right helpers is said to be, and that no marks were lost by it."""
    message = "With your own zero_pad 5 of 11 checks passed. It was judged with a right zero_pad too."
    result = make_result("conv_forward", "passed", follow_through=True, message=message)
    text = Page(render_feedback(make_record(result), [], ASSIGNMENT)).text
    assert f"You lose no marks here for that other mistake. {message}" in text


def test_a_fault_of_the_grader_is_ours() -> None:
    """A fault is told on top, takes the place of the points, and its reason is not for students."""
    page = Page(render_feedback(faulty_record("somebody"), [], ASSIGNMENT))
    assert "We could not grade part of this because of a problem in the grader" in page.text
    assert "points so far, not final" in page.text
    assert "0 of 40" not in page.text
    assert "OSError" not in page.text
    assert "This is a problem in the grader, not in your code" in page.text


def test_marks_without_a_sandbox_are_warned_of() -> None:
    """What was graded without protection says so on top; what was protected says by what."""
    assert "Sandbox bwrap: no network, limited memory." in Page(render_feedback(make_record(), [], ASSIGNMENT)).text
    assert (
        "Do not use this score as a mark"
        in Page(render_feedback(make_record(setting=UNPROTECTED), [], ASSIGNMENT)).text
    )


def test_a_file_that_is_no_notebook_is_told_once() -> None:
    """One sentence, and no list of eight functions that are missing."""
    reason = "The file is no notebook: it was cut off."
    results = (make_result(name, "missing", message=reason) for name in ("zero_pad", "conv_single_step"))
    others = ("conv_forward", "pool_forward", "conv_backward", "create_mask_from_window", "distribute_value")
    rest = (make_result(name, "missing", message=reason) for name in (*others, "pool_backward"))
    text = Page(render_feedback(make_record(*results, *rest, notes=(Note(reason),)), [], ASSIGNMENT)).text
    assert text.count(reason) == 1
    assert "conv_forward" not in text


@pytest.mark.parametrize("status", ["raised", "timed_out", "out_of_memory", "crashed", "syntax_error", "failed"])
def test_every_way_to_fail_has_words(status: str) -> None:
    """Each status is told in words of its own, with the message."""
    result = make_result("conv_forward", status, message="It went so.")
    text = Page(render_feedback(make_record(result), [], ASSIGNMENT)).text
    assert status not in text
    assert "What went wrong It went so." in text


def test_code_in_a_message_is_set_as_code() -> None:
    """What stands between backticks is code; the rest is text, whatever it looks like."""
    result = make_result("conv_forward", "failed", message="Take `b.item()` and not <b>`<i>`</b>.")
    text = render_feedback(make_record(result), [], ASSIGNMENT)
    assert "<code>b.item()</code>" in text
    assert "&lt;b&gt;<code>&lt;i&gt;</code>&lt;/b&gt;" in text


def test_what_hides_in_a_text_is_shown() -> None:
    """Characters that turn text around, or are invisible, are written as numbers; a very long text is cut."""
    notes = (Note("x" * 5000), Note("e" + "\u0301" * 50))
    record = make_record(student="a\u202eb\u2066c\x1b[31md\u200be\ud800f", notes=notes)
    text = render_feedback(record, [], ASSIGNMENT)
    for shown in ("a[U+202E]b[U+2066]c[U+001B][31md[U+200B]e[U+D800]f", "x" * 100, "(cut)"):
        assert shown in text
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\ud800\x1b]|x{2001}|\u0301{5}", text)


def test_letters_of_any_script_stay() -> None:
    """Names in any script are shown as they are, kept apart from the text around them."""
    name = "José Müller-Ωmega 李 می‌خواهم"
    assert f"<bdi>{name}</bdi>" in render_feedback(make_record(student=name), [], ASSIGNMENT)


def test_a_folder_of_results_becomes_a_folder_of_pages(tmp_path: Path, comparisons: list[Comparison]) -> None:
    """Each result gets a page where nbgrader looks for it, with the pictures of the file beside the result."""
    record = make_record(wrong_padding(), student="../../elsewhere")
    place = tmp_path / "results" / "ada" / "cnn_step_by_step"
    place.mkdir(parents=True)
    (place / RESULT).write_text(record.to_json(), encoding="utf-8")
    (place / DIFFERENCES).write_text(write_comparisons(comparisons, "a" * 64), encoding="utf-8")
    (tmp_path / "results" / "grades.csv").write_text("")
    target = tmp_path / "feedback"
    assert write_all_feedback(ResultsFolder(tmp_path / "results", NAME), ASSIGNMENT, target, {}) == 1
    (page,) = [path for path in target.rglob("*") if path.is_file()]
    assert page == target / "ada" / "cnn_step_by_step" / "cnn_step_by_step.html"
    assert page.read_bytes() == render_feedback(record, comparisons, ASSIGNMENT).encode()
    assert page.read_text(encoding="utf-8").count("<figure") == 2


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"schema_version": 0}', "null"])
def test_a_broken_result_is_named(tmp_path: Path, text: str) -> None:
    """A student whose result cannot be read is left out, with the name of the file and with what to do."""
    place = tmp_path / "ada" / "cnn_step_by_step"
    place.mkdir(parents=True)
    (place / RESULT).write_text(text)
    left_out: dict[str, str] = {}
    assert write_all_feedback(ResultsFolder(tmp_path, NAME), ASSIGNMENT, tmp_path / "feedback", left_out) == 0
    assert re.search(r"ada.*result\.json cannot be used .* --fresh", left_out["ada"])


def test_the_same_record_gives_the_same_bytes(tmp_path: Path, comparisons: list[Comparison]) -> None:
    """A page depends on nothing but the record and what was compared, and is written over what was there."""
    record = make_record(wrong_padding())
    pages = []
    for _ in range(2):
        write_feedback(record, comparisons, ASSIGNMENT, tmp_path / "page.html")
        pages.append((tmp_path / "page.html").read_bytes())
    assert pages[0] == pages[1]
    assert [path.name for path in tmp_path.iterdir()] == ["page.html"]
