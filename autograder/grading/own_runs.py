"""Running a submission's functions with its own helpers, so that no text of a public check can hold a hidden input.

Such text comes only from processes that were started before any hidden input of the submission was sent. A later
process may decide whether a check passed; then the check shows no more than an earlier process found as well.
"""

import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from autograder.differences import Comparison, compare
from autograder.grading.calls import LIMITS, Outcomes, Questions, give_up, run_exercise, run_public, run_together
from autograder.grading.checks.session import CheckReport, ChecksError, CheckSession
from autograder.grading.disclosure import disclose
from autograder.reading.submission import Submission
from autograder.sandbox import Limits, Sandbox, SandboxFault
from public_tests import Finding

Fault = SandboxFault | ChecksError


@dataclass(frozen=True)
class OwnRun:
    """What came of a function with the student's own helpers.

    reports: as they may be shown. shown: what public checks found before a hidden input was sent, by check.
    comparisons: what these checks compared. found: the reports as they are. outcomes: what these are about.
    """

    reports: list[CheckReport]
    shown: Mapping[str, Finding]
    comparisons: list[Comparison]
    found: Sequence[CheckReport]
    outcomes: Outcomes

    @property
    def passed(self) -> bool:
        """Whether all checks passed."""
        return all(report.finding.right for report in self.reports)


@dataclass
class OwnRuns:
    """The runs of one submission.

    sent: whether a hidden input has gone to any process. shown, drawn: what may be shown of public checks, by exercise.
    seconds: what the public cases took alone, by exercise.
    """

    sandbox: Sandbox
    session: CheckSession
    submission: Submission
    questions: Mapping[str, Questions]
    limits: Limits = LIMITS
    sent: bool = False
    shown: dict[str, dict[str, Finding]] = field(default_factory=dict)
    drawn: dict[str, dict[str, Comparison]] = field(default_factory=dict)
    seconds: dict[str, float] = field(default_factory=dict)

    def run(self, names: Sequence[str]) -> dict[str, OwnRun | Fault]:
        """Run exercises and judge them. In place of a run there is the error on which the grader failed."""
        found: dict[str, OwnRun | Fault] = {}
        if len(names) > 1:
            try:
                found.update(self._run_together(names))
            except (SandboxFault, ChecksError):
                self.sent = True  # perhaps. What failed here fails again when each is run alone, or does not matter.
        alone = [name for name in names if name not in found]
        # What may not share a process: all public cases of all functions, and only then the hidden ones of any.
        public: dict[str, Outcomes] = {}
        if alone[1:] and not self.sent:
            for name in alone:
                with self._noting_faults(found, name):
                    public[name] = self._run_public(name)
            self.sent = True
        for name in (name for name in alone if name not in found):
            with self._noting_faults(found, name):
                found[name] = self._run_alone(name, public.get(name, {}))
        return found

    def _run_together(self, names: Sequence[str]) -> dict[str, OwnRun]:
        """Run exercises in one process, and return those for which that is enough: one start costs less than many.

        A function there may have spoilt another one. So a failure counts only where the source shows that no function
        can leave anything behind. Exercises that are not in the answer have to be run alone.
        """
        outcomes = run_together(self.sandbox, self.submission, [self.questions[name] for name in names])
        reports = self.session.judge(outcomes)
        runs = {name: self._conclude(name, reports, outcomes) for name in names}
        # Where the public cases got no answer, the hidden ones were not sent.
        public = {(name, case.name) for name in names for case in self.questions[name].cases if not case.hidden}
        self.sent = self.sent or all(outcomes[key].answered for key in public)
        failed = {name for name, run in runs.items() if not run.passed}
        disturbed = {name for (name, _), outcome in outcomes.items() if not outcome.undisturbed}
        again = failed if failed and not self.submission.is_pure(*names) else failed & disturbed
        return {name: run for name, run in runs.items() if name not in again}

    def _run_public(self, name: str) -> Outcomes:
        """Run one function alone on its public cases, for what they may show."""
        started = time.monotonic()
        outcomes = run_public(self.sandbox, self.submission, self.questions[name], self.limits)
        self.seconds[name] = time.monotonic() - started
        self._note(name, self.session.judge(outcomes), outcomes)
        return outcomes

    def _run_alone(self, name: str, public: Outcomes) -> OwnRun:
        """Run one function alone on all its cases, in the time that is left.

        public: what came of the public cases, if they were run before.
        """
        questions = self.questions[name]
        if sum(not outcome.answered for outcome in public.values()) > self.limits.restarts:
            outcomes = give_up(questions, public)
        else:
            left = max(0.0, self.limits.exercise_seconds - self.seconds.get(name, 0.0))
            limits = replace(self.limits, exercise_seconds=left)
            outcomes = run_exercise(self.sandbox, self.submission, questions, limits=limits)
        return self._conclude(name, self.session.judge(outcomes), outcomes)

    def _conclude(self, name: str, reports: Sequence[CheckReport], outcomes: Outcomes) -> OwnRun:
        own = [report for report in reports if report.exercise == name]
        if not self.sent and name not in self.shown:
            self._note(name, own, outcomes)
        shown = self.shown.get(name, {})
        open_cases = {report.case for report in own if shown.get(report.name) == report.finding}
        drawn = [drawn for case, drawn in self.drawn.get(name, {}).items() if case in open_cases]
        key = self.session.key
        exercise = key.assignment.exercises[name]
        return OwnRun(disclose(exercise, own, shown, key.suite), shown, drawn, own, outcomes)

    def _note(self, name: str, reports: Sequence[CheckReport], outcomes: Outcomes) -> None:
        """Keep what public checks found, from a process that was started in time."""
        wrong = [report for report in reports if not (report.hidden or report.finding.right)]
        if any(outcomes[name, report.case].repeated for report in wrong):
            return
        self.shown[name] = {report.name: report.finding for report in wrong}
        lines = {report.case: report.line for report in reversed(wrong)}
        drawn = self.drawn[name] = {}
        returns = self.session.key.suite.returns[name]
        for case in self.questions[name].cases if lines else ():
            first = outcomes[name, case.name].first if case.name in lines else None
            if first is not None and first.status == "returned":
                comparison = compare(case, returns, lines[case.name], first.value)
                if comparison is not None:
                    drawn[case.name] = comparison

    @contextmanager
    def _noting_faults(self, found: dict[str, OwnRun | Fault], name: str) -> Iterator[None]:
        try:
            yield
        except (SandboxFault, ChecksError) as error:
            found[name] = error
