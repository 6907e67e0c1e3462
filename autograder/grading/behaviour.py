"""Which answers belong together: an id for what a function does on all cases, and one for its code.

Two functions do the same if every check finds the same of both: values alike to six digits, or stopped alike. An id
has to come out the same on every machine, where sums are taken in another order and differ in the last digit. So values
are not rounded one by one, where each could be at an edge: a few sums over an array are, with weights that no value of
an assignment has anything to do with. Then an edge is hit about once in a hundred million arrays.

Ids of behaviour are made with a secret: see docs/decisions/groups-of-answers.md.
"""

import hashlib
import hmac
import math
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

import numpy as np

from autograder.expected import Key
from autograder.grading.calls import Outcome, Outcomes
from autograder.grading.checks.session import CheckReport
from autograder.result import Status
from public_tests import Case

RIGHT = "right"
LENGTH = 10
"""Letters of an id: among a thousand groups the odds are one to two million that two are alike."""
LETTERS = "bcdfghjklmnpqrst"
"""In place of hexadecimal digits, which spreadsheets take for numbers when they happen to look like 1234567e89."""
DIGITS = 6
DIGITS_OF_SINGLE = 3
"""Of arrays in single precision, whose seventh digit is not to be trusted: in a sum of many the fifth is not either."""
LONGEST_VALUE = 100
"""Parts of a returned value that are looked at."""


def shorten(digest: str) -> str:
    """The id that is made of a hash. That of a code holds nothing but what its author has written."""
    return "".join(LETTERS[int(digit, 16)] for digit in digest[:LENGTH])


class Behaviours:
    """Finds the ids of behaviours for one file of cases."""

    def __init__(self, key: Key) -> None:
        """Note what is the same for all submissions."""
        self._secret = key.secret
        self._returns = key.suite.returns
        self._cases = {(case.exercise, case.name): case for cases in key.suite.cases.values() for case in cases}
        self._decades: dict[tuple[str, str], int] = {}

    def find(self, exercise: str, reports: Sequence[CheckReport], outcomes: Outcomes) -> str:
        """The id of what a function does. reports: what the checks found, before anything of it was closed."""
        own = [report for report in reports if report.exercise == exercise]
        wrong = [report for report in own if not report.finding.right]
        if not wrong:
            return RIGHT
        if len(wrong) == len(own) and {report.finding.rung for report in wrong} == {Status.NOT_WRITTEN.value}:
            return Status.NOT_WRITTEN.value
        said = [exercise]
        for report in wrong:
            rung, outcome = report.finding.rung, outcomes[exercise, report.case]
            # What is kept counts only with a right output, so that is all that two such answers differ in.
            said.append(f"{report.name}: {rung}: {'' if rung == 'output' else self._describe(report, outcome)}")
        return shorten(hmac.new(self._secret, "\n".join(said).encode(errors="replace"), "sha256").hexdigest())

    def _describe(self, report: CheckReport, outcome: Outcome) -> str:
        """What a function did with a case, in words that are the same on every machine and with every numpy."""
        first, again = outcome.first, outcome.again
        if first.status != "returned":
            raised = first.raised
            if not outcome.defined and outcome.load_errors:
                raised = outcome.load_errors[-1]
            # Messages differ between versions, and so do lines between functions that do the same.
            return f"{first.status} {raised.type_name} {raised.name}" if raised else first.status
        whole = report.finding.rung == "cache"
        value = self.describe_value(report.exercise, report.case, first.value, whole)
        if again is first:
            return value
        same = again.status == "returned" and value == self.describe_value(
            report.exercise, report.case, again.value, whole
        )
        return value if same else "another answer each time"

    def describe_value(self, exercise: str, name: str, value: object, whole: bool = True) -> str:
        """A returned value in words: its parts with their shapes, and each array in a few whole numbers.

        name: of the case. whole: also what the function keeps with its output.
        """
        case, returns = self._cases[exercise, name], self._returns[exercise]
        decade = self._decades.get((exercise, name))
        if decade is None:
            decade = max((_decade(_largest(wanted)) for wanted in case.expected.values()), default=0)
            self._decades[exercise, name] = decade
        parts = value if isinstance(value, tuple | list) and len(value) == len(returns) > 1 else (value,)
        said = [type(value).__name__]
        for position, part in enumerate(parts):
            wanted = case.expected.get(returns[position])
            if wanted is None and not whole and returns[position] not in case.keys:
                continue
            for leaf in islice(_leaves(part), LONGEST_VALUE):
                said.append(_describe_leaf(case, returns[position], wanted, leaf, decade))
        return ", ".join(said)


def _describe_leaf(case: Case, name: str, wanted: np.ndarray | None, leaf: object, decade: int) -> str:
    if not isinstance(leaf, np.ndarray | np.generic | int | float | complex):
        return leaf if isinstance(leaf, str) else type(leaf).__name__
    array = np.asarray(leaf)
    kind = "array" if isinstance(leaf, np.ndarray) else "number"
    comparable = wanted is not None and array.shape == wanted.shape and array.dtype.kind in "biuf"
    if comparable and case.agrees(name, array).all():
        return f"{kind} right"
    return f"{kind} {array.shape} {_summarise(array, decade)}"


def _leaves(value: object) -> Iterator[object]:
    """The parts of a returned value, with a text for each container that they are in."""
    waiting = [value]
    while waiting:
        part = waiting.pop()
        if isinstance(part, tuple | list):
            yield f"{type(part).__name__} of {len(part)}"
            waiting += reversed(part)
        elif isinstance(part, dict):
            yield f"dict of {sorted(map(str, part))}"
            waiting += (part[name] for name in sorted(part, key=str, reverse=True))
        else:
            yield part


def _summarise(array: np.ndarray, decade: int) -> str:
    """An array in a few whole numbers: two sums of its values to six digits, and where there are nan and inf.

    decade: the order of magnitude of what was expected, so that what rounding leaves of a zero counts for nothing.
    """
    if array.dtype.kind not in "biufc":
        return f"of {array.dtype.kind}"
    values, single = array.ravel(), array.dtype in (np.float16, np.float32, np.complex64)
    if array.dtype.kind == "c":
        values = np.concatenate([values.real, values.imag])
    values = values.astype(np.float64)
    said = "single " if single else ""
    largest = _largest(values)
    if not math.isfinite(largest):
        for mark, places in (("nan", np.isnan(values)), ("inf", values == np.inf), ("-inf", values == -np.inf)):
            said += f"{mark} {hashlib.sha256(np.packbits(places).tobytes()).hexdigest()[:LENGTH]} "
        values = np.where(np.isfinite(values), values, 0.0)
        largest = _largest(values)
    decade = max(decade, _decade(largest))
    # Scaled first: the sum of very large values would be infinite.
    one, other = _weights(len(values)) @ (values / 10.0**decade) * 10.0 ** (DIGITS_OF_SINGLE if single else DIGITS)
    return f"{said}{decade if round(one) or round(other) else 0}: {round(one)} {round(other)}"


def _largest(array: np.ndarray) -> float:
    return float(np.abs(array).max()) if array.size else 0.0


def _decade(largest: float) -> int:
    """The order of magnitude of a largest value, which changes at the square roots of odd powers of ten."""
    return max(-300, min(300, round(math.log10(largest)))) if 0 < largest < math.inf else -300


@lru_cache(maxsize=64)
def _weights(count: int) -> np.ndarray:
    """Two rows of weights from 1 to 2 without any pattern: the fractions of the multiples of two irrational numbers."""
    numbers = np.arange(1, count + 1, dtype=np.float64)
    return 1.0 + np.stack([np.mod(numbers * factor, 1.0) for factor in (0.6180339887498949, 0.41421356237309503)])
