"""Grading the corpus as submissions, and what is to be thought of what the grader says."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from unittest.mock import patch

import public_tests
from autograder.batch.task import open_grader
from autograder.grading.grader import Grader
from autograder.result import ExerciseResult
from examples.build import Notebook, fill, read_starter
from public_tests import Case
from tests.beginners import Answer
from tests.beginners.judge import (
    DoesNotEndError,
    harmless,
    holds,
    keep_lines,
    load,
    mistakes_named,
    right_answers,
    unexplained,
)
from tests.conftest import result_of, to_bytes
from tests.first_assignment import EXERCISES, EXPECTED, NAME
from tests.installed import ASSIGNMENTS, read_message
from tests.mutants.grading import LIMITS

HEADLINE, PUBLIC_TEST = "headline", "public test"
UNEXPLAINED = "does not explain"
HEDGED = re.compile("One possible cause: |You get the same error if ")
"""What is said where a mistake is not certain claims nothing."""


@dataclass(frozen=True)
class Statement:
    """Something that a student reads. where: the check, the headline or the public test. named: known mistakes."""

    where: str
    text: str
    named: frozenset[str]


@dataclass(frozen=True)
class Graded:
    """An answer with what the grader and the public test say of it. false: where it is false, and why."""

    answer: Answer
    result: ExerciseResult
    statements: tuple[Statement, ...]
    false: tuple[tuple[str, str], ...]

    @property
    def passed(self) -> bool:
        """Whether all checks passed."""
        return self.result.status == "passed"

    @property
    def names_the_cause(self) -> bool:
        """Whether the headline has what the answer's header asks for, and nothing that is said is false."""
        return not self.false and all(self._in_headline(claims) for claims in self.answer.must)

    @property
    def shows_a_pattern(self) -> bool:
        """Whether the headline describes the output truly without its cause."""
        return not self.false and self._in_headline(self.answer.pattern)

    @property
    def misnamed(self) -> bool:
        """Whether a mistake is named, anywhere, that does not explain all that the function does."""
        return any(UNEXPLAINED in why for _, why in self.false)

    @property
    def names(self) -> frozenset[str]:
        """All mistakes that are named, wherever."""
        return frozenset().union(*(statement.named for statement in self.statements))

    def _in_headline(self, claims: Iterable[str]) -> bool:
        return any(claim in self.statements[0].named or holds(self.result.message, claim) for claim in claims)


def grade_all(answers: Iterable[Answer]) -> Iterator[Graded]:
    """Grade answers for real, one after the other, each alone in a notebook with right helpers."""
    starter = read_starter(NAME)
    with open_grader("auto", EXPECTED) as opened:
        grader = replace(opened, limits=LIMITS)
        for answer in answers:
            yield grade(grader, starter, answer)


def grade(grader: Grader, starter: Notebook, answer: Answer) -> Graded:
    """Grade one answer and run the public test on it."""
    result = result_of(grader.grade("beginner", notebook(starter, answer)), answer.exercise)
    said = [(HEADLINE, result.message, result.mistake)]
    said += [(check.name, check.message, None) for check in result.checks if check.message]
    said.append((PUBLIC_TEST, public_message(answer), None))
    statements = tuple(
        Statement(where, text, frozenset(mistakes_named(text) | ({mistake} if mistake else set())))
        for where, text, mistake in said
        if text
    )
    false = find_false(answer, statements, grader.session.key.suite.cases[answer.exercise])
    return Graded(answer, result, statements, tuple(false))


def notebook(starter: Notebook, answer: Answer) -> bytes:
    """The starter with an answer in it, and with right helpers."""
    helpers = {name: right_answers()[name] for name in EXERCISES[answer.exercise].prerequisites}
    return to_bytes(fill(starter, helpers | {answer.exercise: answer.source}))


def public_message(answer: Answer) -> str:
    """What a student reads below the cell of the public test; empty when it passes."""
    try:
        function = load(answer.exercise, answer.source)
        keep_lines(answer.source)
        # One timer for all: that of the public tests would end the other one.
        with patch.object(public_tests, "SECONDS", 1.0), harmless(seconds=3.0):
            return read_message(ASSIGNMENTS[NAME].public, answer.exercise, function)
    except (Exception, DoesNotEndError) as error:  # in the cell of the function itself, or no end
        return f"({type(error).__name__}: {error})"


def find_false(answer: Answer, statements: Iterable[Statement], cases: Sequence[Case]) -> Iterator[tuple[str, str]]:
    """What is false in statements, and where: mistakes that do not explain all, and claims that the header rules out.

    What the header asks for is true. The public test speaks of the public cases only.
    """
    true = {claim for claims in answer.must for claim in claims}
    missed: dict[frozenset[str], list[Case]] = {}
    for statement in statements:
        named = statement.named
        if not (named <= true or answer.unreadable or HEDGED.search(statement.text)):
            if named not in missed:
                missed[named] = unexplained(answer.exercise, answer.source, set(named), cases)
            kinds = [case.kind for case in missed[named] if not (case.hidden and statement.where == PUBLIC_TEST)]
            if kinds:
                yield statement.where, f"{' and '.join(sorted(named))} {UNEXPLAINED} {'; '.join(kinds)}"
        for claim in answer.never:
            if claim in named or holds(statement.text, claim):
                yield statement.where, f"never {claim}"
