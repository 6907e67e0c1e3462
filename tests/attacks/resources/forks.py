"""Fork without end.

Tries: fork, vfork, clone, clone3 and posix_spawn.
Holds: No process can be made.
"""


def harm():
    import ctypes
    import os
    import sys

    def fork():
        if os.fork() == 0:
            os._exit(0)
        return "a child"

    arguments = (ctypes.c_uint64 * 11)(0, 0, 0, 0, 17)
    return worked(
        fork,
        lambda: kernel(56, 220, 17, 0, 0, 0, 0),
        lambda: kernel(435, 435, arguments, 88),
        lambda: os.posix_spawn(sys.executable, ["python", "-c", ""], {}),
        lambda: os.forkpty(),
    )
