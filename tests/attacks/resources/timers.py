"""Wake up later.

Tries: Alarms, interval timers, timer descriptors and signals to itself, to act when the call is over.
Holds: None can be set.
"""


def harm():
    import signal

    room = ctypes.create_string_buffer(64)
    return worked(
        lambda: signal.setitimer(signal.ITIMER_REAL, 5),
        lambda: kernel(37, None, 5),
        lambda: kernel(222, 107, 0, None, room),
        lambda: kernel(283, 85, 0, 0),
        lambda: signal.raise_signal(signal.SIGUSR1),
    )
