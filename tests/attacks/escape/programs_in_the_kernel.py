"""Load something into the kernel.

Tries: bpf, kernel modules, another kernel, seccomp listeners, and probes for performance.
Holds: All are refused.
"""


def harm():
    room = ctypes.create_string_buffer(128)
    return worked(
        lambda: kernel(321, 280, 0, room, 72),
        lambda: kernel(321, 280, 5, room, 72),
        lambda: kernel(298, 241, room, 0, -1, -1, 0),
        lambda: kernel(175, 105, room, 128, b""),
        lambda: kernel(313, 273, 3, b"", 0),
        lambda: kernel(246, 104, 0, 0, None, 0),
        lambda: kernel(317, 277, 1, 8, room),
    )
