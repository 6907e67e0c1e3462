"""The same facts once more for a grader that is not root."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import numpy as np
import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only root can become another user; this one is ordinary",
)

_ROOT = Path(__file__).parents[2]
_NOBODY = "65534"


def _as_nobody(python: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    packages = Path(np.__file__).resolve().parents[1]
    command = ["setpriv", "--reuid", _NOBODY, "--regid", _NOBODY, "--clear-groups", python, *arguments]
    environment = {
        "PATH": "/usr/bin:/bin",
        "PYTHONPATH": f"{packages}{os.pathsep}{_ROOT}",
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return subprocess.run(command, cwd=_ROOT, env=environment, capture_output=True, text=True, timeout=120, check=False)


@cache
def _python_for_nobody() -> str | None:
    here = f"{sys.version_info[0]}.{sys.version_info[1]}"
    # Below a private home an interpreter may start and then run on the library of another one.
    wanted = (
        "import os, sys, numpy, pytest, autograder.sandbox\n"
        "if os.access(sys._base_executable, os.R_OK): print('%d.%d' % sys.version_info[:2])"
    )
    for python in (sys.executable, shutil.which(f"python{here}", path="/usr/local/bin:/usr/bin")):
        # A compiled numpy fits only interpreters of the same version.
        if python and _as_nobody(python, "-c", wanted).stdout.strip() == here:
            return python
    return None


@pytest.mark.parametrize("tier", ["bwrap", "landlock"])
def test_an_ordinary_user_has_the_same_protection(tier: str) -> None:
    """Values and containment hold for an ordinary user too, and nothing outlives a child."""
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv (util-linux) is not installed")
    python = _python_for_nobody()
    if python is None:
        pytest.skip("an ordinary user can read no Python of this version together with numpy and this checkout")
    files = [f"tests/sandbox/test_{name}.py" for name in ("values", "containment", "leftovers")]
    run = _as_nobody(python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-rs", "-k", tier, *files)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]
    if " passed" not in run.stdout:
        pytest.skip(run.stdout.strip()[-300:])
