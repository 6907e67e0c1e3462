"""What hostile code tries, in the tiers that contain it. Nothing here may run outside a sandbox."""

from __future__ import annotations

import gc
import os
from pathlib import Path

import pytest

from autograder.sandbox import Sandbox
from autograder.sandbox.tiers import ESSENTIAL
from autograder.sandbox.visible_files import find_visible

from .conftest import Ask

_TRY = """
import ctypes, os, socket, sys
def f(*arguments):
    try:
        result = attempt(*arguments)
    except BaseException as error:
        return type(error).__name__
    return ["it worked", str(result)]
def attempt(*arguments):
"""


def test_the_self_test_finds_every_essential_protection(prison: Sandbox) -> None:
    """A sandbox that counts for marks has measured everything that matters."""
    assert set(prison.protections) >= ESSENTIAL
    assert list(prison.protections) == sorted(prison.protections)
    assert prison.trusted_for_marks


def test_a_file_of_the_grader_cannot_be_read(attack: Ask, tmp_path: Path) -> None:
    """A file that anybody on the machine may read is out of reach."""
    secret = tmp_path / "secret"
    secret.write_text("42")
    for folder in (secret.parent, *secret.parent.parents[:3]):
        if os.stat(folder).st_uid == os.getuid():
            folder.chmod(0o755)
    assert attack(_TRY + "    return open(arguments[0]).read()", str(secret)).value in (
        "FileNotFoundError",
        "PermissionError",
    )


@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/maps", "/proc/1/environ", "/sys/kernel", "/dev/zero"])
def test_the_system_cannot_be_read(attack: Ask, path: str) -> None:
    """Neither accounts, nor processes, nor devices can be looked at."""
    source = "    return os.listdir(arguments[0]) if os.path.isdir(arguments[0]) else open(arguments[0]).read()"
    assert attack(_TRY + source, path).value in ("FileNotFoundError", "PermissionError")


def test_the_course_cannot_be_read(attack: Ask) -> None:
    """No folder below the one called `inside` shows the package that grades."""
    package = str(Path(__file__).parents[2] / "autograder")
    assert attack(_TRY + "    return os.listdir(arguments[0])", package).value in (
        "FileNotFoundError",
        "PermissionError",
    )


def test_packages_below_the_standard_library_cannot_be_listed(attack: Ask) -> None:
    """Listing a folder changes its access time, which nobody sets back there: the next submission could see it."""
    folders = find_visible().hidden()
    if not folders:
        pytest.skip("this Python has no packages below its standard library")
    for path in folders:
        value = attack(_TRY + "    return len(os.listdir(arguments[0]))", path).value
        assert value in ("FileNotFoundError", "PermissionError", ["it worked", "0"]), path


def test_modules_that_nobody_has_loaded_can_be_imported(attack: Ask) -> None:
    """The importer knows what the standard library has, though no child may list its folder."""
    source = "    import colorsys, xml.etree.ElementTree\n    return colorsys.rgb_to_hsv(0, 0, 0)"
    assert attack(_TRY + source).value == ["it worked", "(0.0, 0.0, 0)"]


@pytest.mark.parametrize("path", ["/tmp/x", "/dev/shm/x", "x", "/inside/x", "/var/tmp/x", "/dev/null"])
def test_no_file_can_be_written(attack: Ask, path: str) -> None:
    """There is no place to leave anything for the next submission."""
    assert attack(_TRY + "    return open(arguments[0], 'w').write('x')", path).value in (
        "FileNotFoundError",
        "PermissionError",
    )


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.socket()",
        "socket.socketpair()",
        "os.fork()",
        "os.execv(sys.executable, ['python'])",
        "os.posix_spawn('/bin/sh', ['sh'], {})",
        "os.kill(os.getppid(), 9)",
        "os.kill(-1, 9)",
        "os.setuid(0)",
        "os.chmod('/', 0o777)",
        "os.utime('/', (0, 0))",
        "os.mkdir('/tmp/d')",
        "os.symlink('/', '/tmp/l')",
        "os.unlink(os.__file__)",
        "os.memfd_create('x')",
        "os.pipe()",
        "os.sched_setaffinity(0, {0})",
        "os.nice(5)",
        "__import__('resource').prlimit(os.getppid(), 7)",
        "__import__('resource').setrlimit(7, (4096, 4096))",
        "__import__('_thread').start_new_thread(print, ())",
        "__import__('mmap').mmap(-1, 4096, prot=7)",
        "__import__('fcntl').fcntl(3, 8, os.getpid())",
        "__import__('fcntl').ioctl(3, 0x5412, b'x')",
        "__import__('fcntl').fcntl(0, 4, os.O_RDWR | os.O_APPEND)",
        "os.statvfs(os.__file__)",
        "os.lstat(os.__file__)",
        "os.stat(os.__file__, follow_symlinks=False)",
        "os.open(os.__file__, os.O_PATH)",
        "os.getsid(os.getppid())",
        "__import__('time').clock_gettime(~os.getppid() << 3 | 2)",
        "__import__('mmap').mmap(-1, 4096).madvise(12)",
    ],
)
def test_a_way_out_is_closed(attack: Ask, attempt: str) -> None:
    """No new process, thread, program, socket, signal, right or executable memory, and no sign for the next child."""
    assert attack(_TRY + f"    return {attempt}").value in (
        "PermissionError",
        "OSError",
        "RuntimeError",
        "ValueError",
        "FileNotFoundError",
    )


@pytest.mark.parametrize(
    "call",
    [
        "ptrace(16, os.getppid(), 0, 0)",
        "unshare(0x10000000)",
        "setns(0, 0)",
        "mount(0, b'/', 0, 32, 0)",
        "prctl(4, 1, 0, 0, 0)",
        "shmget(0, 4096, 0o1600)",
        "personality(0x0400000)",
        "mprotect(ctypes.addressof(page) // 4096 * 4096, 4096, 7)",
        "syscall(321, 0, 0, 0)",
        "syscall(425, 1, 0)",
        "syscall(310, os.getppid(), 0, 0, 0, 0, 0)",
        "syscall(202, page, 1, 1)",
        "sysinfo(page)",
    ],
)
def test_a_system_call_through_ctypes_gains_nothing(attack: Ask, call: str) -> None:
    """The C library can be called, and the kernel still says no."""
    source = (
        _TRY
        + f"""
    page = ctypes.create_string_buffer(8192)
    if ctypes.CDLL(None, use_errno=True).{call} == -1:
        raise OSError(ctypes.get_errno(), "")
"""
    )
    assert attack(source).value == "PermissionError"


def test_no_descriptor_but_its_own_is_open(attack: Ask) -> None:
    """A child holds /dev/null three times and its data socket."""
    source = (
        _TRY
        + """
    found = []
    for number in range(64):
        try: os.fstat(number); found.append(number)
        except OSError: pass
    return found
"""
    )
    assert attack(source).value == ["it worked", "[0, 1, 2, 3]"]


def test_garbage_on_the_descriptor_costs_only_the_call(prison: Sandbox, attack: Ask) -> None:
    """Bytes written past the worker are a breach of the protocol, and the next job is not touched."""
    source = (
        _TRY
        + """
    for number in range(64):
        try: os.write(number, b'garbage' * 9)
        except OSError: pass
"""
    )
    reply = attack(source, restarts=0)
    assert reply.status == "crashed"
    assert reply.detail.startswith("protocol")
    assert attack("def f():\n    return 1").value == 1


def test_half_a_frame_and_then_silence_times_out(attack: Ask) -> None:
    """A reply that never ends is bounded by the deadline of the call, however slowly its bytes come."""
    source = (
        _TRY
        + """
    import time
    os.write(3, b'R' + bytes(6) + b'\\x10\\x00')
    while True:
        os.write(3, b'x')
        time.sleep(0.05)
"""
    )
    assert attack(source, call_seconds=0.5, restarts=0).status == "timed_out"


def test_a_closed_descriptor_is_a_crash(attack: Ask) -> None:
    """A child that closes its socket and goes on is killed."""
    source = _TRY + "    os.close(3)\n    while True: pass"
    assert attack(source, restarts=0).status == "crashed"


def test_the_environment_is_empty_of_ours(attack: Ask) -> None:
    """No variable of the grader's environment reaches a child."""
    names = attack("import os\ndef f():\n    return sorted(os.environ)").value
    assert set(names) <= {
        "LC_ALL",
        "LD_BIND_NOW",
        "MKL_NUM_THREADS",
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "PWD",
        "PYTHONHASHSEED",
    }


_SEARCH = """
import gc
def f(halves, _kept):
    needle = "".join(halves)
    seen = gc.get_objects()
    for _ in range(2):
        seen = seen + gc.get_referents(*seen)
    return any(type(item) is str and item is not needle and needle in item for item in seen)
"""


def test_memory_holds_nothing_of_the_grader(attack: Ask) -> None:
    """A text that the grader holds is not in a child's memory, and the search would find it if it were."""
    halves = [f"canary{os.getpid()}", "expected"]
    held = "".join(halves)
    assert any(held in item for item in gc.get_referents([held]))
    assert attack(_SEARCH, halves, []).value is False
    assert attack(_SEARCH, halves, [held]).value is True
