"""Leave bits in the dates of files.

Tries: Reads files, lists folders and follows links that nobody has read today, and looks whether a date moved.
Holds: What may be read has been read before, or is mounted read-only; the dates of a link itself cannot be seen.
"""


def harm():
    import os
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
    folders = [os.path.dirname(os.__file__), os.path.dirname(np.__file__)]
    for folder in folders:
        if moved(folder, os.listdir):
            return f"the date of the folder {folder} moved"
        for entry in os.scandir(folder):
            if not entry.is_dir():
                # One is enough: whoever asks again is to find another one.
                if moved(entry.path, lambda path: open(path, "rb").read(1)):
                    return f"the date of {entry.path} moved"
            elif entry.name != "site-packages":  # no file there can be read, and there may be many thousands
                folders.append(entry.path)
