"""Endless loops, memory bombs and exits in a class cost nobody else anything."""

from pathlib import Path

from benchmarks.hostile_class import measure


def test_hostile_submissions_harm_nobody_else(tmp_path: Path) -> None:
    """In a class of twenty with a loop, a bomb and an exit all others have the bytes that they have without them."""
    outcome = measure(tmp_path, 17, {"loop": 1, "bomb": 1, "exit": 1}, workers=2)
    assert (outcome.harmed, outcome.wrong) == ([], [])
