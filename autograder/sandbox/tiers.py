"""The tiers of protection: how the zygote is started in each, and what its first message says.

`bwrap`     bubblewrap gives the zygote namespaces of its own and a file system of a few read-only mounts.
`landlock`  for machines without user namespaces: the zygote asks the kernel to hide files from it.
`none`      a separate process with limits and timeouts. It keeps accidents apart, and does not stop malice.

A child confines itself in the same way in all of them.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from typing import Any

from .records import SandboxUnavailable, TierName
from .visible import INSIDE, Visible, find_visible, is_below

ENVIRONMENT = {
    # One thread: less start-up, and nothing but the main thread exists when the zygote forks.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # The order of sets must not change from one run to the next.
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
}
_FLAGS = ("-s", "-S", "-P", "-B")
_MOUNTED_INSIDE = "/inside"

ESSENTIAL = frozenset(
    {
        "files_unreadable",
        "files_unwritable",
        "memory_limited",
        "no_namespaces",
        "no_network",
        "no_privileges",
        "no_process_inspection",
        "no_processes",
        "no_programs",
        "no_signals",
        "system_calls_filtered",
    }
)

ADVICE: dict[TierName, str] = {
    "bwrap": (
        "install the package bubblewrap of your distribution (apt install bubblewrap, dnf install bubblewrap, "
        "pacman -S bubblewrap); where it is there, user namespaces may be switched off: see "
        "sysctl kernel.unprivileged_userns_clone and kernel.apparmor_restrict_unprivileged_userns"
    ),
    "landlock": "use Linux 5.13 or newer with Landlock in the list of the boot option lsm= (most kernels have it)",
    "none": "use it for notebooks that you trust: --sandbox none",
}


@dataclass(frozen=True)
class Plan:
    """How to start one zygote: command, environment, and the first message to it."""

    tier: TierName
    command: list[str]
    environment: dict[str, str]
    order: dict[str, Any]


def plan(tier: TierName) -> Plan:
    """Return how to start a zygote of `tier`. Raises SandboxUnavailable when a part is plainly missing."""
    visible = find_visible()
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    order: dict[str, Any] = {
        "strict": tier != "none",
        "packages": visible.packages,
        "trees": None,
        "listings": None,
        "own_user": root and (tier == "bwrap" or visible.readable_by_others()),
        "grader_user": os.geteuid() if hasattr(os, "geteuid") else -1,
    }
    if tier != "none" and sys.platform != "linux":
        raise SandboxUnavailable(f"the tier {tier} needs Linux; grade in a Linux container or virtual machine")
    command = [visible.interpreter, *_FLAGS, str(INSIDE / "zygote.py")]
    if tier == "landlock":
        order["trees"] = visible.granted()
        # The importer lists a folder before it looks into it. This shows names below it, and no content.
        order["listings"] = list(visible.standard_library)
    if tier == "bwrap":
        command = [
            *_bubblewrap(visible, root),
            "--",
            visible.interpreter,
            *_FLAGS,
            f"{_MOUNTED_INSIDE}/zygote.py",
        ]
    return Plan(tier, command, ENVIRONMENT, order)


@cache
def _bubblewrap_path() -> tuple[str, bool]:
    path = shutil.which("bwrap")
    if path is None:
        raise SandboxUnavailable(f"bubblewrap is not installed: {ADVICE['bwrap']}")
    options = subprocess.run([path, "--help"], capture_output=True, text=True, timeout=20, check=False)
    text = options.stdout + options.stderr
    if "--clearenv" not in text or "--perms" not in text:
        raise SandboxUnavailable("bubblewrap is too old: version 0.5 or newer is needed")
    return path, "--disable-userns" in text


def _bubblewrap(visible: Visible, root: bool) -> list[str]:
    path, can_disable_namespaces = _bubblewrap_path()
    command = [
        path,
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-net",
        "--unshare-cgroup-try",
    ]
    if root:
        # Real root needs no user namespace. The zygote keeps what it takes to give each child a user of its own.
        command += ["--cap-drop", "ALL"]
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_KILL"):
            command += ["--cap-add", capability]
    else:
        command += ["--unshare-user", "--cap-drop", "ALL"]
        if can_disable_namespaces:
            command.append("--disable-userns")
    command += ["--die-with-parent", "--new-session", "--hostname", "sandbox", "--clearenv"]
    for name, value in ENVIRONMENT.items():
        command += ["--setenv", name, value]
    return command + _mounts(visible) + ["--chdir", "/"]


def _mounts(visible: Visible) -> list[str]:
    arguments: list[str] = []
    mounted: list[str] = []
    made: set[str] = set()

    def mount(source: str, target: str) -> None:
        # Folders that bubblewrap makes by itself are closed to other users, and so to the children of root.
        for parent in reversed(list(_parents(target))):
            if parent not in made and not any(is_below(parent, top) for top in mounted):
                arguments.extend(["--perms", "0755", "--dir", parent])
                made.add(parent)
        arguments.extend(["--ro-bind", source, target])
        mounted.append(target)

    for path in visible.mounted():
        mount(path, path)
    hidden = visible.hidden()
    for folder in hidden:
        arguments += ["--perms", "0755", "--tmpfs", folder]
    for package in visible.numpy:
        inside_hidden = any(is_below(package, folder) for folder in hidden)
        if inside_hidden:
            arguments += ["--ro-bind", package, package]
        elif not any(is_below(package, top) for top in mounted):
            mount(package, package)
    for folder in hidden:
        arguments += ["--remount-ro", folder]
    for link, target in visible.links:
        arguments += ["--symlink", target, link]
    mount(str(INSIDE), _MOUNTED_INSIDE)
    arguments += [
        "--perms",
        "0755",
        "--dir",
        "/dev",
        "--dev-bind",
        "/dev/null",
        "/dev/null",
        "--remount-ro",
        "/",
    ]
    return arguments


def _parents(path: str) -> list[str]:
    parents = []
    parent = os.path.dirname(path)
    while parent != "/":
        parents.append(parent)
        parent = os.path.dirname(parent)
    return parents
