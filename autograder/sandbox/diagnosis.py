"""What protects this machine, as measured; what is in the way of more, and how to get it."""

from __future__ import annotations

import errno
import sys
from dataclasses import dataclass

from .job_types import SandboxUnavailable, TierName
from .machine import Facts, read_facts
from .opening import Sandbox
from .tiers import PROTECTING

_INSTALL = {
    "debian": "apt-get install bubblewrap",
    "ubuntu": "apt-get install bubblewrap",
    "fedora": "dnf install bubblewrap",
    "rhel": "dnf install bubblewrap",
    "arch": "pacman -S bubblewrap",
    "suse": "zypper install bubblewrap",
    "opensuse": "zypper install bubblewrap",
    "alpine": "apk add bubblewrap",
}
_MACHINES = ("x86_64", "aarch64")
_FIRST_LANDLOCK = (5, 13)
_APPARMOR = "kernel.apparmor_restrict_unprivileged_userns"


@dataclass(frozen=True)
class TierReport:
    """What one tier gives on this machine, measured by its self-test, or why it gives nothing."""

    tier: TierName
    available: bool
    reason: str
    protections: tuple[str, ...]


@dataclass(frozen=True)
class Finding:
    """Something in the way of more protection: what was found, what to do, and the commands that do it."""

    found: str
    advice: str
    commands: tuple[str, ...] = ()


@dataclass(frozen=True)
class Diagnosis:
    """Everything about this machine. tiers: best first. chosen: what `auto` takes for marks, None for nothing."""

    user: int | None
    tiers: tuple[TierReport, ...]
    findings: tuple[Finding, ...]

    @property
    def chosen(self) -> TierName | None:
        """The tier that `auto` takes for marks; None when there is none."""
        return next((report.tier for report in self.tiers if report.available and report.tier in PROTECTING), None)


def diagnose() -> Diagnosis:
    """Try every tier on this machine, and find out what is in the way of those that do not work."""
    tiers = ("none",) if sys.platform != "linux" else (*PROTECTING, "none")
    reports = tuple(_report(tier) for tier in tiers)
    facts = read_facts()
    return Diagnosis(facts.user, reports, find(facts, reports))


def _report(tier: TierName) -> TierReport:
    try:
        with Sandbox(tier) as sandbox:
            return TierReport(tier, True, "", sandbox.protections)
    except SandboxUnavailable as error:
        return TierReport(tier, False, str(error).removeprefix(f"{tier}: "), ())


def find(facts: Facts, reports: tuple[TierReport, ...]) -> tuple[Finding, ...]:
    """Return what is in the way of more protection, the most useful first; nothing when all is well."""
    if facts.system != "linux":
        return (_elsewhere(facts),)
    if facts.machine not in _MACHINES:
        found = f"This processor is {facts.machine}; the filter of system calls knows only {' and '.join(_MACHINES)}."
        return (Finding(found, "Grade on a machine with such a processor."),)
    reasons = {report.tier: report.reason for report in reports if not report.available}
    findings = []
    if "bwrap" in reasons:
        findings.append(_without_bubblewrap(facts, reasons["bwrap"], better_only="landlock" not in reasons))
    if "landlock" in reasons:
        findings.append(_without_landlock(facts, reasons["landlock"]))
    if facts.root:
        findings.append(_as_root(reports))
    return tuple(findings)


def _elsewhere(facts: Facts) -> Finding:
    system = {"darwin": "macOS", "win32": "Windows"}.get(facts.system, facts.system)
    found = f"This grader has no sandbox for {system}."
    if facts.system == "win32":
        advice = "To grade for marks, install WSL 2 and grade in it. `check` works here on your own notebook."
        return Finding(found, advice, ("wsl --install",))
    advice = "To grade for marks, use a Linux container or virtual machine. `check` works here on your own notebook."
    return Finding(found, advice)


def _without_bubblewrap(facts: Facts, reason: str, better_only: bool) -> Finding:
    """Explain why bubblewrap does not work. better_only: another tier works, so nothing has to be done."""
    finding = _bubblewrap_finding(facts, reason)
    if not better_only:
        return finding
    closing = "This is optional: landlock works. bwrap would also hide the names and sizes of files."
    return Finding(finding.found, f"{finding.advice} {closing}", finding.commands)


def _bubblewrap_finding(facts: Facts, reason: str) -> Finding:
    if facts.bubblewrap is None:
        return _not_installed(facts)
    if "too old" in reason:
        return Finding(f"{reason}.", "Update the package or the distribution.")
    if "the self-test" in reason or "numpy" in reason:
        return Finding(
            f"{reason}.", "This is a problem in the grader or in this Python installation. Please report it."
        )
    found = f"bubblewrap is installed but does not start: {reason}."
    if facts.container:
        return _in_a_container(facts, found)
    if facts.settings.get("kernel.unprivileged_userns_clone") == 0:
        return _switched_off(found, "kernel.unprivileged_userns_clone", 1)
    if facts.settings.get("user.max_user_namespaces") == 0:
        return _switched_off(found, "user.max_user_namespaces", 15000)
    if facts.settings.get(_APPARMOR) and not facts.root:
        return _apparmor(found)
    if "WSL" not in facts.kernel and "Microsoft" in facts.kernel:
        return Finding(f"{found} This is WSL 1.", "Convert the distribution to WSL 2.", ("wsl --set-version NAME 2",))
    if "namespace" in reason:
        return Finding(f"{found} The kernel refuses user namespaces to this user, without a reason.", _ASK)
    return Finding(found, _ASK)


_ASK = "Ask the administrator to allow user namespaces, or grade on another machine."


def _not_installed(facts: Facts) -> Finding:
    command = next((_INSTALL[name] for name in facts.distribution if name in _INSTALL), None)
    found = "bubblewrap is not installed."
    where = f" In {facts.container}, add it to the image; it also needs options there (see docs/operators.md)."
    more = where if facts.container else ""
    if command is None:
        return Finding(found, f"Install the package bubblewrap of your distribution.{more}")
    return Finding(found, f"Install it.{more}", (command if facts.root else f"sudo {command}",))


def _switched_off(found: str, setting: str, value: int) -> Finding:
    cause = f"{found} User namespaces are switched off: {setting} is 0."
    advice = "Switch them on. Every user can then create namespaces."
    return Finding(
        cause,
        advice,
        (
            f"echo '{setting} = {value}' | sudo tee /etc/sysctl.d/60-user-namespaces.conf",
            "sudo sysctl --system",
        ),
    )


def _apparmor(found: str) -> Finding:
    return Finding(
        f"{found} AppArmor allows user namespaces only to programs with a profile ({_APPARMOR} is 1, the default in "
        "Ubuntu since 24.04), and no profile for bubblewrap is loaded.",
        "Load the profile that Ubuntu provides for it; everything else stays restricted. If the package has no such "
        "file, copy the profile from docs/operators.md.",
        (
            "sudo apt-get install apparmor-profiles",
            "sudo install -m 0644 /usr/share/apparmor/extra-profiles/bwrap-userns-restrict /etc/apparmor.d/",
            "sudo apparmor_parser -r /etc/apparmor.d/bwrap-userns-restrict",
        ),
    )


def _in_a_container(facts: Facts, found: str) -> Finding:
    if "Failed to make /" in found or "mount" in found.lower():
        cause = f"The AppArmor profile of {facts.container} forbids mounting."
        option = "Start the container with `--security-opt apparmor=unconfined` as well."
    elif "uid map" in found:
        cause = (
            f"The host's AppArmor refuses user namespaces ({_APPARMOR}), or the container has dropped all capabilities."
        )
        option = "AppArmor is configured on the host: run `autograder doctor` there."
    else:
        cause = f"{facts.container} filters the system calls that create namespaces."
        option = "Docker: `--security-opt seccomp=unconfined`; Podman usually allows them to an ordinary user; "
        option += "Kubernetes: seccompProfile of type Unconfined or Localhost."
    advice = (
        f"{option} This applies to everything in the container, so use the container only to grade. "
        "Never use --privileged or --cap-add SYS_ADMIN: they give the container root on the host."
    )
    return Finding(f"{found} {cause}", advice)


def _without_landlock(facts: Facts, reason: str) -> Finding:
    number = facts.landlock_error
    listed = ",".join(facts.modules)
    if number == errno.EOPNOTSUPP or (listed and "landlock" not in facts.modules and number):
        value = f"lsm=landlock,{listed}" if listed else "lsm=landlock,... (in front of the existing list)"
        return Finding(
            f"The kernel has Landlock, but it is not in the list of security modules ({listed or 'unreadable here'}).",
            f"Add `{value}` to GRUB_CMDLINE_LINUX in /etc/default/grub, update the boot menu and reboot.",
            ("sudo update-grub || sudo grub2-mkconfig -o /boot/grub2/grub.cfg", "sudo reboot"),
        )
    if number == errno.EPERM:
        return Finding(
            f"A filter of system calls{f' of {facts.container}' if facts.container else ''} blocks Landlock.",
            "Update the container runtime: Docker, containerd and Podman have allowed Landlock since 2022. If you use "
            "your own profile, allow landlock_create_ruleset, landlock_add_rule and landlock_restrict_self. This is "
            "safe: Landlock can only take permissions away.",
        )
    if number == errno.ENOSYS and facts.kernel_version < _FIRST_LANDLOCK:
        return Finding(f"Linux {facts.kernel} has no Landlock.", "Update the kernel to Linux 5.13 or later.")
    if number == errno.ENOSYS:
        return Finding(
            f"Linux {facts.kernel} was built without Landlock.", "Use the standard kernel of your distribution."
        )
    return Finding(f"Landlock is available, but the sandbox does not work: {reason}.", "Please report this problem.")


def _as_root(reports: tuple[TierReport, ...]) -> Finding:
    found = "The grader runs as root."
    shared = [
        report.tier
        for report in reports
        if report.tier in PROTECTING and report.available and "own_user" not in report.protections
    ]
    if shared:
        found += (
            f" In {' and '.join(shared)}, students' code keeps root's user id, without its privileges: another user "
            "cannot read this Python or numpy (perhaps it is in a private home), or root may not switch users."
        )
    advice = "Grade as an ordinary user: nothing here needs root, and a hole in a sandbox then does less harm."
    commands = ("useradd --create-home grader", "su - grader")
    return Finding(found, advice, commands)
