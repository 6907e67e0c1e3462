"""The four runs of all attacks: both tiers, as root and as an ordinary user, all at once."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.attacks.ordinary import NOT_POSSIBLE
from tests.attacks.trial import NO_TIER, TIERS

ROOT = Path(__file__).resolve().parents[2]
USERS = ("root", "user")
PLACES = tuple((tier, user) for user in USERS for tier in TIERS)
MAX_SECONDS = 900
_UNSHARE = ("unshare", "--mount", "--propagation", "private")


@dataclass(frozen=True)
class Run:
    """What came of one run. unavailable: why it could not be made; else the faults of each attack by its name.

    ended: empty when the run came to its end, else how it stopped.
    """

    faults: dict[str, list[str]]
    unavailable: str = ""
    ended: str = ""

    def faults_of(self, name: str) -> list[str]:
        """The faults of one attack; that it has no result is one."""
        return self.faults.get(name, [f"the grader did not come that far: {self.ended or 'no result'}"])


def run_everywhere(names: Iterable[str] = ()) -> dict[tuple[str, str], Run]:
    """Run the attacks of some names, or all, in every place. Nothing is run where there is no sandbox."""
    chosen = tuple(names)
    with ThreadPoolExecutor(len(PLACES)) as pool:
        started = {(tier, user): pool.submit(run, tier, user, chosen) for tier, user in PLACES}
    return {place: done.result() for place, done in started.items()}


def run(tier: str, user: str, names: tuple[str, ...]) -> Run:
    """Run attacks in one tier as one user."""
    module, before = ("trial", ()) if user == "root" or os.geteuid() != 0 else ("ordinary", _UNSHARE)
    if user == "root" and os.geteuid() != 0:
        return Run({}, unavailable="only root can grade as root; this is an ordinary user")
    if before and shutil.which(before[0]) is None:
        return Run({}, unavailable="unshare (util-linux) is not installed")
    command = [*before, sys.executable, "-m", f"tests.attacks.{module}", tier, *names]
    environment = {"PATH": os.environ.get("PATH", os.defpath), "PYTHONDONTWRITEBYTECODE": "1"}
    environment["OPENBLAS_NUM_THREADS"] = "1"  # as in the tests
    if "PYTHONPATH" in os.environ:
        environment["PYTHONPATH"] = os.environ["PYTHONPATH"]
    try:
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=MAX_SECONDS)
    except subprocess.TimeoutExpired:
        return Run({}, ended=f"it took more than {MAX_SECONDS} seconds")
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    faults = {line["attack"]: line["faults"] for line in lines}
    last_words = (done.stderr.strip().splitlines() or [f"exit status {done.returncode}"])[-1]
    if not faults and _could_not_start(done):
        return Run({}, unavailable=last_words)
    return Run(faults, ended="" if done.returncode == 0 else last_words)


def _could_not_start(done: subprocess.CompletedProcess[str]) -> bool:
    """Whether there is no tier or no way to be another user: told by the status, or by unshare itself."""
    return done.returncode in (NO_TIER, NOT_POSSIBLE) or done.stderr.startswith("unshare: ")
