"""Learn who else is running.

Tries: Lists /proc, and what is below /sys and /run, where sessions, mounts and sockets are seen.
Holds: None of the folders can be listed.
"""


def harm():
    import os

    folders = ("/proc", "/proc/self/fd", "/proc/self/task", "/sys", "/sys/fs/cgroup", "/run", "/run/user")
    return worked(*(lambda folder=folder: os.listdir(folder)[:3] for folder in folders))
