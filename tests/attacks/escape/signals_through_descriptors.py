"""Have the kernel send a signal for it.

Tries: Makes others the owner of a descriptor that has news, and asks for a signal when there are.
Holds: The commands are refused.
"""


def harm():
    import fcntl
    import os

    def own(process):
        fcntl.fcntl(3, fcntl.F_SETSIG, 9)
        fcntl.fcntl(3, fcntl.F_SETOWN, process)
        fcntl.fcntl(3, fcntl.F_SETFL, os.O_ASYNC)

    return worked(
        lambda: own(BAIT["victim"]),
        lambda: fcntl.fcntl(3, fcntl.F_SETSIG, 9),
        lambda: fcntl.ioctl(3, 0x8901, BAIT["victim"].to_bytes(4, "little")),
    )
