"""The process that every child is a fork of: numpy is loaded here once, and no student code ever runs.

Standard input is the control socket. Messages both ways are a length (four bytes) and JSON. The first one
tells what to load, and is answered once that is done; then `run` (with a data socket attached) forks a child, `end`
ends it and is answered with how it ended, and the end of the socket ends everything. The zygote holds nothing of the
course, since a fork copies its memory: no expected value, no hidden seed, no comparison.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import socket
import struct
import sys
import time
import warnings
from collections.abc import Iterator
from typing import Any, NoReturn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

_LENGTH = struct.Struct("!I")
# What students use, and what numpy would load late. Every module more makes each fork a little dearer.
_PREPARED = (
    "bisect", "cmath", "collections", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal",
    "enum", "fractions", "functools", "heapq", "inspect", "io", "itertools", "json", "math", "numbers",
    "operator", "os", "pathlib", "pprint", "random", "re", "statistics", "string", "textwrap", "time",
    "timeit", "traceback", "types", "typing", "warnings", "numpy.fft", "numpy.lib.stride_tricks",
    "numpy.linalg", "numpy.ma", "numpy.polynomial", "numpy.random",
)  # fmt: skip
_FAILED_TO_CONFINE, _FAILED_TO_SERVE = 70, 71
_LOOK_SECONDS = 0.001


class Zygote:
    """The loop over the control socket and the one child that may be running."""

    def __init__(self, control: socket.socket) -> None:
        """Take over the control socket; nothing is loaded yet."""
        self.control = control
        self.buffer = bytearray()
        self.descriptors: list[int] = []
        self.child = 0
        self.run = 0
        self.null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1):
            os.dup2(self.null, standard)

    def receive(self) -> dict[str, Any] | None:
        """Return the next message, or None when the grader has gone."""
        while True:
            if len(self.buffer) >= _LENGTH.size:
                end = _LENGTH.size + _LENGTH.unpack_from(self.buffer)[0]
                if len(self.buffer) >= end:
                    message = json.loads(self.buffer[_LENGTH.size : end])
                    del self.buffer[:end]
                    return dict(message)
            data, descriptors, _, _ = socket.recv_fds(self.control, 1 << 16, 4)
            self.descriptors += descriptors
            if not data:
                return None
            self.buffer += data

    def send(self, message: dict[str, Any]) -> None:
        """Send one message to the grader."""
        data = json.dumps(message).encode()
        self.control.sendall(_LENGTH.pack(len(data)) + data)

    def prepare(self, order: dict[str, Any]) -> None:
        """Import what students use, give up rights, and answer."""
        warnings.simplefilter("ignore")
        sys.path.append(order["packages"])
        with _without_hooks_at_fork():
            import numpy as np

            for name in _PREPARED:
                importlib.import_module(name)
        import random

        import calling
        import confinement
        import landlock
        import probe
        import rehearsal
        import wire

        # From here on a lazy import finds the standard library and what numpy itself holds, nothing else.
        sys.path[:] = [
            entry
            for entry in sys.path
            if entry not in (order["packages"], os.path.dirname(os.path.abspath(__file__)))
            and not entry.endswith(("site-packages", "dist-packages"))
        ]
        self.calling, self.confinement, self.probe, self.wire, self.numpy = (
            calling,
            confinement,
            probe,
            wire,
            np,
        )
        confinement.protect_zygote()
        if order["trees"] is not None:
            landlock.restrict(confinement.load_libc(), order["trees"], order["listings"])
        rehearsal.rehearse()
        self.rules = confinement.prepare(order["strict"], order["own_user"])
        # Same bits in every child, so that results do not differ by the run.
        random.seed(0)
        np.random.seed(0)
        self.order = order
        gc.collect()
        gc.freeze()
        self.send({"numpy": np.__version__, "python": sys.version.split()[0]})

    def serve(self) -> None:
        """Do what the messages say until the grader has gone. Between them this process does not run at all."""
        while (message := self.receive()) is not None:
            if message["do"] == "run":
                self.start_child(message)
            else:
                self.end_child(message["patience"])
        if self.child:
            os.kill(self.child, signal.SIGKILL)
            os.waitpid(self.child, 0)

    def start_child(self, message: dict[str, Any]) -> None:
        """Fork a child for one job. The grader sends the next `run` only after it has ended the last."""
        data = self.descriptors.pop(0)
        self.run = message["run"]
        steps = self.confinement.steps(self.rules, message["memory"], message["cpu"])
        child = os.fork()
        if child == 0:
            self.be_child(message, steps, data)
        os.close(data)
        self.child = child

    def end_child(self, patience: float) -> None:
        """Reap the child, killed unless it ends within so many seconds; report how it ended, and its processor time."""
        until = time.monotonic() + patience
        ended, status, usage = os.wait4(self.child, os.WNOHANG)
        while not ended and time.monotonic() < until:
            time.sleep(_LOOK_SECONDS)
            ended, status, usage = os.wait4(self.child, os.WNOHANG)
        if not ended:
            os.kill(self.child, signal.SIGKILL)
            _, status, usage = os.wait4(self.child, 0)
        self.child = 0
        code = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        self.send({"run": self.run, "code": max(code, 0), "signal": max(-code, 0), "cpu": cpu, "asked": not ended})

    def be_child(self, message: dict[str, Any], steps: tuple[Any, ...], data: int) -> NoReturn:
        """Confine this process, then, and only then, read the job. Never returns."""
        leave, wire = os._exit, self.wire
        descriptor = self.confinement.DATA
        try:
            self.confinement.confine(self.rules, steps, data, self.null)
        except BaseException as error:
            wire.write(descriptor, wire.frame(wire.FAILED, 0, str(error).encode()[:500]))
            leave(_FAILED_TO_CONFINE)
        try:
            wire.write(descriptor, wire.frame(wire.HELLO, 0, b""))
            self.follow_job(descriptor, message)
        except BaseException:
            leave(_FAILED_TO_SERVE)
        leave(0)

    def follow_job(self, descriptor: int, message: dict[str, Any]) -> None:
        """Read the job and do it, or do the self-test."""
        if message["canary"] is not None:
            places = (message["canary"], message["memory"], self.rules.zygote, self.order["grader_user"])
            self.probe.report(descriptor, *places)
            return
        _, _, payload = self.wire.read_frame(descriptor, message["job_bytes"])
        self.calling.grade(descriptor, payload)


@contextlib.contextmanager
def _without_hooks_at_fork() -> Iterator[None]:
    """Modules that are imported meanwhile have nothing done after a fork.

    `random` would take fresh seeds and `threading` new locks, at a fifth of what a child costs; the zygote has one
    thread, and children are to have the same seeds.
    """
    register = os.register_at_fork
    os.register_at_fork = lambda **hooks: None
    try:
        yield
    finally:
        os.register_at_fork = register


def main() -> None:
    """Run the zygote on standard input."""
    zygote = Zygote(socket.socket(fileno=os.dup(0)))
    order = zygote.receive()
    if order is not None:
        zygote.prepare(order)
        zygote.serve()


if __name__ == "__main__":
    main()
