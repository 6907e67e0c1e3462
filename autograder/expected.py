"""`expected.h5`: the compiled assignment, with the hidden cases, the outputs of known mistakes and the right helpers.

The file is all that grading needs: no answer key runs then. `public_tests.h5` has the same form and holds the
public cases only; it is released to students. `public_tests.read_suite` reads what both have, and
`autograder/authoring/compiled.py` writes them.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import h5py

from autograder.assignment import Assignment, read_opened
from autograder.authoring.exercise import Check
from public_tests import Case, Suite, read_suite


@dataclass(frozen=True)
class Key:
    """What grading knows of an assignment: besides what everybody knows, the cases and the checks.

    helpers: the sources of right functions by name.
    sha256: of the whole file; a result records it, so that it shows which cases it was judged by.
    secret: made of the hidden cases, so that nobody without them can work out an id that is made with it.
    """

    assignment: Assignment
    suite: Suite
    checks: Mapping[str, tuple[Check, ...]]
    helpers: dict[str, str]
    sha256: str
    secret: bytes

    def cases(self, exercise: str) -> tuple[Case, ...]:
        """The cases of an exercise that are run at grading."""
        return tuple(case for case in self.suite.cases[exercise] if not case.local_only)


def read_key(path: Path) -> Key:
    """Read everything that grading needs. Raises FileNotFoundError when `make expected` was never run."""
    suite = read_suite(path)
    with h5py.File(path, "r") as file:
        stored = {name: json.loads(file[name].attrs["checks"]) for name in suite.cases}
        checks = {name: tuple(Check(**check) for check in own) for name, own in stored.items()}
        helpers = json.loads(file.attrs["helpers"])
        assignment = read_opened(file)
    return Key(assignment, suite, checks, helpers, hash_cases(path), _make_secret(suite))


def hash_cases(path: Path) -> str:
    """The SHA-256 of a whole file of cases, by which results name it. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _make_secret(suite: Suite) -> bytes:
    """A secret that changes only when the hidden cases do: other sentences and mistakes leave it as it is."""
    made = hashlib.blake2b()
    for cases in suite.cases.values():
        for case in (case for case in cases if case.hidden):
            for name, expected in case.expected.items():
                made.update(f"{case.exercise} {case.name} {name} {expected.shape}".encode())
                made.update(expected.astype("<f8").tobytes())
    return made.digest()
