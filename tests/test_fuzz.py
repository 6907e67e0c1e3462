"""The fuzzer: its seed gives the same inputs again, what goes wrong is found and can be replayed, and nothing does."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import __main__ as command
from tests.fuzz.campaign import Campaign, Finding
from tests.fuzz.planted import FAULTS
from tests.fuzz.steps import KINDS, TOO_SLOW, Kind

INPUTS = 30


@pytest.fixture(scope="module", params=KINDS)
def kind(request: pytest.FixtureRequest) -> Iterator[Kind]:
    """A kind of input."""
    with ExitStack() as stack:
        yield KINDS[request.param](stack)


def test_inputs_are_handled(kind: Kind) -> None:
    """Whatever is handed in or replied has a result, and nothing raises."""
    for number in range(INPUTS):
        assert list(kind.attempt(kind.make(Random(number)))), number


def test_same_seed_gives_the_same_inputs(kind: Kind) -> None:
    """An input depends on nothing but the numbers that it is drawn from."""
    first, second = ([kind.make(Random(number)) for number in range(INPUTS)] for _ in range(2))
    assert first == second
    assert len(set(first)) > INPUTS // 2


def test_faults_are_found(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    """Exceptions, loops, floods and ends of the process are found, the rest goes on, and a replay finds the same."""
    found: dict[str, Finding] = {}
    campaign = Campaign("planted", seed=9, most=len(FAULTS))
    campaign.run(600.0, lambda finding: found.setdefault(finding.content.decode(), finding))
    assert {fault: finding.what for fault, finding in found.items()} == {
        "raises": "ValueError at planted.py, in attempt: planted",
        "loops in C": TOO_SLOW,
        "takes memory": "the steps took more than 32 MB of memory",
        "ends the process": "a step ended the process",
        "is killed": "the process was ended by SIGABRT",
    }
    assert campaign.outcomes["done"] == 2
    for finding in found.values():
        path = finding.write(tmp_path)
        assert path.read_bytes() == finding.content
        assert command.main(["--replay", str(path)]) == 1
        assert finding.what in capsys.readouterr().out
