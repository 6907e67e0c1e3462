"""Leave a file for the next submission.

Tries: Looks for a file of an earlier submission in all the usual places, and leaves one.
Holds: No file can be made, so none is found.
"""


def harm():
    import os
    import tempfile

    folders = ("/tmp", "/var/tmp", "/dev/shm", "/run", ".", "/", "/dev", BAIT["results"], os.path.expanduser("~"))
    paths = [f"{folder}/{BAIT['mark']}" for folder in folders]
    return worked(
        *(lambda path=path: open(path).close() for path in paths),
        *(lambda path=path: open(path, "w").close() for path in paths),
        *(lambda path=path: os.mkdir(path + ".folder") for path in paths),
        lambda: tempfile.mkdtemp(prefix=BAIT["mark"]),
    )
