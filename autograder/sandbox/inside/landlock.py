"""Landlock: the kernel's own rules about files, for the processes that ask for them and all their children.

Used where no mount namespace can be had. Only reading is granted, and only beneath the paths given; nothing
may be executed, since no child ever starts a program. Landlock says nothing about stat, chmod or utime: the
system call filter does. Requires no_new_privs.
"""

from __future__ import annotations

import ctypes
import os
import stat
import struct
from collections.abc import Iterable

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_READ_FILE, _READ_FOLDER = 1 << 2, 1 << 3
# Rights over files that each version of the interface added: 13 at first, then refer, truncate, device ioctl.
_FILE_RIGHTS = {1: 13, 2: 14, 3: 15, 5: 16}
_ALL_TCP, _ALL_SCOPES = 0b11, 0b11


def version(libc: ctypes.CDLL) -> int:
    """Return the version of the interface that the kernel offers, 0 for none."""
    return max(0, int(libc.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint(1))))


def restrict(libc: ctypes.CDLL, trees: Iterable[str]) -> int:
    """Allow this process to read beneath `trees`, and nothing else.

    Returns the version in force. Raises OSError when the kernel has no Landlock or refuses.
    """
    offered = version(libc)
    if offered == 0:
        raise OSError("the kernel has no Landlock")
    rights = (1 << max(bits for since, bits in _FILE_RIGHTS.items() if since <= offered)) - 1
    fields = [rights]
    if offered >= 4:
        fields.append(_ALL_TCP)
    if offered >= 6:
        fields.append(_ALL_SCOPES)
    attributes = struct.pack(f"={len(fields)}Q", *fields)
    ruleset = libc.syscall(_CREATE, attributes, ctypes.c_size_t(len(attributes)), ctypes.c_uint(0))
    if ruleset < 0:
        raise OSError(ctypes.get_errno(), "Landlock refused the rules")
    try:
        for path in trees:
            _allow(libc, ruleset, path, _READ_FILE | _READ_FOLDER)
        if libc.syscall(_RESTRICT, ctypes.c_int(ruleset), ctypes.c_uint(0)) != 0:
            raise OSError(ctypes.get_errno(), "Landlock refused to start")
    finally:
        os.close(ruleset)
    return offered


def _allow(libc: ctypes.CDLL, ruleset: int, path: str, rights: int) -> None:
    try:
        descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        # A dangling link in a library folder. What cannot be opened cannot be granted, and stays closed.
        return
    try:
        if not stat.S_ISDIR(os.fstat(descriptor).st_mode):
            rights &= _READ_FILE
        rule = struct.pack("=Qi", rights, descriptor)
        beneath = ctypes.c_int(1)
        if libc.syscall(_ADD_RULE, ctypes.c_int(ruleset), beneath, rule, ctypes.c_uint(0)) != 0:
            raise OSError(ctypes.get_errno(), f"Landlock refused {path}")
    finally:
        os.close(descriptor)
