"""The doctor finds out what is in the way of a sandbox, and names what removes it."""

from __future__ import annotations

import errno
from dataclasses import replace
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from autograder.reports.terminal import print_tiers
from autograder.sandbox import PROTECTIONS, Diagnosis, Finding, TierReport, diagnose, diagnosis
from autograder.sandbox.diagnosis import find
from autograder.sandbox.machine import Facts, read_facts

_DEBIAN = Facts(
    system="linux",
    machine="x86_64",
    kernel="6.1.0-18-amd64",
    user=1000,
    distribution=("debian",),
    container=None,
    settings={"kernel.unprivileged_userns_clone": 1, "user.max_user_namespaces": 31000},
    modules=("lockdown", "capability", "landlock", "yama", "apparmor"),
    landlock_error=0,
    bubblewrap="/usr/bin/bwrap",
)
_WORKING = tuple(PROTECTIONS)
_BWRAP = TierReport("bwrap", True, "", _WORKING)
_LANDLOCK = TierReport("landlock", True, "", _WORKING)
_NONE = TierReport("none", True, "", ())
_UID_MAP = "bwrap: setting up uid map: Permission denied"
_NO_NAMESPACE = "bwrap: No permissions to create new namespace, likely because the kernel does not allow it"
_NO_MOUNT = "bwrap: Failed to make / slave: Permission denied"
_LOOPBACK = "bwrap: loopback: Failed RTM_NEWADDR: Operation not permitted"


def _bwrap(reason: str, **facts: object) -> Finding:
    """The finding about a bubblewrap that fails where Landlock works."""
    reports = (TierReport("bwrap", False, reason, ()), _LANDLOCK, _NONE)
    (finding,) = find(replace(_DEBIAN, **facts), reports)
    return finding


def _landlock(reason: str = "the kernel has no Landlock", **facts: object) -> Finding:
    """The finding about Landlock where bubblewrap works."""
    reports = (_BWRAP, TierReport("landlock", False, reason, ()), _NONE)
    (finding,) = find(replace(_DEBIAN, **facts), reports)
    return finding


def test_where_all_is_well_nothing_is_found() -> None:
    """A machine with both tiers and an ordinary user needs no advice."""
    assert find(_DEBIAN, (_BWRAP, _LANDLOCK, _NONE)) == ()


@pytest.mark.parametrize(
    ("distribution", "command"),
    [
        (("ubuntu", "debian"), "sudo apt-get install bubblewrap"),
        (("linuxmint", "ubuntu", "debian"), "sudo apt-get install bubblewrap"),
        (("rocky", "rhel", "centos", "fedora"), "sudo dnf install bubblewrap"),
        (("manjaro", "arch"), "sudo pacman -S bubblewrap"),
        (("opensuse-leap", "suse", "opensuse"), "sudo zypper install bubblewrap"),
        (("alpine",), "sudo apk add bubblewrap"),
    ],
)
def test_a_missing_bubblewrap_comes_with_the_command_of_the_distribution(
    distribution: tuple[str, ...], command: str
) -> None:
    """The package manager is that of the distribution, or of one that it is like."""
    finding = _bwrap("bubblewrap is not installed", bubblewrap=None, distribution=distribution)
    assert finding.commands == (command,)
    assert "landlock works" in finding.advice


def test_an_unknown_distribution_gets_the_name_of_the_package() -> None:
    """Where no command is known, none is made up."""
    finding = _bwrap("bubblewrap is not installed", bubblewrap=None, distribution=("plan9",))
    assert finding.commands == ()
    assert "package bubblewrap" in finding.advice


@pytest.mark.parametrize("reason", [_UID_MAP, _LOOPBACK])
def test_apparmor_of_ubuntu_is_recognised(reason: str) -> None:
    """Both errors that Ubuntu's restriction causes lead to the profile that Ubuntu brings."""
    settings = _DEBIAN.settings | {"kernel.apparmor_restrict_unprivileged_userns": 1}
    finding = _bwrap(reason, settings=settings, distribution=("ubuntu", "debian"))
    assert "AppArmor" in finding.found
    assert any("bwrap-userns-restrict" in command for command in finding.commands)


@pytest.mark.parametrize("setting", ["kernel.unprivileged_userns_clone", "user.max_user_namespaces"])
def test_namespaces_that_are_switched_off_are_recognised(setting: str) -> None:
    """The setting that is 0 is the one that is to be changed."""
    finding = _bwrap(_NO_NAMESPACE, settings=_DEBIAN.settings | {setting: 0})
    assert f"{setting} is 0" in finding.found
    assert finding.commands[0].startswith(f"echo '{setting} = 1")


@pytest.mark.parametrize(
    ("reason", "option"),
    [
        (_NO_NAMESPACE, "seccomp=unconfined"),
        (_NO_MOUNT, "apparmor=unconfined"),
        (_UID_MAP, "on the host"),
    ],
)
def test_in_a_container_the_wall_in_the_way_is_named(reason: str, option: str) -> None:
    """Each of a container's walls has an option of its own, and the dangerous ones are warned of."""
    finding = _bwrap(reason, container="Docker")
    assert option in finding.advice
    assert "Never use --privileged" in finding.advice


def test_wsl_1_is_recognised() -> None:
    """The old Windows subsystem has no kernel of its own."""
    finding = _bwrap(_NO_NAMESPACE, kernel="4.4.0-19041-Microsoft")
    assert "WSL 1" in finding.found
    assert "WSL 1" not in _bwrap(_NO_NAMESPACE, kernel="5.15.153.1-microsoft-standard-WSL2").found


def test_an_unknown_failure_is_quoted() -> None:
    """What the doctor does not know it repeats word for word."""
    assert "Unheard of" in _bwrap("Unheard of").found


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"landlock_error": errno.EOPNOTSUPP, "modules": ("capability", "yama")}, "lsm=landlock,capability,yama"),
        ({"landlock_error": errno.EOPNOTSUPP, "modules": ()}, "lsm=landlock,..."),
        ({"landlock_error": errno.EPERM, "container": "Docker"}, "Update the container runtime"),
        ({"landlock_error": errno.ENOSYS, "kernel": "5.10.0"}, "Update the kernel"),
        ({"landlock_error": errno.ENOSYS, "kernel": "6.1.0"}, "standard kernel of your distribution"),
    ],
)
def test_why_there_is_no_landlock_is_found_out(facts: dict[str, object], said: str) -> None:
    """The kernel's error number and version tell an old kernel from a boot option and from a filter."""
    assert said in _landlock(**facts).advice


def test_another_processor_is_told_at_once() -> None:
    """Where the filter of system calls has no table, nothing else is worth trying."""
    (finding,) = find(replace(_DEBIAN, machine="riscv64"), (_NONE,))
    assert "riscv64" in finding.found


@pytest.mark.parametrize(("system", "name"), [("win32", "Windows"), ("darwin", "macOS")])
def test_other_systems_are_sent_to_linux(system: str, name: str) -> None:
    """There, checking one's own notebook works and marks need Linux."""
    (finding,) = find(replace(_DEBIAN, system=system), (_NONE,))
    assert finding.found == f"This grader has no sandbox for {name}."
    assert "`check` works here" in finding.advice
    assert finding.commands == (("wsl --install",) if system == "win32" else ())


def test_root_is_advised_against() -> None:
    """Root is told that it is not needed, and where students' code keeps its number."""
    (finding,) = find(replace(_DEBIAN, user=0), (_BWRAP, _LANDLOCK, _NONE))
    assert "root's user id" not in finding.found
    alike = replace(_LANDLOCK, protections=tuple(word for word in _WORKING if word != "own_user"))
    (finding,) = find(replace(_DEBIAN, user=0), (_BWRAP, alike, _NONE))
    assert "In landlock, students' code keeps root's user id" in finding.found


def test_the_facts_of_a_machine_are_read_from_its_files(tmp_path: Path) -> None:
    """Distribution, settings, security modules and container come from where Linux has them."""
    files = {
        "etc/os-release": 'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\n# nothing\n',
        "proc/sys/kernel/unprivileged_userns_clone": "0\n",
        "sys/kernel/security/lsm": "capability,landlock\n",
        "proc/1/environ": "container=podman\0HOME=/root\0",
    }
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="ascii")
    facts = read_facts(tmp_path)
    assert facts.distribution == ("linuxmint", "ubuntu", "debian")
    assert facts.settings == {"kernel.unprivileged_userns_clone": 0}
    assert facts.modules == ("capability", "landlock")
    assert facts.container == "a container"
    (tmp_path / ".dockerenv").touch()
    assert read_facts(tmp_path).container == "Docker"


def test_facts_that_cannot_be_read_are_left_out(tmp_path: Path) -> None:
    """A machine that tells nothing is no error."""
    facts = read_facts(tmp_path)
    assert (facts.distribution, facts.settings, facts.modules, facts.container) == ((), {}, (), None)


def test_diagnose_measures_every_tier_of_this_machine() -> None:
    """Each tier is reported, with what was measured or with why it cannot be had."""
    found = diagnose()
    assert [report.tier for report in found.tiers] == ["bwrap", "landlock", "none"]
    for report in found.tiers:
        assert report.protections or not report.available or report.tier == "none"
        assert bool(report.reason) != report.available
        assert set(report.protections) <= set(PROTECTIONS)


def test_outside_linux_only_the_tier_without_protection_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing protects there, so nothing is taken for marks."""
    monkeypatch.setattr(diagnosis.sys, "platform", "darwin")
    found = diagnose()
    assert [report.tier for report in found.tiers] == ["none"]
    assert found.chosen is None


def test_the_doctor_says_in_plain_words_what_holds_and_what_to_do() -> None:
    """The printed diagnosis names tier, user, protections, findings and commands."""
    finding = Finding("a hole", "close it", ("sudo close",))
    reports = (TierReport("bwrap", False, "no", ()), replace(_LANDLOCK, protections=("no_network",)), _NONE)
    written = StringIO()
    print_tiers(Diagnosis(1000, reports, (finding,)), Console(file=written, soft_wrap=True))
    said = written.getvalue()
    assert "uses the tier landlock, as an ordinary user (1000)" in said
    assert "bwrap: not available" in said
    assert "    open a socket\n" in said
    assert "Found: a hole\nTo do: close it\n    sudo close\n" in said
