"""The process that every child is a fork of: numpy is loaded here once, and no student code ever runs.

Standard input is the control socket. Its first message lists what to load, and is answered once that is done. Then this
process forks. The parent becomes the reaper and keeps the control socket. The child is the zygote and reads standard
output, which is a socket too: for each message there, which has a data socket attached, it forks one child. A fork
copies memory, so the zygote holds nothing of the course: no expected value, no hidden seed, no comparison. It holds
nothing of earlier children either: their parent is the reaper, and only the reaper learns how they end.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import importlib.util
import os
import socket
import sys
import time
import warnings
from collections.abc import Iterator
from typing import Any, NoReturn

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))

import access_times
from messages import Messages
from reaper import NUMBER, Reaper

# What students use, and what numpy would load late. Every module more makes each fork a little dearer.
_PREPARED = (
    "bisect", "cmath", "collections", "contextlib", "copy", "csv", "dataclasses", "datetime", "decimal",
    "enum", "fractions", "functools", "heapq", "inspect", "io", "itertools", "json", "math", "numbers",
    "operator", "os", "pathlib", "pprint", "random", "re", "statistics", "string", "textwrap", "time",
    "timeit", "traceback", "types", "typing", "warnings", "numpy.fft", "numpy.lib.stride_tricks",
    "numpy.linalg", "numpy.ma", "numpy.polynomial", "numpy.random",
)  # fmt: skip
# `from numpy import *` names these, which take 70 ms to load and which nobody needs.
_LOADED_WHEN_USED = ("numpy.f2py", "numpy.testing")
_FAILED_TO_CONFINE, _FAILED_TO_SERVE = 70, 71


class Zygote:
    """Loads and prepares once what all children need, and forks them."""

    def __init__(self) -> None:
        """Nothing is loaded yet."""
        self.null = os.open(os.devnull, os.O_RDWR)
        for standard in (0, 1):
            os.dup2(self.null, standard)

    def prepare(self, order: dict[str, Any]) -> None:
        """Import what students use, and give up rights."""
        warnings.simplefilter("ignore")
        sys.path.append(order["packages"])
        with _without_hooks_at_fork():
            import numpy as np

            for name in _PREPARED:
                importlib.import_module(name)
            for name in _LOADED_WHEN_USED:
                _load_when_used(name)
        import random

        import calling
        import confinement
        import landlock
        import probe
        import rehearsal
        import stand_ins
        import wire

        # From here on a lazy import finds the standard library and what numpy itself holds, nothing else.
        sys.path[:] = [
            entry
            for entry in sys.path
            if entry not in (order["packages"], os.path.dirname(os.path.abspath(__file__)))
            and not entry.endswith(("site-packages", "dist-packages"))
        ]
        stand_ins.offer()
        self.calling, self.confinement, self.probe, self.wire, self.numpy = (
            calling,
            confinement,
            probe,
            wire,
            np,
        )
        confinement.protect_zygote()
        if order["trees"] is not None:
            access_times.check(order["trees"])
            # The importer has listed the folders of its modules by now, and keeps the lists: no child needs that right,
            # which Landlock would grant for the packages below the standard library, too.
            landlock.restrict(confinement.load_libc(), order["trees"])
        rehearsal.rehearse()
        self.rules = confinement.prepare(order["strict"], order["own_user"])
        # Same bits in every child, so that results do not differ by the run.
        random.seed(0)
        np.random.seed(0)
        self.order = order
        gc.collect()
        gc.freeze()

    def serve(self, runs: Messages, numbers: int) -> None:
        """Fork a child for each message until the grader has gone; write the number of each to the pipe."""
        while (message := runs.receive()) is not None:
            data = runs.descriptors.pop(0)
            steps = self.confinement.steps(self.rules, message["memory"], message["cpu"])
            child = self.confinement.fork_sibling()
            if child == 0:
                self.be_child(message, steps, data)
            os.write(numbers, NUMBER.pack(child))
            os.close(data)

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
            places = (message["canary"], message["memory"], self.rules.parent, self.order["grader_user"])
            self.probe.report(descriptor, *places)
            return
        _, _, payload = self.wire.read_frame(descriptor, self.wire.ANY_SIZE)
        self.calling.grade(descriptor, payload)


def _load_when_used(name: str) -> None:
    """Make a module of a package that loads when somebody asks for something in it."""
    spec = importlib.util.find_spec(name)
    assert spec is not None
    assert spec.loader is not None
    spec.loader = importlib.util.LazyLoader(spec.loader)
    sys.modules[name] = module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    package, _, own_name = name.rpartition(".")
    setattr(sys.modules[package], own_name, module)


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
    """Follow the orders on the control socket, first as one process, then as reaper and zygote."""
    control, runs = (Messages(socket.socket(fileno=os.dup(number))) for number in (0, 1))
    reading, writing = os.pipe()
    zygote = Zygote()
    order = control.receive()
    if order is None:
        return
    zygote.prepare(order)
    parent = os.getpid()
    number = os.fork()
    if number == 0:
        control.connection.close()
        os.close(reading)
        zygote.confinement.die_with_parent()
        if os.getppid() == parent:
            zygote.serve(runs, writing)
        return
    runs.connection.close()
    os.close(writing)
    times = access_times.AccessTimes(order["trees"] or ())
    times.refresh(time.time())
    control.send({"numpy": zygote.numpy.__version__, "python": sys.version.split()[0]})
    Reaper(control, number, reading, times).serve()


if __name__ == "__main__":
    main()
