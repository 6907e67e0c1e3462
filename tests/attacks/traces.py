"""What an attack might leave behind: processes, files, mounts, shared memory, names of sockets; and what it changed."""

from __future__ import annotations

import ctypes
import os
from dataclasses import dataclass, fields
from pathlib import Path

from tests.first_assignment import EXPECTED
from tests.processes import descendants

_SET_CHILD_SUBREAPER = 36
_PLACES = ("/tmp", "/var/tmp", "/dev/shm", "/dev/mqueue", "/run", "/run/lock", "/", "/dev", str(EXPECTED.parent))
_FOREIGN_USERS = range(0x70000000, 0x80000000)
"""Users that the sandbox gives to children: a file or a process of one of them is a leftover."""


@dataclass(frozen=True)
class Traces:
    """What there is at one moment. Two that are equal: nothing was left behind, and the same worker is alive."""

    processes: tuple[tuple[object, ...], ...]
    files: tuple[str, ...]
    mounts: tuple[str, ...]
    shared_memory: tuple[str, ...]
    socket_names: tuple[str, ...]

    def differences(self, before: Traces) -> list[str]:
        """What is not as it was before, in words."""
        found = []
        for name in (field.name for field in fields(self)):
            old, new = set(getattr(before, name)), set(getattr(self, name))
            found += [f"{name} gone: {entry}" for entry in sorted(map(str, old - new))]
            found += [f"{name} left: {entry}" for entry in sorted(map(str, new - old))]
        return found


def adopt_orphans() -> None:
    """Become the parent of every descendant that loses its own, so that none can slip away as a daemon."""
    if ctypes.CDLL(None, use_errno=True).prctl(_SET_CHILD_SUBREAPER, ctypes.c_ulong(1), 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "cannot adopt orphans")


def look(mark: str) -> Traces:
    """Look around. mark: what attacks put into the names of all that they make."""
    return Traces(
        tuple(sorted(map(_describe, descendants(os.getpid())), key=str)),
        tuple(sorted(_files(mark))),
        tuple(Path("/proc/self/mountinfo").read_text().splitlines()),
        tuple(_shared_memory()),
        tuple(line.split()[-1] for line in Path("/proc/net/unix").read_text().splitlines() if mark in line),
    )


def _describe(process: int) -> tuple[object, ...]:
    """A process with what others could change of it: priority, limits, processors, tracer."""
    folder = Path(f"/proc/{process}")
    try:
        words = (folder / "stat").read_text().rpartition(")")[2].split()
        kept = [line for line in (folder / "status").read_text().splitlines() if line.startswith(("Tracer", "Cpus_a"))]
        return (process, *words[15:17], *kept, (folder / "limits").read_text())
    except OSError:
        return (process,)


def _files(mark: str) -> list[str]:
    found = []
    for place in _PLACES:
        try:
            with os.scandir(place) as entries:
                for entry in entries:
                    if mark in entry.name or entry.stat(follow_symlinks=False).st_uid in _FOREIGN_USERS:
                        found.append(entry.path)
        except OSError:
            continue
    return found


def _shared_memory() -> list[str]:
    """Identities of the System V segments, semaphores and queues there are."""
    found = []
    for kind in ("shm", "sem", "msg"):
        try:
            lines = Path(f"/proc/sysvipc/{kind}").read_text().splitlines()[1:]
        except OSError:
            continue
        found += [f"{kind} {' '.join(line.split()[:2])}" for line in lines]
    return found
