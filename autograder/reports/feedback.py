"""The feedback page of a student: a function of the record and of the comparisons stored with it.

Of hidden checks it shows what the record says, which is the kind of case and no numbers. Pictures are shown for
public checks only: a comparison that belongs to anything else is left out.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from markupsafe import Markup

from autograder.assignment import Assignment
from autograder.differences import DIFFERENCES, Comparison, read_comparisons
from autograder.reports.labels import Wording, describe_protections, describe_status
from autograder.reports.page import render, write_page
from autograder.reports.results import use_results
from autograder.result import Check, ExerciseResult, Record
from autograder.stored_results import ResultsFolder
from autograder.text import for_html
from public_tests import Difference, draw_difference


@dataclass(frozen=True)
class ShownCheck:
    """A check as the page shows it. message: what was not said above. same: whether something was said above."""

    name: str
    passed: bool
    score: float
    max_score: float
    message: str
    same: bool
    picture: Markup | None


@dataclass(frozen=True)
class ShownExercise:
    """An exercise as the page shows it. said: what there is to say. detail: the numbers that go with it."""

    result: ExerciseResult
    status: Wording
    passed: int
    said: str
    detail: str
    picture: Markup | None
    picture_of: str
    public: tuple[ShownCheck, ...]
    hidden: tuple[ShownCheck, ...]


@dataclass(frozen=True)
class TeacherScored:
    """A cell that a teacher scores, such as an answer in words. score: None while it waits for one."""

    name: str
    score: float | None
    max_score: float
    comment: str


@dataclass(frozen=True)
class Standing:
    """What a gradebook adds to a page. score: what counts in the course. sentences: on deadline and lateness."""

    score: float
    max_score: float
    sentences: tuple[str, ...] = ()
    others: tuple[TeacherScored, ...] = ()


def write_feedback(record: Record, comparisons: Sequence[Comparison], assignment: Assignment, path: Path) -> None:
    """Write the page of one student."""
    write_page(render_feedback(record, comparisons, assignment), path)


def render_feedback(
    record: Record, comparisons: Sequence[Comparison], assignment: Assignment, standing: Standing | None = None
) -> str:
    """The page of one student as text. standing: in the gradebook, if the page is to show it."""
    exercises = record.exercises
    shown = [
        _show_exercise(exercise, comparisons, assignment.gradients) for exercise in exercises if not exercise.untouched
    ]
    return render(
        "feedback.html",
        title=assignment.title,
        record=record,
        standing=standing or Standing(record.score, record.max_score),
        overview=[(exercise, describe_status(exercise.status)) for exercise in exercises if not exercise.optional],
        graded=[exercise for exercise in shown if not exercise.result.optional],
        optional=[exercise for exercise in shown if exercise.result.optional],
        untouched=[exercise.name for exercise in exercises if exercise.untouched],
        protections=describe_protections(record.setting.sandbox.protections),
        graded_at=record.run.graded_at.replace("T", " ").replace("+00:00", " UTC"),
    )


def _show_exercise(
    exercise: ExerciseResult, comparisons: Sequence[Comparison], gradients: Collection[str]
) -> ShownExercise:
    checks = exercise.checks
    # In follow-through nothing was compared: what a check says there is not about the student's own helpers.
    own = () if exercise.follow_through else checks
    public = {check.name for check in own if not (check.hidden or check.passed)}
    drawn = {
        comparison.check: _draw(comparison.difference, gradients)
        for comparison in comparisons
        if comparison.exercise == exercise.name and comparison.check in public
    }
    first = _telling(exercise, drawn)
    picture = drawn.pop(first, None)
    passed = sum(check.passed for check in checks)
    said = exercise.message.removeprefix(f"{passed} of {len(checks)} checks passed. ")
    reason = _reason(checks, said)
    detail = said.removeprefix(reason).strip() if reason else ""
    told = [_show_check(check, reason, said, drawn.get(check.name)) for check in checks]
    return ShownExercise(
        result=exercise,
        status=describe_status(exercise.status),
        passed=passed,
        said=reason if detail else said,
        detail=detail,
        picture=picture,
        picture_of=first.removesuffix("."),
        public=tuple(one for one, check in zip(told, checks, strict=True) if not check.hidden),
        hidden=tuple(one for one, check in zip(told, checks, strict=True) if check.hidden),
    )


def _draw(difference: Difference, gradients: Collection[str]) -> Markup:
    shown = replace(difference, name=for_html(difference.name), caption=for_html(difference.caption))
    return Markup(draw_difference(shown, difference.name in gradients))  # escapes what it is given


def _telling(exercise: ExerciseResult, drawn: dict[str, Markup]) -> str:
    """The name of the check whose picture is next to the message: the one that the message is about."""
    told = (check.name for check in exercise.checks if not check.passed and check.message)
    about = [name for name in told if name in drawn]
    messages = {check.name: check.message for check in exercise.checks}
    return next((name for name in about if exercise.message.endswith(messages[name])), about[0] if about else "")


def _reason(checks: Sequence[Check], said: str) -> str:
    """The sentence with which a message begins, without the numbers: hidden checks tell no more than that."""
    sentences = {check.message for check in checks if check.hidden and check.message}
    return max((sentence for sentence in sentences if said.startswith(sentence)), key=len, default="")


def _show_check(check: Check, reason: str, said: str, picture: Markup | None) -> ShownCheck:
    message = check.message
    same = bool(message) and (message == said or bool(reason and reason in message))
    rest = "" if message == said else message.replace(reason, "", 1).strip() if same else message
    return ShownCheck(check.name, check.passed, check.score, check.max_score, rest, same, picture)


def write_all_feedback(results: ResultsFolder, assignment: Assignment, target: Path, left_out: dict[str, str]) -> int:
    """Write a page for each result of a folder to `<target>/<student>/<assignment>/`; returns how many.

    That is where nbgrader looks for feedback; so students are called there as nbgrader calls them, if `record` has seen
    that it is otherwise than the results do. left_out: gets the students without a page, and why. Raises OSError when
    a page cannot be written.
    """

    names = results.read_course_names()

    def write(student: str, record: Record) -> None:
        comparisons = read_comparisons(results.place(student).with_name(DIFFERENCES), record.sha256)
        page = target / names.get(student, student) / assignment.name / f"{assignment.name}.html"
        write_feedback(record, comparisons, assignment, page)

    return sum(1 for _ in use_results(results, write, left_out))
