"""Every attack is held in both tiers, as root and as an ordinary user; the page about them says what was tried."""

import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from autograder.batch.task import open_grader
from autograder.sandbox import SandboxUnavailable
from tests.attacks.arming import SIGN
from tests.attacks.baits import Baits
from tests.attacks.catalogue import FAMILIES, HERE, Attack, read_catalogue
from tests.attacks.ordinary import private_folders
from tests.attacks.report import REPORT, render
from tests.attacks.runs import PLACES, Run, run_everywhere
from tests.attacks.trial import Trial
from tests.first_assignment import EXPECTED

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tiers that contain attacks need Linux")

CATALOGUE = read_catalogue()


@pytest.fixture(scope="session")
def runs(request: pytest.FixtureRequest) -> dict[tuple[str, str], Run]:
    """What came of the attacks that are asked for, in every place."""
    parameters = (_parameters(item) for item in request.session.items)
    chosen = {own["attack"].name for own in parameters if "attack" in own}
    return run_everywhere(sorted(chosen) if len(chosen) < len(CATALOGUE) else ())


def _parameters(item: pytest.Item) -> dict[str, object]:
    return item.callspec.params if isinstance(item, pytest.Function) and hasattr(item, "callspec") else {}


@pytest.mark.parametrize("attack", CATALOGUE, ids=lambda attack: attack.name)
def test_attack_is_held(attack: Attack, runs: dict[tuple[str, str], Run]) -> None:
    """It gets no undeserved mark, does no harm, leaves nothing behind, and the next submission is not touched."""
    assert runs.keys() == {*PLACES}
    missing = {place: run.unavailable for place, run in runs.items() if run.unavailable}
    faults = {place: run.faults_of(attack.name) for place, run in runs.items() if place not in missing}
    assert {place: found for place, found in faults.items() if found} == {}
    if missing:
        pytest.skip(f"held elsewhere, but not tried everywhere: {missing}" if faults else f"not tried: {missing}")


def test_page_is_that_of_the_catalogue() -> None:
    """The page lists every attack as held, with the words of its file."""
    assert REPORT.read_text(encoding="utf-8") == render(CATALOGUE, lambda attack, place: True), "run make attacks"


def test_catalogue_has_every_family() -> None:
    """Each file is in a family that the page knows, has a name of its own, and there are more than a hundred."""
    assert {path.parent.name for path in HERE.glob("*/*.py")} <= {*FAMILIES}
    assert {attack.family for attack in CATALOGUE} == {*FAMILIES}
    assert not [name for name, count in Counter(attack.name for attack in CATALOGUE).items() if count > 1]
    assert len(CATALOGUE) > 100


@pytest.fixture(scope="module")
def trial():
    """A trial in a tier that this machine has, without the other attacks."""
    for tier in ("bwrap", "landlock"):
        try:
            with Baits() as baits, open_grader(tier, EXPECTED) as grader:
                yield Trial(grader, baits)
                return
        except SandboxUnavailable:
            continue
    pytest.skip("no tier here contains attacks")


def faults_of(trial: Trial, source: str, **changes: object) -> list[str]:
    """What the harness says of a source that claims to be a harm."""
    attack = replace(next(one for one in CATALOGUE if one.has_harm), source=source, **changes)
    return next(faults for _, faults in trial.judge([attack]))


def test_harm_that_succeeds_is_seen(trial: Trial) -> None:
    """A harm that tells of success is seen in both ways of arming it; one that does nothing is held."""
    assert faults_of(trial, "def harm():\n    return None\n") == []
    for told in ("'yes'", "__import__('os').urandom(8).hex()"):
        faults = faults_of(trial, f"def harm():\n    return {told}\n")
        assert [fault.split(":")[0] for fault in faults if SIGN in fault] == ["when called", "while loading"], told


def test_undeserved_mark_is_seen(trial: Trial) -> None:
    """An answer that earns marks where none are deserved is seen."""
    faults = faults_of(trial, "def harm():\n    return lambda *given: (right_pool(*given), None)\n")
    assert [fault for fault in faults if "score 60 in place of 30" in fault]


def test_secret_in_a_record_is_seen(trial: Trial) -> None:
    """A secret that reaches a record is seen, however it came there."""
    source = f"def harm():\n    return {trial.baits.needle!r}\n"
    assert [fault for fault in faults_of(trial, source) if "needle was revealed" in fault]


def test_leftovers_are_seen(trial: Trial) -> None:
    """A process, a file and a touched bait that were not there before are seen."""
    before = trial.look()
    left = trial.baits.folder.parent / f"{trial.baits.mark}.file"
    with subprocess.Popen(["cat"], stdin=subprocess.PIPE) as process:
        left.touch()
        (trial.baits.drop / "result.json").touch()
        try:
            differences = trial.look().differences(before)
        finally:
            left.unlink()
            process.kill()
        assert [line for line in differences if line.startswith("processes left") and str(process.pid) in line]
    assert [line for line in differences if line.startswith("files left")]
    assert [line for line in trial.baits.touched() if line.startswith("files")]


def test_private_folders_are_found(tmp_path: Path) -> None:
    """The topmost folder that others may not enter is the one to be covered, and the way below it is not looked at."""
    path = tmp_path / "home" / "closed" / "python"
    path.mkdir(parents=True)
    for folder in (tmp_path / "home", tmp_path / "home" / "closed"):
        folder.chmod(0o700)
    ((covered, inside),) = private_folders({path}).items()
    assert covered in path.parents
    assert not os.stat(covered).st_mode & 0o001
    assert all(os.stat(folder).st_mode & 0o001 for folder in covered.parents)
    assert inside == {path}
    assert private_folders({Path("/")}) == {}
