"""What goes into the sandbox and what comes out of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from autograder.errors import NO_SANDBOX, CommandError
from autograder.unit import Unit

from .inside import wire

MAX_JOB_BYTES = 64 << 20
Status = Literal["returned", "raised", "timed_out", "out_of_memory", "crashed"]
TierName = Literal["bwrap", "landlock", "none"]
TierChoice = Literal["auto"] | TierName


class SandboxUnavailable(CommandError):  # noqa: N818
    """No protection works here, or not the one asked for. The text says what to install or do."""

    status = NO_SANDBOX


class SandboxFault(Exception):  # noqa: N818
    """The sandbox itself failed, twice. This is not about the submission."""


@dataclass(frozen=True)
class Limits:
    """What one job may use. Seconds are of wall time unless the name says otherwise.

    `call_seconds` bounds the load and each call; `exercise_seconds` the load and all calls together, restarts
    included. `memory_bytes` is address space beyond that of the zygote. `restarts` children are started again
    after one that timed out or died.
    """

    call_seconds: float = 4.0
    exercise_seconds: float = 10.0
    cpu_seconds: int = 12
    memory_bytes: int = 512 << 20
    reply_bytes: int = 4 << 20
    restarts: int = 2


@dataclass(frozen=True, eq=False)
class Call:
    """One call: the name of a function that the units define, and the arguments that it gets."""

    function: str
    arguments: tuple[object, ...]

    @cached_property
    def size(self) -> int:
        """The number of bytes of the arguments, looked at once since the same calls go to every submission.

        Raises WireError for arguments that are not plain data or too large to send.
        """
        return len(wire.encode(self.arguments, MAX_JOB_BYTES, strict=True))


@dataclass(frozen=True)
class Job:
    """Units that are run in order, then calls that are made in order. What they leave behind stays till the end.

    batches: how many calls are sent together each time, in order; one by one when it is not given. Together is
    quicker; a call can see the arguments of those that came with it, and a child that fails at one answers none.
    """

    units: tuple[Unit, ...]
    calls: tuple[Call, ...]
    batches: tuple[int, ...] = ()


@dataclass(frozen=True)
class Raised:
    """An exception, and the innermost line of the student's own code that it passed through."""

    type_name: str
    message: str
    label: str | None = None
    line: int | None = None
    source_line: str | None = None
    name: str | None = None


@dataclass(frozen=True, eq=False)
class Reply:
    """How one call ended. `value` and `arguments` (as they were after the call) are trees of plain data.

    `raised` is set for `raised` and, where it is known, `out_of_memory`; `signal` and `detail` say how the
    process ended for `crashed` and `timed_out`.
    """

    status: Status
    value: object = None
    arguments: tuple[object, ...] = ()
    raised: Raised | None = None
    signal: int | None = None
    detail: str = ""


@dataclass(frozen=True)
class JobResult:
    """Everything that came of one job: one reply for each call, in order. defined: the functions that were there.

    repeated: whether the sandbox failed before, after replies to this job had come.
    """

    load_errors: tuple[Raised, ...]
    defined: frozenset[str]
    replies: tuple[Reply, ...]
    cpu_seconds: float
    repeated: bool = False
