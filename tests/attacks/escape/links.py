"""Bring foreign files near by links.

Tries: Makes hard and symbolic links to a secret file, and renames and removes files of others.
Holds: All are refused, and the files are as they were.
"""


def harm():
    import os

    inside = BAIT["results"] + "/" + BAIT["mark"]
    return worked(
        lambda: os.symlink(BAIT["file"], inside),
        lambda: os.symlink("/", "/tmp/" + BAIT["mark"]),
        lambda: os.link(BAIT["file"], inside),
        lambda: os.rename(BAIT["file"], inside),
        lambda: os.unlink(BAIT["file"]),
        lambda: os.rmdir(BAIT["results"]),
        lambda: kernel(316, 276, -100, BAIT["file"].encode(), -100, inside.encode(), 2),
    )
