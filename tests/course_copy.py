"""A copy of the checkout in which a test builds and grades, with the commands of its environment."""

import os
import shutil
import stat
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
START = (
    "import sys; sys.argv[0], sys.path[0] = 'autograder', '{course}'; "
    "from autograder.__main__ import main; sys.exit(main())"
)


def copy_course(target: Path) -> Path:
    """Copy what is in the checkout and not ignored; return the copy. Its `make` does not set anything up."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():  # not one that is deleted and still in the index
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, target / name)
    commands = target / ".venv" / "bin"
    commands.mkdir(parents=True)
    _write_command(commands / "python", f'exec "{sys.executable}" "$@"')
    _write_command(commands / "autograder", f'exec "{sys.executable}" -c "{START.format(course=target)}" "$@"')
    (commands / "activate").write_text(f'export PATH="{commands}:$PATH"\n', encoding="utf-8")
    for stamp in (".complete", ".complete-dev"):
        (target / ".venv" / stamp).touch()
    run_command("python -m compileall -q autograder public_tests.py", target)  # as the set-up does
    return target


def _write_command(path: Path, line: str) -> None:
    path.write_text(f"#!/bin/sh\n{line}\n", encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


def environment_of(course: Path) -> dict[str, str]:
    """The variables for commands in a copy: those of its activated environment, and the modules of the copy."""
    of_the_tests = ("PYTEST_", "PYTHONPYCACHEPREFIX", "COV", "MAKE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(of_the_tests)}
    return kept | {
        "PATH": os.pathsep.join([str(course / ".venv" / "bin"), str(Path(sys.executable).parent), os.environ["PATH"]]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "XDG_CACHE_HOME": str(course.parent / "cache"),
        "MPLCONFIGDIR": find_fonts(),
        "COLUMNS": "100",
    }


@cache
def find_fonts() -> str:
    """The folder with matplotlib's list of fonts. Making the list takes long, and a command that makes it says so."""
    from matplotlib import font_manager, get_cachedir

    assert font_manager.fontManager.ttflist
    return str(get_cachedir())


def run_command(command: str, course: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of shell in a copy; return its status, and all that it printed as `stdout`."""
    return subprocess.run(
        ["bash", "-c", command],
        cwd=course,
        env=environment_of(course),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def apply_change(change: str, course: Path) -> None:
    """Change files of a copy as a diff says. Raises CalledProcessError where it does not fit."""
    outside = {"GIT_CEILING_DIRECTORIES": str(course.parent)}  # in a repository git would take its top for the copy's
    subprocess.run(["git", "apply", "-"], cwd=course, env=os.environ | outside, input=change, text=True, check=True)
