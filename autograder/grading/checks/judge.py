"""How a check turns an outcome into pass or fail: the ladder of the public tests, on plain data of our own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from weakref import WeakKeyDictionary

import pytest

from autograder.grading.calls import Outcome, Outcomes
from autograder.sandbox import Raised, Reply
from public_tests import (
    Case,
    Code,
    Finding,
    Suite,
    examine,
    explain_stop,
    explain_value,
    find_clue,
    find_code,
    judge,
    judge_cache,
    judge_inputs,
)

STOPPED = {
    "timed_out": "did not finish in time. Is there a loop that never ends, or far too much work?",
    "out_of_memory": "needs more memory than is available. Is an array far too large?",
    "crashed": "ended the whole Python process, so it could give no answer.",
}
MISSING_MODULE = ("ModuleNotFoundError", "ImportError")
IMPORTS_ALL = re.compile(r"\bimport\s*\*")
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
        """What the forward function keeps for its backward pass; it counts only with a right output."""
        self._settle(self._stopped() or self._cache())

    def _settle(self, finding: Finding) -> None:
        self.finding = finding
        if not finding.right:
            pytest.fail(finding.sentence, pytrace=False)

    def _values(self) -> Finding:
        first, again = self.outcome.first, self.outcome.again
        finding = self.judged.get(first) if again is first else None
        if finding is None:
            finding = self._judge_both(first, again)
            if again is first:
                self.judged[first] = finding
        return finding if finding.right else explain_value(self.case, self.suite, first.value, finding, self._code())

    def _judge_both(self, first: Reply, again: Reply) -> Finding:
        case, returns = self.case, self.suite.returns[self.case.exercise]
        finding = examine(case, returns, self._look, first.value, first.arguments)
        if not finding.right:
            return finding
        repeated = again.value is first.value or examine(case, returns, self._compare, again.value, ()).right
        if again.status != "returned" or not repeated:
            return Finding("again", f"{case.exercise} gives a different answer when it is called a second time.")
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
        """The message if the function gave no answer, None if it did."""
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
        behind = self._load_error_behind(raised)
        if behind is not None and behind.type_name in MISSING_MODULE:
            raised, behind = behind, None
        unit = outcome.stopped_in
        code = find_code(unit.source, unit.first_line, raised.line or 0) if unit else None
        own = self._code()
        finding = explain_stop(case, self.suite, raised.type_name, raised.message, outcome.place, code, own)
        clue = find_clue(self.suite, case.exercise, own, finding.rung)
        where = f"It happened in {raised.label}, line {raised.line}." if raised.label and raised.line else ""
        details = (self._describe_cause(raised, behind), finding.detail, where)
        return replace(finding, clue=clue, detail=" ".join(detail for detail in details if detail))

    def _code(self) -> Code | None:
        """The source of the function that is judged."""
        unit = self.outcome.source
        return find_code(unit.source, unit.first_line, name=self.case.exercise) if unit else None

    def _load_error_behind(self, raised: Raised) -> Raised | None:
        """A name may be missing because the statement that should define it failed: what it failed with."""
        if raised.type_name != "NameError" or not raised.name:
            return None
        named = re.compile(rf"\b{re.escape(raised.name)}\b")
        errors = (error for error in self.outcome.load_errors if error != raised)
        return next((error for error in errors if named.search(error.source_line or "")), None)

    def _describe_cause(self, raised: Raised, behind: Raised | None) -> str:
        """Why a name is missing, as far as the statements that failed explain it."""
        if behind is not None:
            return f"That is because {behind.label}, line {behind.line}, failed: {behind.type_name}."
        every = (error for error in self.outcome.load_errors if IMPORTS_ALL.search(error.source_line or ""))
        found = next(every, None) if raised.type_name == "NameError" else None
        if found is None or found.type_name not in MISSING_MODULE:
            return ""
        return f"Perhaps it should come from {found.label}, line {found.line}, which failed: {found.message}."
