"""What the tests of the pages share: records of every kind, and what a page consists of."""

from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from autograder.expected import Key, read_key
from autograder.result import Audience, Check, ExerciseResult, Note, Record, read_status
from autograder.setting import Environment, GraderVersion, Protection, Run, Setting
from public_tests import Case
from tests.first_assignment import EXERCISES, EXPECTED, MAX_SCORE, NAME

SETTING = Setting(
    GraderVersion("0.1.0", "c" * 64),
    Environment("3.11.9", "2.3.5"),
    Protection("bwrap", True, ("no_network", "memory_limited")),
)
UNPROTECTED = replace(SETTING, sandbox=Protection("none", False, ()))
REASON = "This is what you get when the border is filled with ones; it should hold zeros."
DETAIL = "576 of 648 values differ; the first is X_pad[0, 0, 0, 0] = 1, which should be 0."


def make_result(name: str, status: str, **changes: object) -> ExerciseResult:
    """An exercise without checks. changes: fields that are not the plain ones."""
    points = EXERCISES[name].points
    plain: dict = {
        "name": name,
        "status": read_status(status),
        "score": points if status == "passed" else 0,
        "max_score": points,
        "optional": points == 0,
        "follow_through": False,
        "mistake": None,
        "message": "All 2 checks passed." if status == "passed" else "This function is not written yet.",
        "checks": (),
    }
    return ExerciseResult(**(plain | changes))


def wrong_padding() -> ExerciseResult:
    """zero_pad with a recognised mistake: two public checks and two hidden ones, one of which passed."""
    return make_result(
        "zero_pad",
        "partial",
        score=1,
        mistake="pads_with_ones",
        message=f"1 of 4 checks passed. {REASON} {DETAIL}",
        checks=(
            Check("X_pad is right: pad 3.", False, False, 0, 1, f"{REASON} {DETAIL}"),
            Check("X_pad is right: pad 2.", False, False, 0, 1, f"{REASON} 320 of 392 values differ."),
            Check("X_pad is right: pad 0.", True, True, 1, 1, ""),
            Check("X_pad is right: pad 1, non-square.", True, False, 0, 3, REASON),
        ),
    )


def make_record(*results: ExerciseResult, **changes: Any) -> Record:
    """The results given, the other exercises right or, if optional, not written. changes: fields of the record."""
    given = {result.name: result for result in results}
    exercises = tuple(
        given.get(name) or make_result(name, "not_written" if exercise.optional else "passed")
        for name, exercise in EXERCISES.items()
    )
    run = Run("2026-01-02T03:04:05+00:00", 0.1)
    record = Record(NAME, "somebody", exercises, (Note("All is noted."),), "a" * 64, SETTING, MAX_SCORE, run)
    return replace(record, **changes)


def faulty_record(student: str) -> Record:
    """The record of a submission that could not be graded."""
    fault = "This could not be graded, through a fault of the grader and not of yours."
    results = (make_result(name, "grader_fault", message=fault) for name in EXERCISES)
    reason = Note("The grader failed on this submission (OSError: disk /x).", Audience.TEACHER)
    return make_record(*results, student=student, notes=(reason,))


@pytest.fixture(scope="session")
def key() -> Key:
    """The cases that grading judges by."""
    return read_key(EXPECTED)


@pytest.fixture(scope="session")
def case_of(key: Key) -> Callable[[str, str], Case]:
    """A case by exercise and name."""
    return lambda exercise, name: next(case for case in key.suite.cases[exercise] if case.name == name)


class Page(HTMLParser):
    """A page taken apart: its elements with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        """Take a page apart."""
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, dict(attrs)))
        self._open.append(tag)
        self.words.append("" if tag in ("code", "bdi", "span", "strong", "a", "wbr") else " ")

    def handle_data(self, data: str) -> None:
        """Note a text, unless it is the style sheet."""
        if self._open[-1:] != ["style"]:
            self.words.append(data)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those within it that have no end."""
        while self._open and self._open.pop() != tag:
            pass

    @property
    def text(self) -> str:
        """All texts, spaces made one."""
        return " ".join("".join(self.words).split())

    def tags(self, name: str) -> list[dict[str, str | None]]:
        """The attributes of all elements of a name."""
        return [attributes for tag, attributes in self.elements if tag == name]
