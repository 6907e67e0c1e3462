"""Outside Linux: a notebook of one's own can be checked, with time limits only; marks are refused."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from autograder.sandbox import Call, Job, JobResult, Limits, Sandbox, SandboxUnavailable, Unit, open_sandbox, opening
from autograder.sandbox import portable_process as portable
from autograder.sandbox.tiers import portable_plan

_ROOT = Path(__file__).parents[2]
_RIGHT = next((_ROOT / "examples/submitted/right_vectorised_100").rglob("*.ipynb"))
_SOURCE = """
import sys
def add(x): return x + 1
def leave(): import os; os._exit(3)
def hang():
    while True: pass
def ask(): print("printed"); return input()
def modules(): return sorted(sys.modules)
"""


@pytest.fixture(scope="module")
def checker() -> Iterator[Sandbox]:
    """A sandbox as macOS and Windows have it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(opening, "plan", lambda tier: portable_plan())
        sandbox = open_sandbox("none")
    with sandbox:
        yield sandbox


def _run(sandbox: Sandbox, *calls: Call, **limits: object) -> JobResult:
    return sandbox.run(Job((Unit("cell 1", 1, _SOURCE),), calls), Limits(**limits))


def test_values_errors_and_ends_are_told_as_in_the_other_tiers(checker: Sandbox) -> None:
    """A value, an exit and a hang each cost their own call only."""
    calls = (Call("add", (np.arange(3.0),)), Call("leave", ()), Call("ask", ()), Call("hang", ()))
    result = _run(checker, *calls, call_seconds=1.0)
    assert result.defined == {"add", "leave", "ask", "hang"}
    assert [reply.status for reply in result.replies] == ["returned", "crashed", "raised", "timed_out"]
    assert np.array_equal(result.replies[0].value, [1.0, 2.0, 3.0])
    assert result.replies[1].detail == "the process ended itself with status 3"
    assert result.replies[2].raised.type_name == "EOFError"


def test_nothing_is_promised(checker: Sandbox) -> None:
    """The sandbox says that it protects nothing and is not for marks."""
    assert checker.protections == ()
    assert not checker.trusted_for_marks


def test_a_child_needs_nothing_that_only_unix_has(checker: Sandbox) -> None:
    """A child loads no module that Windows lacks, and none of those that confine."""
    (reply,) = _run(checker, Call("modules", ())).replies
    # From Python 3.14 on its own pathlib takes some of them where they are.
    command = [sys.executable, "-c", "import numpy, sys; print(*sys.modules)"]
    own = set(subprocess.run(command, capture_output=True, text=True, check=True).stdout.split())
    missing = {"resource", "fcntl", "pwd", "grp", "confinement", "seccomp", "landlock", "probe", "zygote"} - own
    assert "calling" in reply.value
    assert missing.isdisjoint(reply.value)


def test_a_stranger_at_the_port_is_turned_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who connects without the token is not taken for the child."""
    strangers = []
    real = socket.create_server

    def crowded(address: tuple[str, int]) -> socket.socket:
        listener = real(address)
        stranger = socket.create_connection(listener.getsockname())
        stranger.sendall(b"0" * 64)
        strangers.append(stranger)
        return listener

    monkeypatch.setattr(portable.socket, "create_server", crowded)
    children = portable.PortableProcess(portable_plan())
    try:
        with children.start_child(1, 1, "canary") as data:
            data.settimeout(30)
            assert data.recv(1) == b"H"
        assert strangers[0].recv(1) == b""
    finally:
        strangers[0].close()
        children.close()


def test_a_child_that_does_not_start_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the interpreter complained of is in the error."""
    broken = portable_plan()
    broken.command[-1] = str(_ROOT / "no_such_program.py")
    monkeypatch.setattr(opening, "plan", lambda tier: broken)
    with pytest.raises(SandboxUnavailable, match="no_such_program"):
        open_sandbox("none")


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="the end of a process is watched through pidfd, on Linux")
def test_a_child_ends_with_the_grader() -> None:
    """When the grader's end of standard input closes, a child in an endless loop ends at once."""
    children = portable.PortableProcess(portable_plan())
    with children.start_child(1, 1):
        process = children._process
        assert process is not None
        assert process.stdin is not None
        process.stdin.close()
        assert process.wait(30) == 71
    children.close()


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_marks_are_refused_and_the_way_is_told(monkeypatch: pytest.MonkeyPatch, system: str) -> None:
    """Without Linux `auto` opens nothing for marks, and names where to grade."""
    monkeypatch.setattr(sys, "platform", system)
    with pytest.raises(SandboxUnavailable, match=r"WSL 2.*Linux container"):
        open_sandbox()
    with pytest.raises(SandboxUnavailable, match="Linux"):
        open_sandbox("landlock")


def test_a_notebook_of_ones_own_needs_no_tier_outside_linux(monkeypatch: pytest.MonkeyPatch) -> None:
    """`auto` takes the tier without protection there; on Linux it does not, whosever the notebook is."""
    monkeypatch.setattr(sys, "platform", "darwin")
    with open_sandbox(own_notebook=True) as sandbox:
        assert sandbox.tier == "none"
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(opening, "plan", _refuse)
    with pytest.raises(SandboxUnavailable, match="bubblewrap"):
        open_sandbox(own_notebook=True)


def _refuse(tier: str) -> None:
    raise SandboxUnavailable(f"{tier}: not here")


_WINDOWS = """
import os, select, signal, socket, sys
# Whatever looks at the system while it is imported must do so before: it is Linux all the same.
import asyncio, concurrent.futures.process, h5py, numpy, pytest, rich.console, rich.progress, subprocess, tempfile

for module in ("resource", "fcntl", "pwd", "grp", "termios", "tty", "pty"):
    sys.modules[module] = None
for owner, names in {
    os: "fork forkpty killpg wait3 wait4 waitid pidfd_open sched_getaffinity geteuid getuid setsid setresuid mkfifo",
    signal: "SIGKILL SIGXCPU SIGALRM SIGHUP alarm setitimer pthread_sigmask",
    socket: "AF_UNIX send_fds recv_fds",
    select: "poll epoll",
}.items():
    for name in names.split():
        delattr(owner, name)
sys.platform = "win32"
subprocess.Popen.kill = lambda process: process.returncode is None and os.kill(process.pid, 9)

from autograder.__main__ import main
sys.exit(main(sys.argv[1:]))
"""


_CRASHING = "def zero_pad(X, pad):\\n    import os; os._exit(3)\\n"


def _on_windows(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _WINDOWS, *arguments]
    return subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=120, check=False)


def test_check_works_without_all_that_windows_lacks(tmp_path: Path) -> None:
    """`check` works where fork, poll, unix sockets, resource and most signals are missing.

    A function that ends its process costs its own marks and is called a crash; the others are right.
    """
    notebook = tmp_path / "mine.ipynb"
    crashing = _RIGHT.read_text(encoding="utf-8").replace("def zero_pad(X, pad):\\n", _CRASHING)
    notebook.write_text(crashing, encoding="utf-8")
    run = _on_windows("check", str(notebook))
    assert run.returncode == 0, run.stderr
    assert re.search(r"^zero_pad +crashed ", run.stdout, re.MULTILINE)
    assert re.search(r"^pool_forward +passed +30/30 ", run.stdout, re.MULTILINE)
    assert "not" in run.stdout.rpartition("Score")[2], "nobody is told that this is not for marks"


def test_grade_refuses_where_nothing_protects(tmp_path: Path) -> None:
    """`grade` ends with status 3 there and says where to grade."""
    run = _on_windows("grade", str(_RIGHT), "--results", str(tmp_path))
    assert run.returncode == 3
    assert "WSL 2" in run.stderr
