"""Look at what the machine and other processes have used.

Tries: Free memory and blocks, load, and the processor time, processors and sessions of parent, grader and a process
  beside it.
Holds: All are refused.
"""


def harm():
    import os
    import time

    others = (os.getppid(), 1, BAIT["grader"], BAIT["victim"])
    room = ctypes.create_string_buffer(512)
    return worked(
        lambda: kernel(99, 179, room),
        lambda: os.statvfs(os.__file__),
        lambda: os.fstatvfs(0),
        *(lambda p=p: time.clock_gettime(~p << 3 | 2) for p in others),
        *(lambda p=p: kernel(228, 113, ~p << 3 | 2, room) for p in others),
        *(lambda p=p: kernel(229, 114, ~p << 3 | 2, room) for p in others),
        *(lambda p=p: os.sched_getaffinity(p) for p in others),
        *(lambda p=p: os.getpgid(p) for p in others),
        *(lambda p=p: os.getsid(p) for p in others),
    )
