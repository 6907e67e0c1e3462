"""Notebooks of attacks: right answers to a few exercises, and the attack in place of one of them."""

import json
from collections.abc import Mapping
from functools import cache

from examples.build import code_cell, read_answers
from tests.attacks.catalogue import ARMED, HERE, NEIGHBOURS, Attack
from tests.first_assignment import NAME

SIGN = "the harm was done: "
"""Begins the text of the exception by which a harm tells that it succeeded."""
DONE = "BufferError"
"""The name of that exception, which no attack meets by accident. A record has it also where it hides the text."""
IMPORTS = "import numpy as np\n"
CALLED = f"""
def {ARMED}(A_prev, hparameters, mode="max"):
    return profit(guarded(), A_prev, hparameters, mode)
"""
READING_THE_LOAD = f"""
def {ARMED}(A_prev, hparameters, mode="max"):
    return profit(armed, A_prev, hparameters, mode)
"""
LOADED = "armed = guarded()\n"


def notebook_bytes(attack: Attack, arming: str, baits: Mapping[str, object]) -> bytes:
    """The bytes of the notebook of an attack. baits: what it is told about its surroundings."""
    beside = _right().keys() if attack.family == "controls" else NEIGHBOURS
    cells = [IMPORTS, *(_right()[name] for name in sorted(beside - attack.exercises))]
    cells += [
        f"SIGN = {SIGN!r}\nBAIT = {dict(baits)!r}\n",
        (HERE / "prelude.py").read_text(encoding="utf-8"),
        attack.source,
    ]
    if arming == "when called":
        cells += [CALLED]
    elif arming == "while loading":
        cells += [LOADED, READING_THE_LOAD]
    return _notebook(cells)


def control_bytes() -> bytes:
    """The bytes of a notebook in which all the neighbours are right."""
    return _notebook([IMPORTS, *(_right()[name] for name in sorted(NEIGHBOURS))])


def _notebook(sources: list[str]) -> bytes:
    return json.dumps(
        {"cells": list(map(code_cell, sources)), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


@cache
def _right() -> dict[str, str]:
    return read_answers(NAME, "loops")
