"""The lists of dependencies agree, and nothing of one machine is in the repository."""

import re
import subprocess
import tomllib
from contextlib import suppress
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from autograder import VERSION

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(lock: str = "requirements.lock") -> dict[str, set[str]]:
    """The versions of each package in a lock; a few differ by the version of Python."""
    found: dict[str, set[str]] = {}
    for name, _, version in read_lock(lock):
        found.setdefault(name, set()).add(version)
    return found


def read_lock(lock: str) -> list[tuple[str, str, str]]:
    """The packages in a lock, each with its extras and its version."""
    return re.findall(r"^([\w.-]+)(?:\[([\w,-]+)\])?==(\S+)", (ROOT / lock).read_text(), re.MULTILINE)


def names(requirements: list[str]) -> set[str]:
    """The names of a list of requirements."""
    return {re.split(r"[<>=~ ]", requirement)[0] for requirement in requirements}


def test_conda_users_get_the_locked_versions() -> None:
    """environment.yml pins each dependency of the project, and nothing else, to the version of the lock."""
    text = (ROOT / "environment.yml").read_text(encoding="utf-8")
    pins = dict(re.findall(r"^ +- ([\w-]+)==(\S+)$", text, re.MULTILINE))
    assert set(pins) == names(PROJECT["project"]["dependencies"])
    assert {name: {version} for name, version in pins.items()} == {name: locked()[name] for name in pins}


def test_everything_named_is_locked() -> None:
    """Each dependency of the project is in one lock, and with those of its tests in the other, all with hashes."""
    assert names(PROJECT["project"]["dependencies"]) <= set(locked())
    assert names(PROJECT["dependency-groups"]["dev"]) <= set(locked("requirements-dev.lock"))
    for lock in ("requirements.lock", "requirements-dev.lock"):
        assert all(line.endswith("\\") for line in (ROOT / lock).read_text().splitlines() if "==" in line)


def test_the_tests_run_on_what_users_have() -> None:
    """The lock with the tools of the tests has each package of the other one, in the same version."""
    tested = locked("requirements-dev.lock")
    assert locked() == {name: tested.get(name) for name in locked()}


def test_packages_are_locked_with_the_extras_that_others_need() -> None:
    """Without them pip takes the newest version of such a package, and refuses it as not locked."""
    extras = {name: set(filter(None, named.split(","))) for name, named, _ in read_lock("requirements-dev.lock")}
    for name in extras:
        with suppress(PackageNotFoundError):  # a package for another system or another Python
            for needed in map(Requirement, requires(name) or ()):
                if needed.extras and (needed.marker is None or needed.marker.evaluate({"extra": ""})):
                    assert needed.extras <= extras[canonicalize_name(needed.name)], f"{name} needs {needed}"


def test_numpy_is_within_the_course_s_bounds() -> None:
    """The locked numpy is one in which float(b) still works, as the contract asks."""
    (version,) = locked()["numpy"]
    assert (2, 0) <= tuple(map(int, version.split(".")[:2])) < (2, 4)


def test_students_install_the_locked_numpy() -> None:
    """Their page pins numpy to the version that the grader has, and installs what the lesson and JupyterLab need."""
    page = (ROOT / "docs" / "students.md").read_text(encoding="utf-8")
    (packages,) = re.findall(r"^python -m pip install (.+)$", page, re.MULTILINE)
    assert set(packages.split()) == {f"numpy=={locked()['numpy'].pop()}", "h5py", "matplotlib", "jupyterlab"}


def test_version_is_the_same_everywhere() -> None:
    """The package, the citation and the changelog name the version of pyproject.toml; the changelog its date, too."""
    version = PROJECT["project"]["version"]
    citation = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    (released,) = re.findall(r"^date-released: (\S+)$", citation, re.MULTILINE)
    assert version == VERSION
    assert f"\nversion: {version}\n" in citation
    assert f"\n## [{version}] - {released}\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_no_path_of_a_machine_and_no_registry_is_committed() -> None:
    """No tracked text names a home folder or the address of a package index."""
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    for name in filter(None, tracked.split("\0")):
        path = ROOT / name
        if path.suffix in (".h5", ".png") or not path.is_file() or path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert not re.search(r"/home/\w+/|/Users/\w+/|https?://[^\s\"]*/simple\b", text), name
