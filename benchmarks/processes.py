"""The cost of a command with all that it starts: processor time, wall time, and memory of the grader's own processes.

The command runs below a small process of its own, this file run as a script. It adopts whatever loses its parent and
waits for it, so that the kernel's sum over all descendants is complete: bubblewrap, for one, leaves its inner
processes behind when it ends. It is small because a process inherits the peak memory of what it was forked from.
"""

import ctypes
import json
import os
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

PR_SET_CHILD_SUBREAPER = 36
SAMPLING_SECONDS = 0.1
PATIENCE_SECONDS = 60.0
TICKS = os.sysconf("SC_CLK_TCK")
TOLD_BYTES = 4000


class CommandError(Exception):
    """A measured command failed. The message ends with what it wrote last."""


@dataclass(frozen=True)
class Own:
    """One of the grader's own processes, without its children. peak: of memory, in bytes. cpu: in seconds."""

    worker: bool
    peak: int
    cpu: float


@dataclass(frozen=True)
class Usage:
    """What a command cost. cpu: seconds of processor time of all its processes. wall: seconds until it ended.

    processes: the grader's own, if they were asked for. output: what it wrote.
    """

    cpu: float
    wall: float
    processes: tuple[Own, ...] = ()
    output: str = ""


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str], memory: bool = False) -> Usage:
    """Run a command in a folder and return what it cost. memory: look at its processes while it runs.

    Raises CommandError when it ends with anything but status 0 or leaves something running.
    """
    with tempfile.TemporaryDirectory() as scratch:
        report, written = Path(scratch, "report"), Path(scratch, "output")
        runner = [sys.executable, "-P", __file__, str(report), "memory" if memory else "", *command]
        with written.open("wb") as output:
            status = subprocess.call(
                runner, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
            )
        text = written.read_text(encoding="utf-8", errors="replace")
        if status:
            raise CommandError(f"{' '.join(command[:4])} ... ended with status {status}:\n{text[-TOLD_BYTES:]}")
        told = json.loads(report.read_text(encoding="utf-8"))
    return Usage(told["cpu"], told["wall"], tuple(Own(**own) for own in told["processes"]), text)


def adopt_orphans() -> None:
    """Become the parent of all descendants whose own parent ends. Raises OSError where the kernel refuses."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "the kernel does not let this process adopt orphans")


def reap_orphans() -> bool:
    """Wait for all children that this process has; kills those that do not end and returns False then."""
    patience, ended = time.monotonic() + PATIENCE_SECONDS, True
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return ended
        if not pid and time.monotonic() > patience:
            ended = False
            for child in children(os.getpid()):
                os.kill(child, signal.SIGKILL)
        if not pid:
            time.sleep(0.005)


def children(pid: int) -> list[int]:
    """The children of a process; none when it has ended."""
    try:
        lists = [path.read_text() for path in Path(f"/proc/{pid}/task").glob("*/children")]
    except OSError:
        return []
    return [int(child) for text in lists for child in text.split()]


def descendants(pid: int) -> list[int]:
    """The children of a process, their children and so on."""
    found = children(pid)
    for child in found:
        found.extend(children(child))
    return found


def cpu_of_running(pid: int) -> float:
    """Seconds of processor time of all descendants that run, and of those of their own that they have waited for."""
    seconds = 0.0
    for running in descendants(pid):
        times = Path(f"/proc/{running}/stat").read_text().rpartition(")")[2].split()
        seconds += sum(map(int, times[11:15])) / TICKS
    return seconds


def cpu_of_ended() -> float:
    """Seconds of processor time of all descendants that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def stolen_time() -> tuple[float, float]:
    """Seconds that the host of a virtual machine gave to others, and all in which this one wanted to run."""
    times = [int(field) / TICKS for field in Path("/proc/stat").read_text().splitlines()[0].split()[1:9]]
    _, _, _, idle, waiting, _, _, stolen = times
    return stolen, sum(times) - idle - waiting


class Sampler:
    """Looks at a process and the workers that it started, again and again, until it is stopped."""

    def __init__(self, pid: int) -> None:
        """Start to look."""
        self._pid = pid
        self._seen: dict[int, Own] = {}
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._look_on)
        self._thread.start()

    def stop(self) -> list[Own]:
        """What was seen last of each process; a peak grows only, so the last is the highest."""
        self._stopped.set()
        self._thread.join()
        return list(self._seen.values())

    def _look_on(self) -> None:
        while not self._stopped.wait(SAMPLING_SECONDS):
            for pid in (self._pid, *children(self._pid)):
                try:
                    self._look(pid)
                except (OSError, KeyError):
                    continue  # it has just ended

    def _look(self, pid: int) -> None:
        process = Path(f"/proc/{pid}")
        worker = b"spawn_main" in (process / "cmdline").read_bytes()
        if pid != self._pid and not worker:
            return
        status = dict(line.split(":", 1) for line in (process / "status").read_text().splitlines())
        times = (process / "stat").read_text().rpartition(")")[2].split()
        cpu = (int(times[11]) + int(times[12])) / TICKS
        self._seen[pid] = Own(worker, int(status["VmHWM"].split()[0]) * 1024, cpu)


def main() -> int:
    """Run the command of the command line and write the report. Status 1 when it leaves something running."""
    report, memory, *command = sys.argv[1:]
    adopt_orphans()
    started = time.perf_counter()
    process = subprocess.Popen(command)
    sampler = Sampler(process.pid) if memory else None
    status = process.wait()
    wall = time.perf_counter() - started
    processes = sampler.stop() if sampler else []
    if not reap_orphans():
        print("something was left running and had to be killed")
        return 1
    told = {"cpu": cpu_of_ended(), "wall": wall, "processes": [vars(own) for own in processes]}
    Path(report).write_text(json.dumps(told), encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
