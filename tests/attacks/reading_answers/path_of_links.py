"""Reach a file by another way to it.

Tries: Opens the secret file through .., through links of the interpreter's folders and with O_PATH.
Holds: What is no part of the interpreter stays out of reach by any path.
"""


def harm():
    import os

    path = BAIT["file"]
    library = os.path.dirname(os.__file__)
    up = library + "/.." * (library.count("/") + 2)

    def by_descriptor():
        folder = os.open(library, os.O_PATH)
        return os.read(os.open(up[len(library) + 1 :] + path, os.O_RDONLY, dir_fd=folder), 8)

    return worked(
        lambda: open(up + path).read(),
        lambda: open("/lib/.." + path).read(),
        lambda: open("/inside/.." + path).read(),
        by_descriptor,
    )
