"""Fill the disk.

Tries: Makes large files wherever a file might be made, with and without a name.
Holds: Not a byte is written.
"""


def harm():
    import os
    import tempfile

    def fill(folder):
        with open(f"{folder}/{BAIT['mark']}.large", "wb") as file:
            return file.write(bytes(1 << 20))

    folders = ("/tmp", "/var/tmp", "/dev/shm", "/dev", "/run", ".", BAIT["results"], os.path.dirname(np.__file__))
    return worked(
        *(lambda folder=folder: fill(folder) for folder in folders),
        lambda: tempfile.TemporaryFile(dir=BAIT["results"]),
        lambda: os.open("/tmp", os.O_TMPFILE | os.O_WRONLY),
        lambda: os.memfd_create("large"),
    )
