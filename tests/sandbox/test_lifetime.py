"""Nothing that a sandbox starts outlives it, and it mends itself."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from autograder.sandbox import (
    Call,
    Job,
    Sandbox,
    SandboxFault,
    SandboxUnavailable,
    Unit,
    open_sandbox,
)
from tests.processes import descendants

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are followed through /proc, on Linux")

_ONE = Job((Unit("cell 1", 1, "def f():\n    return 1"),), (Call("f", ()),))
_TIERS = ["bwrap", "landlock", "none"]
_GONE_SECONDS = 10.0


def _open(tier: str) -> Sandbox:
    try:
        return open_sandbox(tier)
    except SandboxUnavailable as error:
        pytest.skip(str(error))


@contextmanager
def _watched(processes: set[int]) -> Iterator[list[int]]:
    descriptors = [os.pidfd_open(process) for process in processes]
    try:
        yield descriptors
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


def _all_gone(descriptors: list[int]) -> bool:
    return all(select.select([descriptor], [], [], _GONE_SECONDS)[0] for descriptor in descriptors)


@pytest.mark.parametrize("tier", _TIERS)
def test_closing_leaves_no_process(tier: str) -> None:
    """After close, every process that the sandbox started has ended."""
    before = descendants(os.getpid())
    sandbox = _open(tier)
    started = descendants(os.getpid()) - before
    assert started
    with _watched(started) as descriptors:
        sandbox.close()
        assert _all_gone(descriptors)


_LOOPING = """
import sys
from autograder.sandbox import Call, Job, Limits, Unit, open_sandbox
with open_sandbox(sys.argv[1]) as sandbox:
    print("ready", flush=True)
    job = Job((Unit("cell 1", 1, "while True: pass"),), (Call("f", ()),))
    while True:
        sandbox.run(job, Limits(call_seconds=60.0, exercise_seconds=60.0, cpu_seconds=60))
"""


@pytest.mark.parametrize("tier", _TIERS)
def test_killing_the_grader_leaves_no_process(tier: str) -> None:
    """kill -9 of the grader ends the zygote and a child that is in an endless loop."""
    _open(tier).close()
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", _LOOPING, tier]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as grader:
        assert grader.stdout is not None
        assert grader.stdout.readline() == "ready\n"
        with _watched(descendants(grader.pid)) as descriptors:
            grader.kill()
            assert descriptors
            assert _all_gone(descriptors)


@pytest.mark.parametrize("tier", _TIERS)
def test_a_dead_zygote_is_replaced(tier: str) -> None:
    """When the zygote dies between two jobs, the second one is graded by a new zygote."""
    before = descendants(os.getpid())
    with _open(tier) as sandbox:
        started = descendants(os.getpid()) - before
        with _watched(started) as descriptors:
            for process in started:
                with suppress(ProcessLookupError):  # it ended with another one
                    os.kill(process, signal.SIGKILL)
            assert _all_gone(descriptors)
        assert sandbox.run(_ONE).replies[0].value == 1


@pytest.mark.parametrize("tier", _TIERS)
def test_a_sandbox_outlives_the_thread_that_opened_it(tier: str) -> None:
    """The kernel's parent-death signal is bound to a thread; ours is one that stays."""
    _open(tier).close()
    opened: list[Sandbox] = []
    thread = threading.Thread(target=lambda: opened.append(open_sandbox(tier)))
    thread.start()
    thread.join()
    with opened[0] as sandbox:
        assert sandbox.run(_ONE).replies[0].value == 1


def test_a_closed_sandbox_runs_nothing() -> None:
    """A job for a closed sandbox is refused."""
    sandbox = _open("none")
    sandbox.close()
    sandbox.close()
    with pytest.raises(SandboxFault, match="closed"):
        sandbox.run(_ONE)


def test_auto_never_takes_the_tier_without_protection(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing protects, opening fails and says what to install."""
    from autograder.sandbox import opening

    def refuse(tier: str) -> None:
        raise SandboxUnavailable(f"{tier}: not here")

    monkeypatch.setattr(opening, "plan", refuse)
    with pytest.raises(SandboxUnavailable, match="bubblewrap"):
        open_sandbox()


def test_a_failed_self_test_closes_the_door(monkeypatch: pytest.MonkeyPatch) -> None:
    """A protecting tier in which one essential protection was not measured does not open."""
    _open("landlock").close()
    from autograder.sandbox import opening

    monkeypatch.setattr(opening, "ESSENTIAL", opening.ESSENTIAL | {"something_more"})
    before = descendants(os.getpid())
    with pytest.raises(SandboxUnavailable, match="something_more"):
        open_sandbox("landlock")
    assert descendants(os.getpid()) == before


def test_the_tier_none_is_not_trusted() -> None:
    """The tier without protection says so."""
    with _open("none") as sandbox:
        assert not sandbox.trusted_for_marks
