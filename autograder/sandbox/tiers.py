"""The tiers of protection: how the zygote starts in each, and what its first message says.

`bwrap`     bubblewrap gives the zygote namespaces of its own and a file system of a few read-only mounts.
`landlock`  for machines without user namespaces: the zygote asks the kernel to hide files from it.
`none`      a separate process with limits and timeouts. It keeps accidents apart, and does not stop malice.

On Linux on a known processor a child confines itself in the same way in all of them. Elsewhere there is `none` only,
and time alone is limited.
"""

from __future__ import annotations

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from .inside import seccomp
from .job_types import SandboxUnavailable, TierName
from .visible_files import INSIDE, Visible, find_visible, is_below

ENVIRONMENT = {
    # One thread: less start-up, and nothing but the main thread exists when the zygote forks.
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    # The order of sets must not change from one run to the next.
    "PYTHONHASHSEED": "0",
    "LC_ALL": "C.UTF-8",
    # Else each child would look up the same functions of libraries at the first use.
    "LD_BIND_NOW": "1",
}
# Without them no program starts there, or finds its libraries.
_NEEDED_BY_WINDOWS = ("SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PATH", "TEMP", "TMP")
_FLAGS = ("-s", "-S", "-P", "-B")
_SETGID, _SETUID, _SYS_ADMIN = 6, 7, 21  # capabilities
_NOBODY = "65534"
_MOUNTED_INSIDE = "/inside"

# What the self-test tries from inside a child, as the end of "code inside cannot:".
PROTECTIONS = {
    "files_unreadable": "read a file outside Python's library and numpy",
    "files_unwritable": "write a file",
    "memory_limited": "use more memory than its limit",
    "no_namespaces": "create namespaces",
    "no_network": "open a socket",
    "no_privileges": "become another user or get rights of root",
    "no_process_inspection": "inspect another process",
    "no_processes": "start a process",
    "no_programs": "run a program",
    "no_signals": "send a signal",
    "own_user": "run as the same user as the grader",
    "system_calls_filtered": "make a system call that is not on the allowed list",
}
# A user of its own is more than can be had without root.
ESSENTIAL = frozenset(PROTECTIONS) - {"own_user"}

PROTECTING: tuple[TierName, ...] = ("bwrap", "landlock")

ELSEWHERE = (
    "grading for marks needs Linux, because the sandboxes exist only there. Use WSL 2, a Linux container or a virtual "
    "machine. To check your own notebook here, use `check`"
)


@dataclass(frozen=True)
class Plan:
    """How to start one zygote: command, environment, and the first message to it.

    portable: without a zygote; the command starts one child, and the order goes to each.
    """

    tier: TierName
    command: list[str]
    environment: dict[str, str]
    order: dict[str, Any]
    portable: bool = False


def plan(tier: TierName) -> Plan:
    """Return how to start a zygote of `tier`. Raises SandboxUnavailable when a part is plainly missing."""
    if sys.platform != "linux":
        if tier != "none":
            raise SandboxUnavailable(f"{tier}: {ELSEWHERE}")
        return portable_plan()
    if tier == "none" and platform.machine() not in seccomp.MACHINES:
        return portable_plan()
    visible = find_visible()
    root = os.geteuid() == 0
    changes_user = root and _holds(_SETUID, _SETGID)
    # In most containers root has no right to make namespaces; like anybody else it may make one of users first.
    privileged = changes_user and _holds(_SYS_ADMIN)
    order: dict[str, Any] = {
        "strict": tier != "none",
        "packages": visible.packages,
        "trees": None,
        "own_user": privileged if tier == "bwrap" else changes_user and visible.readable_by_others(),
        "grader_user": os.geteuid(),
    }
    command = [visible.interpreter, *_FLAGS, str(INSIDE / "zygote.py")]
    if tier == "landlock":
        order["trees"] = visible.granted()
    if tier == "bwrap":
        command = [
            *_bubblewrap(visible, privileged),
            "--",
            visible.interpreter,
            *_FLAGS,
            f"{_MOUNTED_INSIDE}/zygote.py",
        ]
    return Plan(tier, command, ENVIRONMENT, order)


def portable_plan() -> Plan:
    """Return how to start a child without relying on fork: the tier `none` on any other system or processor.

    macOS has fork, but its numerical libraries may not survive it.
    """
    # The launcher of a virtual environment on Windows is a process of its own: killing it would not end the child.
    interpreter = getattr(sys, "_base_executable", None) or sys.executable
    kept = {name: os.environ[name] for name in _NEEDED_BY_WINDOWS if os.name == "nt" and name in os.environ}
    packages = str(Path(np.__file__).resolve().parents[1])
    command = [interpreter, *_FLAGS, str(INSIDE / "portable.py")]
    return Plan("none", command, ENVIRONMENT | kept, {"own_user": False, "packages": packages}, portable=True)


@cache
def _bubblewrap_path() -> tuple[str, bool]:
    path = shutil.which("bwrap")
    if path is None:
        raise SandboxUnavailable("bubblewrap is not installed")
    options = subprocess.run([path, "--help"], capture_output=True, text=True, timeout=20, check=False)
    text = options.stdout + options.stderr
    if "--clearenv" not in text or "--perms" not in text:
        raise SandboxUnavailable("bubblewrap is too old: version 0.5 or newer is needed")
    return path, "--disable-userns" in text


def _holds(*capabilities: int) -> bool:
    """Whether this process has these rights of root, by their numbers."""
    with open("/proc/self/status", encoding="ascii", errors="replace") as file:
        effective = next((line.split()[1] for line in file if line.startswith("CapEff:")), "0")
    return all(int(effective, 16) >> number & 1 for number in capabilities)


def _bubblewrap(visible: Visible, privileged: bool) -> list[str]:
    path, can_disable_namespaces = _bubblewrap_path()
    command = [
        path,
        "--unshare-pid",
        "--unshare-ipc",
        "--unshare-uts",
        "--unshare-net",
        "--unshare-cgroup-try",
    ]
    if privileged:
        # Real root needs no user namespace. The zygote keeps what it takes to give each child a user of its own.
        command += ["--cap-drop", "ALL"]
        for capability in ("CAP_SETUID", "CAP_SETGID", "CAP_KILL"):
            command += ["--cap-add", capability]
    else:
        command += ["--unshare-user", "--cap-drop", "ALL"]
        if can_disable_namespaces:
            command.append("--disable-userns")
        if os.geteuid() == 0:
            # The zygote is to find itself without rights, which for it goes by the number.
            command += ["--uid", _NOBODY, "--gid", _NOBODY]
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
