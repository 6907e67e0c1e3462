"""What is below a place, listed only when somebody looks: folders on disk, and zips as the folders they would be."""

import os
import stat
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from autograder.intake.choose_notebook import is_hidden
from autograder.intake.files import Archive, File, FolderFile, Member, is_folder, open_below, split_name

MAX_DEPTH = 6
LISTED = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder on disk.

    links_with: in the folder of a class a teacher may have put links to the folders of students elsewhere; such a link
    is followed where it leads to a folder in which there is one of this name. Empty: none is followed.

    trusted: how many characters of the path are not a student's; 0 for all of it.
    """

    name: str
    path: str
    links_with: str = ""
    trusted: int = 0

    def list(self, limit: int) -> "tuple[list[Node], bool]":
        """What is in it, except hidden things, ordered by name, and whether there is more than the limit.

        Raises OSError.
        """
        nodes: list[Node] = []
        with self._open() as place, os.scandir(self.path if place is None else place) as entries:
            for entry in entries:
                if is_hidden([entry.name]):
                    continue
                if len(nodes) == limit:
                    return _ordered(nodes), True
                nodes.append(self._node(entry.name, entry.is_dir(follow_symlinks=False), entry.is_symlink()))
        return _ordered(nodes), False

    def find(self, name: str) -> "Node | None":
        """What is in it by a name. Raises OSError."""
        try:
            with self._open() as place:
                path = os.path.join(self.path, name) if place is None else name
                kind = os.stat(path, dir_fd=place, follow_symlinks=False).st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        return self._node(name, stat.S_ISDIR(kind), stat.S_ISLNK(kind))

    @contextmanager
    def _open(self) -> Iterator[int | None]:
        """The folder as a descriptor, so that it stays the same one; None where the system cannot list these."""
        if os.scandir not in os.supports_fd:
            yield None
            return
        descriptor = open_below(self.path, self.trusted or len(self.path), LISTED)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _node(self, name: str, folder: bool, link: bool) -> "Node":
        path, trusted = os.path.join(self.path, name), self.trusted or len(self.path)
        if folder:
            return Folder(name, path, trusted=trusted)
        if self.links_with and link and (target := self._follow(path)):
            return Folder(name, target)
        return Leaf(sys.intern(name), FolderFile(path, trusted))  # most of a class hand in files of the same name

    def _follow(self, link: str) -> str:
        """Where a link leads if that is a student's folder of nbgrader's tree elsewhere, as of another section."""
        try:
            target = Path(link).resolve(strict=True)
            inside = target.is_relative_to(Path(self.path).resolve(strict=True))
            found = not inside and stat.S_ISDIR((target / self.links_with).lstat().st_mode)
            return str(target) if found else ""
        except (OSError, RuntimeError):  # RuntimeError: links in a circle
            return ""


@dataclass(frozen=True, slots=True)
class ZipFolder:
    """A folder inside a zip."""

    name: str
    children: "dict[tuple[str, bool], list[Node]]" = field(default_factory=dict)

    def list(self, limit: int) -> "tuple[list[Node], bool]":
        """What is in it, ordered by name, and whether there is more than the limit."""
        nodes = [node for same in self.children.values() for node in same]
        return _ordered(nodes)[:limit], len(nodes) > limit

    def find(self, name: str) -> "Node | None":
        """What is in it by a name, a folder first."""
        same = self.children.get((name, True)) or self.children.get((name, False))
        return same[0] if same else None


@dataclass(frozen=True, slots=True)
class Leaf:
    """What is not a folder: a file, a link, a pipe."""

    name: str
    file: File


Node = Folder | ZipFolder | Leaf


def read_zip(name: str, archive: Archive) -> ZipFolder:
    """The tree that a zip would unpack to; names that are there twice stay two. Raises OSError."""
    root = ZipFolder(name)
    for info in archive.members:
        parts = split_name(info.filename)
        if is_hidden(parts):
            continue
        folder = root
        depth = len(parts) if is_folder(info) else len(parts) - 1
        for part in parts[: min(depth, MAX_DEPTH)]:
            same = folder.children.setdefault((part, True), [ZipFolder(part)])
            inner = same[0]
            assert isinstance(inner, ZipFolder)
            folder = inner
        if not is_folder(info):
            folder.children.setdefault((parts[-1], False), []).append(Leaf(parts[-1], Member(archive, info)))
    return root


def find_leaves(folder: Folder | ZipFolder, limit: int, below: bool = True) -> tuple[list[Leaf], bool]:
    """The files of a folder, ordered by depth and name, and whether some were left out. Raises OSError.

    below: also those of the folders inside.
    """
    leaves: list[Leaf] = []
    left_out = False
    level: list[Folder | ZipFolder] = [folder]
    for _ in range(MAX_DEPTH if below else 1):
        following: list[Folder | ZipFolder] = []
        for inner in level:
            nodes, more = inner.list(limit)
            left_out = left_out or more
            leaves += (node for node in nodes if isinstance(node, Leaf))
            following += (node for node in nodes if not isinstance(node, Leaf))
            if len(leaves) > limit or len(following) > limit:
                return leaves[:limit], True
        level = following
    return leaves, left_out or (below and bool(level))


def is_link(leaf: Leaf) -> bool:
    """Whether a file is a link, on disk or as a zip states it."""
    if isinstance(leaf.file, FolderFile):
        return os.path.islink(leaf.file.path)
    return stat.S_ISLNK(leaf.file.info.external_attr >> 16)


def leads_to_folder(leaf: Leaf) -> bool:
    """Whether it is a link to a folder on disk, which was not followed."""
    return isinstance(leaf.file, FolderFile) and os.path.islink(leaf.file.path) and os.path.isdir(leaf.file.path)


def _ordered(nodes: list[Node]) -> list[Node]:
    return sorted(nodes, key=lambda node: node.name)
