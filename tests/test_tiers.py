"""The two tiers: what is named as slow exists, each family of attacks has a quick one, the rest is counted."""

import os
import re
import subprocess
import sys
from collections import Counter

import pytest

from tests.attacks.catalogue import FAMILIES, read_catalogue
from tests.tiers import QUICK_ATTACKS, SLOW_FILES, SLOW_FIXTURES, SLOW_TESTS, TESTS, UNMEASURED


@pytest.mark.parametrize("file", sorted({*SLOW_FILES, *SLOW_TESTS}))
def test_names_exist(file: str) -> None:
    """Every test that the tables name is in its file."""
    text = (TESTS / file).read_text(encoding="utf-8")
    named = (*SLOW_FILES.get(file, ()), *SLOW_TESTS.get(file, ()))
    assert [name for name in named if f"\ndef {name}(" not in text] == []


def test_places_without_coverage_exist() -> None:
    """Every file and folder in which coverage is not measured is there."""
    assert [name for name in UNMEASURED if not (TESTS / name).exists()] == []


def test_fixtures_exist() -> None:
    """Every fixture that the tables name is defined."""
    text = "".join(path.read_text(encoding="utf-8") for path in TESTS.rglob("*.py"))
    defined = {*re.findall(r"@pytest\.fixture(?:\(.*\))?\ndef (\w+)", text)}
    assert defined >= SLOW_FIXTURES


def test_each_family_of_attacks_has_a_quick_one() -> None:
    """The quick tier tries one attack of each family."""
    families = Counter(attack.family for attack in read_catalogue() if attack.name in QUICK_ATTACKS)
    assert families == dict.fromkeys(FAMILIES, 1)


@pytest.mark.parametrize("options", [(), ("-p", "xdist", "-n", "1")], ids=["alone", "with pytest-xdist"])
def test_what_is_left_out_is_counted(options: tuple[str, ...]) -> None:
    """At the end there is a line with the number of slow tests, also with pytest-xdist."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options, "-m", "not slow"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    environment["PYTEST_DISABLE_PLUGIN_AUTOLOAD"] = "1"  # some take a second to load
    done = subprocess.run(
        [*command, "tests/test_memory.py"], cwd=TESTS.parent, env=environment, capture_output=True, text=True
    )
    assert "Slow tests left out: 1. `make test-all` runs them, too." in done.stdout
