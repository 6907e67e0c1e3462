"""Grading one submission: read it, call its functions in the sandbox, judge, follow through, write the record."""

import platform
import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from autograder.assignment import Exercise
from autograder.differences import Comparison
from autograder.grading.behaviour import RIGHT, Behaviours, shorten
from autograder.grading.calls import LIMITS, Outcomes, Questions, right_helpers, run_helped
from autograder.grading.checks.session import CheckReport, ChecksError, CheckSession, describe_fault
from autograder.grading.disclosure import disclose
from autograder.grading.own_runs import Fault, OwnRun, OwnRuns
from autograder.grading.record_frame import RecordFrame
from autograder.grading.scoring import NOT_WRITTEN, OUR_FAULT, conclude, empty_result, progress, summarise
from autograder.reading.advice import advise
from autograder.reading.reader import read_submission
from autograder.reading.statement import Statement
from autograder.reading.submission import Submission, similar_name
from autograder.result import MOST_NOTES, Audience, ExerciseResult, Groups, Note, Record, Status, limit_notes
from autograder.sandbox import Limits, Sandbox, SandboxFault
from autograder.setting import Environment, GraderVersion, Protection, Setting
from autograder.version import grader_version

# Where nothing ran, or nothing is wrong, nothing in the notebook can be why.
UNSUSPICIOUS = (Status.PASSED, Status.NOT_WRITTEN, Status.MISSING, Status.SYNTAX_ERROR, Status.GRADER_FAULT)


@dataclass
class Grader:
    """Grades submissions one after the other with a sandbox and a session of checks that stay open."""

    sandbox: Sandbox
    session: CheckSession
    limits: Limits = LIMITS

    @cached_property
    def frame(self) -> RecordFrame:
        """What all records of this grader share."""
        key = self.session.key
        return RecordFrame(key.assignment, describe_setting(key.sha256, self.sandbox))

    @cached_property
    def _questions(self) -> dict[str, Questions]:
        return {name: Questions(name, self.session.key.cases(name)) for name in self.frame.assignment.exercises}

    @cached_property
    def _behaviours(self) -> Behaviours:
        return Behaviours(self.session.key)

    def grade(self, student: str, content: bytes, remarks: tuple[str, ...] = ()) -> Record:
        """Grade the bytes of a notebook. Never raises: a problem in the grader is recorded as such.

        remarks: what is to be noted of how the submission was found.
        """
        started = time.perf_counter()
        try:
            comparisons: list[Comparison] = []
            for_teacher, sentences, results = self._grade(content, comparisons)
        except Exception as error:
            return self.frame.fault(student, content, describe_fault(error), remarks)
        seconds = round(time.perf_counter() - started, 3)
        said = (*limit_notes(sentences, MOST_NOTES - len(for_teacher) - len(remarks)), *remarks)
        notes = (*for_teacher, *map(Note, said))
        return self.frame.record(student, content, results, notes, seconds, tuple(comparisons))

    def _grade(
        self, content: bytes, comparisons: list[Comparison]
    ) -> tuple[list[Note], tuple[str, ...], tuple[ExerciseResult, ...]]:
        """Notes for the teacher, sentences for the student, and the results."""
        exercises = self.frame.assignment.exercises
        submission = read_submission(content, self.frame.assignment.outline)
        absent = {name: self._absent(submission, exercise) for name, exercise in exercises.items()}
        written = [name for name, result in absent.items() if result is None]
        own = OwnRuns(self.sandbox, self.session, submission, self._questions, self.limits).run(written)
        results: dict[str, ExerciseResult] = {}
        for_teacher = [Note(sentence, Audience.TEACHER) for sentence in submission.tampering]
        for name, exercise in exercises.items():
            try:
                result = absent[name]
                if result is None:
                    run = own[name]
                    if isinstance(run, Fault):
                        raise run
                    result, found, outcomes = self._follow_through(submission, exercise, results, run)
                    comparisons += () if result.follow_through else run.comparisons
                    result = self._with_groups(result, submission, found, outcomes)
                results[name] = result
            except (SandboxFault, ChecksError) as error:
                results[name] = empty_result(exercise, Status.GRADER_FAULT, OUR_FAULT)
                for_teacher.append(Note(f"The grader failed on {name} ({error}).", Audience.TEACHER))
        summary = (summarise(results.values()),) if submission.readable else ()
        advice = advise(submission, [name for name, result in results.items() if result.status not in UNSUSPICIOUS])
        return for_teacher, (*summary, *submission.notes, *advice), tuple(results.values())

    def _follow_through(
        self, submission: Submission, exercise: Exercise, earlier: dict[str, ExerciseResult], run: OwnRun
    ) -> tuple[ExerciseResult, Sequence[CheckReport], Outcomes]:
        """The result with right helpers where that is better than the one of `run`, with the student's own.

        And what it is about: the reports as they are, and the outcomes.
        """
        own = conclude(exercise, run.reports), run.found, run.outcomes
        if own[0].status == Status.PASSED:
            return own
        right = right_helpers(submission, exercise, self.session.key.helpers)
        faulty = [name for name in right if earlier[name].status != Status.PASSED]
        if not right or (own[0].status == Status.TIMED_OUT and not faulty):
            return own  # where the helpers are right, running an endless loop again only costs time
        outcomes = run_helped(self.sandbox, submission, self._questions[exercise.name], right, self.limits)
        # This process had the source of right helpers: what it gave is shown only where the own run found the same.
        judged = self.session.judge(outcomes)
        helped = conclude(exercise, disclose(exercise, judged, run.shown, self.session.key.suite))
        if progress(helped) <= progress(own[0]):
            return own
        # The message gives both outcomes: what the function does with the student's own helpers, and with right ones.
        helpers = " and ".join(faulty or right)
        passed = sum(check.passed for check in own[0].checks)
        message = (
            f"With your own {helpers}, {passed} of {len(own[0].checks)} checks passed. So that a mistake costs points "
            f"only once, we also ran it with a correct {helpers}. {helped.message}"
        )
        return replace(helped, follow_through=True, message=message), judged, outcomes

    def _with_groups(
        self, result: ExerciseResult, submission: Submission, found: Sequence[CheckReport], outcomes: Outcomes
    ) -> ExerciseResult:
        """A result with the groups of its answer."""
        definition = submission.definition(result.name)
        code = shorten(definition.sha256) if definition else ""
        passed = result.status == Status.PASSED
        behaviour = RIGHT if passed else self._behaviours.find(result.name, found, outcomes)
        return replace(result, groups=Groups(behaviour, code))

    def _absent(self, submission: Submission, exercise: Exercise) -> ExerciseResult | None:
        """The result of an exercise with nothing to run, None when there is a function."""
        name = exercise.name
        definitions = submission.definitions(name)
        written = [found for found in definitions if not found.unwritten]
        if definitions and written[:1] == definitions[:1]:
            return None
        if name in submission.unread:
            sentence = f"Python cannot read this function: {submission.unread[name]}. {submission.cut.get(name, '')}"
            return empty_result(exercise, Status.SYNTAX_ERROR, sentence.strip())
        if definitions:
            return empty_result(
                exercise, Status.NOT_WRITTEN, NOT_WRITTEN + _elsewhere(submission, name, definitions, written)
            )
        if not submission.readable:
            return empty_result(exercise, Status.MISSING, submission.notes[0])
        found = submission.elsewhere.get(name) or _renamed(submission, name)
        return empty_result(exercise, Status.MISSING, f"The notebook has no function {name}. {found}".strip())


def describe_setting(cases_sha256: str, sandbox: Sandbox) -> Setting:
    """The part of a result that is the same for a whole batch. cases_sha256: of the file of cases."""
    return Setting(
        GraderVersion(grader_version(), cases_sha256),
        Environment(platform.python_version(), np.__version__),
        Protection(sandbox.tier, sandbox.trusted_for_marks, tuple(sandbox.protections)),
    )


def _elsewhere(submission: Submission, name: str, definitions: list[Statement], written: list[Statement]) -> str:
    """Where an answer may be when the definition that counts is the starter's; empty when there is none."""
    if not written:
        found = submission.elsewhere.get(name) or _renamed(submission, name)
        return f" {found}" if found else ""
    last, other = definitions[0].unit, written[0].unit
    return (
        f" The last definition counts, and the one in {last.label} (line {last.first_line}) is still the starter. You "
        f"wrote an earlier one in {other.label} (line {other.first_line}). Delete the empty one."
    )


def _renamed(submission: Submission, name: str) -> str:
    other = similar_name(submission, name)
    return f"It has a function {other}: if that is your {name}, rename it to {name}." if other else ""
