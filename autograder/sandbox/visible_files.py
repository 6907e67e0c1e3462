"""Which files a child may read: the interpreter, its standard library, shared libraries and numpy.

Site-packages are left out except numpy, because they hold the course itself. Both tiers that hide files work
from the same list: one mounts it, the other grants it.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from dataclasses import dataclass
from functools import cache
from glob import glob
from pathlib import Path

import numpy as np

INSIDE = Path(__file__).resolve().parent / "inside"
_PACKAGE_FOLDERS = ("site-packages", "dist-packages")
_SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/alternatives")


@dataclass(frozen=True)
class Visible:
    """Real paths, and the links at the root that lead to them (link, target)."""

    interpreter: str
    standard_library: tuple[str, ...]
    libraries: tuple[str, ...]
    numpy: tuple[str, ...]
    packages: str
    links: tuple[tuple[str, str], ...]

    def mounted(self) -> list[str]:
        """Return what to mount, parents before what is below them, without what a parent brings along."""
        chosen: list[str] = []
        for path in sorted({self.interpreter, *self.standard_library, *self.libraries}):
            if not any(is_below(path, parent) for parent in chosen):
                chosen.append(path)
        return chosen

    def hidden(self) -> list[str]:
        """Return the folders of other distributions below what is mounted."""
        folders: set[str] = set()
        for top in self.mounted():
            holders = [top]
            for folder in _subfolders(top):
                holders += [path for path in (folder, *_subfolders(folder)) if _is_of_python(path)]
            folders.update(f"{holder}/{name}" for holder in holders for name in _PACKAGE_FOLDERS)
        return sorted(path for path in folders if os.path.exists(path) and not os.path.islink(path))

    def granted(self) -> list[str]:
        """Return the trees that may be read where nothing can be mounted over a folder to hide it."""
        trees = {self.interpreter, *self.numpy}
        for top in (*self.standard_library, *self.libraries):
            trees.update(_entries_but_packages(top))
        return sorted(trees)

    def readable_by_others(self) -> bool:
        """Whether a user without groups and rights can reach the standard library and numpy."""
        return all(_open_to_others(Path(path)) for path in (*self.standard_library, *self.numpy))


def is_below(path: str, parent: str) -> bool:
    """Whether `path` is `parent` or below it."""
    return path == parent or path.startswith(parent.rstrip("/") + "/")


def _entries_but_packages(top: str) -> list[str]:
    if not os.path.isdir(top):
        return [top]
    with os.scandir(top) as entries:
        names = sorted(entry.name for entry in entries)
    holds_packages = any(name in _PACKAGE_FOLDERS or name.startswith("python") for name in names)
    if not holds_packages:
        return [top]
    return [
        os.path.join(top, name)
        for name in names
        if name not in _PACKAGE_FOLDERS and not (name.startswith("python") and os.path.isdir(f"{top}/{name}"))
    ]


def _subfolders(path: str) -> list[str]:
    try:
        with os.scandir(path) as entries:
            return [entry.path for entry in entries if entry.is_dir()]
    except OSError:
        return []


def _is_of_python(path: str) -> bool:
    return os.path.basename(path).startswith("python")


def _open_to_others(path: Path) -> bool:
    return all(parent.stat().st_mode & 0o001 for parent in path.parents) and bool(path.stat().st_mode & 0o004)


@cache
def find_visible() -> Visible:
    """Look the paths up on this machine, once."""
    interpreter = os.path.realpath(getattr(sys, "_base_executable", None) or sys.executable)
    base = {
        "base": sys.base_prefix,
        "platbase": sys.base_exec_prefix,
        "installed_base": sys.base_prefix,
        "installed_platbase": sys.base_exec_prefix,
    }
    folders = {os.path.realpath(sysconfig.get_path(name, vars=base)) for name in ("stdlib", "platstdlib")}
    links = tuple((path, os.readlink(path)) for path in ("/lib", "/lib64", "/lib32") if os.path.islink(path))
    libraries = {os.path.realpath(path) for path in _library_folders() if os.path.exists(path)}
    package = Path(np.__file__).resolve().parent
    beside = package.with_name("numpy.libs")
    return Visible(
        interpreter=interpreter,
        standard_library=tuple(sorted(folder for folder in folders if os.path.isdir(folder))),
        libraries=tuple(sorted(libraries)),
        numpy=tuple(str(path) for path in (package, beside) if path.exists()),
        packages=str(package.parent),
        links=links,
    )


def _library_folders() -> list[str]:
    folders = [*_SYSTEM_FILES, *glob("/usr/lib/ld-linux*"), *glob("/usr/lib/ld-musl*")]
    multiarch = sysconfig.get_config_var("MULTIARCH") or ""
    narrow = f"/usr/lib/{multiarch}"
    folders.append(narrow if multiarch and os.path.isdir(narrow) else "/usr/lib")
    folders += ["/lib64", "/usr/lib64"]
    if not os.path.islink("/lib"):
        folders.append("/lib")
    own = sysconfig.get_config_var("LIBDIR") or ""
    library = os.path.join(own, sysconfig.get_config_var("INSTSONAME") or "")
    # A conda environment keeps every library that its extension modules need next to the interpreter's own.
    if os.path.isdir(os.path.join(sys.base_prefix, "conda-meta")):
        folders.append(os.path.join(sys.base_prefix, "lib"))
    elif sysconfig.get_config_var("Py_ENABLE_SHARED") and os.path.isfile(library):
        folders += glob(os.path.join(own, "libpython*.so*"))
    return folders
