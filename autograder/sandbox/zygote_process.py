"""Start reaper and zygote, talk to each over a socket of its own, and end them with everything below them."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, TypeVar

from .children import Ending, ZygoteError, last_line
from .inside import messages
from .tiers import Plan

_MAX_MESSAGE = 1 << 16
# Under Landlock the first sandbox of a day reads some thousand files, each from a disk that may be slow.
_START_SECONDS = 180.0
_ANSWER_SECONDS = 20.0
_GOODBYE_SECONDS = 5.0
_Result = TypeVar("_Result")


class _Starter:
    """One thread a process that starts zygotes and lives as long as the process.

    The kernel sends the signal "your parent has ended" when the THREAD ends that made the child. A zygote that
    was started by a worker of a thread pool would be killed with that worker. A fork does not take threads
    along, so a forked process gets a starter of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._pool: ThreadPoolExecutor | None = None

    def run(self, action: Callable[[], _Result]) -> _Result:
        with self._lock:
            if self._pool is None or self._owner != os.getpid():
                self._pool = ThreadPoolExecutor(1, thread_name_prefix="sandbox-starter")
                self._owner = os.getpid()
            pool = self._pool
        return pool.submit(action).result()


_STARTER = _Starter()


class ZygoteProcess:
    """A running zygote. Raises ZygoteError from any method once it is of no more use."""

    def __init__(self, plan: Plan) -> None:
        """Start the zygote of a plan and wait until it is ready. Raises ZygoteError with what it wrote."""
        self._buffer = bytearray()
        self._run = 0
        self._written: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115  (closed with the zygote)
        self._control, reaper_end = socket.socketpair()
        self._runs, zygote_end = socket.socketpair()
        try:
            with reaper_end, zygote_end:
                self._process = _STARTER.run(lambda: self._start(plan, reaper_end, zygote_end))
        except OSError as error:
            self._close_sockets()
            self._written.close()
            raise ZygoteError(f"{plan.command[0]}: {error.strerror}") from error
        try:
            self._send(self._control, plan.order)
            self.versions = self._receive(_START_SECONDS)
        except ZygoteError as error:
            self._process.kill()
            self._process.wait()
            reason = last_line(self._written) or str(error)
            self.close()
            raise ZygoteError(reason) from error
        except BaseException:
            self.close()
            raise

    def _start(self, plan: Plan, reaper_end: socket.socket, zygote_end: socket.socket) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            plan.command,
            stdin=reaper_end.fileno(),
            stdout=zygote_end.fileno(),
            stderr=self._written,
            env=plan.environment,
            cwd="/",
            start_new_session=True,
        )

    def start_child(self, memory: int, cpu: int, canary: str | None = None) -> socket.socket:
        """Have a child forked and return this end of its data socket."""
        ours, theirs = socket.socketpair()
        self._run += 1
        # The zygote remembers this, and so every later child can read it: nothing in it is of a submission.
        order = {"memory": memory, "cpu": cpu, "canary": canary}
        with theirs:
            try:
                self._send(self._runs, order, [theirs.fileno()])
            except ZygoteError:
                ours.close()
                raise
        return ours

    def end_child(self, patience: float = 0.0) -> Ending:
        """Return how the child of the last run ended; it is killed unless it ends within `patience` seconds."""
        self._send(self._control, {"run": self._run, "patience": patience})
        message = self._receive(patience + _ANSWER_SECONDS)
        if message.get("run") != self._run:
            raise ZygoteError("the zygote answered out of turn")
        return Ending(message["code"], message["signal"], message["cpu"], message["asked"])

    def close(self) -> None:
        """End reaper, zygote and child, and wait for them."""
        self._close_sockets()
        try:
            self._process.wait(_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._written.close()

    def _close_sockets(self) -> None:
        self._control.close()
        self._runs.close()

    def _send(self, to: socket.socket, message: dict[str, Any], descriptors: list[int] | None = None) -> None:
        data = messages.frame(message)
        try:
            to.settimeout(_ANSWER_SECONDS)
            if descriptors:
                sent = socket.send_fds(to, [data], descriptors)
                data = data[sent:]
            to.sendall(data)
        except OSError as error:
            raise ZygoteError("the zygote has died") from error

    def _receive(self, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while True:
            try:
                message = messages.take(self._buffer, _MAX_MESSAGE)
            except ValueError as error:
                raise ZygoteError(f"the zygote sent {error}") from error
            if message is not None:
                return message
            self._control.settimeout(max(0.001, deadline - time.monotonic()))
            try:
                data = self._control.recv(1 << 16)
            except TimeoutError as error:
                raise ZygoteError("the zygote does not answer") from error
            except OSError as error:
                raise ZygoteError("the zygote has died") from error
            if not data:
                raise ZygoteError("the zygote has died")
            self._buffer += data
