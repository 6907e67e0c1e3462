"""Coursera's `feedback.json`: a function of the record.

The format has no word for "not graded", and a file without a score counts as missing. So a fault of the grader is a
score of what was graded, with a first sentence that says what happened.
"""

from autograder.platforms.summary_text import NOT_GRADED, describe, describe_exercise
from autograder.result import Record

FILE = "feedback.json"


def to_coursera(record: Record, part: str = "") -> dict:
    """The content of `feedback.json`. part: the exercise that is graded; empty for all of them.

    Raises KeyError for a part that is not an exercise, and ValueError for one without points.
    """
    if not part:
        return _frame(record.score / record.max_score, describe(record))
    exercise = record.exercise(part)
    if exercise.optional:
        raise ValueError(f"{part} is worth no points")
    text = NOT_GRADED if exercise.faulty else describe_exercise(exercise)
    return _frame(exercise.score / exercise.max_score, f"{text}\n\nThe whole notebook:\n{describe(record)}")


def not_graded() -> dict:
    """The content until there is a result; it stays if there never is one."""
    return _frame(0, NOT_GRADED)


def _frame(fraction: float, feedback: str) -> dict:
    return {"fractionalScore": round(float(fraction), 6), "feedback": feedback}
