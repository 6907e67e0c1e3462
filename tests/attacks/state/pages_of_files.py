"""Load pages of files into memory for the next submission, or take them out of it.

Tries: Advice about memory and files, and asks which pages are there; merging equal pages of different processes.
Holds: All are refused. That a file was read can still be told by how long reading takes.
"""


def harm():
    import mmap
    import os

    file = os.open(os.__file__, os.O_RDONLY)
    mapped = mmap.mmap(file, 0, flags=mmap.MAP_SHARED, prot=mmap.PROT_READ)
    own = mmap.mmap(-1, 1 << 16, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)
    place = ctypes.c_void_p(np.frombuffer(mapped, np.uint8).ctypes.data)
    size, room = len(mapped) & ~4095, ctypes.create_string_buffer(4096)
    return worked(
        *(lambda advice=advice: kernel(28, 233, place, size, advice) for advice in (3, 9, 12, 20, 21, 22, 25)),
        *(lambda advice=advice: own.madvise(advice) for advice in (12, 100)),
        lambda: kernel(27, 232, place, size, room),
        lambda: kernel(187, 213, file, 0, size),
        lambda: os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED),
        lambda: os.posix_fadvise(file, 0, 0, os.POSIX_FADV_WILLNEED),
        lambda: os.preadv(file, [bytearray(1)], 0, 8),
        lambda: kernel(451, 451, file, bytes(16), room, 0),
        lambda: kernel(26, 227, place, size, 4),
    )
