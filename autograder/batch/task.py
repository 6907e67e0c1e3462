"""A submission to grade and what it is graded with: the same in this process, in workers of its own, on a cluster."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

from autograder.comparison import Comparison
from autograder.exercises import EXERCISES
from autograder.expected import EXPECTED
from autograder.grading import Grader, fault_record
from autograder.judging import CheckSession
from autograder.result import ExerciseResult, Record
from autograder.sandbox import TierChoice, open_sandbox


@dataclass(frozen=True)
class Task:
    """A submission with its bytes, ready to be graded anywhere.

    remarks: what is to be noted of how it was found. kept: results by exercise that still hold, with comparisons.
    """

    student: str
    content: bytes
    remarks: tuple[str, ...] = ()
    kept: Mapping[str, ExerciseResult] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()

    def run(self, grader: Grader) -> Record:
        """Grade it. Never raises: what goes wrong on our side is in the record as our fault."""
        try:
            record = grader.grade(self.student, self.content, self.remarks, self.kept)
            known = tuple(comparison for comparison in self.comparisons if comparison.exercise in self.kept)
            order = list(EXERCISES)
            shown = sorted((*known, *record.comparisons), key=lambda comparison: order.index(comparison.exercise))
            return replace(record, comparisons=tuple(shown)) if known else record
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            return fault_record(self.student, self.content, grader.setting, reason, self.remarks)


class Workshop:
    """One grader, with the sandbox and the session of checks that it needs. Use as a context manager."""

    def __init__(self, tier: TierChoice, expected: Path = EXPECTED, own_notebook: bool = False) -> None:
        """Prepare for a tier and a file of cases; entering raises SandboxUnavailable where there is no such tier.

        own_notebook: the code is of whoever runs this, so that a system that no tier is made for will do.
        """
        self._tier = tier
        self._own_notebook = own_notebook
        self._expected = expected
        self._stack = ExitStack()

    def __enter__(self) -> Grader:
        """Open the sandbox and collect the checks."""
        with ExitStack() as stack:
            sandbox = stack.enter_context(open_sandbox(self._tier, self._own_notebook))
            session = CheckSession(self._expected)
            self._stack = stack.pop_all()
        return Grader(sandbox, session)

    def __exit__(self, *_: object) -> None:
        """Close the sandbox."""
        self._stack.close()
