"""Take other processes over as a debugger does.

Tries: ptrace on parent, grader and a process beside it, writing to their memory, and taking their descriptors.
Holds: All are refused.
"""


def harm():
    import os

    room = ctypes.create_string_buffer(8)
    here = (ctypes.c_size_t * 2)(ctypes.addressof(room), 8)
    others = (os.getppid(), BAIT["grader"], BAIT["victim"])
    return worked(
        lambda: kernel(101, 117, 16, BAIT["victim"], 0, 0),
        *(lambda other=other: kernel(101, 117, 0x4206, other, 0, 0) for other in others),
        lambda: kernel(311, 271, BAIT["victim"], here, 1, here, 1, 0),
        *(lambda other=other: kernel(438, 438, os.pidfd_open(other), 0, 0) for other in others),
        *(lambda other=other: kernel(312, 272, other, os.getpid(), 0, 0, 0) for other in others),
        lambda: kernel(101, 117, 0, 0, 0, 0),
    )
