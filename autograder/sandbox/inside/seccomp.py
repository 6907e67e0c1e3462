"""The system calls that a child may make: an allow-list, assembled here as two classic BPF programs.

The zygote puts the long one on itself, and every child inherits it: the list, and the few calls more by which the
zygote starts, confines and ends children. Each child adds the short one, which takes those few away. Building the long
one again in each child took the kernel longer than all the rest of the confinement when the machine was busy.

Everything that is not listed fails with EPERM. A call from another architecture ends the process. Files can
only be opened for reading; memory can be executable only as an unchanged piece of a file, and no file can be
written. There is no way to a new process or thread, a socket, a signal, a mount or a namespace.
Landlock does not cover chmod, utime and their like, so they are missing here on purpose. So is what one child could
change and the next one see: flags of open files, which all children share; advice about pages of files; futexes in
memory that others share; and counters of the machine and of other processes.
"""

from __future__ import annotations

import ctypes
import platform
import struct

_LOAD, _EQUAL, _ANY_BIT, _AT_LEAST, _RETURN = 0x20, 0x15, 0x45, 0x35, 0x06
_ALLOW, _KILL, _DENY, _UNKNOWN = 0x7FFF0000, 0x80000000, 0x00050000 | 1, 0x00050000 | 38
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
MACHINES = tuple(_AUDIT)
_X32_BIT = 0x40000000
_CLONE3 = 435

# The number on x86_64 and on aarch64; the older calls do not exist on the latter. The busiest come first.
_PLAIN: dict[str, tuple[int, int | None]] = {
    "read": (0, 63), "write": (1, 64), "close": (3, 57), "fstat": (5, 80), "lseek": (8, 62),
    "newfstatat": (262, 79), "munmap": (11, 215), "brk": (12, 214), "mremap": (25, 216),
    "getrandom": (318, 278), "getdents64": (217, 61), "stat": (4, None), "statx": (332, 291),
    "access": (21, None), "faccessat": (269, 48), "faccessat2": (439, 439), "readlink": (89, None),
    "readlinkat": (267, 78), "getcwd": (79, 17), "pread64": (17, 67), "readv": (19, 65), "writev": (20, 66),
    "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "rt_sigaction": (13, 134),
    "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "sigaltstack": (131, 132), "poll": (7, None),
    "ppoll": (271, 73), "select": (23, None), "pselect6": (270, 72), "sched_yield": (24, 124),
    "nanosleep": (35, 101), "gettimeofday": (96, 169), "time": (201, None), "restart_syscall": (219, 128),
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174),
    "geteuid": (107, 175), "getgid": (104, 176), "getegid": (108, 177), "getgroups": (115, 158),
    "getresuid": (118, 148), "getresgid": (120, 150), "getpgrp": (111, None), "capget": (125, 90),
    "uname": (63, 160), "getrlimit": (97, 163), "getrusage": (98, 165), "times": (100, 153),
    "getcpu": (309, 168), "rseq": (334, 293), "set_robust_list": (273, 99), "exit": (60, 93),
    "exit_group": (231, 94),
}  # fmt: skip

# What only the zygote and the reaper need: to fork, to take a descriptor from the grader, to confine, to wait, to kill,
# and to distinguish a link from its target. Following a link changes its access time, which a child must not see.
_ZYGOTE: dict[str, tuple[int, int | None]] = {
    "clone": (56, 220), "wait4": (61, 260), "kill": (62, 129), "sendto": (44, 206),
    "recvfrom": (45, 207), "sendmsg": (46, 211), "recvmsg": (47, 212), "close_range": (436, 436),
    "setgroups": (116, 159), "setresuid": (117, 147), "setresgid": (119, 149), "capset": (126, 91),
    "prctl": (157, 167), "lstat": (6, None),
}  # fmt: skip

# O_WRONLY, O_RDWR, O_CREAT, O_TRUNC and the private bit of O_TMPFILE; O_PATH, which opens the links themselves and what
# Landlock closes. They are the same on both machines.
_NOT_FOR_READING = 0o1 | 0o2 | 0o100 | 0o1000 | 0o20000000 | 0o10000000
_NO_FOLLOW = 0x100  # AT_SYMLINK_NOFOLLOW
_PROT_WRITE, _PROT_EXEC, _MAP_ANONYMOUS = 2, 4, 0x20
# Duplicate, descriptor flags, read the flags of the open file, duplicate with close-on-exec. F_SETOWN would send
# signals. F_SETFL would change the flags of the open file, and all children share that of /dev/null.
_FCNTL = (0, 1, 2, 3, 1030)
# MADV_DONTNEED, MADV_FREE and MADV_HUGEPAGE, as malloc and numpy use them. Others would load pages of files into the
# page cache or take them out of it, or merge equal pages of different processes.
_MADVISE = (4, 8, 14)
_FUTEX_PRIVATE = 128
_CLOCKS = 16  # there are no more; a clock of another process has a negative number
# Is it a terminal, its size, bytes waiting, close-on-exec. The kernel reads 32 bits, and so does the filter.
_IOCTL = (0x5401, 0x5413, 0x541B, 0x5450, 0x5451)

_KEPT: list[object] = []  # the kernel gets the address of a filter, which Python must not free


def _step(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("=HBBI", code, if_true, if_false, value)


def _argument(number: int) -> bytes:
    # Both machines are little-endian: the low word of an argument comes first.
    return _step(_LOAD, 16 + 8 * number)


def _unless_any_bit(number: int, mask: int) -> bytes:
    return _argument(number) + _step(_ANY_BIT, mask, 1) + _step(_RETURN, _ALLOW) + _step(_RETURN, _DENY)


def _if_any_bit(number: int, mask: int) -> bytes:
    return _argument(number) + _step(_ANY_BIT, mask, 0, 1) + _step(_RETURN, _ALLOW) + _step(_RETURN, _DENY)


def _if_below(number: int, limit: int) -> bytes:
    return _argument(number) + _step(_AT_LEAST, limit, 1) + _step(_RETURN, _ALLOW) + _step(_RETURN, _DENY)


def _if_one_of(number: int, values: tuple[int, ...]) -> bytes:
    tests = b"".join(_step(_EQUAL, value, 0, 1) + _step(_RETURN, _ALLOW) for value in values)
    return _argument(number) + tests + _step(_RETURN, _DENY)


def _executable_only_from_a_file() -> bytes:
    return (
        _argument(2)
        + _step(_ANY_BIT, _PROT_EXEC, 0, 3)
        + _step(_ANY_BIT, _PROT_WRITE, 3)
        + _argument(3)
        + _step(_ANY_BIT, _MAP_ANONYMOUS, 1)
        + _step(_RETURN, _ALLOW)
        + _step(_RETURN, _DENY)
    )


def _conditional() -> list[tuple[tuple[int, int | None], bytes]]:
    return [
        ((9, 222), _executable_only_from_a_file()),  # mmap
        ((10, 226), _unless_any_bit(2, _PROT_EXEC)),  # mprotect
        ((257, 56), _unless_any_bit(2, _NOT_FOR_READING)),  # openat
        ((2, None), _unless_any_bit(1, _NOT_FOR_READING)),  # open
        ((72, 25), _if_one_of(1, _FCNTL)),  # fcntl
        ((16, 29), _if_one_of(1, _IOCTL)),  # ioctl
        ((202, 98), _if_any_bit(1, _FUTEX_PRIVATE)),  # futex
        ((28, 233), _if_one_of(2, _MADVISE)),  # madvise
        ((228, 113), _if_below(0, _CLOCKS)),  # clock_gettime
        ((229, 114), _if_below(0, _CLOCKS)),  # clock_getres
        ((230, 115), _if_below(0, _CLOCKS)),  # clock_nanosleep
        # Of the caller only:
        ((302, 261), _if_one_of(0, (0,))),  # prlimit64
        ((204, 123), _if_one_of(0, (0,))),  # sched_getaffinity
        ((121, 155), _if_one_of(0, (0,))),  # getpgid
        ((124, 156), _if_one_of(0, (0,))),  # getsid
    ]


def zygote_program(machine: str | None = None) -> bytes:
    """Return the filter of the zygote as bytes of BPF. Raises OSError when the machine is not a known one."""
    column, parts = _head(machine)
    parts += [_if_call(number, _step(_RETURN, _ALLOW)) for number in _numbers(column, _PLAIN, _ZYGOTE)]
    parts += [_if_call(numbers[column], block) for numbers, block in _conditional()]
    # The filter cannot read clone3's flags behind their pointer. ENOSYS makes the library fall back to clone.
    parts += [_if_call(_CLONE3, _step(_RETURN, _UNKNOWN)), _step(_RETURN, _DENY)]
    return b"".join(parts)


def child_program(machine: str | None = None) -> bytes:
    """Return what a child's filter adds to that of the zygote, as bytes of BPF. Raises OSError as above."""
    column, parts = _head(machine)
    parts += [_if_call(number, _step(_RETURN, _DENY)) for number in _numbers(column, _ZYGOTE)]
    parts += [_if_call((262, 79)[column], _unless_any_bit(3, _NO_FOLLOW))]  # newfstatat
    parts += [_if_call((332, 291)[column], _unless_any_bit(2, _NO_FOLLOW))]  # statx
    return b"".join([*parts, _step(_RETURN, _ALLOW)])


def number_of(name: str) -> int:
    """Return the number of one of the zygote's own calls on this machine. Raises OSError as above."""
    number = _ZYGOTE[name][_column(platform.machine())]
    assert number is not None
    return number


def _column(machine: str) -> int:
    """The column of the tables for a machine."""
    if machine not in _AUDIT:
        raise OSError(f"no table of system calls for {machine}")
    return list(_AUDIT).index(machine)


def _head(machine: str | None) -> tuple[int, list[bytes]]:
    """The column of the tables for a machine, and the steps that end a process whose calls have other numbers."""
    machine = machine or platform.machine()
    column = _column(machine)
    parts = [_step(_LOAD, 4), _step(_EQUAL, _AUDIT[machine], 1), _step(_RETURN, _KILL), _step(_LOAD, 0)]
    if machine == "x86_64":
        parts += [_step(_AT_LEAST, _X32_BIT, 0, 1), _step(_RETURN, _KILL)]
    return column, parts


def _numbers(column: int, *tables: dict[str, tuple[int, int | None]]) -> list[int]:
    return [number for table in tables for numbers in table.values() if (number := numbers[column]) is not None]


def _if_call(number: int | None, block: bytes) -> bytes:
    """Steps that do `block`, which ends with a verdict, for one call; nothing for a call that the machine lacks."""
    return b"" if number is None else _step(_EQUAL, number, 0, len(block) // 8) + block


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))


def arguments(filter_bytes: bytes) -> tuple[int, int, int, int, int]:
    """Return the arguments for prctl that put a filter on the calling process for good. It stays in memory for good."""
    held = ctypes.create_string_buffer(filter_bytes, len(filter_bytes))
    record = _Program(len(filter_bytes) // 8, ctypes.addressof(held))
    _KEPT.append((held, record))
    set_seccomp, mode_filter = 22, 2
    return set_seccomp, mode_filter, ctypes.addressof(record), 0, 0


def install(libc: ctypes.CDLL, filter_bytes: bytes) -> None:
    """Put the filter on the calling process for good. Needs no_new_privs. Raises OSError."""
    if libc.prctl(*arguments(filter_bytes)) != 0:
        raise OSError(ctypes.get_errno(), "seccomp filter refused")
