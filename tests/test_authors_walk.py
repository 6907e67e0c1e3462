"""The way through `docs/authors.md`, from `autograder new` to a report, does what the document says at each step."""

from pathlib import Path

import pytest

from tests.course_copy import ROOT, apply_change, copy_course, run_command
from tests.documented_commands import Step, read_steps

STEPS = read_steps((ROOT / "docs" / "authors.md").read_text(encoding="utf-8"), "Your own assignment in thirty minutes")


def test_outputs_are_compared_whole() -> None:
    """An output has the lines of the document and no others, except where dots stand for any."""
    step = Step(printed="one\n...\nthree: ...\n")
    assert step.prints("one\ntwo\nthree: 3\n")
    assert step.prints("one  \nthree: many\n")
    assert not step.prints("zero\none\nthree: 3\n")
    assert not step.prints("one\nthree: 3\nfour\n")
    assert not step.prints("one\n")


def test_walk_leads_to_a_report(tmp_path: Path) -> None:
    """Each command of the document, in a copy of the checkout, prints what the document says; each change fits."""
    course = copy_course(tmp_path / "course")
    for step in STEPS:
        if step.change:
            apply_change(step.change, course)
        else:
            output = run_command(step.commands, course).stdout
            assert step.prints(output), f"{step.commands}prints:\n{output}"
    assert "share_above" in (course / "results" / "class_report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["new", "check", "grade", "explain", "feedback", "report", "record"])
def test_walk_shows_each_command(command: str) -> None:
    """The commands that an author needs first are all on the way."""
    assert any(f"autograder {command} " in step.commands for step in STEPS)
