"""Endless loops, memory bombs and exits in a class cost nobody else anything."""

from pathlib import Path

import pytest

from benchmarks.hostile_class import HOSTILE, measure

CHEAPER = {
    "loop": "    __import__('time').sleep(60)\n",
    "bomb": "    held = globals().setdefault('held', [])\n    while True:\n        held.append(np.ones(1 << 20))\n",
}
"""Bodies that do the same to others and cost less: the loop waits, and the bomb keeps the memory for its next call."""


def test_hostile_submissions_harm_nobody_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In a class of twelve with a loop, a bomb and an exit all others have the bytes that they have without them."""
    for kind, body in CHEAPER.items():
        signature, _, statuses = HOSTILE[kind]
        monkeypatch.setitem(HOSTILE, kind, (signature, body, statuses))
    outcome = measure(tmp_path, 9, {"loop": 1, "bomb": 1, "exit": 1}, workers=2)
    assert (outcome.harmed, outcome.wrong) == ([], [])
