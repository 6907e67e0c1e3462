"""Read accounts, passwords and keys.

Tries: Opens the files of accounts, and looks into home folders for keys and histories.
Holds: Nothing of the kind can be opened or listed.
"""


def harm():
    import os

    import numpy

    def list_strange(path):
        """What a folder holds besides the folders in which Python and numpy lie, which have to be there."""
        ours = (os.path.realpath(os.__file__), os.__file__, numpy.__file__)
        below = [os.path.join(path, name) for name in os.listdir(path)]
        strange = [name for name in below if not any(own.startswith(name + os.sep) for own in ours)]
        if not strange:
            raise FileNotFoundError(path)
        return strange

    files = ("/etc/passwd", "/etc/shadow", "/etc/hostname", "/etc/machine-id", "/var/log/wtmp", "/etc/ssh/sshd_config")
    folders = ("/root/.ssh", "/root/.cache", "/home", "/etc/ssl", "/var/log", "/var/tmp", "/tmp")
    return worked(
        *(lambda path=path: open(path, "rb").read(16) for path in files),
        *(lambda path=path: list_strange(path) for path in folders),
    )
