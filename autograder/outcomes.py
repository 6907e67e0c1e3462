"""Calling a submission's functions in the sandbox: what came back for each case, before anybody judges it."""

from dataclasses import dataclass

from autograder.exercises import EXERCISES
from autograder.sandbox import Job, JobResult, Limits, Raised, Reply, Sandbox
from autograder.submission import Submission
from public_tests import Case

# The answer key needs milliseconds a call: what takes seconds will not end. A second child sees whether the
# loop ends on other cases; a submission can cost at most `exercise_seconds` an exercise, twice with follow-through.
LIMITS = Limits(call_seconds=3.0, exercise_seconds=8.0, restarts=1)
Outcomes = dict[tuple[str, str], "Outcome"]


@dataclass(frozen=True)
class Outcome:
    """What the function did with one case: the first time it was asked, and again after all other cases.

    load_errors: what failed before the first call. defined: whether there was a function to call.
    place: the exercise in whose definition an exception was raised, empty when it was elsewhere.
    """

    first: Reply
    again: Reply
    load_errors: tuple[Raised, ...] = ()
    defined: bool = True
    place: str = ""


def run_exercise(
    sandbox: Sandbox,
    submission: Submission,
    exercise: str,
    cases: tuple[Case, ...],
    right: dict[str, str] | None = None,
    limits: Limits = LIMITS,
) -> Outcomes:
    """Call one function of a submission on all cases, each twice, in a process of its own.

    right: sources of right helpers to use in place of the submission's own, by name. The process that gets
    them judges no helper. Returns the outcomes by (exercise, case name).
    """
    arguments = tuple(case.arguments for case in cases)
    # The second round goes backwards, so that a function that remembers its last call is found out.
    job = Job(submission.program(exercise, right), exercise, arguments + arguments[::-1])
    result: JobResult = sandbox.run(job, limits)
    again = result.replies[len(cases) :][::-1]
    return {
        (exercise, case.name): Outcome(first, second, result.load_errors, result.defined, _place(submission, first))
        for case, first, second in zip(cases, result.replies[: len(cases)], again, strict=True)
    }


def _place(submission: Submission, reply: Reply) -> str:
    """The exercise whose definition holds the line of an exception: told from the source, which cannot lie."""
    if reply.raised is None or reply.raised.line is None:
        return ""
    for name in EXERCISES:
        definition = submission.definition(name)
        if definition is not None and definition.unit.label == reply.raised.label:
            first = definition.unit.first_line
            if first <= reply.raised.line <= first + definition.unit.source.count("\n"):
                return name
    return ""


def right_helpers(submission: Submission, exercise: str, sources: dict[str, str]) -> dict[str, str]:
    """The right helpers for the prerequisites of an exercise that this submission calls; none if it calls none."""
    used = submission.uses(exercise) | _undefined(submission, exercise)
    return {name: sources[name] for name in EXERCISES[exercise].prerequisites if name in used}


def _undefined(submission: Submission, exercise: str) -> set[str]:
    """Prerequisites that the submission does not define, though its function may call them."""
    return {name for name in EXERCISES[exercise].prerequisites if submission.definition(name) is None}
