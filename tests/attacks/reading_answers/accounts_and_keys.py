"""Read accounts, passwords and keys.

Tries: Opens the files of accounts, and looks into home folders for keys and histories.
Holds: Nothing of the kind can be opened or listed.
"""


def harm():
    import os

    files = ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/machine-id", "/var/log/wtmp", "/etc/ssh/sshd_config")
    folders = ("/root/.ssh", "/root/.cache", "/home", "/etc/ssl", "/var/log", "/var/tmp", "/tmp")
    return worked(
        *(lambda path=path: open(path, "rb").read(16) for path in files),
        *(lambda path=path: os.listdir(path) for path in folders),
    )
