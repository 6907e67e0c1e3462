"""Files that are there whole or not at all, whatever happens while they are written, and by one command at a time."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

if sys.platform != "win32":
    import fcntl

PARTIAL = ".partial"


def open_private(path: Path) -> int:
    """A descriptor of a new file that only its owner can open, whatever the umask, replacing what has this name.

    A link is replaced and not followed. Raises OSError.
    """
    path.unlink(missing_ok=True)
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)


def write_whole(
    target: Path, content: bytes, scratch: Path | None = None, lasting: bool = False, private: bool = False
) -> None:
    """Write a file in another place and rename it, so that nobody ever sees half of it.

    scratch: the folder for the unfinished file, on the same file system; by default that of the file.
    lasting: wait until the content is on the disk, so that this holds for a power cut, too. private: only the owner
    can read it, from the first byte on.
    Raises OSError with the name of the file; then nothing is left of what was begun, and an older file stays.
    """
    partial = (scratch or target.parent) / f".{target.name}{PARTIAL}"
    try:
        with os.fdopen(open_private(partial), "wb") if private else partial.open("wb") as file:
            file.write(content)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        partial.replace(target)
    except BaseException as error:
        partial.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:
            error.filename = str(target)
        raise


def remove_partial(folder: Path) -> None:
    """Remove what a command that was killed had begun to write."""
    for path in folder.glob(f".*{PARTIAL}"):
        path.unlink(missing_ok=True)


@contextmanager
def occupy(folder: Path) -> Iterator[None]:
    """Keep other commands out of a folder; the system lets go of it even after a kill.

    Raises OSError when another command is at work in it. Where such locks do not exist, nobody is kept out.
    """
    if sys.platform == "win32":
        yield
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sentence = "another command is using these results; wait until it has finished"
            raise OSError(errno.EAGAIN, sentence, str(folder)) from None
        except OSError:
            pass  # some network file systems have no locks
        yield
    finally:
        os.close(descriptor)
