"""The system call filter, read instruction by instruction, for both machines that it is written for."""

from __future__ import annotations

import struct

import pytest

from autograder.sandbox.inside import seccomp

_ALLOW, _KILL, _EPERM, _ENOSYS = 0x7FFF0000, 0x80000000, 0x00050001, 0x00050026
_AUDIT = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}


def _verdict(machine: str, number: int, *arguments: int, audit: int | None = None) -> int:
    """What the kernel does to a child: the strictest verdict of the two filters, which is the smaller number."""
    both = (seccomp.zygote_program(machine), seccomp.child_program(machine))
    # As signed numbers: that is how the kernel compares them, so that killing comes first.
    return min(
        (_one_verdict(program, machine, number, *arguments, audit=audit) for program in both),
        key=lambda verdict: verdict - (1 << 32) if verdict >= 1 << 31 else verdict,
    )


def _one_verdict(program: bytes, machine: str, number: int, *arguments: int, audit: int | None = None) -> int:
    six = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, _AUDIT[machine] if audit is None else audit, 0, *six)
    steps = list(struct.iter_unpack("=HBBI", program))
    at = loaded = 0
    while True:
        code, if_true, if_false, value = steps[at]
        at += 1
        if code == 0x06:
            return value
        if code == 0x20:
            (loaded,) = struct.unpack_from("<I", data, value)
            continue
        holds = {0x15: loaded == value, 0x35: loaded >= value, 0x45: bool(loaded & value)}[code]
        at += if_true if holds else if_false


@pytest.mark.parametrize(
    ("x86_64", "aarch64", "arguments", "expected"),
    [
        (0, 63, (), _ALLOW),  # read
        (231, 94, (), _ALLOW),  # exit_group
        (56, 220, (), _EPERM),  # clone
        (435, 435, (), _ENOSYS),  # clone3
        (59, 221, (), _EPERM),  # execve
        (41, 198, (), _EPERM),  # socket
        (62, 129, (), _EPERM),  # kill
        (257, 56, (0, 0, 0o2000000), _ALLOW),  # openat for reading
        (257, 56, (0, 0, 0o1), _EPERM),  # and for writing
        (257, 56, (0, 0, 0o2), _EPERM),
        (257, 56, (0, 0, 0o100), _EPERM),
        (9, 222, (0, 4096, 3, 0x22), _ALLOW),  # mmap of memory
        (9, 222, (0, 4096, 5, 0x2), _ALLOW),  # of a library's code
        (9, 222, (0, 4096, 5, 0x22), _EPERM),  # of executable memory
        (9, 222, (0, 4096, 7, 0x2), _EPERM),
        (10, 226, (0, 4096, 1), _ALLOW),  # mprotect
        (10, 226, (0, 4096, 5), _EPERM),
        (302, 261, (0, 7), _ALLOW),  # prlimit64
        (302, 261, (1, 7), _EPERM),
        (72, 25, (3, 3), _ALLOW),  # fcntl, F_GETFL
        (72, 25, (3, 4), _EPERM),  # F_SETFL
        (72, 25, (3, 8), _EPERM),  # F_SETOWN
        (257, 56, (0, 0, 0o10000000), _EPERM),  # openat of a link itself
        (262, 79, (0, 0, 0, 0x1000), _ALLOW),  # newfstatat of a descriptor
        (262, 79, (0, 0, 0, 0x100), _EPERM),  # of a link itself
        (332, 291, (0, 0, 0x100), _EPERM),  # statx of a link itself
        (202, 98, (0, 0x80), _ALLOW),  # futex of its own
        (202, 98, (0, 0), _EPERM),  # and of whoever has the same page
        (28, 233, (0, 4096, 4), _ALLOW),  # madvise, give memory back
        (28, 233, (0, 4096, 21), _EPERM),  # take pages of a file out of memory
        (228, 113, (2,), _ALLOW),  # clock_gettime of its own processor time
        (228, 113, (~7 << 3 & 0xFFFFFFFF | 2,), _EPERM),  # and of another process
        (204, 123, (0,), _ALLOW),  # sched_getaffinity
        (204, 123, (1,), _EPERM),
        (99, 179, (), _EPERM),  # sysinfo
        (137, 43, (), _EPERM),  # statfs
        (16, 29, (0, 0x5401), _ALLOW),  # ioctl, is it a terminal
        (16, 29, (0, 0x5412), _EPERM),  # type into a terminal
        (16, 29, (0, 0x1_0000_5412), _EPERM),
    ],
)
def test_the_filter_decides(x86_64: int, aarch64: int, arguments: tuple[int, ...], expected: int) -> None:
    """Both tables give the same answer for the same call and arguments."""
    assert _verdict("x86_64", x86_64, *arguments) == expected
    assert _verdict("aarch64", aarch64, *arguments) == expected


@pytest.mark.parametrize("audit", [0x40000003, 0])
def test_another_architecture_ends_the_process(audit: int) -> None:
    """A 32-bit call, and a call with the x32 bit, cannot slip past the numbers."""
    assert _verdict("x86_64", 0, audit=audit) == _KILL
    assert _verdict("aarch64", 63, audit=audit) == _KILL
    assert _verdict("x86_64", 0x40000000) == _KILL


def test_an_unknown_machine_is_refused() -> None:
    """Without a table there is no filter, and so no protecting tier."""
    with pytest.raises(OSError, match="no table"):
        seccomp.zygote_program("riscv64")


@pytest.mark.parametrize(("x86_64", "aarch64"), [(56, 220), (61, 260), (62, 129), (47, 212), (117, 147), (157, 167)])
def test_the_zygote_keeps_only_what_it_lives_by(x86_64: int, aarch64: int) -> None:
    """Fork, wait, kill, descriptors, users and prctl are the zygote's, and none of its children's."""
    for machine, number in (("x86_64", x86_64), ("aarch64", aarch64)):
        assert _one_verdict(seccomp.zygote_program(machine), machine, number) == _ALLOW
        assert _verdict(machine, number) == _EPERM


@pytest.mark.parametrize(("x86_64", "aarch64"), [(59, 221), (41, 198), (165, 40), (272, 97), (101, 117)])
def test_the_zygote_is_filtered_itself(x86_64: int, aarch64: int) -> None:
    """No program, no socket, no mount, no namespace and no tracing even for the zygote."""
    assert _one_verdict(seccomp.zygote_program("x86_64"), "x86_64", x86_64) == _EPERM
    assert _one_verdict(seccomp.zygote_program("aarch64"), "aarch64", aarch64) == _EPERM
