"""One file that was handed in, in a folder or inside a zip: read where it is, up to a limit, and never unpacked.

What a name refers to is up to the student, and can change while a command runs: no link is followed, neither in the
place of the file nor in that of a folder on the way to it, and only regular files are read.
"""

import errno
import io
import os
import stat
import zipfile
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.errors import CommandError
from autograder.reading.notebook import MAX_BYTES
from autograder.text import one_line

MAX_MEMBERS = 200_000
MAX_OWN_MEMBERS = 1_000
"""Members of a zip that a student hands in."""
LONGEST_NAME = 255
"""Characters of the name of one file or folder."""
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
# Not to wait for a pipe, and not to end at a link that replaced the file, if the system has these flags.
HOW = os.O_RDONLY
for flag in ("O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "O_BINARY"):
    HOW |= getattr(os, flag, 0)
# A folder that is only passed through need not be readable.
PASS = os.O_RDONLY
for flag in ("O_PATH", "O_DIRECTORY", "O_CLOEXEC"):
    PASS |= getattr(os, flag, 0)
NO_LINK = getattr(os, "O_NOFOLLOW", 0)
UTF8 = 0x800
"""The flag of a member whose name is in UTF-8."""
MEMBER = b"PK\x01\x02"
IS_LINK = "is a link, and links are not followed. Hand in the file itself."
NO_FILE = "is not a regular file (it may be a pipe or a device)."


class RefusedError(CommandError):
    """What was handed in is not read at all; the message says why and what to do, for the student."""


def open_below(path: str, trusted: int, how: int) -> int:
    """A descriptor of what a path leads to, without following a link behind its trusted beginning.

    trusted: how many characters of the path are not a student's. Raises OSError: ELOOP with the name of the link.
    """
    below = [part for part in path[trusted:].split("/") if part]
    if not below or os.open not in os.supports_dir_fd:
        return os.open(path, how)
    inner = os.open(path[:trusted], PASS)
    for number, part in enumerate(below, 1):
        folder = inner
        try:
            inner = os.open(part, (PASS if number < len(below) else how) | NO_LINK, dir_fd=folder)
        except NotADirectoryError as error:
            if stat.S_ISLNK(os.stat(part, dir_fd=folder, follow_symlinks=False).st_mode):
                raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), part) from error
            raise
        finally:
            os.close(folder)
    return inner


@dataclass(frozen=True, slots=True)
class FolderFile:
    """A file of a folder. path: as text, since there may be a hundred thousand of them.

    trusted: how many characters of the path are not a student's; 0 for all but the name of the file.
    """

    path: str
    trusted: int = 0

    @property
    def name(self) -> str:
        """The name as it may be shown."""
        return one_line(os.path.basename(self.path))

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the folders on the way to it, and its own."""
        return Path(self.path).parts

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """At most one byte more than the limit. Raises OSError, and RefusedError for what is not a regular file."""
        try:
            descriptor = open_below(self.path, self.trusted or len(os.path.dirname(self.path)), HOW)
        except OSError as error:
            if error.errno == errno.ELOOP:
                raise RefusedError(f"{one_line(os.path.basename(error.filename))} {IS_LINK}") from error
            if error.errno == errno.ENXIO:  # a socket
                raise RefusedError(f"{self.name} {NO_FILE}") from error
            raise
        with os.fdopen(descriptor, "rb") as file:
            kind = os.fstat(descriptor).st_mode
            if stat.S_ISDIR(kind):
                raise RefusedError(f"{self.name} is a folder, not a file. Hand in the notebook itself.")
            if not stat.S_ISREG(kind):
                raise RefusedError(f"{self.name} {NO_FILE}")
            return file.read(limit + 1)


class Archive:
    """A zip, opened when it is first needed and then kept open: opening it reads the names of all its members."""

    def __init__(self, source: Path | bytes) -> None:
        """Prepare to read a zip, given by its path or as a whole."""
        self.source = source

    @property
    def own(self) -> bool:
        """Whether a student handed it in, so that its faults are not the grader's."""
        return isinstance(self.source, bytes)

    @cached_property
    def members(self) -> list[zipfile.ZipInfo]:
        """All members, in order, by their names as they were before they were packed. Raises OSError."""
        found = self._opened.infolist()
        for member in found:
            if not member.flag_bits & UTF8 and not member.filename.isascii():
                member.filename = _read_as_utf8(member.filename)
        return found

    @cached_property
    def _opened(self) -> zipfile.ZipFile:
        try:
            return zipfile.ZipFile(self.source if isinstance(self.source, Path) else io.BytesIO(self.source))
        except OSError:
            raise
        except Exception as error:  # whatever bytes make Python's reader of zips raise
            raise OSError(errno.EINVAL, f"the zip is damaged ({one_line(str(error))})") from error

    def read(self, member: zipfile.ZipInfo, limit: int) -> bytes:
        """At most one byte more than the limit of what a member unpacks to, whatever size it states.

        Raises OSError.
        """
        if member.flag_bits & 1:
            raise OSError(errno.EINVAL, "the zip is encrypted: make one without a password")
        if member.compress_type not in PACKED:  # others reserve as much memory as the member asks for
            raise OSError(errno.EINVAL, "the zip is packed in an unusual way: make one with the usual method, deflate")
        try:
            with self._opened.open(member) as file:
                return file.read(limit + 1)
        except OSError:
            raise
        except Exception as error:
            raise OSError(errno.EINVAL, f"the zip is damaged at this member ({one_line(str(error))})") from error


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside a zip."""

    archive: Archive
    info: zipfile.ZipInfo

    @property
    def name(self) -> str:
        """The name as it may be shown."""
        return one_line(self.parts[-1])

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of the folders on the way to it, and its own."""
        return split_name(self.info.filename)

    def read(self, limit: int = MAX_BYTES) -> bytes:
        """At most one byte more than the limit.

        Raises OSError, and RefusedError for what is not a regular file or is in a student's own zip that is damaged.
        """
        kind = stat.S_IFMT(self.info.external_attr >> 16)  # zero where the zip was made on Windows
        if kind == stat.S_IFLNK:
            raise RefusedError(f"{self.name} {IS_LINK}")
        if kind not in (0, stat.S_IFREG):
            raise RefusedError(f"{self.name} {NO_FILE}")
        try:
            return self.archive.read(self.info, limit)
        except OSError as error:
            if not self.archive.own:
                raise
            reason = f"{self.name} cannot be taken out of the zip: {error.strerror or error}."
            raise RefusedError(f"{reason} Hand in the notebook itself.") from error


File = FolderFile | Member


def open_own_zip(file: File) -> Archive:
    """A zip that a student handed in, held in memory. Raises OSError, and RefusedError when it is far too large."""
    content = file.read()
    if len(content) > MAX_BYTES:
        raise RefusedError(f"{file.name} is larger than {MAX_BYTES // 2**20} MB. Hand in the notebook itself.")
    # Counted before it is opened: each entry takes far more memory than it takes place in the file.
    if content.count(MEMBER) > MAX_OWN_MEMBERS:
        raise RefusedError(f"{file.name} holds more than {MAX_OWN_MEMBERS:,} files. Hand in the notebook itself.")
    return Archive(content)


def _read_as_utf8(name: str) -> str:
    """A name that Python read in the code page of DOS, in UTF-8 if it is that: macOS writes it without the flag."""
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def is_folder(member: zipfile.ZipInfo) -> bool:
    """Whether a member is a folder. Its own `is_dir` fails on a name that is empty."""
    return member.filename.endswith("/")


def split_name(name: str) -> tuple[str, ...]:
    """The parts of a member's name, none of which leads anywhere and none longer than on a disk; at least one."""
    parts = [_cut(part) for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]
    return tuple(parts) or ("_",)


def _cut(part: str) -> str:
    """A name with its beginning and its end: a zip allows 65,535 bytes, and what looks at names takes long with these.

    Folders of a disk allow 255.
    """
    return part if len(part) <= LONGEST_NAME else f"{part[: LONGEST_NAME - 55]}{part[-55:]}"
