"""Root without root's rights, as in most containers, gets the same protection."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() != 0 or shutil.which("setpriv") is None,
    reason="only root can lose rights, by setpriv (util-linux)",
)

_ROOT = Path(__file__).parents[2]
_OPEN = """
import sys
from autograder.sandbox import Call, Job, SandboxUnavailable, Unit, open_sandbox
from autograder.sandbox.tiers import ESSENTIAL
try:
    sandbox = open_sandbox(sys.argv[1])
except SandboxUnavailable as error:
    sys.exit(f"unavailable: {error}")
with sandbox:
    job = Job((Unit("cell 1", 1, "def f(): return open('/proc/self/status').read()"),), (Call("f", ()),))
    print(sandbox.run(job).replies[0].raised.type_name, ESSENTIAL <= set(sandbox.protections))
    print("own_user" in sandbox.protections)
"""


@pytest.mark.parametrize(
    ("tier", "rights"),
    [("bwrap", "-sys_admin"), ("landlock", "-sys_admin"), ("landlock", "-all")],
)
def test_root_with_fewer_rights_has_the_same_protection(tier: str, rights: str) -> None:
    """Where root may not administer the system, or may nothing at all, every essential protection is there."""
    lost = ["setpriv", f"--bounding-set={rights}", "--inh-caps=-all"]
    command = [*lost, sys.executable, "-c", _OPEN, tier]
    run = subprocess.run(command, cwd=_ROOT, capture_output=True, text=True, timeout=60, check=False)
    if "unavailable" in run.stderr:
        with_all = subprocess.run([sys.executable, "-c", _OPEN, tier], cwd=_ROOT, capture_output=True, check=False)
        assert with_all.returncode != 0, run.stderr
        pytest.skip(run.stderr.strip())
    assert run.returncode == 0, run.stderr
    refused, own_user = run.stdout.splitlines()
    assert refused in ("FileNotFoundError True", "PermissionError True")
    if tier == "bwrap":
        assert own_user == "False", "a number in a namespace is not a user of one's own"
