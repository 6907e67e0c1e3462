"""How a process gives up its rights: the zygote once, each child before it reads its job.

`confine` is the same in every tier. It works from the outside in: descriptors, limits, user, capabilities,
then the rules that cannot be taken back. In a strict tier the first step that fails ends the child, and the
grader learns why; in the tier `none` a step that the system does not offer is left out.
"""

from __future__ import annotations

import ctypes
import mmap
import os
import resource
import signal
import struct
import sys
from collections.abc import Callable
from dataclasses import dataclass

import seccomp

DATA = 3  # the one descriptor that a child keeps, beside /dev/null as 0, 1 and 2

_SET_PDEATHSIG, _SET_DUMPABLE, _SET_NO_NEW_PRIVS, _AMBIENT, _AMBIENT_CLEAR_ALL = 1, 4, 38, 47, 4
_CAPABILITY_VERSION = 0x20080522
_KILL, _SETGID, _SETUID = 1 << 5, 1 << 6, 1 << 7
# User numbers that no system hands out: above every range that containers use, below 2**31.
_FIRST_FREE_USER, _FREE_USERS = 0x70000000, 0x0FFFFFFE
_OPEN_FILES = 64
_MIB = 1 << 20


class ConfinementError(Exception):
    """A step of the confinement failed; the text says which."""


@dataclass(frozen=True)
class Confinement:
    """What a zygote fixes once for all its children."""

    strict: bool
    own_user: bool
    address_space: int
    zygote: int
    filter_bytes: bytes


def load_libc() -> ctypes.CDLL:
    """Return the C library with errno kept."""
    return ctypes.CDLL(None, use_errno=True)


_LIBC = load_libc()


def prepare(strict: bool, own_user: bool) -> Confinement:
    """Filter the zygote's own system calls, and build what all children share.

    Raises OSError in a strict tier on a machine without a filter. Needs no_new_privs, and comes last: what the filter
    does not let through can be done no more.
    """
    filter_bytes = b""
    if sys.platform == "linux":
        try:
            seccomp.install(_LIBC, seccomp.zygote_program())
            filter_bytes = seccomp.child_program()
        except OSError:
            if strict:
                raise
    return Confinement(strict, own_user, _address_space(), os.getpid(), filter_bytes)


def protect_zygote() -> None:
    """Keep of root's rights at most those to change a child's user and to kill it; die with the grader."""
    if sys.platform != "linux":
        return
    die_with_parent()
    _prctl(_SET_DUMPABLE, 0)
    if os.geteuid() == 0:
        _set_capabilities(_permitted() & (_KILL | _SETGID | _SETUID))
    _prctl(_SET_NO_NEW_PRIVS, 1)


def die_with_parent() -> None:
    """Ask for SIGKILL when the parent ends. A change of user clears this, so it is asked for afterwards."""
    _prctl(_SET_PDEATHSIG, signal.SIGKILL)


def confine(rules: Confinement, data: int, null: int, memory_bytes: int, cpu_seconds: int) -> None:
    """Take every right from the calling child but computing and talking to descriptor `DATA`."""
    linux = sys.platform == "linux"
    steps: list[tuple[str, Callable[[], None]]] = [
        ("descriptors", lambda: _keep_descriptors(data, null)),
        ("limits", lambda: _limit_resources(rules.address_space + memory_bytes, cpu_seconds, linux)),
    ]
    if rules.own_user:
        steps.append(("own user", _become_nobody_else))
    if linux:
        steps += [
            ("capabilities", lambda: _set_capabilities(0)),
            ("death with the zygote", lambda: _die_with(rules.zygote)),
            ("no core dumps", lambda: _prctl(_SET_DUMPABLE, 0)),
            ("no new privileges", lambda: _prctl(_SET_NO_NEW_PRIVS, 1)),
            ("system call filter", lambda: seccomp.install(_LIBC, rules.filter_bytes)),
        ]
    for name, step in steps:
        try:
            step()
        except (OSError, ValueError) as error:
            if rules.strict:
                raise ConfinementError(f"{name}: {error}") from error


def _keep_descriptors(data: int, null: int) -> None:
    os.dup2(data, DATA)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(DATA + 1, max(256, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 1 << 20)))


def _limit_resources(address_space: int, cpu_seconds: int, linux: bool) -> None:
    # The hard limit one second later is for code that ignores SIGXCPU.
    _limit("RLIMIT_CPU", cpu_seconds, cpu_seconds + 1)
    _limit("RLIMIT_CORE", 0)
    _limit("RLIMIT_FSIZE", 0)
    _limit("RLIMIT_NOFILE", _OPEN_FILES)
    _limit("RLIMIT_NPROC", 0)
    _limit("RLIMIT_MEMLOCK", 0)
    _limit("RLIMIT_MSGQUEUE", 0)
    if linux:
        _limit("RLIMIT_AS", address_space)


def _limit(name: str, soft: int, hard: int | None = None) -> None:
    which = getattr(resource, name, None)
    if which is None:
        return
    allowed = resource.getrlimit(which)[1]
    hard = soft if hard is None else hard
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    resource.setrlimit(which, (soft, hard))


def _become_nobody_else() -> None:
    number = _FIRST_FREE_USER + int.from_bytes(os.urandom(4), "big") % _FREE_USERS
    os.setgroups([])
    os.setresgid(number, number, number)
    os.setresuid(number, number, number)


def _die_with(zygote: int) -> None:
    die_with_parent()
    if os.getppid() != zygote:
        raise OSError("the zygote has ended")


def _permitted() -> int:
    """Return the first 32 capabilities that this process may hold; root in a container may have none."""
    sets = ctypes.create_string_buffer(24)
    if _LIBC.capget(struct.pack("=Ii", _CAPABILITY_VERSION, 0), sets) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    return int(struct.unpack("=6I", sets.raw)[1])


def _set_capabilities(keep: int) -> None:
    header = struct.pack("=Ii", _CAPABILITY_VERSION, 0)
    sets = struct.pack("=6I", keep, keep, 0, 0, 0, 0)
    if _LIBC.capset(header, sets) != 0:
        raise OSError(ctypes.get_errno(), "capset")
    _prctl(_AMBIENT, _AMBIENT_CLEAR_ALL)


def _prctl(option: int, value: int) -> None:
    if _LIBC.prctl(option, ctypes.c_ulong(value), ctypes.c_ulong(0), ctypes.c_ulong(0), ctypes.c_ulong(0)) != 0:
        raise OSError(ctypes.get_errno(), f"prctl {option}")


def _address_space() -> int:
    """Return the address space in use, in bytes, to within one MiB; 0 where it cannot be limited.

    There is no /proc to read it from, so the smallest limit under which a page can still be mapped is searched.
    """
    if sys.platform != "linux":
        return 0
    before = resource.getrlimit(resource.RLIMIT_AS)
    low, high = 0, 1 << 26  # in MiB
    if before[1] != resource.RLIM_INFINITY:
        high = min(high, before[1] // _MIB)
    try:
        while high - low > 1:
            middle = (low + high) // 2
            resource.setrlimit(resource.RLIMIT_AS, (middle * _MIB, before[1]))
            try:
                mmap.mmap(-1, mmap.PAGESIZE).close()
                high = middle
            except (OSError, MemoryError):
                low = middle
    finally:
        resource.setrlimit(resource.RLIMIT_AS, before)
    return high * _MIB
