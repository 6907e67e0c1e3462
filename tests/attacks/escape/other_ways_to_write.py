"""Write to files by calls that a list may have forgotten.

Tries: creat, openat2, truncating and appending opens, mknod, copy_file_range and splice.
Holds: All are refused, and the folder stays empty.
"""


def harm():
    import os

    path = (BAIT["results"] + "/" + BAIT["mark"]).encode()
    how = (ctypes.c_uint64 * 3)(0o102, 0o666, 0)
    return worked(
        lambda: kernel(85, None, path, 0o666),
        lambda: kernel(2, None, path, 0o102, 0o666),
        lambda: kernel(257, 56, -100, path, 0o2101, 0o666),
        lambda: kernel(437, 437, -100, path, how, 24),
        lambda: os.mknod(path),
        lambda: os.mknod(path, 0o60666, os.makedev(8, 0)),
        lambda: os.open(BAIT["file"], os.O_RDONLY | os.O_TRUNC),
        lambda: kernel(326, 285, 0, None, 3, None, 10, 0),
        lambda: kernel(275, 76, 0, None, 3, None, 10, 0),
        lambda: kernel(40, 71, 3, 0, None, 10),
    )
