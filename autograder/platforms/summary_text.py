"""The words about a result that the platforms share. All that a student can have written is made plain text here."""

import json
from collections.abc import Iterable
from dataclasses import asdict

from autograder.reports.labels import describe_comment, describe_status
from autograder.result import ExerciseResult, Record
from autograder.text import for_platform

NOT_GRADED = (
    "NOT GRADED because of a problem in the grader, not in your code. A score shown with this does not count. "
    "Hand in again; if the problem stays, write to your instructor."
)
PARTLY_GRADED = (
    "NOT GRADED COMPLETELY because of a problem in the grader, not in your code: {names}. The score counts only the "
    "rest. Hand in again; if the problem stays, write to your instructor."
)
UNPROTECTED = "Graded without a sandbox: do not use this score as a mark."


def describe_exercise(exercise: ExerciseResult, said: Iterable[str] = ()) -> str:
    """An exercise in a line: points, status, and the message. said: what the text says elsewhere."""
    message = "" if exercise.message in said else exercise.message
    points = "optional" if exercise.optional else f"{exercise.score:g} of {exercise.max_score:g}"
    words = describe_status(exercise.status).words
    parts = (f"{exercise.name}: {points}. {words}.", message, describe_comment(exercise))
    return for_platform(" ".join(part for part in parts if part))


def describe(record: Record) -> str:
    """A whole result as plain text: what went wrong on our side, the score, the exercises, the notes.

    Without the notes where the grader failed: what they sum up is not final.
    """
    faulty = record.faulty_exercises
    everything = len(faulty) == len(record.exercises)
    told = [NOT_GRADED if everything else PARTLY_GRADED.format(names=", ".join(faulty))] if faulty else []
    if not record.setting.sandbox.trusted_for_marks:
        told.append(UNPROTECTED)
    if not everything:
        told.append(f"Score: {record.score:g} of {record.max_score:g}.")
        shown = [exercise for exercise in record.exercises if not exercise.untouched]
        told += [describe_exercise(exercise, () if faulty else record.student_notes) for exercise in shown]
    if not faulty:
        told += [for_platform(note) for note in record.student_notes]
    return "\n".join(told)


def receipt(record: Record) -> dict:
    """What a result depends on, in the form of `result.json`, and whether the grader failed."""
    return {
        "assignment": record.assignment,
        "student": record.student,
        "score": record.score,
        "max_score": record.max_score,
        "submission": {"sha256": record.sha256},
        **asdict(record.setting),
        "grader_fault": record.faulty,
    }


def to_bytes(content: dict) -> bytes:
    """A file for a platform; half a character of a student's becomes a question mark."""
    return (json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode("utf-8", errors="replace")
