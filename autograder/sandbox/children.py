"""What every kind of process that gives us children has in common."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from typing import IO, Protocol

KILL_SIGNAL = 9  # Windows has no name for it


class ZygoteError(Exception):
    """The process that children come from could not be started, has died, or does not answer."""


@dataclass(frozen=True)
class Ending:
    """How a child ended: exit status or signal (the other is 0), and the processor time that it took.

    `asked` means that we killed it. The processor time is 0 if the system does not report it.
    """

    code: int
    signal: int
    cpu_seconds: float
    asked: bool


def last_line(written: IO[bytes]) -> str:
    """The last line of what a process wrote into a file, empty when it wrote nothing."""
    written.seek(0)
    lines = written.read(1 << 16).decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""


class Children(Protocol):
    """Starts one child at a time. Raises ZygoteError from any method once it is of no more use."""

    def start_child(self, memory: int, cpu: int, canary: str | None = None) -> socket.socket:
        """Start a child and return this end of its data socket. With a canary the child does the self-test."""

    def end_child(self, patience: float = 0.0) -> Ending:
        """Return how the child ended; it is killed unless it ends within `patience` seconds."""

    def close(self) -> None:
        """End everything that was started, and wait for it."""
