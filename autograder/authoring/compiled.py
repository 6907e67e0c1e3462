"""Writing a compiled assignment: `expected.h5` for the grader, `public_tests.h5` for students.

All that depends on the assignment and its cases alone is worked out here, so that those who read the files need no code
of the assignment.
"""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from autograder.authoring.definition import Assignment, CaseDefinition
from autograder.authoring.exercise import Exercise
from autograder.storage import open_private
from public_tests import KnownOutput

RTOL, ATOL = 1e-5, 1e-6
FORMAT = ("v110", "v110")
"""Old enough for the h5py of any student since 2018, new enough for attributes longer than 64 kB."""


@dataclass(frozen=True)
class Solved:
    """A case with its numbers. values: arguments by name. outputs: returned arrays by name.

    keys: of each returned dictionary by name.
    known: the wrong outputs of known mistakes, each once, with the ids of all that give it.
    stops: exceptions with which known mistakes stop on the case, and the ids of these.
    harmless: ids of the mistakes that give the right output.
    """

    definition: CaseDefinition
    seed: int
    values: dict[str, Any]
    outputs: dict[str, np.ndarray]
    keys: dict[str, tuple[str, ...]]
    known: tuple[KnownOutput, ...]
    stops: dict[str, tuple[str, ...]]
    harmless: tuple[str, ...]


def write_suite(
    path: Path,
    assignment: Assignment,
    solved: Iterable[Solved],
    *,
    public: bool,
    private: bool = False,
    **texts: Mapping[str, object],
) -> None:
    """Write an assignment with its solved cases, whole or not at all, in the form that `read_suite` reads.

    public: leave out the hidden cases, except for their kinds, the checks, which name them, and what only the grader
    needs.
    private: only the owner can read the file, from the first byte on.
    texts: further attributes by exercise: helpers and stubs for the grader's own file, hints for the public one.
    """
    everything = list(solved)
    partial = path.with_suffix(".partial")
    if private:
        os.close(open_private(partial))
    with h5py.File(partial, "w", libver=FORMAT) as file:
        shared: dict[str, object] = {
            "exercises": list(assignment.exercises),
            "mistakes": assignment.all_sentences,
            "stops": [asdict(stop) for stop in assignment.stops],
            "public_tests": list(_compile_tests(assignment, everything)),
            "axes": {name: asdict(axes) for name, axes in assignment.axes.items()},
            "gradients": assignment.gradients,
            **texts,
        }
        if not public:
            file.attrs["outline"] = assignment.outline.text
        file.attrs.update(assignment=assignment.name, title=assignment.title)
        file.attrs.update({name: json.dumps(value) for name, value in shared.items()})
        for exercise in assignment.exercises.values():
            own = [case for case in everything if case.definition.exercise == exercise.name]
            _write_exercise(file.create_group(exercise.name), exercise, own, public)
    partial.replace(path)


def _compile_tests(assignment: Assignment, solved: list[Solved]) -> Iterator[dict[str, Any]]:
    """The public tests, with the right values of those that take values. Raises KeyError for a case that is missing."""
    cases = {(case.definition.exercise, case.definition.name): case for case in solved}
    for test in assignment.public_tests:
        chosen = [cases[test.exercise, name] for name in test.cases]
        right = [(value, value.work_out(chosen[0].values, chosen[0].outputs)) for value in test.values]
        values = [(value.argument, value.label, np.asarray(number).tolist()) for value, number in right]
        plain = {name: getattr(test, name) for name in ("name", "exercise", "cases", "passed")}
        yield plain | {"values": values}


def _write_exercise(group: h5py.Group, exercise: Exercise, solved: list[Solved], public: bool) -> None:
    shown = [case for case in solved if not (public and case.definition.hidden)]
    group.attrs.update(
        points=exercise.points,
        optional=exercise.optional,
        shape_rule=exercise.shape_rule,
        scalar_tip=exercise.scalar_tip,
        keys_tip=exercise.keys_tip,
    )
    listed: dict[str, object] = {
        "parameters": exercise.parameters,
        "returns": exercise.returns,
        "prerequisites": exercise.prerequisites,
        "keeps": dict(exercise.keeps),
        "hidden_kinds": [case.definition.kind for case in solved if case.definition.hidden],
        "cases": [case.definition.name for case in shown],
    }
    if not public:
        listed |= {"checks": [asdict(check) for check in exercise.checks], "packed": dict(exercise.packed)}
    group.attrs.update({name: json.dumps(value) for name, value in listed.items()})
    for case in shown:
        _write_case(group.create_group(case.definition.name), exercise, case)


def _write_case(group: h5py.Group, exercise: Exercise, case: Solved) -> None:
    definition, arrays = case.definition, dict[str, np.ndarray]()
    references = {name: _refer(name, value, arrays) for name, value in case.values.items()}
    group.attrs.update(
        kind=definition.kind,
        hidden=definition.hidden,
        points=definition.points,
        local_only=definition.local_only,
        seed=case.seed,
        rtol=RTOL,
        atol=ATOL,
    )
    listed = {
        "shapes": dict(definition.shapes),
        "arguments": [_tuples(value) for value in exercise.arguments(references)],
        "returned": {
            "keys": case.keys,
            "shape_numbers": exercise.shape_numbers(case.values) if exercise.shape_numbers else "",
            "wrong_parts": list(_compile_parts(exercise, case)),
        },
        "stops": case.stops,
        "harmless": case.harmless,
    }
    group.attrs.update({name: json.dumps(value) for name, value in listed.items()})
    _write_arrays(group.create_group("inputs"), arrays)
    _write_arrays(group.create_group("expected"), case.outputs)
    # One array for all mistakes of a case: a thousand small ones take a second to read.
    group["mistakes"] = _join(array for output in case.known for array in output.arrays.values())
    group["mistakes"].attrs["outputs"] = json.dumps(
        [(output.mistakes, {name: array.shape for name, array in output.arrays.items()}) for output in case.known]
    )


def _compile_parts(exercise: Exercise, case: Solved) -> Iterator[dict[str, Any]]:
    """What may take the place of an argument in a cache, with the index at which the argument is found in it."""
    for part in exercise.wrong_parts:
        if (index := part.index(case.values)) is not None:
            ends = [(one.start, one.stop) for one in index]
            yield {"mistake": part.mistake, "part": part.part, "sentence": part.sentence, "index": ends}


def _refer(name: str, value: Any, arrays: dict[str, np.ndarray]) -> Any:
    """A value for JSON, with references in place of arrays; these are added to `arrays`, named by their places.

    HDF5 keeps no order in memory, so the reference says which arrays are in column order.
    """
    if isinstance(value, dict):
        return {key: _refer(f"{name}.{key}", part, arrays) for key, part in value.items()}
    if not isinstance(value, np.ndarray):
        return value
    arrays[name] = value
    return {"column_order" if value.flags.fnc else "array": name}


def _join(arrays: Iterable[np.ndarray]) -> np.ndarray:
    return np.concatenate([np.empty(0), *(np.ravel(array).astype(np.float64) for array in arrays)])


def _tuples(value: object) -> object:
    """JSON has no tuples: mark them, so that a shape or a cache comes back as what it was."""
    return {"tuple": [_tuples(part) for part in value]} if isinstance(value, tuple) else value


def _write_arrays(group: h5py.Group, arrays: Mapping[str, np.ndarray]) -> None:
    for name, array in arrays.items():
        group[name] = array
