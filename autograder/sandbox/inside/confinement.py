"""How a process gives up its rights: the zygote once, each child before it reads its job.

`confine` is the same in every tier. It works from the outside in: descriptors, limits, user, capabilities,
then the rules that cannot be taken back. In a strict tier the first step that fails ends the child, and the
grader learns why; in the tier `none` a step that the system does not offer is left out. What the steps need is made
ready in the zygote: a child pays for a copy of each page of memory that it is the first to touch.
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
from typing import Any

import seccomp

DATA = 3  # the one descriptor that a child keeps, in addition to /dev/null as 0, 1 and 2

_SET_PDEATHSIG, _SET_DUMPABLE, _SET_NO_NEW_PRIVS, _AMBIENT, _AMBIENT_CLEAR_ALL = 1, 4, 38, 47, 4
_CAPABILITY_VERSION = 0x20080522
_CLONE_PARENT = 0x8000
_KILL, _SETGID, _SETUID = 1 << 5, 1 << 6, 1 << 7
# User numbers that no system hands out: above every range that containers use, below 2**31.
_FIRST_FREE_USER, _FREE_USERS = 0x70000000, 0x0FFFFFFE
_OPEN_FILES = 64
_MIB = 1 << 20

# What a step is called, and a function with its arguments. It raises OSError, or returns -1 as C functions do.
Step = tuple[str, Callable[..., Any], tuple[Any, ...]]


class ConfinementError(Exception):
    """A step of the confinement failed; the text says which."""


@dataclass(frozen=True)
class Confinement:
    """What is fixed once for all children. own_user: one for each; descriptors: how many there may be."""

    strict: bool
    own_user: bool
    parent: int
    address_space: int
    descriptors: int
    limits: tuple[Step, ...]
    last: tuple[Step, ...]


def load_libc() -> ctypes.CDLL:
    """Return the C library with errno kept."""
    libc = ctypes.CDLL(None, use_errno=True)
    if sys.platform == "linux":
        libc.prctl.argtypes = (ctypes.c_int, *[ctypes.c_ulong] * 4)
    return libc


_LIBC = load_libc()
_HOLDING = ctypes.PyDLL(None, use_errno=True)  # keeps the interpreter's lock during a call
_HOLDING.syscall.argtypes = (ctypes.c_long, *[ctypes.c_ulong] * 5)
_HOLDING.syscall.restype = ctypes.c_long


def prepare(strict: bool, own_user: bool) -> Confinement:
    """Filter the zygote's own system calls, and make ready what all children do.

    Raises OSError in a strict tier on a machine without a filter. Needs no_new_privs, and comes last: what the filter
    does not let through can be done no more.
    """
    linux = sys.platform == "linux"
    last: list[Step] = []
    if linux:
        last = [
            _capabilities(0),
            ("ambient capabilities", _LIBC.prctl, (_AMBIENT, _AMBIENT_CLEAR_ALL, 0, 0, 0)),
            # A change of user clears this, so it is asked for again.
            ("death with the parent", _LIBC.prctl, (_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)),
            ("no core dumps", _LIBC.prctl, (_SET_DUMPABLE, 0, 0, 0, 0)),
            ("no new privileges", _LIBC.prctl, (_SET_NO_NEW_PRIVS, 1, 0, 0, 0)),
        ]
        try:
            seccomp.install(_LIBC, seccomp.zygote_program())
            last.append(("system call filter", _LIBC.prctl, seccomp.arguments(seccomp.child_program())))
        except OSError:
            if strict:
                raise
    descriptors = max(256, min(resource.getrlimit(resource.RLIMIT_NOFILE)[0], 1 << 20))
    fixed = {"CORE": 0, "FSIZE": 0, "NOFILE": _OPEN_FILES, "NPROC": 0, "MEMLOCK": 0, "MSGQUEUE": 0}
    limits = [step for name, number in fixed.items() for step in _limit(f"RLIMIT_{name}", number)]
    return Confinement(strict, own_user, os.getpid(), _address_space(), descriptors, tuple(limits), tuple(last))


def protect_zygote() -> None:
    """Keep of root's rights at most those to change a child's user and to kill it; die with the grader."""
    if sys.platform != "linux":
        return
    die_with_parent()
    _prctl(_SET_DUMPABLE, 0)
    if os.geteuid() == 0:
        _do(_capabilities(_permitted() & (_KILL | _SETGID | _SETUID)))
        _prctl(_AMBIENT, _AMBIENT_CLEAR_ALL)
    _prctl(_SET_NO_NEW_PRIVS, 1)


def die_with_parent() -> None:
    """Ask for SIGKILL when the parent ends. A change of user clears this, so it is asked for afterwards."""
    _prctl(_SET_PDEATHSIG, signal.SIGKILL)


def fork_sibling() -> int:
    """Fork the calling process, which must have one thread; the child's parent is that of the caller.

    Returns 0 in the child, and its number in the caller. Raises OSError. Neither Python nor the C library does anything
    in the child as after a fork of theirs: with one thread and no locks held nothing is needed.
    """
    number = int(_HOLDING.syscall(seccomp.number_of("clone"), _CLONE_PARENT | signal.SIGCHLD, 0, 0, 0, 0))
    if number == -1:
        raise OSError(ctypes.get_errno(), "a child could not be forked")
    return number


def steps(rules: Confinement, memory_bytes: int, cpu_seconds: int) -> tuple[Step, ...]:
    """Return the steps of a child that may use so much memory and processor time; to be called before the fork."""
    # The hard limit one second later is for code that ignores SIGXCPU.
    chosen = list(_limit("RLIMIT_CPU", cpu_seconds, cpu_seconds + 1))
    if sys.platform == "linux":
        chosen += _limit("RLIMIT_AS", rules.address_space + memory_bytes)
    own_user: list[Step] = [("own user", _become_nobody_else, ())] if rules.own_user else []
    return (*rules.limits, *chosen, *own_user, *rules.last)


def confine(rules: Confinement, steps: tuple[Step, ...], data: int, null: int) -> None:
    """Take every right from the calling child but computing and talking to descriptor `DATA`."""
    _keep_descriptors(data, null, rules.descriptors)
    for name, function, arguments in steps:
        try:
            if function(*arguments) == -1:
                raise OSError(ctypes.get_errno(), "refused")
        except (OSError, ValueError) as error:
            if rules.strict:
                raise ConfinementError(f"{name}: {error}") from error
    if rules.strict and os.getppid() != rules.parent:
        raise ConfinementError("death with the parent: it has ended")


def _keep_descriptors(data: int, null: int, descriptors: int) -> None:
    os.dup2(data, DATA)
    for standard in (0, 1, 2):
        os.dup2(null, standard)
    os.closerange(DATA + 1, descriptors)


def _limit(name: str, soft: int, hard: int | None = None) -> tuple[Step, ...]:
    """The step that sets a limit, or none where the system does not have it."""
    which = getattr(resource, name, None)
    if which is None:
        return ()
    allowed = resource.getrlimit(which)[1]
    hard = soft if hard is None else hard
    if allowed != resource.RLIM_INFINITY:
        soft, hard = min(soft, allowed), min(hard, allowed)
    return ((name, resource.setrlimit, (which, (soft, hard))),)


def _become_nobody_else() -> None:
    number = _FIRST_FREE_USER + int.from_bytes(os.urandom(4), "big") % _FREE_USERS
    os.setgroups([])
    os.setresgid(number, number, number)
    os.setresuid(number, number, number)


def _permitted() -> int:
    """Return the first 32 capabilities that this process may hold; root in a container may have none."""
    sets = ctypes.create_string_buffer(24)
    if _LIBC.capget(struct.pack("=Ii", _CAPABILITY_VERSION, 0), sets) != 0:
        raise OSError(ctypes.get_errno(), "capget")
    return int(struct.unpack("=6I", sets.raw)[1])


def _capabilities(keep: int) -> Step:
    """The step that leaves a process these capabilities, of the first 32, and none that a program would inherit."""
    header = ctypes.create_string_buffer(struct.pack("=Ii", _CAPABILITY_VERSION, 0))
    sets = ctypes.create_string_buffer(struct.pack("=6I", keep, keep, 0, 0, 0, 0))
    return "capabilities", _LIBC.capset, (header, sets)


def _prctl(option: int, value: int) -> None:
    _do((f"prctl {option}", _LIBC.prctl, (option, value, 0, 0, 0)))


def _do(step: Step) -> None:
    name, function, arguments = step
    if function(*arguments) == -1:
        raise OSError(ctypes.get_errno(), name)


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
