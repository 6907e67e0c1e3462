"""The same facts once more for a grader that is not root."""

import os
import shutil
from pathlib import Path

import pytest

from tests.accounts import NOBODY, PACKAGES, find_python

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0,
    reason="only root can become another user; this one is ordinary",
)

_ROOT = Path(__file__).parents[2]
_PATH = f"{PACKAGES}{os.pathsep}{_ROOT}"


@pytest.mark.parametrize("tier", ["bwrap", "landlock"])
def test_an_ordinary_user_has_the_same_protection(tier: str) -> None:
    """Values and containment hold for an ordinary user too, and nothing outlives a child."""
    if shutil.which("setpriv") is None:
        pytest.skip("setpriv (util-linux) is not installed")
    python = find_python(_PATH, "numpy, pytest, autograder.sandbox")
    if python is None:
        pytest.skip("an ordinary user can read no Python of this version together with numpy and this checkout")
    files = [f"tests/sandbox/test_{name}.py" for name in ("values", "containment", "leftovers")]
    options = ("-q", "-p", "no:cacheprovider", "-rs", "-k", tier)
    variables = {"PYTHONPATH": _PATH, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}  # some take a second to load
    run = NOBODY.run(python, "-m", "pytest", *options, *files, folder=_ROOT, **variables)
    assert run.returncode == 0, run.stdout[-3000:] + run.stderr[-1000:]
    if " passed" not in run.stdout:
        pytest.skip(run.stdout.strip()[-300:])
