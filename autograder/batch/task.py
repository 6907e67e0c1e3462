"""A submission to grade and what it is graded with: the same in this process, in workers of its own, on a cluster."""

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from autograder.expected import EXPECTED
from autograder.grading import Grader, fault_record
from autograder.judging import CheckSession
from autograder.result import Record
from autograder.sandbox import TierChoice, open_sandbox


@dataclass(frozen=True)
class Task:
    """A submission with its bytes, ready to be graded anywhere.

    remarks: what is to be noted of how it was found.
    """

    student: str
    content: bytes
    remarks: tuple[str, ...] = ()

    def run(self, grader: Grader) -> Record:
        """Grade it. Never raises: what goes wrong in the grader is in the record as its fault."""
        try:
            return grader.grade(self.student, self.content, self.remarks)
        except Exception as error:
            reason = f"{type(error).__name__}: {error}"
            return fault_record(self.student, self.content, grader.setting, reason, self.remarks)


@dataclass(frozen=True, slots=True)
class Graded:
    """What the rest of the program needs of a result. kept: it was there already, and holds."""

    student: str
    score: float
    exercises: dict[str, float]
    faulty: bool
    kept: bool = False


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
