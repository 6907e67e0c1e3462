"""A stand-in for the sandbox: its replies are right, except those that a test replaces."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import cast

from autograder.grading.grader import Grader
from autograder.sandbox import Job, JobResult, Limits, Reply, Sandbox
from public_tests import Case, right_value

Spoil = Callable[[Case, Reply], Reply]


@dataclass
class MadeUp:
    """Answers each call rightly, then lets `spoil` change the reply.

    jobs: all that it was given. late: whether a hidden case was answered in an earlier job.
    """

    cases: dict[int, Case]
    returns: dict[str, tuple[str, ...]]
    spoil: Spoil
    jobs: list[Job]
    late: bool = False
    tier = "none"
    trusted_for_marks = False
    protections = ()

    def run(self, job: Job, limits: Limits) -> JobResult:
        """The replies to a job, without running anything."""
        self.jobs.append(job)
        replies = []
        for call in job.calls:
            case = self.cases[id(call.arguments)]
            right = right_value(case, self.returns[case.exercise])
            replies.append(self.spoil(case, Reply("returned", right, case.arguments)))
        held = [self.cases[id(call.arguments)].hidden for call in job.calls]
        self.late = self.late or any(hidden and not reply.detail for hidden, reply in zip(held, replies, strict=True))
        return JobResult((), frozenset(call.function for call in job.calls), tuple(replies), 0.0)


def with_replies(grader: Grader, spoil: Spoil) -> Grader:
    """A grader whose sandbox gives replies that are made up."""
    suite = grader.session.key.suite
    cases = {id(case.arguments): case for own in suite.cases.values() for case in own}
    return replace(grader, sandbox=cast(Sandbox, MadeUp(cases, suite.returns, spoil, [])))
