"""Grading one submission: read it, call its functions in the sandbox, judge, follow through, write the record."""

import hashlib
import platform
import time
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from importlib.metadata import version

from autograder import VERSION
from autograder.advice import advise
from autograder.dependencies import Statement
from autograder.exercises import EXERCISES, Exercise
from autograder.expected import Key
from autograder.judging import CheckReport, ChecksError, CheckSession
from autograder.outcomes import LIMITS, Questions, right_helpers, run_exercise, run_together
from autograder.placeholders import is_unwritten
from autograder.result import Check, ExerciseResult, Record, Setting, plain_number
from autograder.sandbox import Limits, Sandbox, SandboxFault
from autograder.submission import Submission, read_submission, similar_name
from public_tests import telling

NOT_WRITTEN = "This function is not written yet."
OUR_FAULT = "This could not be graded, through a fault of the grader and not of yours. Your teacher is told."
# Ways to give no answer at all, by rung of the finding, which become the status of the exercise.
SILENT = ("not_written", "raised", "timed_out", "out_of_memory", "crashed")


@dataclass
class Grader:
    """Grades submissions one after the other with a sandbox and a session of checks that stay open."""

    sandbox: Sandbox
    session: CheckSession
    limits: Limits = LIMITS

    @cached_property
    def setting(self) -> Setting:
        """What every result of this grader depends on besides the notebook."""
        return describe_setting(self.session.key, self.sandbox)

    @cached_property
    def _questions(self) -> dict[str, Questions]:
        return {name: Questions(name, self.session.key.cases(name)) for name in EXERCISES}

    def grade(self, student: str, content: bytes, remarks: tuple[str, ...] = ()) -> Record:
        """Grade the bytes of a notebook. Never raises: what goes wrong on our side is in the record as our fault.

        remarks: what is to be noted of how the submission was found.
        """
        started = time.perf_counter()
        try:
            notes, results = self._grade(content)
        except Exception as error:
            return fault_record(student, content, self.setting, f"{type(error).__name__}: {error}", remarks)
        seconds = round(time.perf_counter() - started, 3)
        return Record(student, results, (*notes, *remarks), _sha256(content), self.setting, _run(seconds))

    def _grade(self, content: bytes) -> tuple[tuple[str, ...], tuple[ExerciseResult, ...]]:
        submission = read_submission(content)
        absent = {name: self._absent(submission, exercise) for name, exercise in EXERCISES.items()}
        results: dict[str, ExerciseResult] = {}
        faults = []
        try:
            passed = self._grade_together(submission, [name for name, result in absent.items() if result is None])
        except (SandboxFault, ChecksError):
            passed = {}  # each gets a process of its own, and what failed here fails there again or does not matter
        for name, exercise in EXERCISES.items():
            known = absent[name] or passed.get(name)
            try:
                results[name] = known or self._grade_alone(submission, exercise, results)
            except (SandboxFault, ChecksError) as error:
                results[name] = _empty(exercise, "grader_fault", OUR_FAULT)
                faults.append(f"The grader failed on {name} ({error}).")
        summary = (_summary(results.values()),) if submission.readable else ()
        advice = advise(submission, {name: result.status for name, result in results.items()})
        return (*faults, *summary, *submission.notes, *advice), tuple(results.values())

    def _grade_together(self, submission: Submission, names: list[str]) -> dict[str, ExerciseResult]:
        """The exercises that pass when all run in one process, which costs one start in place of many.

        Only passing counts: what one function did there can have spoilt another, so whatever fails is graded alone.
        """
        if len(names) < 2:
            return {}
        asked = [self._questions[name] for name in names]
        reports = self.session.judge(run_together(self.sandbox, submission, asked))
        results = {
            name: conclude(EXERCISES[name], [report for report in reports if report.exercise == name]) for name in names
        }
        return {name: result for name, result in results.items() if result.status == "passed"}

    def _grade_alone(
        self, submission: Submission, exercise: Exercise, earlier: dict[str, ExerciseResult]
    ) -> ExerciseResult:
        own = conclude(exercise, self._judge(submission, exercise))
        if own.status == "passed":
            return own
        right = right_helpers(submission, exercise.name, self.session.key.helpers)
        faulty = [name for name in right if earlier[name].status != "passed"]
        if not right or (own.status == "timed_out" and not faulty):
            return own  # where the helpers are right, running an endless loop again only costs time
        # Without details: this process had the source of right helpers, and a detail can carry any text.
        reports = [
            replace(report, finding=replace(report.finding, detail=""))
            for report in self._judge(submission, exercise, right)
        ]
        helped = conclude(exercise, reports)
        if _progress(helped) <= _progress(own):
            return own
        # Both outcomes are told: what the function does with the student's own helpers, and with right ones.
        helpers = " and ".join(faulty or right)
        passed = sum(check.passed for check in own.checks)
        message = (
            f"With your own {helpers} {passed} of {len(own.checks)} checks passed. So that a mistake counts once, "
            f"it was judged with a right {helpers} too: {helped.message}"
        )
        return replace(helped, follow_through=True, message=message)

    def _absent(self, submission: Submission, exercise: Exercise) -> ExerciseResult | None:
        """The result of an exercise with nothing to run, None when there is a function."""
        name = exercise.name
        definitions, stub = submission.definitions(name), self.session.key.stubs[name]
        written = [found for found in definitions if not is_unwritten(found.unit.source, stub)]
        if definitions and written[:1] == definitions[:1]:
            return None
        if name in submission.unread:
            return _empty(exercise, "syntax_error", f"Python cannot read this function: {submission.unread[name]}.")
        if definitions:
            return _empty(exercise, "not_written", NOT_WRITTEN + _elsewhere(submission, name, definitions, written))
        if not submission.readable:
            return _empty(exercise, "missing", submission.notes[0])
        return _empty(exercise, "missing", f"The notebook defines no function {name}.{_renamed(submission, name)}")

    def _judge(
        self, submission: Submission, exercise: Exercise, right: dict[str, str] | None = None
    ) -> list[CheckReport]:
        outcomes = run_exercise(self.sandbox, submission, self._questions[exercise.name], right, self.limits)
        return self.session.judge(outcomes)


def describe_setting(key: Key, sandbox: Sandbox) -> Setting:
    """The part of a result that is the same for a whole batch."""
    return Setting(
        grader={"version": VERSION, "cases_sha256": key.sha256},
        environment={"python": platform.python_version(), "numpy": version("numpy")},
        sandbox={
            "tier": sandbox.tier,
            "trusted_for_marks": sandbox.trusted_for_marks,
            "protections": list(sandbox.protections),
        },
    )


def fault_record(student: str, content: bytes, setting: Setting, reason: str, remarks: tuple[str, ...] = ()) -> Record:
    """The record of a submission that could not be graded through our own fault. reason: for the instructor."""
    results = tuple(_empty(exercise, "grader_fault", OUR_FAULT) for exercise in EXERCISES.values())
    notes = (f"The grader failed on this submission ({reason}).",)
    return Record(student, results, (*notes, *remarks), _sha256(content), setting, _run(0.0))


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _run(seconds: float) -> dict[str, object]:
    return {"graded_at": datetime.now(UTC).isoformat(timespec="seconds"), "seconds": seconds}


def _summary(results: Iterable[ExerciseResult]) -> str:
    """The plain sentence of a submission about which there is nothing else to note."""
    graded = [result for result in results if not result.optional]
    passed = [result.name for result in graded if result.status == "passed"]
    if len(passed) == len(graded):
        return "All graded functions are right."
    if all(result.status == "not_written" for result in graded):
        return "None of the graded functions is written yet."
    done = f"Right: {', '.join(passed)}. " if passed else ""
    return f"{done}Still to do: {', '.join(result.name for result in graded if result.name not in passed)}."


def _elsewhere(submission: Submission, name: str, definitions: list[Statement], written: list[Statement]) -> str:
    """Where an answer may be when the definition that counts is the starter's; empty when there is none."""
    if not written:
        return _renamed(submission, name)
    last, other = definitions[0].unit, written[0].unit
    return (
        f" The last definition counts, and that in {last.label} (line {last.first_line}) is the starter's; there is "
        f"an earlier, written one in {other.label} (line {other.first_line}). Delete the empty one."
    )


def _renamed(submission: Submission, name: str) -> str:
    other = similar_name(submission, name)
    return f" The notebook defines {other}: is that the one, renamed? Call it {name} again." if other else ""


def conclude(exercise: Exercise, reports: list[CheckReport]) -> ExerciseResult:
    """Put the reports of an exercise's checks together: score, status, mistake, and a sentence."""
    checks = tuple(_check(report) for report in reports)
    score = sum(check.score for check in checks)
    wrong = [report for report in reports if not report.finding.right]
    passed = len(reports) - len(wrong)
    if not wrong:
        status, mistake, message = "passed", None, f"All {len(reports)} checks passed."
    else:
        most = wrong[telling([report.finding for report in wrong])]
        rungs = {report.finding.rung for report in wrong}
        silent = next((rung for rung in SILENT if rungs == {rung}), "failed")
        status = "partial" if passed or score else silent
        mistake = most.finding.mistake
        message = f"{passed} of {len(reports)} checks passed. {_message(most)}"
    if status == "not_written":
        message = NOT_WRITTEN
    return ExerciseResult(
        exercise.name,
        status,
        plain_number(score),
        exercise.points,
        exercise.optional,
        False,
        mistake,
        message,
        checks,
    )


def _check(report: CheckReport) -> Check:
    finding = report.finding
    score = plain_number(report.points * finding.credit)
    message = "" if finding.right else _message(report)
    return Check(report.line, report.hidden, finding.right, score, report.points, message)


def _message(report: CheckReport) -> str:
    """What the student reads of a check that failed: numbers for public cases only."""
    finding = report.finding
    return finding.sentence if report.hidden or not finding.detail else f"{finding.sentence} {finding.detail}"


def _empty(exercise: Exercise, status: str, message: str) -> ExerciseResult:
    return ExerciseResult(exercise.name, status, 0, exercise.points, exercise.optional, False, None, message)


def _progress(result: ExerciseResult) -> tuple[float, int]:
    return result.score, sum(check.passed for check in result.checks)
