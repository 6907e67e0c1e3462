"""From the reports of the checks to the result of an exercise: score, status, mistake, and a sentence."""

from collections.abc import Iterable, Sequence

from autograder.assignment import Exercise
from autograder.grading.checks.session import CheckReport
from autograder.result import Check, ExerciseResult, Groups, Status, plain_number
from public_tests import ARRAY_CREDIT, telling

NOT_WRITTEN = "This function is not written yet."
OUR_FAULT = (
    "We could not grade this because of a problem in the grader, not in your code. Your instructor will see this."
)
# Ways to give no answer at all, by rung of the finding, which become the status of the exercise.
SILENT = (Status.NOT_WRITTEN, Status.RAISED, Status.TIMED_OUT, Status.OUT_OF_MEMORY, Status.CRASHED)


def conclude(exercise: Exercise, reports: list[CheckReport]) -> ExerciseResult:
    """Put the reports of an exercise's checks together: score, status, mistake, and a sentence.

    reports: as `disclose` gives them, since a student may read all that is in them.
    """
    checks = tuple(_check(report) for report in reports)
    score = sum(check.score for check in checks)
    wrong = [report for report in reports if not report.finding.right]
    passed = len(reports) - len(wrong)
    if not wrong:
        status, mistake, message = Status.PASSED, None, f"All {len(reports)} checks passed."
    else:
        most = wrong[telling([report.finding for report in wrong])]
        rungs = {report.finding.rung for report in wrong}
        silent = next((rung for rung in SILENT if rungs == {rung}), Status.FAILED)
        status = Status.PARTIAL if passed or score else silent
        mistake = most.finding.mistake
        message = f"{passed} of {len(reports)} checks passed{_kept(wrong)}. {_message(most)}"
    if status == Status.NOT_WRITTEN:
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


def _kept(wrong: Sequence[CheckReport]) -> str:
    """The words for checks that failed and still give points."""
    kept = sum(report.finding.credit > 0 for report in wrong)
    one = "keeps most of its points" if kept == 1 else "keep most of their points"
    return f", {kept} more {one} ({ARRAY_CREDIT:.0%})" if kept else ""


def _check(report: CheckReport) -> Check:
    finding = report.finding
    if finding.right:
        return Check(report.line, report.hidden, True, plain_number(report.points), report.points, "")
    score = plain_number(report.points * finding.credit)
    return Check(report.line, report.hidden, False, score, report.points, _message(report))


def _message(report: CheckReport) -> str:
    """What the student reads of a check that failed."""
    return report.finding.message


def empty_result(exercise: Exercise, status: Status, message: str) -> ExerciseResult:
    """The result of an exercise that has no checks. message: why."""
    points, optional, groups = exercise.points, exercise.optional, Groups(status.value)
    return ExerciseResult(exercise.name, status, 0, points, optional, False, None, message, groups=groups)


def progress(result: ExerciseResult) -> tuple[float, int]:
    """How far a function came: points, then checks passed."""
    return result.score, sum(check.passed for check in result.checks)


def summarise(results: Iterable[ExerciseResult]) -> str:
    """The plain sentence of a submission about which there is nothing else to note."""
    graded = [result for result in results if not result.optional]
    passed = [result.name for result in graded if result.status == Status.PASSED]
    if len(passed) == len(graded):
        return "All graded functions are right."
    if all(result.status == Status.NOT_WRITTEN for result in graded):
        return "None of the graded functions is written yet."
    done = f"Right: {', '.join(passed)}. " if passed else ""
    left = [result.name for result in graded if result.name not in passed and not result.faulty]
    return f"{done}Still to do: {', '.join(left)}." if left else done.strip()
