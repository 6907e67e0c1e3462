"""Make the environment of the course: python3 set_up.py [FOLDER] [--dev]

Makes FOLDER (.venv if not given), and installs there the locked packages and the command `autograder`. With --dev it
also installs the tools that the tests need. It uses uv if that is installed, otherwise venv and pip. If it was
interrupted, run it again.

`make` calls this script. Without make, as on Windows, call it directly. The syntax is that of Python 3.6, so that an
old Python gets a sentence and not a traceback.
"""

import os
import re
import shutil
import subprocess
import sys
from typing import List, Optional, Sequence, Tuple

ROOT = os.path.dirname(os.path.abspath(__file__))
BINARIES, PYTHON = ("Scripts", "python.exe") if os.name == "nt" else ("bin", "python")

CURES = (
    (
        r"No space left|ENOSPC|Disk quota",
        "The disk is full. The packages need 600 MB, with --dev 900 MB. Free some space, then run the command again.",
    ),
    (
        r"Permission denied|PermissionError",
        "A file could not be written. Perhaps another user, or root, made some of these files: remove the folder, then "
        "run the command again.",
    ),
    (
        r"DO NOT MATCH THE HASHES|Hash mismatch",
        "A package is not the one that was locked; a mirror or a proxy may have changed it. Run the command again, or "
        "use another network.",
    ),
    (
        r"resolution|[Cc]onnect|timed? ?out|[Nn]etwork|[Pp]roxy|SSL|certificate|No matching distribution|dns error",
        "The packages could not be downloaded. Is this computer online? Behind a proxy set "
        "HTTPS_PROXY=http://HOST:PORT, for a mirror of PyPI set PIP_INDEX_URL (with uv: UV_INDEX_URL). Then run the "
        "command again: it goes on where it stopped.",
    ),
)
"""What to do about a failed installation, by a pattern in what the installer wrote; the first one that fits."""


class SetUpError(Exception):
    """The environment cannot be made. The message says why, and what to do."""


def main(arguments: List[str]) -> int:
    """Make the environment; returns the exit status: 0 done, 1 a message on standard error says what to do."""
    if "-h" in arguments or "--help" in arguments:
        print(__doc__)
        return 0
    folder = next((argument for argument in arguments if not argument.startswith("-")), ".venv")
    try:
        make_environment(folder, "--dev" in arguments)
    except SetUpError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. The same command goes on from here.\n")
        return 1
    return 0


def make_environment(folder: str, with_tools: bool) -> None:
    """Make the environment in a folder and install everything. Raises SetUpError."""
    check_version(sys.version_info[:2])
    check_folder(folder)
    uv = shutil.which("uv")
    python = os.path.join(folder, BINARIES, PYTHON)
    what = "the packages and those of the tests" if with_tools else "the packages"
    print(f"Installing {what} in {folder} with {'uv' if uv else 'pip, which takes about a minute'} ...", flush=True)
    if not has_pip(folder, python):
        make_empty(folder, uv)
    if uv:
        # As pip does: `make` keeps no compiled files, and the sandbox may not write any.
        install = [uv, "pip", "install", "--python", python, "--compile-bytecode"]
    else:
        install = [python, "-m", "pip", "install", "--retries", "2"]
    lock = os.path.join(ROOT, "requirements-dev.lock" if with_tools else "requirements.lock")
    run([*install, "--quiet", "--require-hashes", "-r", lock])
    run([*install, "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT])
    run([python, "-m", "compileall", "-q", os.path.join(ROOT, "autograder"), os.path.join(ROOT, "public_tests.py")])
    # For make: newer than the locks, so there is nothing to do the next time.
    for stamp in (".complete", ".complete-dev") if with_tools else (".complete",):
        with open(os.path.join(folder, stamp), "w"):
            pass
    print(f"Done. In each new terminal activate it: {activation(folder)}")


def supported_versions() -> Tuple[Tuple[int, int], Tuple[int, int]]:
    """The versions of Python that the project takes: the first one, and the first one after the last."""
    with open(os.path.join(ROOT, "pyproject.toml"), encoding="utf-8") as file:
        bounds = re.search(r'^requires-python = ">=3\.(\d+),<3\.(\d+)"', file.read(), re.MULTILINE)
    assert bounds
    return (3, int(bounds.group(1))), (3, int(bounds.group(2)))


def check_version(version: Tuple[int, int]) -> None:
    """Raise SetUpError for a Python on which the locked packages cannot be installed."""
    first, end = supported_versions()
    if first <= version < end:
        return
    names = (f"python3.{minor}" for minor in reversed(range(first[1], end[1])))
    other = next((name for name in names if starts(name)), None)
    cure = f"Use `make PYTHON={other} ...`." if other else "Install one, then use `make PYTHON=python3.12 ...`."
    here = f"{sys.executable} is Python {version[0]}.{version[1]}"
    raise SetUpError(f"The course needs Python 3.{first[1]} to 3.{end[1] - 1}; {here}. {cure}")


def starts(command: str) -> bool:
    """Whether there is a command of that name that starts. Those of pyenv do not, for a version that is not chosen."""
    try:
        return subprocess.call([command, "-c", ""], stderr=subprocess.DEVNULL) == 0
    except OSError:
        return False


def check_folder(folder: str) -> None:
    """Raise SetUpError if the folder holds something else, or nothing can be written there."""
    target = os.path.abspath(folder)
    if os.path.isdir(target) and os.listdir(target) and not os.path.exists(os.path.join(target, "pyvenv.cfg")):
        raise SetUpError(f"{folder} exists and is not a Python environment. Move it away, or name another folder.")
    place = target
    while not os.path.exists(place):
        place = os.path.dirname(place)
    if not (os.path.isdir(place) and os.access(place, os.W_OK | os.X_OK)):
        raise SetUpError(
            f"You may not write in {place}. Copy the course to a folder of your own, or name another folder for the "
            "packages: make VENV=FOLDER ..."
        )


def has_pip(folder: str, python: str) -> bool:
    """Whether an environment is there and has pip. Raises SetUpError for one that this Python cannot use."""
    if not os.path.exists(os.path.join(folder, "pyvenv.cfg")):
        return False
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    ask = "import importlib.util as u, sys; print('%d.%d' % sys.version_info[:2], bool(u.find_spec('pip')))"
    try:
        version, pip = subprocess.check_output([python, "-c", ask], stderr=subprocess.DEVNULL).decode().split()
    except (OSError, subprocess.CalledProcessError):
        version, pip = "that no longer works", ""
    if version != here:
        raise SetUpError(
            f"{folder} is an environment of a Python {version}; this is Python {here}. Remove that folder, or name "
            "another one: make VENV=FOLDER ..."
        )
    return pip == "True"


def make_empty(folder: str, uv: Optional[str]) -> None:
    """Make an environment that has pip and nothing else, or finish one. Raises SetUpError."""
    if uv:
        run([uv, "venv", "--quiet", "--seed", "--allow-existing", "--python", sys.executable, folder])
        return
    try:
        # Debian and Ubuntu leave it out of Python.
        import ensurepip  # noqa: F401
    except ImportError:
        raise SetUpError(
            f"{sys.executable} has no module venv. On Debian and Ubuntu: sudo apt install "
            f"python3.{sys.version_info[1]}-venv. Or install uv (https://docs.astral.sh/uv), which needs none. Then "
            "run the command again."
        ) from None
    run([sys.executable, "-m", "venv", folder])


def run(command: Sequence[str]) -> None:
    """Run a command. Raises SetUpError with the end of what it wrote, and with what to do."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)
    output = done.stdout.decode("utf-8", "replace")
    if done.returncode:
        cures = (cure for pattern, cure in CURES if re.search(pattern, output))
        cure = next(cures, "If these lines do not help, please report them.")
        lines = [line for line in output.splitlines() if line.strip()]
        raise SetUpError("\n".join([*lines[-5:], "", f"The environment is not complete. {cure}"]))


def activation(folder: str) -> str:
    """The command that activates an environment in a terminal."""
    script = os.path.join(folder, BINARIES, "activate")
    return script if os.name == "nt" else "source " + script.replace(" ", "\\ ")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
