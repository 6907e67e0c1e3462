"""How a check turns an outcome into pass or fail: the ladder of the public tests, on plain data of our own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import pytest

from autograder.grading.calls import Outcome, Outcomes
from autograder.sandbox import Raised, Reply
from public_tests import Case, Finding, Suite, examine, explain_stop, judge, judge_cache, judge_inputs

STOPPED = {
    "timed_out": "did not finish in time. Is there a loop that never ends, or far too much work?",
    "out_of_memory": "asked for more memory than there is. Is an array far too large?",
    "crashed": "ended the whole Python process, so it could give no answer.",
}
COUNTS_LATER = "The cache counts once {} is right."


@dataclass
class Judge:
    """Judges one case for one check. outcomes: of the submission at hand. finding: what was found, for the report.

    judged: what was found of replies that still exist. The sandbox keeps small ones: a reply of the same bytes to the
    same call is the same object.
    """

    suite: Suite
    case: Case
    outcomes: Outcomes
    finding: Finding | None = None
    judged: WeakKeyDictionary[Reply, Finding] = field(default_factory=WeakKeyDictionary)

    @property
    def outcome(self) -> Outcome:
        """What the submission's function did with the case."""
        outcome = self.outcomes.get((self.case.exercise, self.case.name))
        if outcome is None:
            pytest.skip(f"{self.case.exercise} is not in the submission")
        return outcome

    def values(self) -> None:
        """Type, shape, finiteness, values, inputs unchanged, the same answer when asked again."""
        self._settle(self._stopped() or self._values())

    def cache(self) -> None:
        """What the forward function keeps for its backward pass; it counts only beside a right output."""
        self._settle(self._stopped() or self._cache())

    def _settle(self, finding: Finding) -> None:
        self.finding = finding
        if not finding.right:
            pytest.fail(finding.sentence, pytrace=False)

    def _values(self) -> Finding:
        first, again = self.outcome.first, self.outcome.again
        if again is not first:
            return self._judge_both(first, again)
        if first not in self.judged:
            self.judged[first] = self._judge_both(first, again)
        return self.judged[first]

    def _judge_both(self, first: Reply, again: Reply) -> Finding:
        case, returns = self.case, self.suite.returns[self.case.exercise]
        finding = examine(case, returns, self._look, first.value, first.arguments)
        if not finding.right:
            return finding
        repeated = again.value is first.value or examine(case, returns, self._compare, again.value, ()).right
        if again.status != "returned" or not repeated:
            return Finding("again", f"{case.exercise} gives another answer when it is called a second time.")
        return finding

    def _look(self, value: object, arguments: Sequence[object]) -> Finding:
        finding = self._compare(value, arguments)
        return judge_inputs(self.case, arguments) if finding.right else finding

    def _compare(self, value: object, _: Sequence[object]) -> Finding:
        return judge(self.case, self.suite.returns[self.case.exercise], value)

    def _cache(self) -> Finding:
        case, returns, finding = self.case, self.suite.returns[self.case.exercise], self._values()
        if finding.right:
            first = self.outcome.first
            return examine(case, returns, lambda value, _: judge_cache(case, returns, value), first.value, ())
        if finding.rung in ("inputs", "again"):
            return finding
        return replace(finding, rung="output", sentence=f"{COUNTS_LATER.format(returns[0])} {finding.sentence}")

    def _stopped(self) -> Finding | None:
        """What is said when the function gave no answer, None when it did."""
        case, outcome = self.case, self.outcome
        reply = outcome.first
        if reply.status == "returned":
            return None
        if reply.status != "raised":
            return Finding(reply.status, f"{case.exercise} {STOPPED[reply.status]}")
        raised = reply.raised
        if not outcome.defined and outcome.load_errors:
            raised = outcome.load_errors[-1]
        if raised is None:
            return Finding("raised", f"{case.exercise} could not be called.")
        finding = explain_stop(case, self.suite, raised.type_name, raised.message, outcome.place)
        where = f"It was in {raised.label}, line {raised.line}." if raised.label and raised.line else ""
        details = (self._load_error_behind(raised), finding.detail, where)
        return replace(finding, detail=" ".join(detail for detail in details if detail))

    def _load_error_behind(self, raised: Raised) -> str:
        """A name may be missing because the statement that should define it failed: then say that."""
        if raised.type_name != "NameError" or not self.outcome.defined:
            return ""
        for error in self.outcome.load_errors:
            if raised.name and re.search(rf"\b{re.escape(raised.name)}\b", error.source_line or ""):
                return f"That is because {error.label}, line {error.line}, failed: {error.type_name}."
        return ""
