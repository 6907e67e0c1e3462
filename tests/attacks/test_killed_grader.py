"""kill -9 of the grader, at any moment of a batch with hostile submissions, leaves no process and no mount behind."""

from __future__ import annotations

import ctypes
import os
import random
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from autograder.sandbox import SandboxUnavailable, open_sandbox
from tests.attacks.arming import control_bytes, notebook_bytes
from tests.attacks.baits import Baits
from tests.attacks.catalogue import read_catalogue
from tests.attacks.traces import adopt_orphans
from tests.processes import descendants

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are followed through /proc, on Linux")

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = (
    "endless_loop",
    "forks",
    "memory",
    "garbage",
    "process_exit",
    "sleep",
    "ignored_signals",
    "daemon",
)
MOMENTS, SEED = 10, 20
STARTING, LATER = 1.2, 0.4
"""Seconds after the start within which the first third is killed; after a result within which the others are."""
PATIENCE = 15.0


@dataclass(frozen=True)
class Moment:
    """When to kill: so many results are there, and so many seconds later. workers: of the batch."""

    results: int
    seconds: float
    workers: int
    tier: str


def moments() -> list[Moment]:
    """Moments drawn from a fixed seed: while it starts, and after the first few results."""
    drawn, found = random.Random(SEED), []
    for number in range(MOMENTS):
        results = drawn.choice((0, 1, 1, 2, 3)) if number % 3 else 0
        seconds = drawn.uniform(0, LATER if results else STARTING)
        found.append(Moment(results, seconds, 2 if number % 4 == 3 else 1, ("bwrap", "landlock")[number % 2]))
    return found


@pytest.fixture(scope="module")
def tiers() -> set[str]:
    """The tiers that contain attacks here."""
    found = set()
    for tier in ("bwrap", "landlock"):
        with suppress(SandboxUnavailable), open_sandbox(tier):
            found.add(tier)
    if not found:
        pytest.skip("no tier here contains attacks")
    return found


@pytest.fixture(scope="module")
def submissions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of hostile notebooks between right ones."""
    folder = tmp_path_factory.mktemp("hostile")
    with Baits() as baits:
        chosen = [attack for attack in read_catalogue() if attack.name in HOSTILE]
        assert len(chosen) == len(HOSTILE)
        for attack in chosen:
            for arming in attack.armings:
                name = f"{attack.name}_{arming.replace(' ', '_')}.ipynb"
                (folder / name).write_bytes(notebook_bytes(attack, arming, baits.facts))
    for number in range(6):
        (folder / f"{'adgjmt'[number]}_right.ipynb").write_bytes(control_bytes())
    return folder


@pytest.fixture
def adopted() -> Iterator[set[int]]:
    """Whatever loses its parent becomes a child of ours for a while; the processes that were there before."""
    before = descendants(os.getpid())
    adopt_orphans()
    try:
        yield before
    finally:
        ctypes.CDLL(None).prctl(36, ctypes.c_ulong(0), 0, 0, 0)


def wait_for(moment: Moment, results: Path, grader: subprocess.Popen[bytes]) -> None:
    """Return at the moment, or when the grader has ended by itself."""
    ended = os.pidfd_open(grader.pid)
    poller = select.poll()
    poller.register(ended, select.POLLIN)
    try:
        deadline = time.monotonic() + PATIENCE
        while len(list(results.glob("*/*/result.json"))) < moment.results and time.monotonic() < deadline:
            if poller.poll(5):
                return
        poller.poll(moment.seconds * 1000)
    finally:
        os.close(ended)


def survivors(before: set[int]) -> list[str]:
    """What the grader left running, as its command lines, after the time that an end may take."""
    deadline = time.monotonic() + PATIENCE
    while left := descendants(os.getpid()) - before:
        if time.monotonic() > deadline:
            lines = [_command_of(process) for process in left]
            for process in left:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)
            return lines
        for process in left:
            _wait_for_end(process, deadline)
    return []


def _wait_for_end(process: int, deadline: float) -> None:
    """Wait until a process has ended, and reap it where it has become a child of ours."""
    with suppress(ProcessLookupError, ChildProcessError):
        ended = os.pidfd_open(process)
        try:
            select.select([ended], [], [], max(0.0, deadline - time.monotonic()))
        finally:
            os.close(ended)
        os.waitpid(process, os.WNOHANG)


def _command_of(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_text().replace("\0", " ")[:200]
    except OSError:
        return "a process that has just ended"


@pytest.mark.parametrize("number", range(MOMENTS))
def test_killed_grader_leaves_nothing(
    number: int, submissions: Path, tiers: set[str], adopted: set[int], tmp_path: Path
) -> None:
    """Whether it is starting, grading or waiting for a loop: its workers, zygotes and children end with it."""
    moment = moments()[number]
    if moment.tier not in tiers:
        pytest.skip(f"there is no tier {moment.tier} here")
    mounts, results = Path("/proc/self/mountinfo").read_text(), tmp_path / "results"
    options = ["--results", str(results), "--workers", str(moment.workers), "--sandbox", moment.tier]
    command = [sys.executable, "-m", "autograder", "grade", str(submissions), *options]
    environment = os.environ | {"TMPDIR": str(tmp_path)}
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(command, cwd=ROOT, env=environment, **quiet) as grader:
        try:
            wait_for(moment, results, grader)
            assert grader.poll() is None, "it ended before it was to be killed"
        finally:
            grader.kill()
    assert survivors(adopted) == [], moment
    assert Path("/proc/self/mountinfo").read_text() == mounts
