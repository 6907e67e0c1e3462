"""Wait for others, and wake them, at a piece of memory that all processes share.

Tries: Futexes that are not private, in pages of libraries and of a mapped file: others that wait there can be counted.
Holds: Only futexes of the process itself are let through.
"""


def harm():
    import mmap
    import os

    with open(os.__file__, "rb") as file:
        mapped = mmap.mmap(file.fileno(), 4096, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ)
    of_the_file = np.frombuffer(mapped, np.uint32).ctypes.data
    of_a_library = ctypes.cast(ctypes.CDLL(None).getpid, ctypes.c_void_p).value & ~4095
    room = ctypes.create_string_buffer(64)
    places = [(ctypes.c_void_p(place)) for place in (of_the_file, of_a_library)]
    now = ctypes.create_string_buffer(16)
    return worked(
        *(lambda p=p: kernel(202, 98, p, 1, 1) for p in places),
        *(lambda p=p: kernel(202, 98, p, 10, 1, None, 0, -1) for p in places),
        *(lambda p=p: kernel(202, 98, p, 3, 1, 1, p, 0) for p in places),
        *(lambda p=p: kernel(202, 98, p, 256 | 9, 0, now, None, 1) and 1 / 0 for p in places),
        *(lambda p=p: kernel(454, 454, p, 0xFFFFFFFF, 1, 2) for p in places),
        lambda: kernel(449, 449, room, 1, 0, None, 0),
    )
