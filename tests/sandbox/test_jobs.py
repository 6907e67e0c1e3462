"""A child that does not get as far as the submission: a fault of ours, whatever the submission is."""

import socket

import pytest

from autograder.sandbox import Call, Job, Limits, Unit, jobs
from autograder.sandbox.children import Ending, ZygoteError

SMALL, LARGE = "x = 1\n", "x = 1\n" * 200_000


class Silent:
    """Children that are never confined: they read nothing, and answer nothing before they are ended."""

    def __init__(self, ended: bool) -> None:
        """ended: whether a child has gone before anybody talks to it."""
        self.ended = ended
        self.theirs: socket.socket | None = None

    def start_child(self, memory: int, cpu: int, canary: str | None = None) -> socket.socket:
        """Our end of a socket that nobody serves."""
        ours, self.theirs = socket.socketpair()
        if self.ended:
            self.theirs.close()
        return ours

    def end_child(self, patience: float = 0.0) -> Ending:
        """It was killed."""
        assert self.theirs is not None
        self.theirs.close()
        return Ending(0, 9, 0.0, True)

    def close(self) -> None:
        """Nothing runs."""


@pytest.mark.parametrize("source", [SMALL, LARGE], ids=["small", "larger than what a socket holds"])
@pytest.mark.parametrize("ended", [False, True], ids=["silent", "gone"])
def test_a_child_that_is_never_confined_is_no_fault_of_the_submission(
    source: str, ended: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a time-out nor a crash of the student's: the sandbox starts another zygote, and says so if that fails."""
    monkeypatch.setattr(jobs, "_CONFINE_SECONDS", 0.2)
    job = Job((Unit("cell 1", 1, source),), (Call("f", ()),))
    with pytest.raises(ZygoteError, match="could not be started"):
        jobs.run_job(Silent(ended), job, Limits(), [])
