"""Copy the memory of the process that forked it.

Tries: process_vm_readv on the parent and on the grader, at the address of an object that both have.
Holds: The kernel refuses the call.
"""


def harm():
    import ctypes
    import os

    room = ctypes.create_string_buffer(64)
    here = (ctypes.c_size_t * 2)(ctypes.addressof(room), 64)
    there = (ctypes.c_size_t * 2)(id(np) & ~7, 64)
    return worked(
        *(
            lambda process=process: kernel(310, 270, process, here, 1, there, 1, 0)
            for process in (os.getppid(), BAIT["grader"])
        )
    )
