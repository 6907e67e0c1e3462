"""Change the machine.

Tries: Reboot, clock, names of the host, swap, accounting and quotas.
Holds: All are refused.
"""


def harm():
    import socket
    import time

    # Nothing here would do harm where it succeeded: what is set is what is set already, or is not valid.
    return worked(
        lambda: kernel(169, 142, 0, 0, 0, None),
        lambda: time.clock_settime(time.CLOCK_REALTIME, time.time()),
        lambda: kernel(227, 112, 0, (ctypes.c_long * 2)(0, -1)),
        lambda: socket.sethostname(socket.gethostname()),
        lambda: kernel(167, 224, b"/nothing/here", 0),
        lambda: kernel(163, 89, b"/nothing/here"),
        lambda: kernel(103, 116, 2, ctypes.create_string_buffer(16), 16),
        lambda: kernel(153, 58),
    )
