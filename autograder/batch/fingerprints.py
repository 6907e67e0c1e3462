"""Fingerprints of the cases by exercise: which exercises two files of cases judge alike.

A result names its cases by one hash of the whole file. `cases.json`, beside the results, keeps what each such hash
stood for, so that a change of the cases of one exercise leaves the results of the others as they are.
"""

import hashlib
import json
from dataclasses import fields
from pathlib import Path

import numpy as np

from autograder.exercises import EXERCISES
from autograder.expected import Key
from autograder.storage import write_whole
from public_tests import Case

CASES = "cases.json"
SHARED = "shared"
Fingerprints = dict[str, str]
"""SHA-256 by exercise, and under `shared` of what all of them have in common."""


def fingerprint(key: Key) -> Fingerprints:
    """The fingerprints of a file of cases: of all in it that judging uses, in whatever order it was written."""
    suite = key.suite
    own = {
        name: (suite.returns[name], suite.optional[name], suite.hidden_kinds[name], suite.cases[name])
        for name in EXERCISES
    }
    return {SHARED: _digest((suite.mistakes, key.helpers, key.stubs)), **{name: _digest(own[name]) for name in own}}


def _digest(value: object) -> str:
    total = hashlib.sha256()
    _add(total, value)
    return total.hexdigest()


def _add(total: "hashlib._Hash", value: object) -> None:
    """Add a value so that no two different ones give the same bytes: each begins with its kind and its size."""
    if isinstance(value, Case):
        value = {field.name: getattr(value, field.name) for field in fields(value)}
    if isinstance(value, np.ndarray):
        total.update(f"array{value.dtype.str}{value.shape}".encode())
        total.update(value.tobytes())
    elif isinstance(value, dict):
        total.update(f"dict{len(value)}".encode())
        for name in sorted(value):
            _add(total, name)
            _add(total, value[name])
    elif isinstance(value, (tuple, list)):
        total.update(f"{type(value).__name__}{len(value)}".encode())
        for item in value:
            _add(total, item)
    else:
        text = repr(value).encode()
        total.update(f"{type(value).__name__}{len(text)}:".encode())
        total.update(text)


class CasesHistory:
    """`cases.json` of a folder of results. It may be deleted: then other cases mean that everything is graded again."""

    def __init__(self, results: Path) -> None:
        """Read what is there; a file that is missing or is no such file counts as empty."""
        self._path = results / CASES
        self._known = _read(self._path)

    def remember(self, key: Key) -> None:
        """Write down what a file of cases holds, before a result names it. Raises OSError."""
        if key.sha256 not in self._known:
            self._known[key.sha256] = fingerprint(key)
            text = json.dumps(self._known, indent=1) + "\n"
            write_whole(self._path, text.encode(), lasting=True)

    def changed(self, before: str, now: str) -> frozenset[str] | None:
        """The exercises that two files of cases, by their hashes, need not judge alike; None when all is uncertain."""
        if before == now:
            return frozenset()
        one, other = self._known.get(before, {}), self._known.get(now, {})
        if SHARED not in one or one[SHARED] != other.get(SHARED):
            return None
        return frozenset(name for name in EXERCISES if one.get(name) != other.get(name))


def _read(path: Path) -> dict[str, Fingerprints]:
    try:
        content = json.loads(path.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    entries = content.items() if isinstance(content, dict) else ()
    return {sha256: found for sha256, found in entries if isinstance(found, dict)}
