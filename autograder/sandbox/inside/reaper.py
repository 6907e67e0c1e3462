"""The process that ends children and reports how they ended. It is the parent of all, and no child is a copy of it.

A child inherits all memory of the process that it is forked from, freed memory included. How the last child ended
(status, signal, processor time) must not be in that memory, or it would reach the next submission. So the zygote
forks children and never learns how they end; they are children of this process.
"""

from __future__ import annotations

import os
import signal
import struct
import time
from contextlib import suppress
from typing import Any

from access_times import AccessTimes
from messages import Messages

NUMBER = struct.Struct("=i")
"""The form in which the zygote passes on the process number of each child."""
_LOOK_SECONDS = 0.001


class Reaper:
    """The loop over the control socket. The zygote writes the numbers of its children to the pipe `numbers`."""

    def __init__(self, control: Messages, zygote: int, numbers: int, access_times: AccessTimes) -> None:
        """Take over the control socket, the zygote, which must be a child of this process, and the pipe."""
        self.control = control
        self.zygote = zygote
        self.numbers = numbers
        self.access_times = access_times

    def serve(self) -> None:
        """End one child for each message, until the grader or the zygote has gone; then end everything."""
        while (message := self.control.receive()) is not None:
            child = self.next_child()
            if child is None:
                break
            ending = end_child(child, message["patience"])
            self.access_times.refresh(time.time())
            self.control.send({"run": message["run"], **ending})
        os.kill(self.zygote, signal.SIGKILL)
        os.waitpid(self.zygote, 0)
        while (child := self.next_child()) is not None:
            end_child(child, 0.0)

    def next_child(self) -> int | None:
        """Wait for the number of the next child; None when the zygote has gone and there are no more."""
        data = os.read(self.numbers, NUMBER.size)
        return NUMBER.unpack(data)[0] if data else None


def end_child(child: int, patience: float) -> dict[str, Any]:
    """Reap a child, killed unless it ends within so many seconds; return how it ended, and its processor time."""
    until = time.monotonic() + patience
    ended, status, usage = os.wait4(child, os.WNOHANG)
    while not ended and time.monotonic() < until:
        time.sleep(_LOOK_SECONDS)
        ended, status, usage = os.wait4(child, os.WNOHANG)
    if not ended:
        with suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status, usage = os.wait4(child, 0)
    code = os.waitstatus_to_exitcode(status)
    cpu = usage.ru_utime + usage.ru_stime
    return {"code": max(code, 0), "signal": max(-code, 0), "cpu": cpu, "asked": not ended}
