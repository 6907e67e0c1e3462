"""Change what is mounted.

Tries: Mounts, unmounts, changes of the root, and the newer calls for the same.
Holds: All are refused, and the list of mounts is as it was.
"""


def harm():
    import os

    place = BAIT["results"].encode()
    return worked(
        lambda: kernel(165, 40, b"none", place, None, 1 << 5, None),
        lambda: kernel(165, 40, b"tmpfs", place, b"tmpfs", 0, None),
        lambda: kernel(166, 39, place, 2),
        lambda: kernel(155, 41, b".", b"."),
        lambda: os.chroot("/"),
        lambda: kernel(428, 428, -100, b"/", 1),
        lambda: kernel(430, 430, b"tmpfs", 0),
        lambda: kernel(429, 429, -100, b"/", -100, place, 0),
        lambda: kernel(442, 442, -100, b"/", 0, ctypes.create_string_buffer(32), 32),
    )
