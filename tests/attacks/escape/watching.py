"""Watch what others do.

Tries: inotify and fanotify on folders of the grader's, and traces of the kernel.
Holds: All are refused.
"""


def harm():
    import os

    return worked(
        lambda: kernel(294, 26, 0),
        lambda: kernel(253, None),
        lambda: kernel(300, 262, 0, 0),
        lambda: os.listdir("/sys/kernel/tracing"),
        lambda: os.listdir("/sys/kernel/debug"),
        lambda: os.getloadavg() and 1 / 0,
    )
