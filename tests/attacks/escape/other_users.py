"""Become another user.

Tries: Sets user, groups, capabilities and their like, to root and to the grader's.
Holds: All are refused.
"""


def harm():
    import os

    header = (ctypes.c_uint32 * 2)(0x20080522, 0)
    wanted = (ctypes.c_uint32 * 6)(*[0xFFFFFFFF] * 6)
    return worked(
        lambda: os.setuid(0),
        lambda: os.setgid(0),
        lambda: os.setresuid(0, 0, 0),
        lambda: os.setgroups([0]),
        lambda: os.seteuid(0),
        lambda: kernel(126, 91, header, wanted),
        lambda: kernel(122, 151, 0) if os.getuid() == 0 else 1 / 0,
        lambda: library("prctl", 8, 1, 0, 0, 0),
        lambda: library("prctl", 47, 2, 21, 0, 0),
    )
