"""Fingerprints of the cases by exercise: which exercises two files of cases judge alike.

A result names its cases by one hash of the whole file. `cases.json`, beside the results, keeps what each such hash
stood for, so that a change of the cases of one exercise leaves the results of the others as they are.
"""

import hashlib
import json
from pathlib import Path

import h5py
import numpy as np

from autograder.exercises import EXERCISES
from autograder.storage import write_whole

CASES = "cases.json"
SHARED = "shared"
Fingerprints = dict[str, str]
"""SHA-256 by exercise, and under `shared` of what all of them have in common."""


def fingerprint(path: Path) -> Fingerprints:
    """The fingerprints of a file of cases: of all that it holds, in whatever order it was written."""
    with h5py.File(path, "r") as file:
        shared = hashlib.sha256()
        _add_attributes(shared, file)
        return {SHARED: shared.hexdigest(), **{name: _hash_group(file[name]) for name in EXERCISES}}


def _hash_group(group: h5py.Group) -> str:
    total = hashlib.sha256()
    _add_attributes(total, group)

    def add(name: str, found: h5py.Group | h5py.Dataset) -> None:
        _add(total, name)
        if isinstance(found, h5py.Dataset):
            _add(total, found[()])
        _add_attributes(total, found)

    group.visititems(add)
    return total.hexdigest()


def _add_attributes(total: "hashlib._Hash", found: h5py.Group | h5py.Dataset) -> None:
    for name in sorted(found.attrs):
        _add(total, name)
        _add(total, found.attrs[name])


def _add(total: "hashlib._Hash", value: object) -> None:
    array = np.asarray(value.encode() if isinstance(value, str) else value)
    total.update(f"{array.dtype.str}{array.shape}".encode())
    total.update(array.tobytes())


class CasesHistory:
    """`cases.json` of a folder of results. It may be deleted: then other cases mean that everything is graded again."""

    def __init__(self, results: Path) -> None:
        """Read what is there; a file that is missing or is no such file counts as empty."""
        self._path = results / CASES
        self._known = _read(self._path)

    def remember(self, sha256: str, cases: Path) -> None:
        """Write down what a file of cases holds, before a result names it. Raises OSError."""
        if sha256 not in self._known:
            self._known[sha256] = fingerprint(cases)
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
    except (OSError, ValueError):
        return {}
    entries = content.items() if isinstance(content, dict) else ()
    return {sha256: found for sha256, found in entries if isinstance(found, dict)}
