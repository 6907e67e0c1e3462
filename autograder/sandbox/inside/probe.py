"""The self-test, tried from inside a confined child: what a hostile submission would try first.

Each attempt is harmless where it succeeds. It returns True when it was prevented, and the reason counts:
a program that does not exist is not the same as one that may not be started.
"""

from __future__ import annotations

import ctypes
import errno
import mmap
import os
import socket
import struct
from collections.abc import Callable

import numpy as np
import wire

_REFUSED = (errno.EPERM, errno.EACCES, errno.ENOSYS)
_CLONE_NEWUSER = 0x10000000
_BEYOND = 256 << 20
_CAPABILITY_VERSION = 0x20080522
_LIBC = ctypes.CDLL(None, use_errno=True)


def report(descriptor: int, canary: str, memory_bytes: int, zygote: int, grader_user: int) -> None:
    """Try everything and send the answers as one frame: word to True, and what numpy makes of a small sum."""
    attempts: dict[str, Callable[[], bool]] = {
        "files_unreadable": lambda: not _succeeds(lambda: os.close(os.open(canary, os.O_RDONLY))),
        "files_unwritable": lambda: not _writes(canary + ".written"),
        "memory_limited": lambda: not _succeeds(lambda: mmap.mmap(-1, memory_bytes + _BEYOND).close()),
        "no_namespaces": lambda: _refused(lambda: _call("unshare", _CLONE_NEWUSER)),
        "no_network": lambda: _refused(lambda: socket.socket().close()),
        "no_privileges": _no_privileges,
        "no_process_inspection": lambda: not any(map(_reads, ("/proc/1/environ", f"/proc/{zygote}/cmdline"))),
        "no_processes": lambda: _refused(_fork),
        "no_programs": lambda: _refused(lambda: os.execv("/nothing/here", ["here"])),
        "no_signals": lambda: _refused(lambda: os.kill(zygote, 0)),
        "own_user": lambda: os.getuid() != grader_user and os.getuid() != 0,
        "system_calls_filtered": lambda: _refused(lambda: _call("personality", 0xFFFFFFFF)),
    }
    answers: dict[str, object] = {word: attempt() for word, attempt in attempts.items()}
    answers["numpy"] = float((np.arange(6.0).reshape(2, 3) @ np.ones((3, 2))).sum())
    wire.write(descriptor, wire.frame(wire.PROBED, 0, wire.encode(answers, 1 << 16, strict=True)))


def _succeeds(action: Callable[[], object]) -> bool:
    try:
        action()
    except (OSError, MemoryError):
        return False
    return True


def _refused(action: Callable[[], object]) -> bool:
    try:
        action()
    except OSError as error:
        return error.errno in _REFUSED
    return False


def _reads(path: str) -> bool:
    return _succeeds(lambda: os.close(os.open(path, os.O_RDONLY)))


def _writes(path: str) -> bool:
    if not _succeeds(lambda: os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))):
        return False
    os.unlink(path)
    return True


def _call(name: str, argument: int) -> None:
    function = getattr(_LIBC, name, None)
    if function is not None and function(ctypes.c_ulong(argument)) < 0:
        raise OSError(ctypes.get_errno(), name)


def _fork() -> None:
    child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)


def _no_privileges() -> bool:
    if _succeeds(lambda: os.setgroups([])) or _succeeds(lambda: os.setuid((os.getuid() + 1) & 0xFFFF)):
        return False
    read_capabilities = getattr(_LIBC, "capget", None)
    if read_capabilities is None:
        return True
    held = ctypes.create_string_buffer(24)
    return read_capabilities(struct.pack("=Ii", _CAPABILITY_VERSION, 0), held) == 0 and not any(held.raw)
