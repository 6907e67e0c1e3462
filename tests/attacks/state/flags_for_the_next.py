"""Leave bits in the flags of an open file.

Tries: Sets flags of the open file behind each descriptor; all processes of the sandbox share that of /dev/null.
Holds: Flags can be read and not be set.
"""


def harm():
    import fcntl
    import os

    flags = (os.O_APPEND, os.O_NONBLOCK, os.O_NOATIME, 0o20000)
    return worked(
        *(lambda d=d, f=f: fcntl.fcntl(d, fcntl.F_SETFL, os.O_RDWR | f) for d in range(4) for f in flags),
        *(lambda d=d: os.set_blocking(d, False) for d in range(4)),
        *(lambda d=d: kernel(16, 29, d, 0x5421, (1).to_bytes(4, "little")) for d in range(4)),
        *(lambda d=d: kernel(72, 25, d, 0x100000004, 0o6000) for d in range(4)),
    )
