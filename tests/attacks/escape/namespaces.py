"""Make namespaces of its own, where it would be root.

Tries: unshare, setns, clone and clone3 with new user, mount, process and network namespaces.
Holds: All are refused.
"""


def harm():
    import os

    everything = 0x10000000 | 0x20000 | 0x20000000 | 0x40000000
    arguments = (ctypes.c_uint64 * 11)(everything, 0, 0, 0, 17)
    return worked(
        lambda: kernel(272, 97, 0x10000000),
        lambda: kernel(272, 97, everything),
        lambda: kernel(56, 220, everything | 17, 0, 0, 0, 0),
        lambda: kernel(435, 435, arguments, 88),
        lambda: kernel(308, 268, os.open("/proc/1/ns/mnt", os.O_RDONLY), 0),
        lambda: kernel(308, 268, 3, 0),
    )
