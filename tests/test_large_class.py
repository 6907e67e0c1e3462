"""A class that is made from known answers is grouped as it was made."""

from pathlib import Path

import pytest

from benchmarks import large_class
from tests.example_class import copy_examples


def test_answers_are_grouped_as_they_were_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of each two answers in a class of forty at least 99 % are rightly together or rightly apart."""
    copy_examples(tmp_path / "examples")
    monkeypatch.setattr(large_class, "SUBMITTED", tmp_path / "examples")
    assert large_class.measure(tmp_path / "class", 40) == 0
