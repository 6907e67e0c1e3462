"""Start a zygote, talk to it over its control socket, and end it with everything below it."""

from __future__ import annotations

import json
import os
import socket
import struct
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import IO, Any, TypeVar

from .children import Ending, ZygoteError, last_line
from .tiers import Plan

_LENGTH = struct.Struct("!I")
_MAX_MESSAGE = 1 << 16
_START_SECONDS = 60.0
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
        self._control, theirs = socket.socketpair()
        try:
            with theirs:
                self._process = _STARTER.run(lambda: self._start(plan, theirs))
        except OSError as error:
            self._control.close()
            self._written.close()
            raise ZygoteError(f"{plan.command[0]}: {error.strerror}") from error
        try:
            self._send(plan.order)
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

    def _start(self, plan: Plan, theirs: socket.socket) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            plan.command,
            stdin=theirs.fileno(),
            stdout=subprocess.DEVNULL,
            stderr=self._written,
            env=plan.environment,
            cwd="/",
            start_new_session=True,
        )

    def start_child(self, memory: int, cpu: int, job_bytes: int, canary: str | None = None) -> socket.socket:
        """Have a child forked and return this end of its data socket."""
        ours, theirs = socket.socketpair()
        self._run += 1
        order = {
            "do": "run",
            "run": self._run,
            "memory": memory,
            "cpu": cpu,
            "job_bytes": job_bytes,
            "canary": canary,
        }
        with theirs:
            try:
                self._send(order, [theirs.fileno()])
            except ZygoteError:
                ours.close()
                raise
        return ours

    def end_child(self, patience: float = 0.0) -> Ending:
        """Return how the child of the last run ended; it is killed unless it ends within `patience` seconds."""
        self._send({"do": "end", "patience": patience})
        message = self._receive(patience + _ANSWER_SECONDS)
        if message.get("run") != self._run:
            raise ZygoteError("the zygote answered out of turn")
        return Ending(message["code"], message["signal"], message["cpu"], message["asked"])

    def close(self) -> None:
        """End the zygote and its child, and wait for it."""
        self._control.close()
        try:
            self._process.wait(_GOODBYE_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._written.close()

    def _send(self, message: dict[str, Any], descriptors: list[int] | None = None) -> None:
        data = json.dumps(message).encode()
        data = _LENGTH.pack(len(data)) + data
        try:
            self._control.settimeout(_ANSWER_SECONDS)
            if descriptors:
                sent = socket.send_fds(self._control, [data], descriptors)
                data = data[sent:]
            self._control.sendall(data)
        except OSError as error:
            raise ZygoteError("the zygote has died") from error

    def _receive(self, seconds: float) -> dict[str, Any]:
        deadline = time.monotonic() + seconds
        while True:
            if len(self._buffer) >= _LENGTH.size:
                (length,) = _LENGTH.unpack_from(self._buffer)
                if length > _MAX_MESSAGE:
                    raise ZygoteError("the zygote sent too much")
                if len(self._buffer) >= _LENGTH.size + length:
                    message = json.loads(self._buffer[_LENGTH.size : _LENGTH.size + length])
                    del self._buffer[: _LENGTH.size + length]
                    return dict(message)
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
