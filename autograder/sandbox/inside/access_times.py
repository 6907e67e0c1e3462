"""Access times: a child's reading leaves no date behind, because what it may read has been read before.

Under Landlock a child sees the dates of files. Linux changes the access time of what is read only when it is not newer
than the last change, or is a day old (`relatime`, the default of every mount). So what would change is read here before
the first child starts, and again as soon as it would change. A mount on which every reading changes it is refused.
What is mounted read-only, as all that bubblewrap shows, keeps its dates.
"""

from __future__ import annotations

import heapq
import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress

DAY = 24 * 60 * 60
_NOT_EVERY_TIME = ("ST_RDONLY", "ST_NOATIME", "ST_RELATIME")


def check(trees: Iterable[str]) -> None:
    """Raise OSError when a tree is on a mount on which every reading changes a date."""
    allowed = sum(getattr(os, name) for name in _NOT_EVERY_TIME)
    for path in trees:
        with suppress(FileNotFoundError):
            if not os.statvfs(path).f_flag & allowed:
                raise OSError(f"{path} is mounted with strictatime: what one submission reads, the next one could see")


class AccessTimes:
    """Knows for each file and folder that children may read when reading it would change its access time."""

    def __init__(self, trees: Iterable[str]) -> None:
        """Look at everything in `trees`."""
        self._due: list[tuple[float, str]] = []
        for path in _below(trees):
            with suppress(OSError):
                self._due.append((_next_change(path), path))
        heapq.heapify(self._due)

    def refresh(self, now: float) -> None:
        """Read whatever would change its access time by being read at `now`, a time of `time.time`."""
        while self._due and self._due[0][0] <= now:
            path = self._due[0][1]
            _read(path)
            heapq.heapreplace(self._due, (now + DAY, path))


def _below(trees: Iterable[str]) -> Iterator[str]:
    """All files and folders of the trees. Links are left out: a child cannot see the dates of a link itself."""
    waiting = list(trees)
    while waiting:
        path = waiting.pop()
        yield path
        with suppress(OSError), os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(entry.path)
                elif entry.is_file(follow_symlinks=False):
                    yield entry.path


def _next_change(path: str) -> float:
    """The time from which on reading changes the access time; 0 when it would at once."""
    found = os.stat(path)
    return 0.0 if found.st_atime <= max(found.st_mtime, found.st_ctime) else found.st_atime + DAY


def _read(path: str) -> None:
    with suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        try:
            if stat.S_ISDIR(os.fstat(descriptor).st_mode):
                os.listdir(descriptor)
            else:
                os.read(descriptor, 1)
        finally:
            os.close(descriptor)
