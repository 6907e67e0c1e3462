"""What goes wrong on the first command on a new machine is explained, and costs nothing that was there before."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import set_up
from tests.first_assignment import NAME, NOTEBOOK

ROOT = Path(set_up.__file__).parent
SUBMITTED = ROOT / "examples" / "submitted"


def run(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script as `make` does, where uv is not installed."""
    environment = os.environ | {"PATH": "/usr/bin:/bin"} | variables
    command = [sys.executable, str(ROOT / "set_up.py"), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_an_old_python_can_read_the_script() -> None:
    """Its syntax is that of Python 3.6, so that the version is refused in words."""
    ast.parse((ROOT / "set_up.py").read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize("version", [(3, 6), (3, 10), (3, 15)])
def test_a_python_for_which_nothing_is_locked_is_refused(version: tuple[int, int], tmp_path: Path, monkeypatch) -> None:
    """The message names one that is installed and starts, and says how to use it."""
    (tmp_path / "python3.13").write_text("#!/bin/sh\nexit 127\n")  # as pyenv's for a version that is not chosen
    (tmp_path / "python3.12").write_text("#!/bin/sh\n")
    for command in tmp_path.iterdir():
        command.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        set_up.SetUpError, match=r"needs Python 3\.11 to 3\.14; .* is Python 3\.\d+\. Use .make PYTHON=python3\.12"
    ):
        set_up.check_version(version)


def test_the_supported_versions_are_those_of_the_course() -> None:
    """environment.yml and pyproject.toml name the same bounds."""
    first, end = set_up.supported_versions()
    assert "python >={}.{},<{}.{}\n".format(*first, *end) in (ROOT / "environment.yml").read_text(encoding="utf-8")


def test_a_missing_venv_module_is_named_with_its_package(tmp_path: Path) -> None:
    """As on Debian and Ubuntu, where Python comes without it."""
    (tmp_path / "ensurepip.py").write_text("raise ImportError")
    done = run(str(tmp_path / "made"), PYTHONPATH=str(tmp_path))
    assert done.returncode == 1
    assert f"sudo apt install python{sys.version_info[0]}.{sys.version_info[1]}-venv" in done.stderr
    assert not (tmp_path / "made").exists()


def test_a_folder_with_something_else_stays_as_it_is(tmp_path: Path) -> None:
    """An environment is only made where nothing is, or where there is one."""
    (tmp_path / "homework.ipynb").touch()
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert "is not a Python environment" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["homework.ipynb"]


@pytest.mark.parametrize(
    ("prints", "named"), [("3.7 True", "of a Python 3.7; this is Python 3"), ("", "of a Python that no longer works")]
)
def test_an_environment_of_another_python_stays_as_it_is(tmp_path: Path, prints: str, named: str) -> None:
    """Its Python is asked for its version, and may be gone, as after an upgrade of the system."""
    (tmp_path / "pyvenv.cfg").touch()
    if prints:
        (tmp_path / "bin").mkdir()
        (tmp_path / "bin" / "python").write_text(f"#!/bin/sh\necho {prints}\n")
        (tmp_path / "bin" / "python").chmod(0o755)
    before = sorted(tmp_path.rglob("*"))
    done = run(str(tmp_path))
    assert done.returncode == 1
    assert named in done.stderr
    assert "make VENV=" in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_folder_in_which_one_may_not_write_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The nearest folder that exists is the one to name."""
    monkeypatch.setattr(os, "access", lambda place, rights: False)
    with pytest.raises(set_up.SetUpError, match=f"You may not write in {tmp_path}\\."):
        set_up.check_folder(str(tmp_path / "course" / ".venv"))


def test_without_a_network_the_message_says_so(tmp_path: Path) -> None:
    """The last lines of pip are kept: they name the package."""
    unreachable = ["--index-url", "http://127.0.0.1:9/packages", "--retries", "0", "--no-cache-dir"]
    with pytest.raises(set_up.SetUpError, match=r"(?s)no-such-package-here.*Is this computer online\?"):
        set_up.run([sys.executable, "-m", "pip", "download", "-d", str(tmp_path), *unreachable, "no-such-package-here"])


def test_a_course_in_a_folder_with_spaces_and_accents_is_graded(tmp_path: Path) -> None:
    """The paths of package, sandbox and results may hold what people put into names of folders."""
    course = tmp_path / "Année 2026, cours n° 1"
    shutil.copytree(ROOT / "autograder", course / "autograder")
    shutil.copytree(ROOT / "release", course / "release")
    shutil.copy(ROOT / "public_tests.py", course)
    shutil.copy(SUBMITTED / "syntax_error_in_pooling_70" / NAME / NOTEBOOK, course / "Zoé.ipynb")
    command = [sys.executable, "-m", "autograder", "grade", "Zoé.ipynb", "--results", "notes d'été", "--workers", "1"]
    subprocess.run(command, cwd=course, check=True, capture_output=True)
    assert "Zoé,70,100" in (course / "notes d'été" / "grades.csv").read_text(encoding="utf-8-sig")
