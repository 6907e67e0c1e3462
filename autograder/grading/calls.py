"""Calling a submission's functions in the sandbox: what came back for each case, before anybody judges it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from autograder.assignment import Exercise
from autograder.reading.submission import Submission
from autograder.sandbox import Call, Job, JobResult, Limits, Raised, Reply, Sandbox
from autograder.unit import Unit
from public_tests import Case

# The answer key needs milliseconds a call: what takes seconds will not end. A second child sees whether the
# loop ends on other cases; an exercise can cost at most `exercise_seconds`, twice with follow-through.
LIMITS = Limits(call_seconds=3.0, exercise_seconds=8.0, restarts=1)
# Right answers come at once. What does not gets a process of its own, and all the time that it may have, afterwards.
TOGETHER = Limits(call_seconds=1.0, exercise_seconds=2.0, restarts=0)
Outcomes = dict[tuple[str, str], "Outcome"]
Asked = Sequence[tuple[Case, Call]]
"""Cases, each with the call that it makes."""


@dataclass(frozen=True)
class Outcome:
    """What the function did with one case: the first time it was asked, and again after all other cases.

    again: the first reply itself if it was asked only once. load_errors: what failed before the first call.
    defined: whether there was a function to call.
    place: the function of the student's in whose definition an exception was raised, empty when it was elsewhere.
    source: the definition of the function. stopped_in: that of the place.
    repeated: whether the sandbox had failed before, at the same job, when some of it was done.
    """

    first: Reply
    again: Reply
    load_errors: tuple[Raised, ...] = ()
    defined: bool = True
    place: str = ""
    repeated: bool = False
    source: Unit | None = None
    stopped_in: Unit | None = None

    @property
    def answered(self) -> bool:
        """Whether the process answered the first call at all; if not, it was sent nothing after it."""
        return not self.first.detail

    @property
    def undisturbed(self) -> bool:
        """Whether all was loaded and both calls ended by themselves, so that nothing else can have stopped them."""
        ended = ("returned", "raised")
        return not self.load_errors and self.first.status in ended and self.again.status in ended


@dataclass(frozen=True)
class Questions:
    """What is asked of the function of an exercise."""

    exercise: str
    cases: tuple[Case, ...]

    @cached_property
    def asked(self) -> Asked:
        """What is asked in one round: kept, as the same calls go to every submission."""
        return tuple((case, Call(self.exercise, case.arguments)) for case in self.cases)


def run_exercise(
    sandbox: Sandbox,
    submission: Submission,
    questions: Questions,
    right: dict[str, str] | None = None,
    limits: Limits = LIMITS,
) -> Outcomes:
    """Call one function of a submission in a process of its own, one call at a time.

    right: sources of right helpers to use in place of the submission's own, by name. Returns the outcomes by
    (exercise, case name).
    """
    again = _asked_again(submission, questions.asked, right)
    job = Job(submission.program(questions.exercise, right=right), _calls(questions.asked, again))
    return _outcomes(submission, questions.asked, again, sandbox.run(job, limits))


def run_public(sandbox: Sandbox, submission: Submission, questions: Questions, limits: Limits = LIMITS) -> Outcomes:
    """Call one function of a submission on its public cases alone, once, in a process that gets no hidden input."""
    asked = [(case, call) for case, call in questions.asked if not case.hidden]
    job = Job(submission.program(questions.exercise), _calls(asked))
    return _outcomes(submission, asked, [], sandbox.run(job, limits))


def give_up(questions: Questions, public: Outcomes) -> Outcomes:
    """The outcomes of all cases where the public ones have used up all the time: nothing more is called."""
    *_, last = public.values()
    keys = ((questions.exercise, case.name) for case in questions.cases)
    return {key: replace(public.get(key, last), again=last.first) for key in keys}


def run_helped(
    sandbox: Sandbox, submission: Submission, questions: Questions, right: dict[str, str], limits: Limits = LIMITS
) -> Outcomes:
    """Call one function of a submission with right helpers, in a process that judges no helper.

    In two messages, which costs less; where a call did not end by itself, once more with one call at a time.
    right: as for `run_exercise`.
    """
    outcomes = run_together(sandbox, submission, [questions], right)
    if all(outcome.undisturbed for outcome in outcomes.values()):
        return outcomes
    return run_exercise(sandbox, submission, questions, right, limits)


def run_together(
    sandbox: Sandbox, submission: Submission, several: Sequence[Questions], right: dict[str, str] | None = None
) -> Outcomes:
    """Call several functions of a submission in one process: all on all their cases, then some of them once more.

    Public cases come first and alone: what is shown of them was returned before any hidden input was there.
    An accident in one function may spoil the others: see `Grader` for what these outcomes are good for.
    right: as for `run_exercise`.
    """
    asked = sorted((pair for questions in several for pair in questions.asked), key=lambda pair: pair[0].hidden)
    again = _asked_again(submission, asked, right)
    calls, public = _calls(asked, again), sum(not case.hidden for case, _ in asked)
    program = submission.program(*(questions.exercise for questions in several), right=right)
    job = Job(program, calls, (public, len(calls) - public))
    return _outcomes(submission, asked, again, sandbox.run(job, TOGETHER))


def _asked_again(submission: Submission, asked: Asked, right: Mapping[str, str] | None) -> Asked:
    """What is asked a second time: whatever is not sure to get the same answer.

    The second round goes backwards, which shows a function that remembers its last call.
    """
    names = dict.fromkeys(case.exercise for case, _ in asked)
    once = submission.repeatable(*names, right=right or ())
    return [(case, call) for case, call in reversed(asked) if case.exercise not in once]


def _calls(*rounds: Asked) -> tuple[Call, ...]:
    return tuple(call for asked in rounds for _, call in asked)


def _outcomes(submission: Submission, asked: Asked, again: Asked, result: JobResult) -> Outcomes:
    """The outcomes of calls that were made in one or two rounds."""
    first = dict(zip(map(_key, asked), result.replies[: len(asked)], strict=True))
    second = first | dict(zip(map(_key, again), result.replies[len(asked) :], strict=True))
    definitions = {exercise: submission.definition(exercise) for exercise in {exercise for exercise, _ in first}}
    outcomes = {}
    for (exercise, name), reply in first.items():
        place, stopped_in = _place(submission, reply) if reply.raised else ("", None)
        definition = definitions[exercise]
        outcomes[exercise, name] = Outcome(
            reply,
            second[exercise, name],
            result.load_errors,
            exercise in result.defined,
            place,
            result.repeated,
            definition.unit if definition else None,
            stopped_in,
        )
    return outcomes


def _key(pair: tuple[Case, Call]) -> tuple[str, str]:
    return pair[0].exercise, pair[0].name


def _place(submission: Submission, reply: Reply) -> tuple[str, Unit | None]:
    """The function whose definition holds the line of an exception: found in the source, which cannot be forged.

    Its name is empty where it is not an exercise's.
    """
    if reply.raised is None or reply.raised.line is None:
        return "", None
    for statement in submission.statements:
        unit = statement.unit
        last = unit.first_line + unit.source.count("\n")
        if unit.label == reply.raised.label and unit.first_line <= reply.raised.line <= last:
            return next((name for name in submission.functions if name in statement.binds), ""), unit
    return "", None


def right_helpers(submission: Submission, exercise: Exercise, sources: dict[str, str]) -> dict[str, str]:
    """The right helpers for the prerequisites of an exercise that this submission calls; none if it calls none."""
    used = submission.uses(exercise.name)
    # One that the submission does not define may be called all the same.
    called = [name for name in exercise.prerequisites if name in used or submission.definition(name) is None]
    return {name: sources[name] for name in called}
