"""The words and signs of the pages for what a record holds as ids."""

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.result import ExerciseResult, Status


@dataclass(frozen=True)
class Wording:
    """How a status is shown. tone: right, part, wrong, blank or fault; it never says more than words and sign do."""

    words: str
    sign: str
    tone: str


STATUSES: dict[str, Wording] = {
    Status.PASSED: Wording("Right", "✓", "right"),
    Status.PARTIAL: Wording("Partly right", "◐", "part"),
    Status.FAILED: Wording("Not right yet", "✗", "wrong"),
    Status.RAISED: Wording("Stops with an error", "✗", "wrong"),
    Status.TIMED_OUT: Wording("Does not finish in time", "✗", "wrong"),
    Status.OUT_OF_MEMORY: Wording("Needs too much memory", "✗", "wrong"),
    Status.CRASHED: Wording("Ends the whole Python process", "✗", "wrong"),
    Status.SYNTAX_ERROR: Wording("Python cannot read it", "✗", "wrong"),
    Status.NOT_WRITTEN: Wording("Not written yet", "○", "blank"),
    Status.MISSING: Wording("Not found", "○", "blank"),
    Status.GRADER_FAULT: Wording("Not graded: a problem in the grader", "!", "fault"),
}

PROTECTIONS = {
    "files_unreadable": "cannot read files",
    "files_unwritable": "cannot write files",
    "memory_limited": "limited memory",
    "no_namespaces": "no new namespaces",
    "no_network": "no network",
    "no_privileges": "no special rights",
    "no_process_inspection": "cannot inspect other processes",
    "no_processes": "cannot start processes",
    "no_programs": "cannot start programs",
    "no_signals": "cannot signal other processes",
    "own_user": "its own user",
    "system_calls_filtered": "filtered system calls",
}


def describe_status(status: str) -> Wording:
    """The wording of a status; one that is not known is shown as it is."""
    return STATUSES.get(status) or Wording(status, "?", "blank")


FROM_TEACHER = "From your instructor"


def describe_points(exercise: ExerciseResult) -> str:
    """A sentence on points that a teacher gave in place of the grader's, empty where those stay."""
    comment = exercise.comment
    if comment is None or comment.points is None:
        return ""
    points = f"{comment.points:g} of {exercise.max_score:g} points for {exercise.name}"
    before = "" if exercise.status == Status.GRADER_FAULT else f"; the grader gave {comment.before:g}"
    return f"Your instructor gave {points}{before}."


def describe_comment(exercise: ExerciseResult) -> str:
    """A teacher's comment to all who gave such an answer, marked as the teacher's; empty if there is none."""
    if exercise.comment is None:
        return ""
    parts = (exercise.comment.text, describe_points(exercise))
    return f"{FROM_TEACHER}: {' '.join(part for part in parts if part)}"


def describe_protections(protections: Iterable[str]) -> str:
    """What protected a grading, as one text."""
    return ", ".join(PROTECTIONS.get(name, name.replace("_", " ")) for name in protections)
