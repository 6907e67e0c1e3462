"""A class that is made from known answers is grouped as it was made."""

from pathlib import Path

from benchmarks.large_class import measure


def test_answers_are_grouped_as_they_were_made(tmp_path: Path) -> None:
    """Of each two answers in a class of forty at least 99 % are rightly together or rightly apart."""
    assert measure(tmp_path, 40) == 0
