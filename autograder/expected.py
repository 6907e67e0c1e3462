"""`expected.h5`: the cases with their expected outputs, the outputs of known mistakes, the right helpers.

The file is all that grading needs: no answer key runs then. `public_tests.h5` has the same form and holds the
public cases only; it is released to students. The format of a case is read by `public_tests.read_suite`.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import h5py
import numpy as np

from autograder.cases import Definition, arguments
from autograder.exercises import ASSIGNMENT, EXERCISES, Exercise
from autograder.storage import open_private
from public_tests import Case, Suite, read_suite

EXPECTED = Path(__file__).with_name("expected.h5")
RTOL, ATOL = 1e-5, 1e-6


@dataclass(frozen=True)
class Solved:
    """A case with its numbers. values: arguments by name. outputs and mistakes: returned arrays by name.

    stops: exceptions with which known mistakes stop on the case, and the ids of the mistakes.
    """

    definition: Definition
    seed: int
    values: dict[str, object]
    outputs: dict[str, np.ndarray]
    mistakes: dict[str, dict[str, np.ndarray]]
    stops: dict[str, str]


@dataclass(frozen=True)
class Key:
    """What grading knows: the cases, and the sources of right functions and of the starter's stubs by name.

    sha256: of the whole file; a result records it, so that it can be told which cases it was judged by.
    """

    suite: Suite
    helpers: dict[str, str]
    stubs: dict[str, str]
    sha256: str

    def cases(self, exercise: str) -> tuple[Case, ...]:
        """The cases of an exercise that are run at grading."""
        return tuple(case for case in self.suite.cases[exercise] if not case.local_only)


def read_key(path: Path = EXPECTED) -> Key:
    """Read everything that grading needs. Raises FileNotFoundError when `make expected` was never run."""
    suite = read_suite(path)
    with h5py.File(path, "r") as file:
        helpers, stubs = json.loads(file.attrs["helpers"]), json.loads(file.attrs["stubs"])
    return Key(suite, helpers, stubs, hash_cases(path))


def hash_cases(path: Path) -> str:
    """The SHA-256 of a whole file of cases, by which results name it. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_suite(
    path: Path,
    solved: Iterable[Solved],
    mistakes: dict[str, str],
    *,
    public: bool,
    private: bool = False,
    **texts: Mapping[str, object],
) -> None:
    """Write solved cases in the form that `read_suite` reads.

    mistakes: id and sentence of each known mistake. public: leave out the hidden cases, but for their kinds.
    private: only the owner can read the file, from the first byte on.
    texts: further attributes by exercise: helpers and stubs for the grader's own file, hints for the public one.
    """
    everything = list(solved)
    partial = path.with_suffix(".partial")
    if private:
        os.close(open_private(partial))
    with h5py.File(partial, "w", libver="latest") as file:
        file.attrs["assignment"] = ASSIGNMENT
        file.attrs["exercises"] = json.dumps(list(EXERCISES))
        file.attrs["mistakes"] = json.dumps(mistakes)
        for name, text in texts.items():
            file.attrs[name] = json.dumps(text)
        for exercise in EXERCISES.values():
            own = [case for case in everything if case.definition.exercise == exercise.name]
            _write_exercise(file.create_group(exercise.name), exercise, own, public)
    partial.replace(path)


def _write_exercise(group: h5py.Group, exercise: Exercise, solved: list[Solved], public: bool) -> None:
    shown = [case for case in solved if not (public and case.definition.hidden)]
    group.attrs["returns"] = json.dumps(exercise.returns)
    group.attrs["optional"] = exercise.optional
    group.attrs["hidden_kinds"] = json.dumps([case.definition.kind for case in solved if case.definition.hidden])
    group.attrs["cases"] = json.dumps([case.definition.name for case in shown])
    for case in shown:
        _write_case(group.create_group(case.definition.name), case)


def _write_case(group: h5py.Group, case: Solved) -> None:
    definition = case.definition
    group.attrs.update(
        kind=definition.kind,
        hidden=definition.hidden,
        points=definition.points,
        local_only=definition.local_only,
        seed=case.seed,
        shapes=json.dumps(dict(definition.shapes)),
        rtol=RTOL,
        atol=ATOL,
    )
    arrays = {name: value for name, value in case.values.items() if isinstance(value, np.ndarray)}
    references = {name: {"array": name} if name in arrays else value for name, value in case.values.items()}
    group.attrs["arguments"] = json.dumps([_tuples(value) for value in arguments(definition.exercise, references)])
    _write_arrays(group.create_group("inputs"), arrays)
    _write_arrays(group.create_group("expected"), case.outputs)
    group.attrs["stops"] = json.dumps(case.stops)
    # One array for all mistakes of a case: a thousand small ones take a second to read.
    group["mistakes"] = _join(array for outputs in case.mistakes.values() for array in outputs.values())
    group["mistakes"].attrs["shapes"] = json.dumps(
        {mistake: {name: array.shape for name, array in outputs.items()} for mistake, outputs in case.mistakes.items()}
    )


def _join(arrays: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.empty(0), *(np.ravel(array).astype(np.float64) for array in arrays)])


def _tuples(value: object) -> object:
    """JSON has no tuples: mark them, so that a shape or a cache comes back as what it was."""
    return {"tuple": [_tuples(part) for part in value]} if isinstance(value, tuple) else value


def _write_arrays(group: h5py.Group, arrays: dict[str, np.ndarray]) -> None:
    for name, array in arrays.items():
        group[name] = array
