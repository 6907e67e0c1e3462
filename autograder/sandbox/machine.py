"""What a machine reports about itself and matters for sandboxes: read from files, nothing is tried."""

from __future__ import annotations

import ctypes
import os
import platform
import shlex
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

_SETTINGS = (
    "kernel.unprivileged_userns_clone",
    "kernel.apparmor_restrict_unprivileged_userns",
    "user.max_user_namespaces",
)
_CONTAINER_FILES = {".dockerenv": "Docker", "run/.containerenv": "Podman"}
_CREATE_RULESET = 444


@dataclass(frozen=True)
class Facts:
    """One machine. What is not there to be read is None, empty, or missing from `settings`.

    system: as sys.platform. user: None where the system has no user numbers. distribution: its name and those that
    it is like, as os-release has them. modules: the kernel's security modules. landlock_error: the number of the
    error with which the kernel refuses Landlock, 0 if it does not.
    """

    system: str
    machine: str
    kernel: str
    user: int | None
    distribution: tuple[str, ...]
    container: str | None
    settings: Mapping[str, int]
    modules: tuple[str, ...]
    landlock_error: int
    bubblewrap: str | None

    @property
    def root(self) -> bool:
        """Whether the grader runs as root."""
        return self.user == 0

    @property
    def kernel_version(self) -> tuple[int, int]:
        """The first two numbers of the kernel's version."""
        major, _, rest = self.kernel.partition(".")
        minor = rest.partition(".")[0]
        return (int(major), int(minor)) if major.isdigit() and minor.isdigit() else (0, 0)


def read_facts(root: Path = Path("/")) -> Facts:
    """Read what this machine reports; `root` is where its files begin."""
    return Facts(
        system=sys.platform,
        machine=platform.machine(),
        kernel=platform.release(),
        user=os.geteuid() if hasattr(os, "geteuid") else None,
        distribution=_distribution(_read(root / "etc/os-release") or _read(root / "usr/lib/os-release")),
        container=_container(root),
        settings=_settings(root),
        modules=tuple(filter(None, _read(root / "sys/kernel/security/lsm").strip().split(","))),
        landlock_error=_landlock_error(),
        bubblewrap=shutil.which("bwrap"),
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""


def _distribution(os_release: str) -> tuple[str, ...]:
    values = dict(line.split("=", 1) for line in os_release.splitlines() if "=" in line and not line.startswith("#"))
    names = []
    for field in ("ID", "ID_LIKE"):
        try:
            names += " ".join(shlex.split(values.get(field, ""))).lower().split()
        except ValueError:
            continue
    return tuple(names)


def _container(root: Path) -> str | None:
    for name, kind in _CONTAINER_FILES.items():
        if (root / name).exists():
            return kind
    if (root / "var/run/secrets/kubernetes.io").exists():
        return "Kubernetes"
    # Most runtimes tell the first process of a container that it is one.
    if "container=" in _read(root / "proc/1/environ").replace("\0", "\n"):
        return "a container"
    return None


def _settings(root: Path) -> dict[str, int]:
    found = {}
    for name in _SETTINGS:
        text = _read(root / "proc/sys" / name.replace(".", "/")).strip()
        if text.isdigit():
            found[name] = int(text)
    return found


def _landlock_error() -> int:
    if sys.platform != "linux":
        return 0
    libc = ctypes.CDLL(None, use_errno=True)
    version = libc.syscall(_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint(1))
    return 0 if version > 0 else ctypes.get_errno()
