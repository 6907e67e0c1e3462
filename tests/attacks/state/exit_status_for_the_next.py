"""Read how an earlier submission ended.

Tries: Looks through its own memory, a copy of that of the process that it was forked from, for reports of how children
  ended: exit status, signal and processor time. Ends with a status of its own choice if it finds none.
Holds: Children are copies of a process that never learns how one ended; another process is their parent.
"""


def harm():
    import os

    memory = ctypes.CDLL(None, use_errno=True)
    memory.memmem.restype, pointer, found = ctypes.c_void_p, ctypes.c_void_p, []
    start = (id(found) >> 20) - 16 << 20
    for page in range(start, start + (32 << 20), 4096):
        # Given as the path of a file: the kernel reports when there is no memory at all.
        if memory.access(pointer(page), 0) == 0 or ctypes.get_errno() != 14:
            place = memory.memmem(pointer(page), ctypes.c_size_t(4000), b'"signal": ', ctypes.c_size_t(10))
            if place and ctypes.string_at(place + 10, 1).isdigit():
                found.append(ctypes.string_at(place - 14, 60))
    if found:
        return f"earlier children ended so: {found}"
    os._exit(77)
