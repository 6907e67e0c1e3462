"""A teacher's comment on a group in the gradebook: where a student reads it, whose points count, what conflicts."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.group_comments import COMMENTS
from autograder.result import ExerciseResult, Groups
from tests.first_assignment import NAME
from tests.gradebook.conftest import Hand, open_book, output, rebuilt, wrong_padding

Run = Callable[..., int]
COMMENT = "Zeros, not [ones](http://127.0.0.1)."


@pytest.fixture
def grouped() -> ExerciseResult:
    """A wrong padding in a group."""
    return replace(wrong_padding(), groups=Groups("bcdfghjklm", "ghjk"))


def comment(results: Path, points: str) -> None:
    """Write a comment on the group."""
    row = f'zero_pad,bcdfghjklm,"{COMMENT}",{points}'
    (results / COMMENTS).write_text(f"exercise,group,comment,points\n{row}\n")


def test_comment_and_points_are_in_the_gradebook(
    course: Path, results: Path, hand_in: Hand, record: Run, grouped: ExerciseResult
) -> None:
    """All of the group have the points and the comment, in formgrader and below the test cell; without a link."""
    for student in ("hopper", "lovelace"):
        hand_in(student, grouped)
    comment(results, "6")
    for _ in range(2):
        assert record() == 0
        with open_book(course) as gradebook:
            for student in ("hopper", "lovelace"):
                assert gradebook.find_grade("test_zero_pad", NAME, NAME, student).score == 6
                said = gradebook.find_comment("zero_pad", NAME, NAME, student).comment
                assert said.startswith("From your instructor: Zeros, not [ones]")
                assert "](" not in said
                assert "Your instructor gave 6 of 10 points for zero_pad; the grader gave 1. The grader: Partly" in said
                assert "bcdfghjklm" not in said + output(rebuilt(course, student), "test_zero_pad")
    assert "From your instructor: Zeros" in output(rebuilt(course, "hopper"), "test_zero_pad")


def test_a_manual_score_wins_and_is_listed(
    course: Path, results: Path, hand_in: Hand, record: Run, grouped: ExerciseResult, capsys: pytest.CaptureFixture[str]
) -> None:
    """A score that was entered by hand counts, and its student is listed unless it is the same score."""
    for student in ("hopper", "lovelace"):
        hand_in(student, grouped)
    record()
    with open_book(course) as gradebook:
        for student, score in (("hopper", 4), ("lovelace", 6)):
            grade = gradebook.find_grade("test_zero_pad", NAME, NAME, student)
            grade.manual_score, grade.needs_manual_grade = score, False
        gradebook.db.commit()
    comment(results, "6")
    capsys.readouterr()
    assert record() == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Manual scores stay, although comments.csv gives the group other points: hopper." in said
    with open_book(course) as gradebook:
        assert gradebook.find_grade("test_zero_pad", NAME, NAME, "hopper").score == 4
    comment(results, "")
    assert record() == 0
    assert "gives the group other points" not in capsys.readouterr().out
