"""Other accounts of this machine, for tests of what ordinary users may do. Only root can run programs as them."""

import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

PACKAGES = Path(np.__file__).resolve().parents[1]
"""Where the packages of this environment are."""
HERE = f"{sys.version_info[0]}.{sys.version_info[1]}"
READABLE = (
    "import os, sys, {modules}\nif os.access(sys._base_executable, os.R_OK): print('%d.%d' % sys.version_info[:2])"
)


@dataclass(frozen=True)
class Account:
    """An account that every system has."""

    name: str
    user: int
    group: int

    def run(self, *command: str, folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run a program in a folder, with only these variables and those that any program needs."""
        become = ["setpriv", "--reuid", str(self.user), "--regid", str(self.group), "--clear-groups"]
        environment = {"PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1", **variables}
        return subprocess.run(
            [*become, *command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120, check=False
        )


NOBODY = Account("nobody", 65534, 65534)


def list_accounts() -> list[Account]:
    """The accounts for parts of the system, in the order of their numbers."""
    import pwd  # Windows has none

    entries = sorted(pwd.getpwall(), key=lambda entry: entry.pw_uid)
    return [Account(one.pw_name, one.pw_uid, one.pw_gid) for one in entries if 0 < one.pw_uid < 1000]


@cache
def find_python(path: str, modules: str) -> str | None:
    """A Python of this version that an ordinary user can read, with modules of this environment; None without one.

    path: for Python to find the modules.
    """
    # Below a private home an interpreter may start and then run on the library of another one.
    for python in (sys.executable, shutil.which(f"python{HERE}", path="/usr/local/bin:/usr/bin")):
        # Compiled packages fit only interpreters of the same version.
        wanted = READABLE.format(modules=modules)
        if python and NOBODY.run(python, "-c", wanted, folder=Path("/"), PYTHONPATH=path).stdout.strip() == HERE:
            return python
    return None
