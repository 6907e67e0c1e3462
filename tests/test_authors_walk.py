"""The way through `docs/authors.md`, from `autograder new` to a report, does what the document says at each step."""

from pathlib import Path

import pytest

from tests.course_copy import copy_course
from tests.documented_commands import Terminal, follow, read_page, read_steps

PAGE = read_page("docs/authors.md")


def test_walk_leads_to_a_report(tmp_path: Path) -> None:
    """Each command of the document, in a copy of the checkout, prints what the document says; each change fits."""
    course = copy_course(tmp_path / "course")
    with Terminal(course) as terminal:
        follow(PAGE, terminal)
    assert "share_above" in (course / "results" / "rescaling" / "class_report.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["new", "check", "grade", "explain", "feedback", "report", "record"])
def test_walk_shows_each_command(command: str) -> None:
    """The commands that an author needs first are all on the way."""
    assert any(f"autograder {command} " in step.commands for step in read_steps(PAGE))
