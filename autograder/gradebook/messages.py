"""The result of an exercise, for nbgrader: the output of its test cell, and the comment on the answer."""

import textwrap
from collections.abc import Iterator

from autograder.reports.labels import describe_comment, describe_status
from autograder.result import Check, ExerciseResult
from autograder.text import for_html, for_markdown, for_output

WIDTH = 96
INDENT = " " * 10
NOT_GRADED = (
    "We could not grade this because of a problem in the grader, not in the answer. "
    "It needs a manual score unless it is graded again."
)


def tell_checks(exercise: ExerciseResult) -> str:
    """The grader's feedback on an exercise, as plain text: the message, then each check.

    Of a hidden check that is the kind of case and the sentence that its record holds, which has no numbers in it.
    """
    return for_output("\n".join(_lines(exercise))) + "\n"


def tell_comment(exercise: ExerciseResult) -> str:
    """The same in one line of Markdown."""
    if exercise.faulty:
        return NOT_GRADED
    said = f"{_head(exercise)} {exercise.message}"
    # In front: in formgrader and in the feedback it is the first that is read.
    return for_markdown(f"{describe_comment(exercise)} The grader: {said}" if exercise.comment else said)


def _head(exercise: ExerciseResult) -> str:
    return f"{describe_status(exercise.status).words}{' (optional)' if exercise.optional else ''}."


def _lines(exercise: ExerciseResult) -> Iterator[str]:
    hide_points = exercise.optional or exercise.faulty
    points = "" if hide_points else f" {exercise.score:g} of {exercise.max_score:g} points."
    message = NOT_GRADED if exercise.faulty else for_html(exercise.message)
    yield f"{exercise.name}: {_head(exercise)}{points}"
    yield from textwrap.wrap(message, WIDTH)
    yield from textwrap.wrap(for_html(describe_comment(exercise)), WIDTH)
    said = {""}
    for hidden, title in ((False, "Public checks"), (True, "Hidden checks, by the kind of case")):
        checks = [check for check in exercise.checks if check.hidden == hidden]
        if checks:
            yield f"\n{title}"
        for check in checks:
            yield from textwrap.wrap(
                f"{'passed' if check.passed else 'FAILED'}  {for_html(check.name)}{_worth(check)}",
                WIDTH,
                initial_indent="  ",
                subsequent_indent=INDENT,
            )
            if check.message not in said and check.message not in exercise.message:
                yield from textwrap.wrap(
                    for_html(check.message), WIDTH, initial_indent=INDENT, subsequent_indent=INDENT
                )
            said.add(check.message)


def _worth(check: Check) -> str:
    return f" ({check.score:g} of {check.max_score:g})" if check.max_score else ""
