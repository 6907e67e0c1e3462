"""A submission to grade and what it is graded with: the same in this process, in workers of its own, on a cluster."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from autograder.expected import read_key
from autograder.grading.checks.session import ChecksError, CheckSession
from autograder.grading.grader import Grader, describe_setting
from autograder.grading.record_frame import RecordFrame
from autograder.result import Record
from autograder.sandbox import Sandbox, TierChoice, open_sandbox


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
            return grader.frame.fault(self.student, self.content, reason, self.remarks)


@dataclass(frozen=True, slots=True)
class Graded:
    """What the rest of the program needs of a result. kept: it was there already, and holds."""

    student: str
    score: float
    exercises: dict[str, float]
    faulty: bool
    kept: bool = False


@contextmanager
def open_grader(tier: TierChoice, expected: Path, own_notebook: bool = False) -> Iterator[Grader]:
    """A grader for a tier and a compiled assignment, with a sandbox that is closed at the end.

    own_notebook: the code is that of whoever runs this, so a system that no tier is made for will do.
    Raises SandboxUnavailable where there is no such tier, and ChecksError.
    """
    with open_sandbox(tier, own_notebook) as sandbox:
        yield Grader(sandbox, CheckSession(expected))


def describe_frame(expected: Path, sandbox: Sandbox) -> RecordFrame:
    """What all records of a compiled assignment, graded in such a sandbox, have in common. Raises ChecksError."""
    try:
        key = read_key(expected)
    except (KeyError, ValueError) as error:
        raise ChecksError(f"{expected.name} is not a file of cases that this grader can use: {error}") from error
    return RecordFrame(key.assignment, describe_setting(key.sha256, sandbox))
