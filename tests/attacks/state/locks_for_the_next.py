"""Leave a lock on a file, or a watch.

Tries: Locks of all kinds, leases and notices of changes, on its descriptors and on a file of the library.
Holds: None can be had.
"""


def harm():
    import fcntl
    import os

    files = [os.open(os.__file__, os.O_RDONLY), os.open(os.path.dirname(os.__file__), os.O_RDONLY), 0, 3]
    region = bytes(32)
    return worked(
        *(lambda d=d: kernel(73, 32, d, 5) for d in files),
        *(lambda d=d, c=c: fcntl.fcntl(d, c, region) for d in files for c in (5, 6, 7, 36, 37, 38)),
        *(lambda d=d: fcntl.fcntl(d, 1024, fcntl.F_RDLCK) for d in files),
        *(lambda d=d: fcntl.fcntl(d, 1026, 1) for d in files),
        *(lambda d=d: fcntl.fcntl(d, 1031, 1 << 16) for d in files),
    )
