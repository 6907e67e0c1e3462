"""Change files without opening them, which Landlock does not look at.

Tries: chmod, chown, utime, truncate and extended attributes on files of the grader's.
Holds: All are refused, and the files are as they were.
"""


def harm():
    import os

    paths = (BAIT["file"], BAIT["results"])
    return worked(
        *(lambda path=path: os.chmod(path, 0o755) for path in paths),
        *(lambda path=path: os.chown(path, os.getuid(), -1) for path in paths),
        *(lambda path=path: os.utime(path, (0, 0)) for path in paths),
        *(lambda path=path: os.setxattr(path, "user.left", b"1") for path in paths),
        *(lambda path=path: kernel(452, 452, -100, path.encode(), 0o755, 0) for path in paths),
        *(lambda path=path: kernel(280, 88, -100, path.encode(), None, 0) for path in paths),
        lambda: os.truncate(BAIT["file"], 0),
    )
