"""What an instructor needs in office hours: why a student's function fails, with the numbers that students never see.

The function is run again in the sandbox, once for each case in a process of its own, as at grading. Nothing of this
goes into a result or onto a page.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from autograder.assignment import Assignment, Exercise
from autograder.errors import CommandError
from autograder.grading.calls import Outcome, Questions, right_helpers, run_exercise, run_helped
from autograder.grading.checks.session import CheckReport
from autograder.grading.disclosure import explain_reports
from autograder.grading.grader import Grader
from autograder.intake.collection import collect
from autograder.intake.files import RefusedError
from autograder.reading.reader import read_submission
from autograder.reading.submission import Submission
from autograder.result import ExerciseResult, Record
from autograder.stored_results import ResultsFolder
from autograder.text import list_names, one_line
from public_tests import Case

MOST_NAMED = 12


class NothingToExplainError(CommandError):
    """No such student, exercise or submission, or several match; the message says what to type."""


@dataclass(frozen=True)
class Failure:
    """A failed check with its case and what the function did."""

    number: int
    report: CheckReport
    case: Case
    outcome: Outcome


@dataclass(frozen=True)
class Explanation:
    """Why a function fails, by its checks.

    helpers: the exercises that the function calls. passed_with_helpers: how many checks pass when these are right.
    """

    exercise: Exercise
    submission: Submission
    failures: tuple[Failure, ...]
    checks: int
    helpers: tuple[str, ...] = ()
    passed_with_helpers: int = 0


def find_student(results: ResultsFolder, text: str) -> tuple[str, Record]:
    """A student of a folder of results by the id or a part of it, and the result. Raises NothingToExplainError."""
    students = sorted(results.students())
    found = [student for student in students if student == text]
    found = found or [student for student in students if text.casefold() in student.casefold()]
    student = _only(found, students, "student", text)
    record = results.read(student)
    if record is None:
        raise NothingToExplainError(f"The result of {one_line(student)} cannot be read: grade again.")
    return student, record


def find_exercise(assignment: Assignment, text: str) -> str:
    """An exercise by its name or a part of it; of several the graded one. Raises NothingToExplainError."""
    names = list(assignment.exercises)
    found = [name for name in names if name == text] or [name for name in names if text.casefold() in name]
    graded = [name for name in found if not assignment.exercises[name].optional]
    return _only(graded if len(graded) == 1 else found, names, "exercise", text)


def find_result(record: Record, exercise: str) -> ExerciseResult:
    """The stored result of an exercise. Raises NothingToExplainError."""
    try:
        return record.exercise(exercise)
    except KeyError:
        raise NothingToExplainError(
            f"The result of {one_line(record.student)} has no exercise {exercise}: grade again."
        ) from None


def _only(found: list[str], all_names: list[str], what: str, text: str) -> str:
    if len(found) == 1:
        return found[0]
    names = list_names(found or all_names, MOST_NAMED)
    raise NothingToExplainError(
        f"{len(found)} {what}s match {one_line(text)}: {names}. Type more of the name."
        if found
        else f"No {what} matches {one_line(text)}. There are: {names}."
    )


def find_notebook(place: Path, assignment: Assignment, student: str, sha256: str) -> tuple[bytes, bool]:
    """The notebook of a student, and whether it is the one that was graded.

    It is known by its bytes, so that no roster is needed. Raises CollectionError, and NothingToExplainError.
    """
    submissions = collect(place, assignment).submissions
    submissions.sort(key=lambda one: one.student != student)
    present, reason = None, ""
    for one in submissions:
        try:
            content = one.read(assignment).content
        except (OSError, RefusedError) as error:
            reason = str(error) if one.student == student else reason
            continue
        if hashlib.sha256(content).hexdigest() == sha256:
            return content, True
        if one.student == student:
            present = content
    if present is None:
        if reason:
            raise NothingToExplainError(f"The submission of {one_line(student)} in {place} cannot be read: {reason}")
        raise NothingToExplainError(
            f"{place} has no notebook of {one_line(student)}. Pass the folder you graded: --submissions PLACE."
        )
    return present, False


def explain(grader: Grader, content: bytes, name: str) -> Explanation:
    """Run a function of a notebook again and keep what failed. Raises SandboxFault and ChecksError."""
    key = grader.session.key
    exercise = key.assignment.exercises[name]
    submission = read_submission(content, key.assignment.outline)
    questions = Questions(name, key.cases(name))
    if submission.definition(name) is None:
        return Explanation(exercise, submission, (), 0)
    outcomes = run_exercise(grader.sandbox, submission, questions, limits=grader.limits)
    reports = explain_reports(name, grader.session.judge(outcomes), key.suite)
    cases = {case.name: case for case in questions.cases}
    failures = tuple(
        Failure(number, report, cases[report.case], outcomes[name, report.case])
        for number, report in enumerate(reports, 1)
        if not report.finding.right
    )
    explanation = Explanation(exercise, submission, failures, len(reports))
    endless = any(failure.outcome.first.status == "timed_out" for failure in failures)
    right = right_helpers(submission, exercise, key.helpers) if failures and not endless else {}
    if not right:
        return explanation
    helped = grader.session.judge(run_helped(grader.sandbox, submission, questions, right, grader.limits))
    passed = sum(report.finding.right for report in helped)
    return Explanation(exercise, submission, failures, len(reports), tuple(right), passed)
