"""Use devices.

Tries: Opens memory, disks, random numbers, graphics, virtual machines and the log of the kernel.
Holds: Only /dev/null is there, and it takes nothing.
"""


def harm():
    import os

    names = ("mem", "kmem", "kmsg", "sda", "vda", "zero", "random", "fuse", "kvm", "dri/card0", "net/tun", "shm", "pts")
    return worked(
        *(lambda name=name: os.open("/dev/" + name, os.O_RDONLY) for name in names),
        lambda: os.open("/dev/null", os.O_WRONLY),
        lambda: os.open("/dev/null", os.O_RDWR),
    )
