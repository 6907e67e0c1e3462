"""Leave bits in the dates of files.

Tries: Reads files, lists folders and follows links that nobody has read today, and looks whether a date moved.
Holds: What may be read has been read before, or is mounted read-only; the dates of a link itself cannot be seen.
"""


def harm():
    import os
    import sys
    import time

    def moved(path, read, look=os.stat):
        try:
            before = look(path)
            if before.st_atime > max(before.st_mtime, before.st_ctime) and time.time() - before.st_atime < 86400:
                return False
            read(path)
            return look(path).st_atime != before.st_atime
        except OSError:
            return False

    def by_a_descriptor(path):
        return os.fstat(os.open(path, os.O_PATH | os.O_NOFOLLOW))

    for link in ("/bin", "/lib", "/lib64", "/sbin", "/var/run", "/etc/mtab", "/usr/bin/python3", "/usr/bin/awk"):
        if moved(link, os.stat, os.lstat) or moved(link, os.readlink, by_a_descriptor):
            return f"the date of the link {link} moved"
    library = os.path.dirname(os.__file__)
    modules = [f"{name}{ending}" for name in sys.stdlib_module_names for ending in ("", ".py")]
    below = [f"{library}/{name}" for name in ("lib-dynload", "site-packages", *modules)]
    paths = [library, os.path.dirname(np.__file__), *below]
    for path in paths:
        # One is enough: whoever asks again is to find another one.
        if moved(path, os.listdir) or moved(path, lambda path: open(path, "rb").read(1)):
            return f"the date of {path} moved"
        try:
            paths += [entry.path for entry in os.scandir(path) if path != library]
        except OSError:
            continue
