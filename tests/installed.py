"""Every installed assignment with its answer key and its cases, and its functions called here, without a sandbox."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import pytest

import public_tests
from autograder.assignments import find_expected, list_assignments, read_definition
from autograder.authoring.answer_key import load_function, read_answers, read_function
from autograder.authoring.definition import Assignment
from autograder.authoring.places import Places
from autograder.expected import Key, read_key
from autograder.reading.submission import Submission
from public_tests import Case, Finding, Suite, explain_all, explain_stop, judge, judge_cache, judge_inputs

Edit = Callable[[str], str]


@dataclass(frozen=True)
class Installed:
    """An assignment by its name."""

    name: str

    @cached_property
    def definition(self) -> Assignment:
        """What its author says."""
        return read_definition(self.name)

    @cached_property
    def answers(self) -> Submission:
        """The answer key."""
        return read_answers(self.definition, self.places.answers)

    @property
    def places(self) -> Places:
        """Where its files are."""
        return Places(self.name)

    @property
    def expected(self) -> Path:
        """The grader's file."""
        return find_expected(self.name)

    @property
    def public_data(self) -> Path:
        """The students' file."""
        return self.places.public_data

    @cached_property
    def key(self) -> Key:
        """What the grader's file holds."""
        return read_key(self.expected)

    @cached_property
    def public(self) -> Suite:
        """What the students' file holds."""
        return public_tests.read_suite(self.public_data)

    @cached_property
    def sources(self) -> dict[str, str]:
        """The text of each right function by name."""
        return {name: read_function(self.answers, name) for name in self.definition.exercises}

    def load(self, exercise: str, edit: Edit = lambda source: source) -> Callable:
        """A right function, perhaps with an edit of its text."""
        return load_function(self.answers, exercise, edit)


ASSIGNMENTS = {name: Installed(name) for name in list_assignments()}

LESSONS = [ASSIGNMENTS[name] for name in ("cnn_step_by_step", "train_a_cnn")]
"""The assignments of this project. Those of other authors need not be as long, nor have figures and formulas."""

each_lesson = pytest.mark.parametrize("installed", LESSONS, indirect=True, ids=lambda one: one.name, scope="session")
"""For a test of how this project teaches, which is not a rule for every assignment."""

each_exercise_of_the_lessons = pytest.mark.parametrize(
    ("installed", "exercise"),
    [(one, exercise) for one in LESSONS for exercise in one.definition.exercises],
    indirect=["installed"],
    ids=lambda value: value if isinstance(value, str) else value.name,
)

each_exercise = pytest.mark.parametrize(
    ("installed", "exercise"),
    [(one, exercise) for one in ASSIGNMENTS.values() for exercise in one.definition.exercises],
    indirect=["installed"],
    ids=lambda value: value if isinstance(value, str) else value.name,
)
"""For a test of each exercise of each assignment."""


def only(name: str) -> list[pytest.MarkDecorator]:
    """The marks of a module whose tests are about one assignment, also those that do not ask for `installed`."""
    one = pytest.mark.parametrize("installed", [ASSIGNMENTS[name]], indirect=True, ids=[name])
    return [one, pytest.mark.usefixtures("installed")]


def look(suite: Suite, case: Case, function: Callable) -> Finding:
    """What a function of ours gives on a case: value, inputs and cache, judged as in grading."""
    returns, given = suite.returns[case.exercise], case.fresh_arguments()
    try:
        with np.errstate(all="ignore"):
            value = function(*given)
    except Exception as error:
        return explain_stop(case, suite, type(error).__name__, str(error))
    finding = judge(case, returns, value)
    finding = judge_inputs(case, given) if finding.right else finding
    return judge_cache(case, returns, value) if finding.right else finding


def look_at_all(suite: Suite, cases: Sequence[Case], function: Callable) -> list[Finding]:
    """What a function of ours gives on some cases, each in the light of all of them."""
    return explain_all([(case, look(suite, case, function)) for case in cases], suite.mistakes)


def read_message(suite: Suite, exercise: str, function: Callable) -> str:
    """What a student reads of a function in the notebook; empty when the public test passes."""
    try:
        with np.errstate(all="ignore"):
            public_tests._test(suite, exercise, function)
    except AssertionError as error:
        return str(error)
    return ""


def plain(code: str) -> str:
    """Code or prose without spaces, backticks, escapes and capitals."""
    return re.sub(r"[\s`\\]", "", code).lower()


@cache
def telling_lines(installed: Installed) -> set[str]:
    """The lines of all answers and their right-hand sides; names alone, and what a starter may show, tell nothing."""
    lines = set()
    for source in installed.sources.values():
        solution = source.partition("### BEGIN SOLUTION")[2].partition("### END SOLUTION")[0]
        for line in solution.splitlines():
            if not re.fullmatch(installed.definition.open_lines, re.sub(r"\s", "", line)):
                lines |= {plain(line), plain(line).partition("=")[2]}
    return {line for line in lines if len(line) >= 8 and re.search(r"[=(*+/]", line)}
