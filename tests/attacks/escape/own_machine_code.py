"""Run machine code of its own.

Tries: Memory that is writable and executable, made so at once, later, from a file and from an anonymous file.
Holds: All are refused.
"""


def harm():
    import mmap
    import os

    page = ctypes.create_string_buffer(8192)
    place = (ctypes.addressof(page) + 4095) & ~4095
    file = os.open(os.__file__, os.O_RDONLY)
    return worked(
        lambda: mmap.mmap(-1, 4096, prot=7),
        lambda: mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_EXEC),
        lambda: kernel(10, 226, place, 4096, 7),
        lambda: kernel(10, 226, place, 4096, 5),
        lambda: kernel(329, 288, place, 4096, 5, 1),
        lambda: mmap.mmap(file, 4096, flags=mmap.MAP_PRIVATE, prot=7),
        lambda: kernel(30, 196, kernel(29, 194, 0, 4096, 0o1600), 0, 0o100000),
        lambda: kernel(135, 92, 0x0400000),
    )
