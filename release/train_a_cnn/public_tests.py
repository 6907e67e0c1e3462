"""The public tests of an assignment.

In the notebook:    from public_tests import *       gives a test for each exercise: `name_test(name)`
In a terminal:      python public_tests.py NOTEBOOK
A hint:             python public_tests.py --hint EXERCISE

All that is particular to the assignment is read from `public_tests.h5`, which is beside this file: the cases and their
expected outputs, the outputs of known mistakes, what is said about shapes and exceptions, the hints. Needs numpy and
h5py. The autograder judges by the functions of this file too, so that a result here and a result there never differ on
the same case.

The parts, in this order: cases, judging, diagnosis, patterns, source, exceptions, running, the tests that you call,
pictures, the notebook, hints, the terminal.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import contextlib
import copy
import difflib
import dis
import functools
import html
import inspect
import itertools
import json
import linecache
import math
import os
import re
import shutil
import signal
import sys
import textwrap
import threading
import traceback
import types
import warnings
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import Any

import h5py
import numpy as np

DATA = Path(__file__).with_name("public_tests.h5")

GONE_FROM_NUMPY = {
    **{"float": "float", "int": "int", "object": "object", "str": "str", "complex": "complex", "long": "int"},
    **{"unicode": "str", "float_": "np.float64", "complex_": "np.complex128", "asscalar": "x.item()"},
    **{"product": "np.prod", "cumproduct": "np.cumprod", "sometrue": "np.any", "alltrue": "np.all"},
    **{"Inf": "np.inf", "Infinity": "np.inf", "infty": "np.inf", "NaN": "np.nan", "NAN": "np.nan"},
    **{"PINF": "np.inf", "NINF": "-np.inf", "round_": "np.round", "bool": "bool", "math": "import math"},
}
"""Names that old notebooks use, with what to write instead. In numpy 2, np.bool and np.long are back."""


# Cases ------------------------------------------------------------------------------------------------------


Parts = str | tuple[str, ...]
"""The name of one argument, or the names of several that form a tuple."""


@dataclass(frozen=True)
class Axes:
    """What the axes of an array count. sides: those that a picture shows as rows and columns, if not the usual ones."""

    names: tuple[str, ...]
    sides: tuple[int, int] | None = None


@dataclass(frozen=True)
class Rules:
    """What the function of an exercise takes, what is asked of the value that it returns, and how that is shown.

    parameters: the names in the signature, in order.
    keeps: returned names that hold arguments as they were given, such as a cache, and which arguments.
    shape: the rule for the shape of returned arrays, in words.
    scalar_tip: how to get one number out of an array. keys_tip: where the keys of a returned dictionary come from.
    axes: by the name of an array, or else by the number of its axes. gradients: the names of arrays that are gradients.
    """

    parameters: tuple[str, ...] = ()
    keeps: Mapping[str, Parts] = field(default_factory=dict)
    shape: str = ""
    scalar_tip: str = ""
    keys_tip: str = ""
    axes: Mapping[str, Axes] = field(default_factory=dict)
    gradients: tuple[str, ...] = ()


@dataclass(frozen=True)
class WrongPart:
    """A value in place of an argument in a cache: the right argument is what is found in it at an index."""

    mistake: str
    part: str
    sentence: str
    index: tuple[slice, ...]


@dataclass(frozen=True)
class KnownOutput:
    """A wrong output of a case by the names of its arrays, and the ids of the known mistakes that give it."""

    mistakes: tuple[str, ...]
    arrays: dict[str, np.ndarray]


@dataclass(frozen=True)
class Case:
    """One call of a function and what it should return.

    arguments: positional arguments; take a fresh copy for each call.
    expected: each returned array by name; one in a returned dictionary as `name["key"]`. What the function keeps, such
    as a cache, is not listed: it must hold the arguments.
    keys: the keys of each returned dictionary by name.
    shape_numbers: the rule for the shape with the numbers of this case put in.
    known: the outputs of known mistakes, each once. Two ids joined by "+" are two mistakes at once.
    stops: each exception with which known mistakes stop here, and the ids of these mistakes.
    harmless: ids of the known mistakes that give the expected output here.
    """

    exercise: str
    name: str
    kind: str
    hidden: bool
    points: int
    local_only: bool
    arguments: tuple[Any, ...]
    expected: dict[str, np.ndarray]
    known: tuple[KnownOutput, ...]
    stops: Mapping[str, tuple[str, ...]]
    harmless: frozenset[str]
    rtol: float
    atol: float
    rules: Rules = Rules()
    keys: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    shape_numbers: str = ""
    wrong_parts: tuple[WrongPart, ...] = ()

    def kept(self, parts: Parts) -> Any:
        """The arguments of these names, as a function should keep them."""
        given = dict(zip(self.rules.parameters, self.arguments, strict=False))
        return given[parts] if isinstance(parts, str) else tuple(given[part] for part in parts)

    def fresh_arguments(self) -> tuple[Any, ...]:
        """A deep copy of the arguments, so that a function that changes them spoils nothing."""
        return copy.deepcopy(self.arguments)

    def close(self, got: np.ndarray | float, expected: np.ndarray | float) -> np.ndarray:
        """Elementwise: whether two arrays of one shape agree within the tolerances of the case; nan agrees with nan."""
        return is_close(got, expected, self.rtol, self.atol)

    def agrees(self, name: str, got: np.ndarray) -> np.ndarray:
        """Elementwise: whether an output of the right shape is the expected one; nan and inf never are."""
        with np.errstate(all="ignore"):
            return np.abs(np.subtract(got, self.expected[name], dtype=np.float64)) <= self._tolerances[name]

    @functools.cached_property
    def stopping(self) -> frozenset[str]:
        """Ids of the known mistakes that stop here."""
        return frozenset(chain.from_iterable(self.stops.values()))

    @functools.cached_property
    def harmful(self) -> frozenset[str]:
        """Ids of the known mistakes that are known to show here. Of a large case not everything is known."""
        return self.stopping.union(*(output.mistakes for output in self.known))

    @functools.cached_property
    def _tolerances(self) -> dict[str, np.ndarray]:
        # Worked out once: at grading the same expected outputs are compared with those of a whole class.
        return {name: self.atol + self.rtol * np.abs(expected) for name, expected in self.expected.items()}


@dataclass(frozen=True)
class Stop:
    """What an exception means in an assignment.

    error: the name of its class. pattern: a regular expression, found anywhere in what Python says.
    sentence: `{exercise}` is the exercise, `{culprit}` the function of the student's in which it stopped.
    mistake: id of the mistake that it shows. handed: the sentence where the culprit is not the exercise itself.
    exercises: of these exercises only; of all where it is empty.
    culprit: a regular expression that the whole name of the culprit must match; any name where it is empty.
    """

    error: str
    pattern: str
    sentence: str
    mistake: str | None = None
    handed: str = ""
    exercises: tuple[str, ...] = ()
    culprit: str = ""

    def explain(self, exercise: str, culprit: str, type_name: str, message: str) -> Finding | None:
        """The finding of an exception; None where it is another one."""
        if type_name != self.error or (self.exercises and exercise not in self.exercises):
            return None
        if (self.culprit and not re.fullmatch(self.culprit, culprit)) or not re.search(self.pattern, message):
            return None
        sentence = self.handed if self.handed and culprit != exercise else self.sentence
        return Finding("raised", sentence.format(exercise=exercise, culprit=culprit), mistake=self.mistake)


@dataclass(frozen=True)
class PublicTest:
    """A public test besides the one of each exercise.

    cases: the names of the cases that it looks at. values: in place of a function it takes values that the notebook
    worked out from its one case: name of the argument, what it is, the right value. passed: what it prints for them.
    """

    name: str
    exercise: str
    cases: tuple[str, ...]
    values: tuple[tuple[str, str, np.ndarray], ...] = ()
    passed: str = ""


@dataclass(frozen=True, eq=False)
class Suite:
    """All of a file: what is known about the exercises, their cases and the mistakes.

    mistakes: the sentence of each by id. stops: exceptions with a meaning of their own, in the order in which they are
    tried.
    """

    assignment: str
    returns: dict[str, tuple[str, ...]]
    optional: dict[str, bool]
    cases: dict[str, tuple[Case, ...]]
    hidden_kinds: dict[str, tuple[str, ...]]
    mistakes: dict[str, str]
    stops: tuple[Stop, ...]
    public_tests: tuple[PublicTest, ...]


def _rebuild(skeleton: Any, arrays: dict[str, np.ndarray]) -> Any:
    """Put arrays back where the JSON skeleton of the arguments names them."""
    if isinstance(skeleton, dict) and set(skeleton) == {"array"}:
        return arrays[skeleton["array"]]
    if isinstance(skeleton, dict) and set(skeleton) == {"column_order"}:
        return np.asfortranarray(arrays[skeleton["column_order"]])
    if isinstance(skeleton, dict) and set(skeleton) == {"tuple"}:
        return tuple(_rebuild(part, arrays) for part in skeleton["tuple"])
    if isinstance(skeleton, dict):
        return {key: _rebuild(part, arrays) for key, part in skeleton.items()}
    return skeleton


def _read_arrays(group: h5py.Group) -> dict[str, np.ndarray]:
    return {name: dataset[()] for name, dataset in group.items()}


def _read_known(stored: h5py.Dataset) -> Iterator[KnownOutput]:
    """Cut the outputs of the known mistakes out of the one array that holds them all."""
    numbers, start = stored[()], 0
    for mistakes, shapes in json.loads(stored.attrs["outputs"]):
        arrays = {}
        for name, shape in shapes.items():
            end = start + math.prod(shape)
            arrays[name] = numbers[start:end].reshape(shape)
            start = end
        yield KnownOutput(tuple(mistakes), arrays)


def read_suite(path: Path | None = None) -> Suite:
    """Read the cases, once, from an HDF5 file written by `make expected`: the one beside this file, or another.

    Raises FileNotFoundError, with what to do, when the file is not there.
    """
    return _read_suite(path or DATA)


@functools.cache
def _read_suite(path: Path) -> Suite:
    if not Path(path).is_file():
        raise FileNotFoundError(f"{Path(path).name} is missing: put it back next to public_tests.py")
    with h5py.File(path, "r") as file:
        axes = {name: Axes(**_with_tuples(known)) for name, known in json.loads(file.attrs["axes"]).items()}
        gradients = tuple(json.loads(file.attrs["gradients"]))
        returns, optional, cases, hidden_kinds = {}, {}, {}, {}
        for exercise in json.loads(file.attrs["exercises"]):
            group = file[exercise]
            returns[exercise] = tuple(json.loads(group.attrs["returns"]))
            optional[exercise] = bool(group.attrs["optional"])
            hidden_kinds[exercise] = tuple(json.loads(group.attrs["hidden_kinds"]))
            own_axes = {name.removeprefix(f"{exercise}."): known for name, known in axes.items()}
            rules = replace(_read_rules(group), axes=own_axes, gradients=gradients)
            names = json.loads(group.attrs["cases"])
            cases[exercise] = tuple(_read_case(exercise, rules, group[name]) for name in names)
        return Suite(
            assignment=str(file.attrs["assignment"]),
            returns=returns,
            optional=optional,
            cases=cases,
            hidden_kinds=hidden_kinds,
            mistakes=json.loads(file.attrs["mistakes"]),
            stops=tuple(Stop(**_with_tuples(stop)) for stop in json.loads(file.attrs["stops"])),
            public_tests=tuple(_read_test(test) for test in json.loads(file.attrs["public_tests"])),
        )


def _with_tuples(values: dict[str, Any]) -> dict[str, Any]:
    """JSON has lists only: here they are tuples again."""
    return {name: tuple(value) if isinstance(value, list) else value for name, value in values.items()}


def _read_test(stored: dict[str, Any]) -> PublicTest:
    values = tuple((argument, label, np.array(value)) for argument, label, value in stored["values"])
    return PublicTest(**_with_tuples(stored) | {"values": values})


def _read_rules(group: h5py.Group) -> Rules:
    return Rules(
        parameters=tuple(json.loads(group.attrs["parameters"])),
        keeps=_with_tuples(json.loads(group.attrs["keeps"])),
        shape=str(group.attrs["shape_rule"]),
        scalar_tip=str(group.attrs["scalar_tip"]),
        keys_tip=str(group.attrs["keys_tip"]),
    )


def _read_case(exercise: str, rules: Rules, group: h5py.Group) -> Case:
    inputs, returned = _read_arrays(group["inputs"]), json.loads(group.attrs["returned"])
    return Case(
        exercise=exercise,
        name=group.name.rsplit("/", 1)[1],
        kind=str(group.attrs["kind"]),
        hidden=bool(group.attrs["hidden"]),
        points=int(group.attrs["points"]),
        local_only=bool(group.attrs["local_only"]),
        arguments=_rebuild({"tuple": json.loads(group.attrs["arguments"])}, inputs),
        expected=_read_arrays(group["expected"]),
        known=tuple(_read_known(group["mistakes"])),
        stops=_with_tuples(json.loads(group.attrs["stops"])),
        harmless=frozenset(json.loads(group.attrs["harmless"])),
        rtol=float(group.attrs["rtol"]),
        atol=float(group.attrs["atol"]),
        rules=rules,
        keys=_with_tuples(returned["keys"]),
        shape_numbers=returned["shape_numbers"],
        wrong_parts=tuple(
            WrongPart(**part | {"index": tuple(slice(*ends) for ends in part["index"])})
            for part in returned["wrong_parts"]
        ),
    )


# Judging ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Finding:
    """What one look at a returned value found.

    rung: how far up the ladder it came: type, shape, finite, values, then right. Or what else there is to say:
    cache, inputs, again, and how a function stopped that gave no answer.
    sentence: in our own words, without an input or an expected value.
    detail: numbers, what Python said, and where. pattern: what all wrong values have in common.
    mistake: id of the recognised mistake, if any.
    credit: the share of the points of the case that it keeps, 0 to 1.
    causes: ids of the known mistakes that do the same on this case. `diagnose` looks at all cases.
    clue: what explains it in the student's source, told from the source and the rung alone.

    A student may read all of it for a public case. `autograder/grading/disclosure.py` decides what a hidden case shows.
    """

    rung: str
    sentence: str = ""
    detail: str = ""
    mistake: str | None = None
    credit: float = 0.0
    pattern: str = ""
    causes: frozenset[str] = frozenset()
    clue: str = ""

    @property
    def right(self) -> bool:
        """Whether there is nothing to say against the value."""
        return self.rung == "right"

    @property
    def numbers_are_right(self) -> bool:
        """Whether the numbers that were returned are the right ones, whatever else there is to say."""
        return self.rung in ("right", "inputs", "again", "cache") or self.credit > 0

    @property
    def message(self) -> str:
        """What a student reads, where all of it may be shown."""
        clue = "" if self.clue.rpartition(": ")[2] in self.sentence else self.clue
        return " ".join(part for part in (self.sentence, clue, self.pattern, self.detail) if part)


RIGHT = Finding("right", credit=1.0)
ARRAY_CREDIT = 0.75


def examine(
    case: Case,
    returns: Sequence[str],
    look: Callable[[Any, Sequence[object]], Finding],
    value: object,
    arguments: Sequence[object],
) -> Finding:
    """What a look at a returned value, and at the arguments after the call, finds.

    A value that makes the look itself raise, such as an integer too large for any float, is a wrong answer. Raises
    what the look raises on the right answer: then the look is broken.
    """
    try:
        return look(value, arguments)
    except Exception:
        look(right_value(case, returns), case.arguments)
        sentence = (
            f"{case.exercise} returns something that cannot be compared with numbers: is each value an ordinary real "
            "number, and each array an ordinary numpy array?"
        )
        return Finding("type", sentence)


def right_value(case: Case, returns: Sequence[str]) -> object:
    """What a right function returns for a case."""
    parts = tuple(_right_part(case, name) for name in returns)
    return parts if len(returns) > 1 else parts[0]


def _right_part(case: Case, name: str) -> Any:
    if name in case.rules.keeps:
        return case.kept(case.rules.keeps[name])
    if name in case.keys:
        return {key: case.expected[name_entry(name, key)] for key in case.keys[name]}
    return case.expected[name]


def name_entry(name: str, key: str) -> str:
    """How an array in a returned dictionary is called."""
    return f'{name}["{key}"]'


def judge(case: Case, returns: Sequence[str], value: object) -> Finding:
    """Judge what a function returned for a case: type, shape, finiteness, values, in this order.

    The first rung that fails is reported, with the known mistakes that give the same output.
    """
    if value is None:
        names = ", ".join(returns)
        return Finding("type", f"{case.exercise} returns nothing: it should end with `return {names}`.")
    parts: Sequence[object] = (value,)
    if len(returns) > 1:
        if not isinstance(value, (tuple, list)) or len(value) != len(returns):
            sentence = f"{case.exercise} should return {len(returns)} values: {', '.join(returns)}."
            return Finding("type", sentence, f"Yours returns {describe(value)}.")
        parts = value
    arrays: dict[str, object] = {}
    other_keys = None
    for name, part in zip(returns, parts, strict=True):
        other_keys = other_keys or _judge_keys(case, name, part)
        arrays.update(_spread(case, name, part))
    plain = all(isinstance(part, (np.ndarray, np.generic, int, float)) for part in arrays.values())
    numbers = {name: _to_array(part) for name, part in arrays.items()} if plain else {}
    if other_keys:
        return _with_causes(case, numbers, other_keys)
    for name, part in arrays.items():
        if problem := _judge_type(case, name, part):
            return _with_causes(case, numbers, problem)
    packed = [name for name, got in numbers.items() if case.expected[name].ndim == 0 and got.ndim > 0]
    returned = numbers.copy()
    numbers |= {name: numbers[name].reshape(()) for name in packed}
    for name, got in numbers.items():
        finding = _judge_numbers(case, name, got)
        if not finding.right:
            return _with_causes(case, numbers, finding)
    if packed:
        who = case.exercise if len(returns) == 1 else packed[0]
        tip = f": {case.rules.scalar_tip}" if case.rules.scalar_tip else ""
        sentence = (
            f"The number is right, but {who} should {'return' if len(returns) == 1 else 'be'} one plain number, not an "
            f"array around it{tip}."
        )
        finding = Finding("type", sentence, mistake="array_for_scalar", credit=ARRAY_CREDIT)
        return _with_causes(case, returned, finding)
    return RIGHT


def _judge_keys(case: Case, name: str, part: object) -> Finding | None:
    """What is wrong with a returned dictionary before its arrays are looked at; None for nothing."""
    if name not in case.keys:
        return None
    if not isinstance(part, dict):
        return Finding("type", f"{name} should be a dictionary.", f"Yours is {describe(part)}.")
    missing = [key for key in case.keys[name] if key not in part]
    others = sorted(key for key in part if isinstance(key, str) and key not in case.keys[name])
    count = len(part) - len(case.keys[name]) + len(missing)
    if not missing and not count:
        return None
    keys = ", ".join(f'"{key}"' for key in case.keys[name])
    tip = f": {case.rules.keys_tip}" if case.rules.keys_tip else ""
    told = [f"Missing: {', '.join(missing)}."] if missing else []
    told += [f"Not expected: {', '.join(others) if len(others) == count else count}."] if count else []
    return Finding("type", f"{name} should have the keys {keys} and no others{tip}.", " ".join(told))


def _spread(case: Case, name: str, part: object) -> dict[str, object]:
    """The arrays of one returned value by name: none of a cache, each one of a dictionary, the expected ones first."""
    if name in case.keys and isinstance(part, dict):
        others = (key for key in part if isinstance(key, str))
        return {name_entry(name, key): part[key] for key in (*case.keys[name], *others) if key in part}
    return {name: part} if name in case.expected else {}


def _to_array(part: object) -> np.ndarray:
    """A number or an array as a plain array. Raises OverflowError for an integer beyond all floats."""
    # By itself numpy makes an array of objects of an integer that needs more than 64 bits.
    return np.asarray(part, np.float64 if type(part) is int else None)


def _judge_type(case: Case, name: str, part: object) -> Finding | None:
    expected = case.expected[name]
    if expected.ndim == 0:
        plain = isinstance(part, (int, float, np.integer, np.floating)) and not isinstance(part, bool)
        packed = isinstance(part, np.ndarray) and part.size == 1 and part.dtype.kind in "fiu"
        if plain or packed:
            return None
        return Finding("type", f"{name} should be one real number.", f"Yours is {describe(part)}.")
    kind = str(getattr(part, "detail", "")).partition("dtype ")[2]  # of an array that the sandbox did not hand over
    if getattr(part, "type_name", "") == "numpy.ndarray" and kind:
        return Finding("type", f"{name} should hold real numbers.", f"Yours holds {kind} values.")
    if not isinstance(part, np.ndarray):
        return Finding("type", f"{name} should be a numpy array.", f"Yours is {describe(part)}.")
    if expected.dtype == bool and part.dtype != bool:
        mistake = "integer_mask" if part.dtype.kind in "iuf" else None
        return Finding("type", f"{name} should hold True and False.", f"Yours holds {part.dtype} values.", mistake)
    if expected.dtype != bool and part.dtype.kind not in "fiu":
        return Finding("type", f"{name} should hold real numbers.", f"Yours holds {part.dtype} values.")
    return None


def _judge_numbers(case: Case, name: str, got: np.ndarray) -> Finding:
    expected = case.expected[name]
    if got.shape != expected.shape:
        rule = f" It should be {case.rules.shape}." if case.rules.shape else ""
        detail = f"{name} has shape {got.shape}; it should be {expected.shape}. {case.shape_numbers}".strip()
        return Finding("shape", f"{name} has the wrong shape.{rule}", detail)
    agrees = case.agrees(name, got)
    if agrees.all():
        return RIGHT
    detail = _first_difference(name, got, expected, agrees)
    if not np.isfinite(got).all():
        return Finding("finite", f"{name} contains nan or inf instead of numbers.", detail)
    pattern = describe_pattern(case.rules.axes, name, got, expected, agrees)
    return Finding("values", f"{name} has the right shape but wrong values.", detail, pattern=pattern)


def _first_difference(name: str, got: np.ndarray, expected: np.ndarray, agrees: np.ndarray) -> str:
    if got.ndim == 0:
        return f"{name} is {got.item():.8g}; it should be {expected.item():.8g}."
    index = tuple(int(i) for i in np.argwhere(~agrees)[0])
    where = f"{name}[{', '.join(map(str, index))}]"
    count = f"{int((~agrees).sum())} of {agrees.size} values differ"
    return f"{count}; the first is {where} = {got[index]:.8g}, which should be {expected[index]:.8g}."


def _with_causes(case: Case, got: dict[str, np.ndarray], finding: Finding) -> Finding:
    """The finding, with the known mistakes whose output the arrays are."""
    if any(array.dtype.kind not in "bfiu" for array in got.values()) or not got:
        return finding
    for output in case.known:
        if output.arrays.keys() == got.keys() and all(
            got[name].shape == array.shape and case.close(got[name], array).all()
            for name, array in output.arrays.items()
        ):
            return replace(finding, causes=frozenset(output.mistakes))
    return finding


def describe_kept(name: str, parts: Parts) -> str:
    """What a cache should be. name: of what is returned. parts: the arguments that it holds."""
    if isinstance(parts, str):
        return f"{name} should be {parts}, as it was given"
    return f"{name} should be ({', '.join(parts)}), as they were given"


def judge_cache(case: Case, returns: Sequence[str], value: object) -> Finding:
    """Judge what a function keeps: the arguments that a later pass needs, in order."""
    values: Sequence[object] = (value,)
    if len(returns) > 1:
        if not isinstance(value, (tuple, list)) or len(value) != len(returns):
            return Finding("cache", f"{case.exercise} should return {', '.join(returns)}.")
        values = value
    looks = (_judge_kept(case, name, part) for name, part in zip(returns, values, strict=True))
    return next((finding for finding in looks if not finding.right), RIGHT)


def _judge_kept(case: Case, name: str, value: Any) -> Finding:
    parts = case.rules.keeps.get(name)
    if parts is None:
        return RIGHT
    wanted, given = describe_kept(name, parts), case.kept(parts)
    if value is None:
        return Finding("cache", f"{wanted}; yours is None.", mistake="cache_missing")
    if isinstance(parts, str):
        parts, given, value = (parts,), (given,), (value,)
    if not isinstance(value, (tuple, list)) or len(value) != len(parts):
        short = isinstance(value, (tuple, list)) and len(value) < len(parts)
        mistake = "cache_incomplete" if short else "wrong_cache"
        return Finding("cache", f"{wanted}.", f"Yours is {describe(value)}.", mistake)
    wrong = [(part, own) for part, own, right in zip(parts, value, given, strict=True) if not same_value(own, right)]
    if not wrong:
        return RIGHT
    if all(any(same_value(right, own) for own in value) for right in given):
        return Finding("cache", f"{wanted}, in this order; yours has a different order.", mistake="cache_order")
    part, own = wrong[0]
    for known in case.wrong_parts:
        if known.part == part and _is_found(case.kept(part), own, known.index):
            return Finding("cache", f"{wanted}; {known.sentence}.", mistake=known.mistake)
    return Finding("cache", f"{wanted}; yours has something else for {part}.", mistake="wrong_cache")


def _is_found(right: Any, own: object, index: tuple[slice, ...]) -> bool:
    """Whether an array holds the right one at an index."""
    return isinstance(own, np.ndarray) and own.ndim == len(index) and same_value(own[index], right)


def judge_inputs(case: Case, arguments: Sequence[object]) -> Finding:
    """Judge whether a function left alone what it was given. arguments: as they are after the call."""
    if same_value(arguments, case.arguments):
        return RIGHT
    what = "dictionary" if same_value(_arrays(arguments), _arrays(case.arguments)) else "arrays"
    sentence = f"{case.exercise} changes its input {what}; work on a copy."
    return Finding("inputs", sentence, mistake="inputs_changed")


def _arrays(value: object) -> list[np.ndarray]:
    """The arrays among arguments and within their tuples, in order."""
    if isinstance(value, (tuple, list)):
        return [array for part in value for array in _arrays(part)]
    return [value] if isinstance(value, np.ndarray) else []


def is_close(got: np.ndarray | float, expected: np.ndarray | float, rtol: float, atol: float) -> np.ndarray:
    """Elementwise: whether two arrays of one shape agree within tolerances; nan agrees with nan.

    As np.isclose, which takes five times as long for arrays as small as those of the cases.
    """
    with np.errstate(all="ignore"):
        apart = np.abs(np.subtract(got, expected, dtype=np.float64))
        near = (apart <= atol + rtol * np.abs(expected)) & np.isfinite(expected)
        return near | np.equal(got, expected) | (np.isnan(got) & np.isnan(expected))


def same_value(one: object, other: object) -> bool:
    """Whether two plain values (numbers, arrays, tuples, lists, dicts) are the same to the last bit."""
    if one is other:
        return True
    if isinstance(one, np.ndarray) or isinstance(other, np.ndarray):
        if not (isinstance(one, np.ndarray) and isinstance(other, np.ndarray)):
            return False
        return one.shape == other.shape and one.dtype == other.dtype and one.tobytes() == other.tobytes()
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same_value(one[key], other[key]) for key in one)
    if isinstance(one, (tuple, list)) and isinstance(other, (tuple, list)):
        return len(one) == len(other) and all(map(same_value, one, other))
    try:
        return bool(one == other) or (one != one and other != other)
    except Exception:  # such as a tuple and a number of numpy's, which make an array
        return False


def describe(value: object) -> str:
    """A value in words for a message: its type, with shape or length, never its content."""
    if value is None:
        return "None"
    if isinstance(value, np.ndarray):
        return f"an array of shape {value.shape}"
    if isinstance(value, (tuple, list)):
        return f"a {type(value).__name__} of length {len(value)}"
    return f"of type {getattr(value, 'type_name', type(value).__name__)}"


# Diagnosis --------------------------------------------------------------------------------------------------

SURE, POSSIBLE, STOPS_ALIKE = "sure", "possible", "stops alike"


@dataclass(frozen=True)
class Diagnosis:
    """The known mistake that explains what a function does wrong.

    name: its id; two joined by "+" are two mistakes at once. certainty: SURE where no other known mistake does all
    that the function does. POSSIBLE where another one does, or where some wrong answers are left without a cause.
    other: the id of the other one, if there are just two.
    STOPS_ALIKE where the function stops with the same errors, which may have another cause.
    cases: the names of those on which the function does what the mistake does. complete: whether it leaves no wrong
    answer without a cause.
    """

    name: str
    certainty: str
    cases: frozenset[str]
    complete: bool
    other: str = ""

    @property
    def mistake(self) -> str | None:
        """The id of the mistake, the first of two, where it is recognised."""
        return self.name.partition("+")[0] if self.complete and self.certainty != POSSIBLE else None

    def tell(self, sentences: Mapping[str, str]) -> str:
        """What is said of it. sentences: of the known mistakes by id."""
        names = self.name.split("+")
        if self.certainty == SURE and names[1:]:
            one, other = (_clause(sentences[name]) for name in names)
            return f"There are two mistakes at once. First: {one} Second: {other}"
        if self.certainty == SURE:
            return sentences[self.name]
        clause = _join_clauses(self.name, sentences)
        if self.certainty == STOPS_ALIKE:
            return f"You get the same error if {clause}"
        another = f" Another possible cause: {_join_clauses(self.other, sentences)}" if self.other else ""
        return f"One possible cause: {clause}{another}"

    def explain(self, case: Case, finding: Finding, sentences: Mapping[str, str]) -> Finding:
        """What a wrong answer on a case means, in the light of all cases."""
        alike = case.name in self.cases
        if finding.right or ((finding.mistake or finding.numbers_are_right) and not alike):
            return finding
        if finding.mistake is not None and finding.mistake == self.mistake:
            return finding  # a rule has said it
        if not (self.complete or alike):
            return replace(finding, sentence=f"{finding.sentence} {AS_WELL}")
        told = self.tell(sentences)
        # A wrong shape keeps its formula, and an error what it means: for a hidden case that is all there is.
        sentence = told if finding.rung == "values" else f"{finding.sentence} {told}"
        clue = "" if self.certainty == SURE else finding.clue
        return replace(finding, sentence=sentence, mistake=self.mistake, pattern="", clue=clue)


AS_WELL = "Something else is wrong here as well."


def suspect(sentence: str) -> str:
    """The sentence of a known mistake for a function that stops with the error of that mistake.

    An exception says less than an array: it is the same error, and may have another cause.
    """
    return f"You get the same error if {_clause(sentence)}"


def _join_clauses(name: str, sentences: Mapping[str, str]) -> str:
    """What is wrong where a mistake, or two at once, are made."""
    return " In addition, ".join(_clause(sentences[part]) for part in name.split("+"))


def _clause(sentence: str) -> str:
    """What is wrong, out of the sentence of a known mistake, to be put behind other words."""
    clause = sentence.partition("what you get when ")[2] or sentence
    return clause if clause.split(" ")[0].isupper() else clause[:1].lower() + clause[1:]


def diagnose(judged: Sequence[tuple[Case, Finding]], order: Sequence[str]) -> Diagnosis | None:
    """The known mistake that explains what a function does on all of some cases; None where there is none.

    It must do what the function does wherever that is wrong, and nothing where it is right. Where none does all, the
    one that explains most of the wrong answers, half of them at least and two. order: ids; of equal ones the first is
    taken. One mistake comes before two at once.
    """
    wrong = [(case, finding) for case, finding in judged if finding.causes or not finding.numbers_are_right]
    right = [case for case, finding in judged if finding.numbers_are_right and not finding.causes]
    names = set().union(*(finding.causes for _, finding in wrong))
    names -= set().union(*(case.harmful for case in right))
    explained = {name: [case for case, finding in wrong if name in finding.causes] for name in names}
    left = {name: sum(_is_unlike(name, case, finding) for case, finding in wrong) for name in names}
    for count in (1, 2):
        ranked = sorted(
            (name for name in names if len(name.split("+")) == count),
            key=lambda name: (-len(explained[name]), *(order.index(part) for part in name.split("+"))),
        )
        if full := [name for name in ranked if not left[name]]:
            certainty = _rate(full, wrong)
            other = full[1] if len(full) == 2 and certainty == POSSIBLE else ""
            return Diagnosis(full[0], certainty, frozenset(case.name for case in explained[full[0]]), True, other)
    best = max(ranked := [name for name in names if "+" not in name], key=lambda name: len(explained[name]), default="")
    enough = best and len(explained[best]) >= max(2, len(wrong) / 2)
    if not enough or sum(len(explained[name]) == len(explained[best]) for name in ranked) > 1:
        return None
    return Diagnosis(best, POSSIBLE, frozenset(case.name for case in explained[best]), False)


def _is_unlike(name: str, case: Case, finding: Finding) -> bool:
    """Whether a mistake is known to do something else on a case than a function that is wrong there."""
    if name in finding.causes:
        return False
    if finding.rung == "raised" and name in case.stopping:
        return False  # the same mistake in other code stops with another error
    return name in case.harmless or name in case.harmful


def _rate(full: Sequence[str], wrong: Sequence[tuple[Case, Finding]]) -> str:
    """How certain the first of some mistakes is, each of which explains all that is wrong."""
    shown = [finding for _, finding in wrong if full[0] in finding.causes]
    if all(finding.rung == "raised" for finding in shown):
        return STOPS_ALIKE if len(full) == 1 else POSSIBLE
    # One case on which several mistakes coincide never decides alone.
    alone = len(shown) > 1 or sum("+" not in name for name in shown[0].causes) < 2
    return SURE if len(full) == 1 and alone else POSSIBLE


def explain_all(judged: Sequence[tuple[Case, Finding]], sentences: Mapping[str, str]) -> list[Finding]:
    """The findings of all cases of a function, each in the light of all. sentences: of the known mistakes by id."""
    diagnosis = diagnose(judged, list(sentences))
    if diagnosis is None:
        return [finding for _, finding in judged]
    return [diagnosis.explain(case, finding, sentences) for case, finding in judged]


# Patterns ---------------------------------------------------------------------------------------------------


def describe_pattern(
    known: Mapping[str, Axes], name: str, got: np.ndarray, expected: np.ndarray, agrees: np.ndarray
) -> str:
    """What all wrong values of an array of the right shape have in common, in a sentence; empty where nothing is seen.

    known: what the axes of arrays count. agrees: elementwise, whether a value is right.
    """
    if expected.size < 2 or expected.dtype.kind not in "fiu" or got.dtype.kind not in "fiu":
        return ""
    own, right = got.astype(np.float64), expected.astype(np.float64)

    def same(other: np.ndarray | float) -> bool:
        return bool(is_close(own, other, 1e-5, 1e-6).all())

    if np.ptp(own) == 0:
        return f"All your values are {own.flat[0]:.6g}."
    if same(np.maximum(right, 0)):
        return "Your value is 0 wherever the right value is negative."
    if not own[~agrees].any():
        return "Wherever your values are wrong, they are 0."
    if same(-right):
        return "Every value has the wrong sign."
    if same(np.abs(right)):
        return "Every value is right except for its sign: none of yours is negative."
    for decimals, words in enumerate(("whole numbers", "one decimal", "two decimals", "three decimals")):
        if same(np.round(right, decimals)) and np.array_equal(own, np.round(own, decimals)):
            return f"Your values are the right ones, rounded to {words}."
    return (
        _describe_shift(own, right, same)
        or _describe_swap(known, name, right, same)
        or _describe_place(known, name, agrees)
    )


def _describe_shift(own: np.ndarray, right: np.ndarray, same: Callable[[Any], bool]) -> str:
    """A factor or an offset that is the same for all values, or for all along the last axis."""
    biggest = np.unravel_index(np.argmax(np.abs(right)), right.shape)
    if right[biggest] and same(right * (factor := own[biggest] / right[biggest])):
        return f"Every value is {factor:.6g} times the right one."
    if same(right + (offset := float((own - right).flat[0]))):
        return f"Every value is too {'large' if offset > 0 else 'small'} by {abs(offset):.6g}."
    return ""


def _describe_swap(known: Mapping[str, Axes], name: str, right: np.ndarray, same: Callable[[Any], bool]) -> str:
    """Two axes that stand for each other, or one that runs backwards."""
    for one, other in itertools.combinations(range(right.ndim), 2):
        if right.shape[one] == right.shape[other] and same(right.swapaxes(one, other)):
            first, second = (_axis(known, name, right, axis) for axis in (one, other))
            return f"Your array is the right one with {first} and {second} swapped."
    for axis in range(right.ndim):
        if right.shape[axis] > 1 and same(np.flip(right, axis)):
            return f"Your array is the right one with the {_axis(known, name, right, axis)} in reverse order."
    return ""


def _describe_place(known: Mapping[str, Axes], name: str, agrees: np.ndarray) -> str:
    """Where the wrong values lie, if that is all of some places along one axis, or all but one."""
    for axis in range(agrees.ndim):
        others = tuple(other for other in range(agrees.ndim) if other != axis)
        all_right, all_wrong = agrees.all(others), (~agrees).all(others)
        if agrees.shape[axis] < 2 or not (all_right | all_wrong).all() or all_wrong.all():
            continue
        chosen, word = (all_right, "right") if all_right.sum() <= all_wrong.sum() else (all_wrong, "wrong")
        numbers = [str(number) for number in np.flatnonzero(chosen)]
        if len(numbers) <= 3:
            told = f"number{'s' if numbers[1:] else ''} {', '.join(numbers)} {'are' if numbers[1:] else 'is'}"
            return f"Of the {_axis(known, name, agrees, axis)}, only {told} {word}."
    return ""


def _axis(known: Mapping[str, Axes], name: str, array: np.ndarray, axis: int) -> str:
    """What an axis counts, in the plural."""
    axes = known.get(name) or known.get(str(array.ndim))
    return axes.names[axis] if axes else f"indices of axis {axis}"


# Source -----------------------------------------------------------------------------------------------------

LONGEST_SOURCE, DEEPEST_SOURCE, LONGEST_NAME, MOST_NAMES = 10_000, 60, 60, 200
"""Characters, levels, characters of a name and names of what is looked at for a message. What was written by hand has
a third of them. At grading, source of any kind comes here, in a process that has no limits of its own.
"""
LOOPS = (ast.For, ast.While)
NAMES = (ast.Name, ast.Attribute)
OPEN_LOOP = re.compile(r"^\s*#\s*for \w+ in (range ?\(None\)|\.\.\.)", re.MULTILINE)
"""A loop of a starter that is a comment."""
SEVERAL = frozenset({"max", "min", "sum", "any", "all"})
"""Functions of Python's that go through the first axis of an array only, and that numpy has under the same names."""
METHODS = SEVERAL | {"mean", "copy", "item", "argmax", "argmin", "flatten", "ravel", "squeeze"}


@dataclass(frozen=True)
class Code:
    """The definition of a student's function, for messages about its own lines.

    line: that in which it stopped, or 0. text: with its comments. The numbers of lines are those of the cell.
    """

    definition: ast.FunctionDef
    line: int = 0
    text: str = ""

    @functools.cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """Everything in the body."""
        return tuple(chain.from_iterable(ast.walk(part) for part in self.definition.body))

    @functools.cached_property
    def parameters(self) -> tuple[str, ...]:
        """The names of the arguments."""
        taken = self.definition.args
        return tuple(one.arg for one in (*taken.posonlyargs, *taken.args, *taken.kwonlyargs))

    @functools.cached_property
    def bound(self) -> dict[str, list[int]]:
        """The names that the body gives a value, each with its lines in order."""
        found: dict[str, list[int]] = {}
        for node in self.nodes:
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.setdefault(node.id, []).append(node.lineno)
        return {name: sorted(lines) for name, lines in found.items()}

    @functools.cached_property
    def values(self) -> dict[str, list[ast.expr | None]]:
        """What each name is set to by `name = value`, in the order of lines; None where it gets it in another way."""
        plain: dict[tuple[str, int], ast.expr] = {}
        for node in self.nodes:
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    plain |= {(name, line): value for name, line, value in _pair(target, node.value)}
        return {name: [plain.get((name, line)) for line in lines] for name, lines in self.bound.items()}

    @functools.cached_property
    def ends(self) -> dict[str, tuple[str, int]]:
        """What the counter of each loop over `range(end)` counts up to, and the line of the loop."""
        found = {}
        for node in self.nodes:
            call = node.iter if isinstance(node, ast.For) else None
            counts = isinstance(call, ast.Call) and ast.unparse(call.func) == "range" and len(call.args) == 1
            if isinstance(node, ast.For) and isinstance(call, ast.Call) and counts:
                found[ast.unparse(node.target)] = (ast.unparse(call.args[0]), node.lineno)
        return found

    @functools.cached_property
    def returned(self) -> frozenset[int]:
        """The ids of the expressions in `return` and in comparisons, where None may be meant."""
        ends = (node for node in self.nodes if isinstance(node, ast.Return | ast.Compare))
        return frozenset(id(part) for end in ends for part in ast.walk(end))

    @functools.cached_property
    def replaced(self) -> dict[str, int]:
        """The names that a loop gives a new value as a whole, each with the first line that does."""
        found: dict[str, int] = {}
        for loop in self.nodes:
            for node in ast.walk(loop) if isinstance(loop, LOOPS) else ():
                for target in node.targets if isinstance(node, ast.Assign) else ():
                    if isinstance(target, ast.Name):
                        found.setdefault(target.id, target.lineno)
        return found

    @property
    def is_untouched(self) -> bool:
        """Whether it is a starter whose loops are comments: nothing is there but sizes and an array of zeros."""
        calls = {ast.unparse(node.func).rpartition(".")[2] for node in self.nodes if isinstance(node, ast.Call)}
        works = (*LOOPS, ast.ListComp, ast.GeneratorExp, ast.AugAssign, ast.Lambda, ast.FunctionDef)
        return (
            bool(OPEN_LOOP.search(self.text))
            and calls <= {"int", "zeros"}
            and not any(isinstance(node, works) for node in self.nodes)
        )

    @functools.cached_property
    def statement(self) -> ast.stmt | None:
        """The statement in which the function stopped."""
        around = [
            node
            for node in self.nodes
            if isinstance(node, ast.stmt) and node.lineno <= self.line <= (node.end_lineno or node.lineno)
        ]
        return max(around, key=lambda node: (node.lineno, -(node.end_lineno or 0)), default=None)

    @functools.cached_property
    def here(self) -> tuple[ast.AST, ...]:
        """Everything in the statement in which it stopped; of a loop or an `if` only its first line."""
        if self.statement is None:
            return ()
        own = (part for part in ast.iter_child_nodes(self.statement) if not isinstance(part, ast.stmt))
        return (self.statement, *chain.from_iterable(map(ast.walk, own)))

    def is_none(self, value: ast.expr | None) -> bool:
        """Whether an expression is None: the word, or a name that never gets anything else."""
        if isinstance(value, ast.Name) and (given := self.values.get(value.id)) and value.id not in self.parameters:
            return all(isinstance(one, ast.Constant) and one.value is None for one in given)
        return isinstance(value, ast.Constant) and value.value is None

    def calls(self, *names: str, nodes: Iterable[ast.AST] | None = None) -> Iterator[ast.Call]:
        """Calls of functions by their plain names, such as `max`, if the body does not give these another meaning."""
        for node in self.nodes if nodes is None else nodes:
            name = node.func.id if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) else ""
            if isinstance(node, ast.Call) and name in names and name not in self.bound and name not in self.parameters:
                yield node


def _pair(target: ast.expr, value: ast.expr) -> Iterator[tuple[str, int, ast.expr]]:
    """The names in a target of an assignment with their lines and values, where these are written one by one."""
    if isinstance(target, ast.Name):
        yield target.id, target.lineno, value
        return
    several = ast.Tuple | ast.List
    if isinstance(target, several) and isinstance(value, several) and len(target.elts) == len(value.elts):
        for one, own in zip(target.elts, value.elts, strict=True):
            yield from _pair(one, own)


@functools.lru_cache(maxsize=8)
def find_code(source: str, first_line: int = 1, line: int = 0, name: str = "") -> Code | None:
    """The function that is defined in a text around a line, or else by its name; None where there is none.

    first_line: the number of the first line of the text in its cell.
    """
    found = [
        node
        for node in _parse_functions(source, first_line)
        if (node.lineno <= line <= (node.end_lineno or node.lineno) if line else node.name == name)
    ]
    if not found:
        return None
    text = source.split("\n")[found[-1].lineno - first_line : (found[-1].end_lineno or 0) - first_line + 1]
    return Code(found[-1], line, "\n".join(text))


@functools.lru_cache(maxsize=8)
def _parse_functions(source: str, first_line: int) -> tuple[ast.FunctionDef, ...]:
    if len(source) > LONGEST_SOURCE:
        return ()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.increment_lineno(_parse(source, "cell"), first_line - 1)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return ()
    return tuple(node for node in tree.body if isinstance(node, ast.FunctionDef) and _is_flat(node))


def _is_flat(node: ast.AST) -> bool:
    """Whether a tree is no deeper than functions that call themselves for each level can bear."""
    level = [node]
    for _ in range(DEEPEST_SOURCE):
        level = [child for parent in level for child in ast.iter_child_nodes(parent)]
    return not level


@functools.lru_cache(maxsize=32)
def find_clue(suite: Suite, exercise: str, code: Code | None, rung: str) -> str:
    """What the source alone shows that explains a wrong answer of a kind; empty where it shows nothing.

    It looks at no value that the function got or returned, so that it may be shown for hidden cases, too.
    """
    if code is None or rung not in ("type", "shape", "finite", "values", "raised"):
        return ""
    rules = [_see_lost_default, _see_swapped_keys, _see_return_in_loop]
    rules += [_see_other_axis] if rung != "finite" else []
    rules += [] if rung == "raised" else [_see_builtin, _see_method, _see_unknown_text]
    rules += [_see_open_slice, _see_step] if rung != "finite" else []
    rules += [_see_nan] if rung == "finite" else []
    rules += [_see_round] if rung in ("shape", "raised") else []
    rules += [] if rung == "raised" else [_see_placeholder]  # an error at None says so by itself
    return next((clue for see in rules if (clue := see(suite.cases[exercise], code))), "")


def _see_lost_default(cases: Sequence[Case], code: Code) -> str:
    """A parameter that may be left out in the assignment and may not here."""
    taken = code.definition.args
    required = taken.args[: len(taken.args) - len(taken.defaults)]
    optional = {name for case in cases for name in case.rules.parameters[len(case.arguments) :]}
    lost = [one.arg for one in required if one.arg in optional]
    if not lost:
        return ""
    return f"The parameter `{lost[0]}` no longer has a default value: copy the `def` line of the starter again."


def _see_swapped_keys(_: Sequence[Case], code: Code) -> str:
    """Two names, each of which is read from the key of the other."""
    keys = {name: _key_of(given[-1]) for name, given in code.values.items()}
    for name, key in keys.items():
        if key != name and key in keys and keys[key] == name:
            return f"`{name}` and `{key}` are read from each other's key (line {code.bound[name][-1]})."
    return ""


def _key_of(value: ast.expr | None) -> str:
    """The key with which an expression looks something up in a dictionary."""
    key = value.slice if isinstance(value, ast.Subscript) else None
    return key.value if isinstance(key, ast.Constant) and isinstance(key.value, str) else ""


def _see_return_in_loop(_: Sequence[Case], code: Code) -> str:
    """A `return` that ends a loop in its first round, whatever happens."""
    for loop in code.nodes:
        for part in loop.body if isinstance(loop, LOOPS) else ():
            if isinstance(part, ast.Return):
                return f"The `return` in line {part.lineno} is inside a loop, so the loop ends in its first pass."
    return ""


def _see_other_axis(cases: Sequence[Case], code: Code) -> str:
    """An index whose loop counts another axis of the array into which it looks."""
    sizes = _find_sizes(code)
    for node in code.nodes:
        array = node.value.id if isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) else ""
        if not isinstance(node, ast.Subscript) or array not in sizes:
            continue
        for axis, (part, size) in enumerate(zip(_indices(node), sizes[array], strict=False)):
            index = part.id if isinstance(part, ast.Name) else ""
            end, line = code.ends.get(index, (size, 0))
            if end == size or sizes[array].count(end) != 1 or len(code.bound.get(end, ())) != 1:
                continue
            counted = _counted(cases[0], array, axis, len(_indices(node))) or f"axis {axis}"
            looks = f"is the index for {counted} of `{array}` (line {node.lineno})"
            asked = f"is that the number of {counted.removeprefix('the ')}?"
            return f"`{index}` counts up to `{_shorten(end)}` (line {line}) and {looks}: {asked}"
    return ""


def _find_sizes(code: Code) -> dict[str, list[str]]:
    """The names of the sizes of arrays: of those that are made from them, or from whose shape they are read."""
    sizes = {}
    for node in code.nodes:
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        if isinstance(value, ast.Attribute) and value.attr == "shape" and isinstance(value.value, ast.Name):
            if isinstance(target, ast.Tuple | ast.List):
                sizes[value.value.id] = list(map(ast.unparse, target.elts))
        elif isinstance(target, ast.Name) and isinstance(value, ast.Call) and value.args:
            made = ast.unparse(value.func) in ("np.zeros", "np.empty", "np.ones", "numpy.zeros")
            if made and isinstance(value.args[0], ast.Tuple | ast.List):
                sizes[target.id] = list(map(ast.unparse, value.args[0].elts))
    return sizes


def _see_builtin(_: Sequence[Case], code: Code) -> str:
    """A function of Python's where the one of numpy's is meant."""
    for call in code.calls(*SEVERAL):
        if _takes_an_array(call):
            name = call.func.id if isinstance(call.func, ast.Name) else ""
            return (
                f"Line {call.lineno} uses Python's own `{name}`, which loops over the first axis of an array only; "
                f"`np.{name}` looks at all numbers."
            )
    return ""


def _takes_an_array(call: ast.Call) -> bool:
    """Whether a call has one argument that may be an array: no list of numbers that is written out."""
    written_out = (ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.Constant)
    return len(call.args) == 1 and not isinstance(call.args[0], (*written_out, ast.Starred))


def _see_method(_: Sequence[Case], code: Code) -> str:
    """A method of an array that is named and not called."""
    called = {id(node.func) for node in code.nodes if isinstance(node, ast.Call)}
    for node in code.nodes:
        if not (isinstance(node, ast.Attribute) and node.attr in METHODS and isinstance(node.ctx, ast.Load)):
            continue
        if id(node) not in called and not (isinstance(node.value, ast.Name) and node.value.id in MODULES):
            return f"`{_shorten(ast.unparse(node))}` in line {node.lineno} is a function that is not called: add `()`."
    return ""


MODULES = frozenset({"np", "numpy", "math"})
MOST_INDICES = 8
"""Axes of an array whose indices are looked at."""


def _see_unknown_text(cases: Sequence[Case], code: Code) -> str:
    """A parameter that is compared with a text that it never is."""
    for node in code.nodes:
        if not isinstance(node, ast.Compare) or not isinstance(node.left, ast.Name) or len(node.ops) > 1:
            continue
        name, other = node.left.id, node.comparators[0]
        wanted = other.value if isinstance(other, ast.Constant) and isinstance(node.ops[0], ast.Eq) else None
        texts = {text: case for case in reversed(cases) if isinstance(text := _given(case, name), str)}
        if texts and isinstance(wanted, str) and wanted not in texts:
            said = " or ".join(f'"{text}"' for text in sorted(texts) if not texts[text].hidden)
            return f'Line {node.lineno} compares `{name}` with "{_shorten(wanted)}", which it never is: it is {said}.'
    return ""


def _given(case: Case, name: str) -> object:
    """The argument of this name; None where it is left out."""
    return dict(zip(case.rules.parameters, case.arguments, strict=False)).get(name)


def _shorten(text: str, longest: int = 40) -> str:
    """A text of the student's own, so that it fits into a sentence."""
    return text if len(text) <= longest else f"{text[:longest]}..."


def _see_nan(_: Sequence[Case], code: Code) -> str:
    """Everything in the source that can give nan or inf."""
    for node in code.nodes:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript) and code.is_none(node.value):
            return f"Line {node.lineno} still stores None in the array, where it becomes nan."
    whole = {id(part) for call in code.calls("int", "range") for part in ast.walk(call)}
    causes = {}
    for node in code.nodes:
        cause = "" if id(node) in whole else _give_nan(node)
        if cause and cause not in causes:
            causes[cause] = f"{cause} (line {getattr(node, 'lineno', 0)})"
    if not causes:
        return ""
    return f"Here nan or inf can come from {' or '.join(causes.values())}: print what goes into it."


def _give_nan(node: ast.AST) -> str:
    """What in a part of an expression can give nan or inf; empty for nothing."""
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div):
        divisor = node.right if isinstance(node, ast.BinOp) else node.value
        if isinstance(divisor, ast.Constant):
            return "" if divisor.value else "a division by 0"
        return "a division by zero"
    if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Pow):
        power = node.right if isinstance(node, ast.BinOp) else node.value
        whole = isinstance(power, ast.Constant) and isinstance(power.value, int)
        return "" if whole else "`**`, which is a power and not a product"
    name = node.func.attr if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) else ""
    return {
        "mean": "the mean of an empty array",
        "average": "the mean of an empty array",
        "empty": "`np.empty`, if not every position is filled",
        "empty_like": "`np.empty_like`, if not every position is filled",
        "log": "the logarithm of zero or of a negative number",
        "sqrt": "the square root of a negative number",
        "exp": "the exponential of a large number",
        "divide": "a division by zero",
    }.get(name, "")


def _see_placeholder(_: Sequence[Case], code: Code) -> str:
    """A name that is used and is still None."""
    for node in code.nodes:
        if not (isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)):
            continue
        if id(node) not in code.returned and code.is_none(node):
            return f"`{node.id}` is None: the placeholder in line {code.bound[node.id][-1]} is still there."
    return ""


def _see_open_slice(_: Sequence[Case], code: Code) -> str:
    """A slice that ends at minus a number, and so at its beginning where the number is 0."""
    for node in code.nodes:
        if not (isinstance(node, ast.Slice) and isinstance(node.upper, ast.UnaryOp)):
            continue
        if isinstance(node.upper.op, ast.USub) and isinstance(node.upper.operand, ast.Name):
            name = node.upper.operand.id
            return f"The slice `{_shorten(ast.unparse(node))}` in line {node.lineno} is empty when `{name}` is 0."
    return ""


def _see_step(_: Sequence[Case], code: Code) -> str:
    """A slice that leaves numbers out."""
    for node in code.nodes:
        if isinstance(node, ast.Slice) and isinstance(node.step, ast.Name):
            name, text = node.step.id, _shorten(ast.unparse(node))
            says = "with a step above 1 it skips numbers"
            return f"The slice `{text}` in line {node.lineno} has `{name}` as its step: {says}.{_source_of(name, code)}"
    return ""


def _see_round(_: Sequence[Case], code: Code) -> str:
    """A size that is rounded to the nearest whole number."""
    calls = [node for node in code.nodes if isinstance(node, ast.Call)]
    for call in calls:
        name = ast.unparse(call.func)
        divides = any(isinstance(part, ast.BinOp) and isinstance(part.op, ast.Div) for part in ast.walk(call))
        if divides and name in ("round", "np.round", "np.rint", "np.around", "math.ceil", "np.ceil"):
            how = "up" if name.endswith("ceil") else "to the nearest whole number"
            return f"`{name}` in line {call.lineno} rounds {how}. A size has to be rounded down: `//` does that."
    return ""


def explain_value(case: Case, suite: Suite, value: object, finding: Finding, code: Code | None) -> Finding:
    """The finding of a wrong value, with what the source of the function shows."""
    if finding.right or code is None:
        return finding
    returns = suite.returns[case.exercise]
    finding = replace(finding, clue=find_clue(suite, case.exercise, code, finding.rung))
    if finding.rung != "type":
        return finding
    parts = value if len(returns) > 1 and isinstance(value, tuple | list) and len(value) == len(returns) else [value]
    for name, part in zip(returns, parts, strict=False):
        own = _returned(code, returns.index(name), len(returns))
        if part is None and (told := _explain_none(name, own, code)):
            return replace(finding, sentence=told, detail="")
        overwriting = code.replaced.get(own, 0) if name in case.expected and case.expected[name].ndim else 0
        if overwriting and not isinstance(part, np.ndarray):
            sentence = (
                f"Line {overwriting} is inside the loops and replaces all of `{own}`: store the value at its own "
                f"position in the array, as in `{own}[...] = ...`."
            )
            return replace(finding, sentence=sentence)
    return finding


def _returned(code: Code, position: int, count: int) -> str:
    """The name of the variable that the function returns in a position; empty where it is no plain name."""
    ends = [node.value for node in code.nodes if isinstance(node, ast.Return)]
    value = ends[-1] if ends else None
    if count > 1:
        whole = isinstance(value, ast.Tuple | ast.List) and len(value.elts) == count
        value = value.elts[position] if whole and isinstance(value, ast.Tuple | ast.List) else None
    return value.id if isinstance(value, ast.Name) else ""


def _explain_none(name: str, own: str, code: Code) -> str:
    """Why a function returns None in place of a value. own: the variable that it returns for it, if it is one."""
    ends = [node for node in code.nodes if isinstance(node, ast.Return)]
    if not any(node.value is not None for node in ends):
        prints = max((call.lineno for call in code.calls("print")), default=0)
        shown = f" `print` in line {prints} shows a value but does not return it." if prints else ""
        return f"{code.definition.name} returns nothing: there is no `return` with a value.{shown}"
    if not own or own not in code.bound:
        return ""
    given, lines = code.values[own], code.bound[own]
    if code.is_none(ast.Name(own, ast.Load())):
        return f"{name} is None: `{own} = None` in line {lines[-1]} is still the placeholder."
    if given[-1] is not None and code.is_none(given[-1]):
        return (
            f"{name} is None: the placeholder `{own} = None` in line {lines[-1]} is below the finished lines and "
            "replaces what they computed. Delete that line."
        )
    return ""


# Exceptions -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Stopped:
    """An exception in a function of the student's. culprit: the innermost of them.

    code: of the culprit, caller: of the exercise, if known.
    """

    exercise: str
    culprit: str
    suite: Suite
    type_name: str
    message: str
    code: Code | None = None
    caller: Code | None = None

    @property
    def call(self) -> str:
        """The call of the culprit in the function of the exercise, in brackets; empty unless there is just one."""
        calls = list(self.caller.calls(self.culprit)) if self.caller and self.culprit != self.exercise else []
        return f" (line {calls[0].lineno}: `{_shorten(ast.unparse(calls[0]), 80)}`)" if len(calls) == 1 else ""

    @property
    def returns(self) -> tuple[str, ...]:
        """What the culprit should return, if it is an exercise."""
        return self.suite.returns.get(self.culprit, ())

    @property
    def where(self) -> str:
        """The line, as the beginning of a sentence; the function where the line is not known."""
        if not (self.code and self.code.line):
            return self.culprit
        return f"Line {self.code.line}" + (f" of the cell with {self.culprit}" if self.culprit != self.exercise else "")

    @property
    def in_line(self) -> str:
        """The line in brackets, to be put behind a few words; empty where it is not known."""
        return f" (line {self.code.line})" if self.code and self.code.line else ""


def describe_stop(type_name: str, message: str) -> str:
    """An exception as one line, to compare it with those of known mistakes."""
    return f"{type_name}: {_first_line(message)}"


def explain_stop(
    case: Case,
    suite: Suite,
    type_name: str,
    message: str,
    place: str = "",
    code: Code | None = None,
    caller: Code | None = None,
) -> Finding:
    """What an exception means on a case: as `explain_exception`, with the known mistakes that stop in the same way."""
    finding = explain_exception(case.exercise, suite, type_name, message, place, code, caller)
    causes = case.stops.get(describe_stop(type_name, message), ())
    return replace(finding, causes=frozenset(causes)) if finding.rung == "raised" else finding


def explain_exception(
    exercise: str,
    suite: Suite,
    type_name: str,
    message: str,
    place: str = "",
    code: Code | None = None,
    caller: Code | None = None,
) -> Finding:
    """What an exception raised inside a student's function means here, in a sentence.

    type_name, message: of the exception. place: name of the innermost function of the student's in which it was raised,
    if known. code: of that function, with the line. caller: the source of the function of the exercise. Python's own
    words may hold numbers of a case, so that they are only ever the detail.
    """
    culprit = place or exercise
    stopped = Stopped(exercise, culprit, suite, type_name, message, code, caller)
    detail = f"Python reports: {_first_line(message)}." if message else ""
    # What the line itself shows comes before what the exception usually means.
    by_line = (explain(stopped) for explain in (_explain_line, _explain_name, _explain_index))
    particular = (stop.explain(exercise, culprit, type_name, message) for stop in suite.stops)
    general = (explain(stopped) for explain in (_explain_use, _explain_numpy, _explain_shapes, _explain_call))
    for finding in chain(by_line, particular, general):
        if finding is not None:
            return replace(finding, detail=detail) if finding.rung == "raised" else finding
    kind = getattr(builtins, type_name, None)
    known = isinstance(kind, type) and issubclass(kind, BaseException)
    return Finding("raised", f"{culprit} stopped with {type_name if known else 'a custom exception'}.", detail)


def _explain_line(stopped: Stopped) -> Finding | None:
    """What the line in which it stopped does that grading or Python does not do."""
    code, kind = stopped.code, stopped.type_name.rpartition(".")[2]
    if kind in ("ModuleNotFoundError", "ImportError"):
        return Finding("raised", f"{stopped.culprit} needs {_module_in(stopped.message)}")
    if kind == "SystemExit" or (kind == "NameError" and re.match("name '(exit|quit)'", stopped.message)):
        sentence = f"{stopped.where} ends the whole program (SystemExit): leave a function with `return`."
        return Finding("raised", sentence)
    if kind == "TypeError" and "NothingToShow" in stopped.message:
        sentence = (
            f"{stopped.where} computes with a value of a module that draws or prints. Grading draws nothing, so there "
            "is no such value: compute it with numpy."
        )
        return Finding("raised", sentence)
    if code is None:
        return None
    called = {ast.unparse(node.func) for node in code.here if isinstance(node, ast.Call)}
    for call in code.calls("breakpoint", "set_trace"):
        if kind == "BdbQuit" or call.lineno == code.line:
            return Finding("raised", f"Line {call.lineno} starts the debugger (`breakpoint()`): delete that line.")
    if "input" in called and kind in ("EOFError", "StdinNotImplementedError", "RuntimeError"):
        return Finding("raised", f"{stopped.where} waits for `input()`, but nobody answers during grading.")
    started_here = issubclass(getattr(builtins, kind, int), OSError) and _starts_others(code.here)
    if started_here or (kind == "RuntimeError" and _starts_others(code.nodes)):
        return Finding(
            "raised", f"{stopped.culprit} starts threads or processes, which grading does not allow: use plain loops."
        )
    if kind in ("FileNotFoundError", "PermissionError", "IsADirectoryError", "OSError"):
        sentence = (
            f"{stopped.where} reads or writes a file. No files are available during grading: use only the arguments."
        )
        return Finding("raised", sentence)
    if kind in ("TypeError", "ValueError") and (sentence := _explain_builtin(stopped, code)):
        return Finding("raised", sentence)
    if kind == "ZeroDivisionError":
        divisors = {
            ast.unparse(node.right if isinstance(node, ast.BinOp) else node.value)
            for node in code.here
            if isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div | ast.FloorDiv | ast.Mod)
        }
        if len(divisors) == 1:
            divisor = divisors.pop()
            source = _source_of(divisor, code)
            return Finding("raised", f"{stopped.where} divides by `{_shorten(divisor)}`, which is zero there.{source}")
    return None


def _module_in(message: str) -> str:
    """The end of a sentence on a module that is missing, with its name if that is one."""
    found = re.match(r"No module named '([A-Za-z]\w{0,30})[.']", message)
    named = (
        f"the module {found[1]}, which is not available during grading" if found else "a module that is not available"
    )
    return f"{named}: use only numpy and Python's standard library."


def _starts_others(nodes: Iterable[ast.AST]) -> bool:
    """Whether threads or processes are named in some code."""
    names = {node.id if isinstance(node, ast.Name) else node.attr for node in nodes if isinstance(node, NAMES)}
    return any(re.search("thread|process|subprocess|fork|^Pool$|^system$", name, re.IGNORECASE) for name in names)


def _explain_builtin(stopped: Stopped, code: Code) -> str:
    """Why a function of Python's cannot be used on an array; empty where the line uses none."""
    truth = "truth value of an array" in stopped.message
    several = any(text in stopped.message for text in SEVERAL_NUMBERS)
    if not truth and not several:
        return ""
    for call in code.calls(*SEVERAL, nodes=code.here):
        if _takes_an_array(call) and isinstance(call.func, ast.Name):
            name = call.func.id
            does = f"loops over an array row by row: use numpy's `np.{name}` for all numbers"
            return f"{stopped.where} uses Python's own `{name}`, which {does}."
    if truth and isinstance(code.statement, ast.If | ast.While):
        return (
            f"The condition in line {code.line} compares a whole array, which gives True or False for each number: "
            "compare single numbers instead."
        )
    return ""


def _source_of(name: str, code: Code) -> str:
    """Where a variable got its value, if that is a look-up by key."""
    given = code.values.get(name, [None])[-1]
    if given is None or not any(isinstance(node, ast.Constant | ast.Subscript) for node in ast.walk(given)):
        return ""
    return f" `{name}` gets its value in line {code.bound[name][-1]}: `{_shorten(ast.unparse(given))}`."


def _explain_name(stopped: Stopped) -> Finding | None:
    """Names without a value."""
    if stopped.type_name == "UnboundLocalError":
        return Finding("raised", _explain_unbound(stopped))
    if stopped.type_name != "NameError":
        return None
    exercise, culprit, code = stopped.exercise, stopped.culprit, stopped.code
    found = re.search(r"name '(\w+)' is not defined", stopped.message)
    name = found.group(1) if found else ""
    if name in stopped.returns and culprit == exercise and not (code and _is_begun(code, name)):
        return Finding("not_written", f"{exercise} is not written yet: `{name}` has no value.")
    if name in stopped.returns and culprit != exercise:
        return Finding("raised", f"{exercise} calls {culprit}, which is not written yet.")
    if name in ("np", "numpy"):
        return Finding("raised", f"{culprit} uses {name} before it is imported: is the cell with the imports missing?")
    if name in stopped.suite.returns:
        return Finding("raised", f"{culprit} uses a name before it has a value: there is no function {name}.")
    if code is None or not any(isinstance(node, ast.Name) and node.id == name for node in code.nodes):
        return Finding("raised", f"{culprit} uses a name before it has a value.")
    meant = _nearest(name, (*code.bound, *code.parameters, *stopped.suite.returns))
    if meant:
        return Finding("raised", f"{stopped.where} uses `{name}`, which has no value: did you mean `{meant}`?")
    return Finding("raised", f"{stopped.where} uses `{name}`, but no line of {culprit} gives it a value.")


def _is_begun(code: Code, name: str) -> bool:
    """Whether a function without a value for what it returns has one under a similar name, or fills it."""
    filled = any(
        isinstance(node, ast.Subscript) and isinstance(node.value, ast.Name) and node.value.id == name
        for node in code.nodes
    )
    return filled or bool(_nearest(name, code.bound))


def _nearest(name: str, others: Iterable[str]) -> str:
    """The name that was probably meant: the same except for capitals or the order of its words, or the most similar."""
    known = [other for other in dict.fromkeys(others) if len(other) <= LONGEST_NAME][:MOST_NAMES]
    if len(name) > LONGEST_NAME:
        return ""

    def words(text: str) -> list[str]:
        return sorted(text.casefold().split("_"))

    alike = [other for other in known if words(other) == words(name)]
    alike += difflib.get_close_matches(name, known, 1, 0.7)
    alike += [other for other in known if other.startswith(f"{name}_")]
    return alike[0] if alike else ""


def _explain_unbound(stopped: Stopped) -> str:
    """A variable that gets its value later, or only sometimes."""
    culprit, code = stopped.culprit, stopped.code
    found = re.search(r"variable '(\w+)'", stopped.message)
    name = found.group(1) if found else ""
    if code is None or name not in code.bound:
        return f"{culprit} uses a name before it has a value: does it get one only inside an `if` or a loop?"
    own = code.statement
    if isinstance(own, ast.AugAssign) and isinstance(own.target, ast.Name) and own.target.id == name:
        return f"{stopped.where} adds to `{name}` before it has a first value: give it one above the loop."
    if isinstance(own, ast.Assign) and code.line in code.bound[name]:
        meant = next((other for other in (*code.bound, *code.parameters) if other.startswith(f"{name}_")), "")
        asked = f" Did you mean `{meant}`?" if meant else ""
        return f"`{name}` is on the right side of its own assignment in line {code.line}, before it has a value.{asked}"
    blocks = (ast.If, *LOOPS, ast.Try, ast.With)
    inside = {
        part.lineno
        for block in code.nodes
        if isinstance(block, blocks)
        for part in ast.walk(block)
        if isinstance(part, ast.Name) and part.id == name and isinstance(part.ctx, ast.Store)
    }
    lines = ", ".join(map(str, code.bound[name]))
    if set(code.bound[name]) <= inside:
        return (
            f"`{name}` has no value in line {code.line}: it gets one only inside an `if` or a loop (line {lines}), and "
            "that did not run first."
        )
    return f"{stopped.where} uses `{name}` before it has a value: it gets one only in line {lines}."


def _explain_index(stopped: Stopped) -> Finding | None:
    """An index beyond an array, where the line shows which, and a key that is looked up in an array."""
    code = stopped.code
    if stopped.type_name != "IndexError" or code is None:
        return None
    looked_up = [node for node in code.here if isinstance(node, ast.Subscript)]
    if "valid indices" in stopped.message:
        texts = [node for node in looked_up if _key_of(node)]
        if texts and isinstance(texts[0].value, ast.Name):
            return Finding("raised", _explain_key_of_array(texts[0].value.id, texts[0], code))
        return None
    found = re.search(r"index -?\d+ is out of bounds for axis (\d+)", stopped.message)
    axis = int(found[1]) if found else -1
    at_axis = {one for node in looked_up if (one := _index_at(node, axis))}
    if axis < 0 or len(at_axis) != 1:
        return None
    array, index, count = at_axis.pop()
    case = stopped.suite.cases[stopped.exercise][0]
    counted = _counted(case, array, axis, count)
    sentence = f"In line {code.line} the index `{index}` goes beyond {counted or f'axis {axis}'} of `{array}`."
    if not counted:
        used = {_counted(case, *place) for node in code.nodes if (place := _place_of(index, node))} - {""}
        counted = used.pop() if len(used) == 1 else ""
    if index in code.ends:
        end, line = code.ends[index]
        asked = f": is that the number of {counted.removeprefix('the ')}?" if counted else "."
        sentence += f" `{index}` counts up to `{_shorten(end)}` (line {line}){asked}"
    return Finding("raised", sentence)


def _counted(case: Case, array: str, axis: int, count: int) -> str:
    """What an axis of an array counts, as "the rows"; empty where that is not sure. count: of the indices it gets."""
    axes = case.rules.axes
    known = axes.get(array)
    if known is None:
        given = _given(case, array)
        most = max((int(key) for key in axes if key.isdecimal()), default=0)
        if isinstance(given, np.ndarray):
            known = axes.get(str(given.ndim))
        elif count == most:  # with fewer indices the array may have more axes
            known = axes.get(str(count))
    return f"the {known.names[axis]}" if known and axis < len(known.names) else ""


def _place_of(index: str, node: ast.AST) -> tuple[str, int, int] | None:
    """The array into which an index looks, on which axis, and with how many indices."""
    if not isinstance(node, ast.Subscript):
        return None
    places = [_index_at(node, axis) for axis in range(len(_indices(node)))]
    return next(((found[0], axis, found[2]) for axis, found in enumerate(places) if found and found[1] == index), None)


def _indices(node: ast.Subscript) -> list[ast.expr]:
    """The index for each axis from the first one on; none where `...` or a new axis moves them."""
    parts = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
    if len(parts) > MOST_INDICES:
        return []
    moved = {"...", "Ellipsis", "None", "np.newaxis"} & set(map(ast.unparse, parts))
    return [] if moved or any(isinstance(part, ast.Starred) for part in parts) else parts


def _explain_key_of_array(name: str, node: ast.Subscript, code: Code) -> str:
    """Why a dictionary is an array: it is taken out of a tuple in another order than it was put in."""
    key = _shorten(_key_of(node))
    sentence = f'Line {code.line} looks up "{key}" in `{name}`, but `{name}` is an array, not a dictionary.'
    for part in code.nodes:
        if not (isinstance(part, ast.Assign) and isinstance(part.value, ast.Name)):
            continue
        target = part.targets[0]
        if isinstance(target, ast.Tuple) and name in {one.id for one in target.elts if isinstance(one, ast.Name)}:
            return f"{sentence} Line {part.lineno} unpacks `{part.value.id}`: in which order was it packed?"
    return sentence


def _index_at(node: ast.Subscript, axis: int) -> tuple[str, str, int] | None:
    """The array that is looked into, the index on an axis of it if that is one, and the number of indices."""
    parts = _indices(node)
    if axis >= len(parts) or not isinstance(node.value, ast.Name) or isinstance(parts[axis], ast.Slice):
        return None
    return node.value.id, _shorten(ast.unparse(parts[axis])), len(parts)


def _explain_use(stopped: Stopped) -> Finding | None:
    """Values that are used as if they were of another kind: None, a dictionary with a dot, a tuple that is called."""
    if stopped.type_name not in ("TypeError", "AttributeError"):
        return None
    code, message = stopped.code, stopped.message
    nodes = code.here if code else ()
    if "NoneType" in message:
        return Finding("raised", _explain_use_of_none(stopped))
    if found := re.search(r"'(dict|tuple|list|int|float)' object has no attribute '(\w+)'", message):
        kind, attribute = found.groups()
        owners = {
            ast.unparse(node.value) for node in nodes if isinstance(node, ast.Attribute) and node.attr == attribute
        }
        owner = _shorten(owners.pop()) if len(owners) == 1 else ""
        if owner and kind == "dict":
            sentence = f'`{owner}` is a dictionary, so look values up by key: write `{owner}["{attribute}"]`'
            return Finding("raised", f"{sentence}{stopped.in_line}.")
        if owner:
            already = " already" if attribute == "shape" and kind == "tuple" else ""
            sentence = f"`{owner}` is a {kind}{already}, not an array: it has no `.{attribute}`"
            return Finding("raised", f"{sentence}{stopped.in_line}.")
    if found := re.search(r"'([\w.]+)' object is not callable", message):
        return _explain_called(stopped, found[1], {
            ast.unparse(node.func) for node in nodes if isinstance(node, ast.Call)
        })  # fmt: skip
    if found := re.search(r"'(function|builtin_function_or_method|method)' object is not subscriptable", message):
        return Finding("raised", f"{stopped.where} uses square brackets after a function: call it with parentheses.")
    if "builtin_function_or_method" in message or "'method'" in message:
        return Finding(
            "raised", f"{stopped.where} uses a function that is not called: are the parentheses `()` missing?"
        )
    if found := re.search(r"'numpy.ndarray' object has no attribute '(\w+)'", message):
        near = difflib.get_close_matches(found[1], dir(np.ndarray), 1, 0.6)
        asked = f": did you mean `.{near[0]}`?" if near else "."
        named = (
            f", `.{found[1]}`"
            if any(isinstance(node, ast.Attribute) and node.attr == found[1] for node in nodes)
            else ""
        )
        return Finding("raised", f"{stopped.where} uses an attribute that arrays do not have{named}{asked}")
    return None


def _explain_use_of_none(stopped: Stopped) -> str:
    """None where a value belongs."""
    code = stopped.code
    if code is not None:
        used = sorted({node.id for node in code.here if isinstance(node, ast.Name) and code.is_none(node)})
        if used:
            lines = code.bound[used[0]]
            return (
                f"`{used[0]}` is None in line {code.line}: the placeholder `{used[0]} = None` in line {lines[-1]} is "
                "still there."
            )
        if any(isinstance(node, ast.Assign) and code.is_none(node.value) for node in code.here):
            return f"{stopped.where} still stores None in an array: replace it with the value."
    asked = "is a placeholder `None` still there, or does a function that it calls return nothing?"
    if stopped.culprit != stopped.exercise:
        return f"{stopped.exercise} probably passes None to {stopped.culprit}{stopped.call}: {asked}"
    return f"{stopped.culprit} uses None as if it were a value{stopped.in_line}: {asked}"


def _explain_called(stopped: Stopped, kind: str, called: set[str]) -> Finding | None:
    """Something that is called like a function and is none. called: what the line calls, as it is written."""
    shapes = [text for text in called if text.endswith(".shape")]
    if shapes and kind == "tuple":
        sentence = f"`{_shorten(shapes[0])}` is not a function: write it without parentheses{stopped.in_line}."
        return Finding("raised", sentence)
    names = {"dict": "a dictionary", "tuple": "a tuple", "list": "a list", "numpy.ndarray": "an array"}
    what = names.get(kind, "a number" if kind in ("int", "float", "numpy.float64", "numpy.int64") else "")
    own = [text for text in called if stopped.code and text in (*stopped.code.bound, *stopped.code.parameters)]
    if not what:
        return None
    if what == "a number":
        return Finding(
            "raised", f"{stopped.where} calls a number like a function: is a `*` missing before a parenthesis?"
        )
    owner = f"`{_shorten(own[0])}`" if len(own) == 1 else "something"
    sentence = f"{stopped.where} calls {owner} like a function. It is {what}: use square brackets to look into it."
    return Finding("raised", sentence)


SEVERAL_NUMBERS = (
    "length-1 arrays can be converted",
    "convert an array of size 1",
    "setting an array element with a seq",
)
ROUNDING = ("np.floor", "np.ceil", "np.trunc", "np.round", "np.rint", "numpy.floor", "floor")


def _explain_numpy(stopped: Stopped) -> Finding | None:
    """What numpy refuses: names that are gone, arrays for numbers, fractions for sizes, empty arrays."""
    exercise, culprit, type_name, message = stopped.exercise, stopped.culprit, stopped.type_name, stopped.message
    if type_name == "TypeError" and "0-dimensional arrays can be converted" in message:
        sentence = (
            f"{culprit} turns an array into a number with float() or int(). This version of numpy refuses that "
            "for an array with axes: take the number out with `.item()`."
        )
        return Finding("raised", sentence, mistake="float_of_array")
    if type_name in ("TypeError", "ValueError") and any(text in message for text in SEVERAL_NUMBERS):
        told = f"{culprit} has" if culprit == exercise else f"{exercise} passes {culprit}"
        several = "an array of several numbers where one number is needed"
        sentence = f"{told} {several}{stopped.call}: is an index missing?"
        return Finding("raised", sentence, mistake="several_numbers")
    if type_name == "ValueError" and "truth value of an array" in message:
        return Finding("raised", f"{culprit} uses a whole array as a condition: compare one number with another.")
    if type_name == "ValueError" and "zero-size array to reduction" in message:
        return Finding("raised", f"{culprit} takes the maximum (or similar) of an empty array.")
    if type_name == "ValueError" and (found := re.match(r"mode '(\w{0,30})' is not supported", message)):
        meant = _nearest(found[1], ("constant", "edge", "reflect", "symmetric", "wrap", "empty"))
        asked = f': did you mean "{meant}"?' if meant else "."
        return Finding("raised", f"{stopped.where} passes np.pad a mode that it does not know{asked}")
    if type_name == "ValueError" and (
        found := re.match("unsupported keyword arguments for mode '\\w+': {'(\\w+)'", message)
    ):
        own = {node.arg for node in stopped.code.nodes if isinstance(node, ast.keyword)} if stopped.code else set()
        meant = _nearest(found[1], ("constant_values", "end_values", "stat_length", "reflect_type"))
        asked = f": did you mean `{meant}`?" if meant else "."
        named = f"`{found[1]}`" if found[1] in own else "a keyword"
        return Finding("raised", f"{stopped.where} passes np.pad {named}, which it does not accept{asked}")
    gone = re.search(r"module 'numpy(\.lib|)' has no attribute '(\w+)'|`np\.(\w+)` was removed", message)
    if type_name == "AttributeError" and gone:
        name = gone[2] or gone[3]
        of_lib = gone[1] and hasattr(np, name)  # numpy.lib had the names of numpy
        if instead := f"np.{name}" if of_lib else GONE_FROM_NUMPY.get(name):
            sentence = f"{culprit} uses np{gone[1] or ''}.{name}, which numpy no longer has: write `{instead}`."
            return Finding("raised", sentence, mistake="gone_from_numpy")
        near = difflib.get_close_matches(name, dir(np), 1, 0.6)
        asked = f"did you mean np.{near[0]}?" if near else "is it misspelt?"
        return Finding("raised", f"{culprit} uses a name that numpy does not have{stopped.in_line}: {asked}")
    fractions = (
        "cannot be interpreted as an integer",
        "expected a sequence of integers",
        "slice indices must be integers",
        "valid indices",
    )
    if type_name in ("TypeError", "IndexError") and any(text in message for text in fractions):
        calls = [node for node in stopped.code.nodes if isinstance(node, ast.Call)] if stopped.code else []
        rounds = [node for node in calls if ast.unparse(node.func) in ROUNDING]
        if rounds:
            name = ast.unparse(rounds[0].func)
            sentence = (
                f"`{name}` in line {rounds[0].lineno} gives a float (2.0), but a size or an index has to be an "
                "integer (2): put `int(...)` around it, or divide with `//`."
            )
            return Finding("raised", sentence)
        sentence = (
            f"{culprit} uses a size, an index or a number of steps that is not an integer: `/` gives a float (2.0) "
            "even when it divides evenly; use `//`."
        )
        return Finding("raised", sentence, mistake="size_not_rounded")
    return None


def _explain_shapes(stopped: Stopped) -> Finding | None:
    """Arrays that do not fit together, and indices beyond an array."""
    exercise, culprit, message = stopped.exercise, stopped.culprit, stopped.message
    if stopped.type_name == "IndexError" and "out of bounds" in message:
        sentence = f"{culprit} has an index that is too large for its axis{stopped.in_line}: what does it count up to?"
        return Finding("raised", sentence)
    if stopped.type_name == "IndexError" and "too many indices" in message:
        return Finding("raised", f"{culprit} uses more indices than the array has axes{stopped.in_line}.")
    if stopped.type_name != "ValueError":
        return None
    if "not aligned" in message or "mismatch in its core dimension" in message:
        return Finding("raised", f"{culprit} multiplies matrices whose shapes do not match.")
    if "remapped shapes" in message:
        return Finding("raised", f"{culprit} passes np.pad widths that do not fit: it needs one pair for each axis.")
    if any(text in message for text in ("could not be broadcast", "could not broadcast", "non-broadcastable")):
        if third := _third_argument(stopped):
            return Finding("raised", third)
        told = f"{culprit} combines arrays" if culprit == exercise else f"{exercise} passes {culprit} arrays"
        at = stopped.in_line if culprit == exercise else stopped.call
        given = stopped.suite.cases.get(culprit, stopped.suite.cases[exercise])[0]
        return Finding("raised", f"{told} whose shapes do not match{at}.{_compare_shapes(message, given)}")
    if "values to unpack" in message:
        sentence = (
            f"{culprit} unpacks a value into the wrong number of names{stopped.in_line}: a shape has one number "
            "for each axis."
        )
        return Finding("raised", sentence)
    return None


def _third_argument(stopped: Stopped) -> str:
    """What is wrong with a third argument of a function of numpy that takes two; empty where there is none."""
    for call in stopped.code.here if stopped.code else ():
        name = ast.unparse(call.func) if isinstance(call, ast.Call) else ""
        if isinstance(call, ast.Call) and len(call.args) == 3 and re.fullmatch(r"np\.(multiply|add|maximum|dot)", name):
            return (
                f"The third argument of `{name}`{stopped.in_line} is where the result is written: pass only two arrays."
            )
    return ""


def _compare_shapes(message: str, case: Case) -> str:
    """In what the first two shapes that numpy names differ. case: of the function in which they are."""
    shapes = [re.findall(r"\d+", text) for text in re.findall(r"\(([\d, ]*)\)", message)]
    if len(shapes) < 2:
        return ""
    one, other = shapes[:2]
    if len(one) != len(other):
        return " One of them has more axes than the other."
    differ = [axis for axis, (own, its) in enumerate(zip(one, other, strict=True)) if own != its]
    if len(one) == 1:
        return " They differ in length."
    names = _sure_names(case, len(one))
    empty = [axis for axis in differ if "0" in (one[axis], other[axis])]
    if empty:
        what = f"has no {names[empty[0]]}" if names else f"is empty on axis {empty[0]}"
        return f" One of them {what}: a slice ends before it begins, or is outside the array."
    if names:
        return f" They differ in the number of {' and '.join(names[axis] for axis in differ)}." if differ else ""
    return f" They differ on ax{'es' if differ[1:] else 'is'} {' and '.join(map(str, differ))}." if differ else ""


def _sure_names(case: Case, count: int) -> tuple[str, ...]:
    """What so many axes count in a function; empty unless all its arguments with so many axes have the same."""
    found = set()
    for name, argument in zip(case.rules.parameters, case.arguments, strict=False):
        if isinstance(argument, np.ndarray) and argument.ndim == count:
            own = case.rules.axes.get(name)
            known = own if own and len(own.names) == count else case.rules.axes.get(str(count))
            found.add(known.names if known else ())
    return found.pop() if len(found) == 1 else ()


def _explain_call(stopped: Stopped) -> Finding | None:
    """Wrong arguments, keys that are not there, endless recursion."""
    exercise, culprit, code, message = stopped.exercise, stopped.culprit, stopped.code, stopped.message
    found = re.match(r"(\w+)\(\) (?:takes|missing|got an unexpected|got multiple)", message)
    if stopped.type_name == "TypeError" and found and found.group(1) == exercise:
        return Finding("raised", f"{exercise} must take the same arguments as in the starter.")
    if stopped.type_name == "TypeError" and found and found.group(1) in stopped.suite.returns:
        return Finding(
            "raised", f"{culprit} calls {found.group(1)} with the wrong number of arguments{stopped.in_line}."
        )
    if stopped.type_name == "KeyError":
        key = message.strip("'\"")
        written = code is not None and any(isinstance(node, ast.Constant) and node.value == key for node in code.nodes)
        named = f' "{_shorten(key)}"' if written else ""
        return Finding("raised", f"{stopped.where} looks up a key{named} that the dictionary does not have.")
    if stopped.type_name == "RecursionError":
        return Finding("raised", f"{culprit} calls itself endlessly.")
    return None


def _first_line(message: str) -> str:
    return message.strip().partition("\n")[0].rstrip(".")


# Running ----------------------------------------------------------------------------------------------------


class FailedTestError(AssertionError):
    """A public test that failed; the message is for the student.

    exercise: what was tested. parts: the message as paragraphs, a headline first. difference: what a picture can show
    of it, until it is shown. gradient: whether it shows a gradient. IPython shows the paragraphs of such an exception,
    without the way through this file, and in a notebook the picture below them.
    """

    def __init__(
        self,
        message: str,
        exercise: str = "",
        parts: Sequence[str] = (),
        difference: Difference | None = None,
        gradient: bool = False,
    ) -> None:
        """Make the exception; nothing is drawn before it is shown."""
        super().__init__(message)
        self.exercise = exercise
        self.parts = parts
        self.difference = difference
        self.gradient = gradient

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback, line by line."""
        shell = _find_notebook()
        if shell is not None and self.difference is not None:
            _show_below(shell, self.difference, self.gradient)
            self.difference = None  # a kernel asks twice for the lines
        headline, *rest = self.parts or (str(self),)
        after = [_mention_hints(self.exercise, shell is not None)] if self.exercise else []
        first = f"{BOLD}{headline}{PLAIN}" if shell is not None else headline
        return [first, *(line for part in (*rest, *after) for line in ("", _fold(part)))]


def _fold(text: str) -> str:
    """A text in lines of at most 80 characters: JupyterLab breaks longer ones in the middle of a word."""
    fill = functools.partial(textwrap.fill, width=80, break_long_words=False, break_on_hyphens=False)
    return "\n".join(fill(line) for line in text.splitlines())


class NotWrittenError(FailedTestError):
    """The function still is what the starter gave."""

    def __init__(self, message: str, exercise: str) -> None:
        """message: that it is not written, and why that is known."""
        super().__init__(message, exercise, (message, WRITE_IT))


BOLD, PLAIN = "\x1b[1m", "\x1b[0m"
"""What a notebook takes for bold letters, and for the end of them."""
WRITE_IT = "Fill in the lines between the two markers, run that cell, and then this one again."
SECONDS = 10.0
"""For one call of a function, until it is stopped."""
AGAIN = 1.0
"""Seconds until it is stopped again: Python swallows what is raised while it frees an object."""


class TookTooLongError(BaseException):
    """A call was stopped. No `except Exception` of a student's catches it."""


@contextlib.contextmanager
def _limit_time(seconds: float) -> Iterator[None]:
    """Stop what runs after so many seconds, by TookTooLongError; not on Windows, and only in the main thread."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(*_: object) -> None:
        raise TookTooLongError

    before = signal.signal(signal.SIGALRM, stop)
    remaining = signal.setitimer(signal.ITIMER_REAL, seconds, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, *remaining)
        signal.signal(signal.SIGALRM, before)


def _find_places(error: BaseException, function: Callable) -> list[traceback.FrameSummary]:
    """The steps of a traceback that lie in the student's own functions, told by their file, the innermost last."""
    own = getattr(getattr(function, "__code__", None), "co_filename", None)
    steps = traceback.extract_tb(error.__traceback__)
    return [step for step in steps if step.filename == own or re.search("ipykernel|^cell [0-9]+$", step.filename)]


def _read_code(function: Callable) -> Code | None:
    """The source of a function of the notebook; None where there is none."""
    code = getattr(function, "__code__", None)
    return find_code("".join(linecache.getlines(code.co_filename)), name=code.co_name) if code else None


def _find_variables(function: Callable) -> list[str]:
    """The variables of the notebook, arrays and numbers, that a function reads; constants in capitals may be read."""
    code, known = getattr(function, "__code__", None), getattr(function, "__globals__", {})
    read = {step.argval for step in dis.get_instructions(code) if step.opname == "LOAD_GLOBAL"} if code else set()
    plain = (np.ndarray, np.generic, int, float, dict, list, tuple)
    return sorted(name for name in read if isinstance(known.get(name), plain) and not name.isupper())


def _try(case: Case, suite: Suite, function: Callable) -> tuple[Finding, object]:
    """Call the function on one case, twice, and judge all that can be judged on the student's machine.

    Returns what was found and what the first call returned.
    """
    returns = suite.returns[case.exercise]
    given, again = case.fresh_arguments(), case.fresh_arguments()
    try:
        with _limit_time(SECONDS):
            value = function(*given)
        with _limit_time(SECONDS):
            second = function(*again)
    except TookTooLongError:
        sentence = (
            f"{case.exercise} did not finish in {SECONDS:g} seconds. Is there a loop that never ends, or far too much "
            "work?"
        )
        return Finding("timed_out", sentence), None
    except (Exception, SystemExit) as error:
        places = _find_places(error, function)
        name = places[-1].name if places else ""
        lines = linecache.getlines(places[-1].filename) if places else []
        code = find_code("".join(lines), line=places[-1].lineno or 0) if places else None
        own = _read_code(function)
        finding = explain_stop(case, suite, type(error).__name__, _text_of(error), name, code, own)
        finding = replace(finding, clue=find_clue(suite, case.exercise, own, finding.rung))
        where = f"It happened in line {places[-1].lineno} of the cell with {name}." if places else ""
        return replace(finding, detail=f"{finding.detail} {where}".strip()), None

    def compare(value: object, _: Sequence[object]) -> Finding:
        return judge(case, returns, value)

    def look(value: object, arguments: Sequence[object]) -> Finding:
        finding = compare(value, arguments)
        if finding.right:
            finding = judge_inputs(case, arguments)
        return judge_cache(case, returns, value) if finding.right else finding

    finding = examine(case, returns, look, value, given)
    if finding.right and not examine(case, returns, compare, second, again).right:
        finding = Finding("again", f"{case.exercise} gives a different answer when it is called a second time.")
    return explain_value(case, suite, value, finding, _read_code(function)), value


def _text_of(error: BaseException) -> str:
    """What Python says of an exception; nothing where the class of the student's cannot say it."""
    try:
        return str(error)
    except Exception:
        return ""


def telling(findings: Sequence[Finding]) -> int:
    """Position of the finding that says most of a function: the first with the commonest mistake, else sentence.

    findings: at least one, all of them wrong.
    """
    mistakes = Counter(finding.mistake for finding in findings if finding.mistake)
    # What a public check shows says more than the fixed sentence of a hidden one.
    shown = [finding for finding in findings if finding.detail] or findings
    # A function has to come to its end before its values mean much.
    shown = [finding for finding in shown if finding.rung == "raised"] or shown
    if mistakes:
        likely, _ = mistakes.most_common(1)[0]
        return next(position for position, finding in enumerate(findings) if finding.mistake == likely)
    commonest, _ = Counter(finding.sentence for finding in shown).most_common(1)[0]
    likely_one = next(finding for finding in shown if finding.sentence == commonest)
    return next(position for position, finding in enumerate(findings) if finding is likely_one)


def _test(suite: Suite, exercise: str, function: Callable, names: Collection[str] = ()) -> None:
    """Test a function on the cases of these names, or on all. Raises FailedTestError."""
    code = _read_code(function)
    if code is not None and code.is_untouched:
        raise NotWrittenError(f"{exercise} is not written yet: its loops are still comments.", exercise)
    cases = [case for case in suite.cases[exercise] if not names or case.name in names]
    tried: list[tuple[Case, Finding, object]] = []
    for case in cases:
        finding, value = _try(case, suite, function)
        if finding.rung == "not_written":
            raise NotWrittenError(finding.sentence, exercise)
        tried.append((case, finding, value))
        if finding.rung == "timed_out":
            break  # the others would take as long
    findings = explain_all([(case, finding) for case, finding, _ in tried], suite.mistakes)
    wrong = [
        (case, finding, value) for (case, _, value), finding in zip(tried, findings, strict=True) if not finding.right
    ]
    if wrong:
        case, finding, value = wrong[telling([finding for _, finding, _ in wrong])]
        told = [f"{finding.sentence} {finding.clue}".strip(), f"{finding.pattern} {finding.detail}".strip()]
        if not finding.mistake and (variables := _find_variables(function)):
            names = f"variable{'s' if variables[1:] else ''} {', '.join(variables)}"
            told.append(f"It reads the notebook's {names}: a function should use only its arguments.")
        parts = [part for part in told if part]
        message = " ".join((f"{exercise} ({case.kind}):", *parts))
        difference = find_difference(case, suite.returns[exercise], value)
        gradient = difference is not None and difference.name in case.rules.gradients
        raise FailedTestError(
            message, exercise, (f"{exercise} is not right yet: {case.kind}", *parts), difference, gradient
        )
    _praise(f"{exercise}: all {len(cases)} public checks passed.", _foretell(suite, exercise))


def _foretell(suite: Suite, exercise: str) -> str:
    """Which kinds of case grading looks at besides, so that its result is no surprise."""
    marks = " (for no marks)" if suite.optional[exercise] else ""
    names = [*suite.returns]
    following = names[names.index(exercise) + 1 :]
    after = f" Next: {following[0]}." if following else ""
    return f"Grading also checks{marks}: {'; '.join(suite.hidden_kinds[exercise])}.{after}"


def _test_values(suite: Suite, test: PublicTest, values: Mapping[str, object]) -> None:
    """Test values that the notebook computed from its example. Raises FailedTestError for the first wrong one."""
    case = next(case for case in suite.cases[test.exercise] if case.name in test.cases)
    for argument, label, expected in test.values:
        if not _is_close(case, got := values[argument], expected):
            message = f"{test.exercise} ({case.kind}): {label} is {_write(got)}; it should be {expected}."
            raise FailedTestError(message, test.exercise)
    _praise(f"{test.exercise}: {test.passed}", _foretell(suite, test.exercise))


def _is_close(case: Case, got: Any, expected: np.ndarray) -> bool:
    """Whether a value of the notebook is the expected one; what cannot be compared with numbers is not."""
    try:
        return np.shape(got) == np.shape(expected) and bool(np.all(case.close(got, expected)))
    except Exception:
        return False


def _write(value: object) -> str:
    """A value of the notebook as text; its type where there is no text of it, as of an integer of 5,000 digits."""
    try:
        return str(value)
    except Exception:
        return describe(value)


# The tests that you call -------------------------------------------------------------------------------------


def _make_test(name: str) -> Callable[..., None]:
    """The public test of this name, which is one of `_list_tests`."""
    suite = read_suite()
    plain = (PublicTest(f"{exercise}_test", exercise, ()) for exercise in suite.returns)
    test = next(test for test in chain(plain, suite.public_tests) if test.name == name)

    def test_function(f: Callable) -> None:
        try:
            _test(suite, test.exercise, f, test.cases)
        except NotWrittenError as error:
            # nbgrader's Validate asks whether the notebook gets all points: there are none for these.
            if suite.optional[test.exercise] and os.environ.get("NBGRADER_EXECUTION") == "validate":
                print(f"{error} It is optional.")
                return
            _expect_unwritten()
            raise

    def test_values(*values: object, **named: object) -> None:
        _test_values(suite, test, inspect.signature(test_values).bind(*values, **named).arguments)

    made: Callable[..., None] = test_values if test.values else test_function
    made.__name__ = made.__qualname__ = name
    if test.values:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        signature = inspect.Signature([inspect.Parameter(argument, kind) for argument, *_ in test.values])
        made.__signature__ = signature  # type: ignore[attr-defined]
        labels = ", ".join(f"{argument} ({label})" for argument, label, _ in test.values)
        looked = f"values of {test.exercise} that the notebook computed from its example: {labels}"
    else:
        kinds = "; ".join(case.kind for case in suite.cases[test.exercise] if case.name in test.cases)
        looked = f"`{test.exercise}` on {f'these public cases: {kinds}' if kinds else 'all public cases'}"
    made.__doc__ = f"Check {looked}. Raises AssertionError with what is wrong."
    return made


def _list_tests() -> list[str]:
    suite = read_suite()
    return [*(f"{exercise}_test" for exercise in suite.returns), *(test.name for test in suite.public_tests)]


def __getattr__(name: str) -> Any:
    """The tests, and `__all__`, which lists them: made from the data when they are asked for."""
    if name == "__all__":
        return _list_tests()
    if name.startswith("_") or name not in _list_tests():
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    globals()[name] = _make_test(name)
    return globals()[name]


# Pictures ---------------------------------------------------------------------------------------------------

LONGEST_SIDE = 10
COLOURS = {"output": "#009E73", "gradient": "#CC79A7", "wrong": "#D55E00"}
"""Outputs are green and gradients purple, as in the notebook; what is wrong has an outline besides its colour."""
MINUS = "\N{MINUS SIGN}"
CHARACTER = 8
"""The width of a bold digit in a picture."""
Cells = tuple[tuple[float, ...], ...]
Place = tuple[int, int]


@dataclass(frozen=True)
class Difference:
    """A part of a returned array around its first wrong value, beside what was expected there.

    name: of the array. same_shape: whether the whole arrays have one shape, so that values can be compared.
    expected, got: the numbers of the two parts, row by row, at most 10 by 10.
    corner: row and column in the array of the first cell that is shown.
    wrong: row and column, among the cells shown, of each value that differs. first: those of the first one.
    caption: what there is to see, in words.
    """

    name: str
    same_shape: bool
    expected: Cells
    got: Cells
    corner: Place
    wrong: tuple[Place, ...]
    first: Place | None
    caption: str


def find_difference(case: Case, returns: Sequence[str], value: object) -> Difference | None:
    """The first array of a returned value that is wrong, cut to a part that fits into a picture.

    None when all arrays are right, and when there is no array of real numbers to draw.
    """
    parts = value if len(returns) > 1 else (value,)
    if not isinstance(parts, (tuple, list)) or len(parts) != len(returns):
        return None
    if any(_judge_keys(case, name, part) for name, part in zip(returns, parts, strict=True)):
        return None
    spread = (_spread(case, name, part) for name, part in zip(returns, parts, strict=True))
    for name, part in chain.from_iterable(arrays.items() for arrays in spread):
        if not isinstance(part, (np.ndarray, np.generic, int, float)):
            return None
        expected, got = case.expected[name], np.asarray(part)
        if got.dtype.kind not in "bfiu":
            return None
        if expected.ndim == 0 and got.size == 1:
            got = got.reshape(())
        if got.shape != expected.shape:
            return _show_shapes(case.rules.axes, name, expected, got)
        agrees = case.close(got, expected)
        if not agrees.all():
            return _show_values(case.rules.axes, name, expected, got, agrees)
    return None


def _show_shapes(known: Mapping[str, Axes], name: str, expected: np.ndarray, got: np.ndarray) -> Difference:
    sides, other = _usual_sides(known, name, expected), []
    if got.ndim == expected.ndim:
        other = [axis for axis, sizes in enumerate(zip(expected.shape, got.shape, strict=True)) if sizes[0] != sizes[1]]
    if other and not set(other) & set(sides):  # the usual cut would show twice the same
        sides = (other[0], other[1]) if other[1:] else (min(other[0], sides[1]), max(other[0], sides[1]))
    cuts = (sides, sides) if other else (sides, _usual_sides(known, name, got))
    parts = (_cut(name, array, (0,) * array.ndim, cut) for array, cut in zip((expected, got), cuts, strict=True))
    (asked, wanted, _), (shown, own, _) = parts
    caption = f"Expected: {asked} of shape {expected.shape}. Yours: {shown} of shape {got.shape}."
    if other and (axes := known.get(name) or known.get(str(expected.ndim))):
        caption += f" They differ in the number of {' and of '.join(axes.names[axis] for axis in other)}."
    rows, columns = len(wanted), len(wanted[0])
    extra = tuple((h, w) for h, row in enumerate(own) for w in range(len(row)) if h >= rows or w >= columns)
    missing = len(own) < rows or any(len(row) < columns for row in own)
    told = {"Dashed cells are missing": missing, "outlined cells are extra": bool(extra)}
    legend = ", ".join(words for words, shows in told.items() if shows)
    caption += f" {legend[0].upper()}{legend[1:]}." if legend else ""
    return Difference(name, False, wanted, own, (0, 0), extra, None, caption)


def _show_values(
    known: Mapping[str, Axes], name: str, expected: np.ndarray, got: np.ndarray, agrees: np.ndarray
) -> Difference:
    index = tuple(int(i) for i in np.unravel_index(np.argmin(agrees), agrees.shape))
    sides = _usual_sides(known, name, expected)
    shown, wanted, corner = _cut(name, expected, index, sides)
    own, right = _cut(name, got, index, sides)[1], _cut(name, agrees, index, sides)[1]
    wrong = tuple((h, w) for h, row in enumerate(right) for w, same in enumerate(row) if not same)
    if not index:
        return Difference(name, True, wanted, own, corner, wrong, None, "")
    where = f"{name}[{', '.join(map(str, index))}]"
    caption = f"{shown}. Outlined cells with a marked corner differ; the ring is around {where}, the first of them."
    return Difference(name, True, wanted, own, corner, wrong, wrong[0], caption)


def _usual_sides(known: Mapping[str, Axes], name: str, array: np.ndarray) -> tuple[int, int]:
    """The axes that a picture of an array shows as rows and columns."""
    last = array.ndim - 1
    if array.ndim < 3 or max(array.shape[:-1]) == 1:
        return last - 1, last
    own = known[name].sides if name in known else None
    return own or (last - 2, last - 1)


def _cut(name: str, array: np.ndarray, index: tuple[int, ...], sides: tuple[int, int]) -> tuple[str, Cells, Place]:
    """Rows and columns of an array around an index: the part as Python writes it, its numbers, where it begins.

    sides: the axes to show, in order.
    """
    if array.ndim == 0:
        return name, ((array.item(),),), (0, 0)
    if array.size == 0:
        return name, (), (0, 0)
    starts, cut, words = [], [], []
    for axis, (i, n) in enumerate(zip(index, array.shape, strict=True)):
        start = min(max(i - LONGEST_SIDE // 2, 0), max(n - LONGEST_SIDE, 0))
        end = min(start + LONGEST_SIDE, n)
        starts.append(start)
        cut.append(slice(start, end) if axis in sides else slice(i, i + 1))
        words.append((":" if end - start == n else f"{start}:{end}") if axis in sides else str(i))
    part = array[tuple(cut)]
    rows = part.reshape(part.shape[sides[0]] if array.ndim > 1 else 1, part.shape[sides[1]])
    corner = (starts[sides[0]] if array.ndim > 1 else 0, starts[sides[1]])
    return f"{name}[{', '.join(words)}]", tuple(map(tuple, rows.tolist())), corner


def draw_difference(difference: Difference, gradient: bool = False) -> str:
    """A figure in HTML with the panels "expected", "yours" and, where the shapes agree, "difference".

    gradient: whether the array is a gradient, which has another colour.

    Each panel is an inline SVG with title and description, without styles, scripts and ids, in the colour of the
    text around it, so that it fits any page, light or dark. Some pages remove drawings and keep the texts in them:
    these are then the same tables in plain text.
    """
    difference = _with_whole_numbers(difference)
    digits = 8 if len(difference.expected) == len(difference.expected[0]) == 1 else 3
    while digits < 8 and _looks_the_same(difference, digits):
        digits += 1
    expected = [[_write_number(value, digits) for value in row] for row in difference.expected]
    got = [[_write_number(value, digits) for value in row] for row in difference.got]
    size = f"{len(expected)} by {len(expected[0])}"
    panels = {"expected": expected, "yours": got}
    told = {"expected": f"{size} cells.", "yours": difference.caption}
    if difference.same_shape:
        h, w = difference.wrong[0]
        row, column = h + difference.corner[0], w + difference.corner[1]
        told["yours"] = (
            f"{len(difference.wrong)} of {size} cells differ. "
            f"In row {row}, column {column}, yours is {got[h][w]} and {expected[h][w]} is expected."
        )
        panels["difference"], told["difference"] = _subtract(difference, digits), told["yours"]
    longest = max(len(text) for texts in panels.values() for row in texts for text in row)
    role = COLOURS["gradient" if gradient else "output"]
    drawn = [_draw_panel(title, told[title], difference, texts, longest, role) for title, texts in panels.items()]
    caption = f"<figcaption>{html.escape(difference.caption)}</figcaption>" if difference.caption else ""
    return f'<figure class="difference"><div>{" ".join(drawn)}</div>{caption}</figure>'


def _with_whole_numbers(difference: Difference) -> Difference:
    """A difference with integers in place of its numbers, if all of them are whole and none is large."""
    values = [value for row in (*difference.expected, *difference.got) for value in row]
    if not all(abs(value) < 10**5 and float(value).is_integer() for value in values):
        return difference

    def write(cells: Cells) -> Cells:
        return tuple(tuple(value if isinstance(value, bool) else int(value) for value in row) for row in cells)

    return replace(difference, expected=write(difference.expected), got=write(difference.got))


def _looks_the_same(difference: Difference, digits: int) -> bool:
    """Whether a wrong value and the expected one would be written alike."""
    pairs = ((difference.expected[h][w], difference.got[h][w]) for h, w in difference.wrong if difference.same_shape)
    return any(_write_number(one, digits) == _write_number(other, digits) for one, other in pairs)


def _write_number(value: float, digits: int) -> str:
    """A number for a cell, with a true minus sign; most with as many decimals as the others, so that these align."""
    if isinstance(value, bool) or value == 0 or (isinstance(value, int) and abs(value) < 10**5):
        text = str(value if isinstance(value, int) else 0)
    elif 0.1 ** (digits - 1) <= abs(value) < 10**4:
        text = f"{value:.{digits - 1}f}"
    else:
        text = re.sub(r"e([+-])0*", lambda found: "e" + found[1].strip("+"), f"{value:.{digits}g}")
    return text.replace("-", MINUS)


def _subtract(difference: Difference, digits: int) -> list[list[str]]:
    texts = [["" for _ in row] for row in difference.got]
    for h, w in difference.wrong:
        own, wanted = difference.got[h][w], difference.expected[h][w]
        texts[h][w] = "≠" if isinstance(wanted, bool) else _write_number(own - wanted, digits)
    return texts


def _draw_panel(
    title: str, told: str, difference: Difference, texts: Sequence[Sequence[str]], longest: int, role: str
) -> str:
    """One grid of numbers as SVG: its name above it, row and column numbers at its sides, marks on wrong cells.

    told: the description. texts: of the cells. longest: length of the longest text in any panel of the figure.
    role: the colour of the array.
    """
    marked = title != "expected"
    rows, columns = len(difference.expected), len(difference.expected[0])
    there = [(h, w) for h, row in enumerate(texts) for w in range(len(row))]
    wrong = set(difference.wrong) if marked else set()
    missing = {(h, w) for h in range(rows) for w in range(columns)} - set(there) if marked else set()
    rows, columns = max([rows, *(h + 1 for h, _ in there)]), max([columns, *(w + 1 for _, w in there)])
    high, wide = 28, 14 + CHARACTER * longest
    left, top = (24, 44) if rows * columns > 1 else (4, 28)
    width, height = max(left + columns * wide + 6, 104), top + rows * high + 6

    def corner(place: Place) -> tuple[int, int]:
        return left + place[1] * wide, top + place[0] * high

    def outline(places: Iterable[Place]) -> str:
        return "".join("M{} {}h{}v{}h-{}z".format(*corner(place), wide, high, wide) for place in sorted(places))

    plain = role if title != "difference" else "none"
    shapes = [f'<path fill="{plain}" fill-opacity=".15" d="{outline(set(there) - wrong)}"/>']
    shapes.append(f'<path fill="none" stroke="currentColor" stroke-opacity=".3" d="{outline(there)}"/>')
    if missing:
        style = 'fill="none" stroke="currentColor" stroke-dasharray="3 4" stroke-opacity=".8"'
        shapes.append(f'<path {style} d="{outline(missing)}"/>')
    if wrong:
        marks = "".join("M{} {}h8l-8 8z".format(*corner(place)) for place in sorted(wrong))
        colour = COLOURS["wrong"]
        shapes.append(f'<path fill="{colour}" fill-opacity=".15" d="{outline(wrong)}"/>')
        shapes.append(f'<path fill="{colour}" d="{marks}"/>')
        edges = "".join(_edges(place, wrong, corner(place), wide, high) for place in sorted(wrong))
        shapes.append(f'<path fill="none" stroke="{colour}" stroke-width="2.5" stroke-linecap="square" d="{edges}"/>')
    if difference.first is not None:
        x, y = corner(difference.first)
        style = 'fill="none" stroke="currentColor" stroke-width="2.5"'
        around = f'x="{x - 3}" y="{y - 3}" width="{wide + 6}" height="{high + 6}" rx="8"'
        shapes.append(f"<rect {style} {around}/>")
    starred = wrong if title == "yours" else set()
    words = [f'<text x="{left}" y="14" font-size="14" font-weight="bold" text-anchor="start">{title}</text>']
    words.append(_hide(f" (* {'differs' if difference.same_shape else 'is extra'})") if starred else "")
    counted = rows * columns > 1
    if counted:
        columns_counted = ((left + wide * w + wide // 2, w + difference.corner[1]) for w in range(columns))
        words.append("\n   " + "".join(_count(x, top - 8, count, longest + 1) + " " for x, count in columns_counted))
    decimals = max((_count_decimals(text) for row in texts for text in row), default=0)
    for h in range(rows):
        words.append("\n" + (_count(left // 2, top + high * h + 18, h + difference.corner[0], 3) if counted else ""))
        words.append('<g text-anchor="end">')
        for w, text in enumerate(texts[h] if h < len(texts) else ()):
            place = (h, w)
            x, y = corner(place)
            free = decimals - _count_decimals(text) if re.fullmatch(rf"{MINUS}?[\d.]+", text) else 0
            end = x + wide - 7 - CHARACTER * free
            weight = ' font-weight="bold"' if place in wrong else ""
            written = f'<text x="{end}" y="{y + 18}"{weight}>{text}</text>' if text else ""
            words.append(" " * (longest + 1 - len(text)) + written + (_hide("*") if place in starred else " "))
        words.append("</g>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><title>{html.escape(f"{title}: {difference.name}")}</title>\n'
        f"<desc>{html.escape(told)}</desc>\n{''.join(shapes)}"
        f'<g fill="currentColor" font-size="12" text-anchor="middle">{"".join(words)}</g></svg>'
    )


def _count(x: int, y: int, count: int, wide: int) -> str:
    """The number of a row or a column. wide: how many characters it takes in plain text."""
    return f'{" " * (wide - len(str(count)))}<text x="{x}" y="{y}" font-size="11" opacity=".75">{count}</text>'


def _hide(text: str) -> str:
    """A text that is not drawn, and is read only where the drawing is removed."""
    return f'<text display="none">{text}</text>'


def _count_decimals(text: str) -> int:
    """The characters of a plain number from its point on; none where there is no point, or it is no such number."""
    found = re.fullmatch(rf"{MINUS}?\d+(\.\d+)", text)
    return len(found[1]) if found else 0


def _edges(place: Place, wrong: set[Place], corner: tuple[int, int], wide: int, high: int) -> str:
    """The sides of a wrong cell at which no wrong cell lies, so that the mistake as a whole has one outline."""
    (h, w), (x, y) = place, corner
    sides = {
        (h - 1, w): f"M{x} {y}h{wide}",
        (h + 1, w): f"M{x} {y + high}h{wide}",
        (h, w - 1): f"M{x} {y}v{high}",
        (h, w + 1): f"M{x + wide} {y}v{high}",
    }
    return "".join(side for neighbour, side in sides.items() if neighbour not in wrong)


# Notebook ---------------------------------------------------------------------------------------------------


def _find_notebook() -> Any:
    """The shell of the notebook in which this runs; None in a terminal and where there is no IPython."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return shell if hasattr(shell, "kernel") else None


def _show_below(shell: Any, difference: Difference, gradient: bool) -> None:
    """Show the picture of a difference at the end of the cell that runs, below the message."""

    def show(*_: object) -> None:
        shell.events.unregister("post_run_cell", show)
        told = difference.caption or f"{difference.name}: expected and yours."
        drawn = draw_difference(difference, gradient).replace("</svg> <svg", "</svg>\n\n<svg")
        # Where drawings are removed, `pre` keeps the lines of their texts. Its font is not for drawings.
        drawn = drawn.replace("<div>", "<pre>").replace("</div>", "</pre>")
        drawn = drawn.replace("<svg", '<svg font-family="system-ui, sans-serif"')
        beside = "display: flex; flex-wrap: wrap; gap: 0.5em; align-items: flex-start; margin: 0; padding: 0"
        for tag, style in (("<figure", "margin: 0.5em 0"), ("<pre", beside)):
            drawn = drawn.replace(tag, f'{tag} style="{style}"', 1)
        tables = html.unescape(re.sub("<figcaption>.*|<[^>]*>", "", drawn))
        shell.display_pub.publish({"text/html": drawn, "text/plain": f"{told}\n{tables}"})

    shell.events.register("post_run_cell", show)


def _praise(headline: str, more: str) -> None:
    """Say that a test is passed: in a notebook with a green mark, elsewhere as text."""
    shell = _find_notebook()
    if shell is None:
        print(_fit(f"{headline} {more}"))
        return
    _show_note(shell, COLOURS["output"], headline, more)


def _show_note(shell: Any, colour: str, headline: str, *more: str) -> None:
    """Show a headline and paragraphs in a notebook, beside a bar of a colour."""
    paragraphs = "".join(f'<div style="margin-top: 0.4em">{html.escape(text)}</div>' for text in more)
    style = f"border-left: 0.3em solid {colour}; padding: 0.2em 0.8em; white-space: pre-line"
    drawn = f'<div style="{style}"><b>{html.escape(headline)}</b>{paragraphs}</div>'
    shell.display_pub.publish({"text/html": drawn, "text/plain": " ".join((headline, *more))})


def _expect_unwritten() -> None:
    """Let the notebook show an unwritten function as a note, not in a red box.

    The test still raises, so that other code can catch the exception and the cell counts as failed. nbgrader, which
    sets NBGRADER_EXECUTION, looks for a red box.
    """
    shell = _find_notebook()
    if shell is None or "NBGRADER_EXECUTION" in os.environ:
        return

    def show(shell: Any, _: type, error: NotWrittenError, *__: object, **___: object) -> None:
        _show_note(shell, "#888888", *error.parts, _mention_hints(error.exercise, True))

    shell.set_custom_exc((NotWrittenError,), show)


def _mention_hints(exercise: str, notebook: bool) -> str:
    if notebook:
        return f"A hint: open Hint 1 above the cell of {exercise}, or run\n!{COMMAND} {exercise}"
    return f"A hint: run {COMMAND} {exercise}"


# Hints ------------------------------------------------------------------------------------------------------

GIVEN = Path(__file__).with_name(".hints_given.json")
COMMAND = "python public_tests.py --hint"


def read_hints(path: Path | None = None) -> dict[str, list[list[str]]]:
    """What each hint of an exercise is about, and its text, in their order: those that are folded in the notebook."""
    with h5py.File(path or DATA, "r") as file:
        return json.loads(file.attrs["hints"])


def _read_given() -> dict[str, int]:
    """The number of the hint that was given last, by exercise; nothing when it was not written down."""
    try:
        given = json.loads(GIVEN.read_text(encoding="utf-8"))
        return {name: number for name, number in given.items() if isinstance(number, int) and number > 0}
    except (OSError, ValueError, AttributeError):
        return {}


def give_hint(exercise: str, number: int | None = None, path: Path | None = None) -> str:
    """The text of a hint: the one of this number, from 1 on, or else the one after that given last.

    path: the data, if not those beside this file.
    Which it was is written down beside this file. Where nothing can be written, the text says how to ask for the
    next one by its number.
    """
    hints, given = read_hints(path)[exercise], _read_given()
    number = given.get(exercise, 0) + 1 if number is None else number
    if not 1 <= number <= len(hints):
        return f"{exercise} has only {len(hints)} hints. To start again: {COMMAND} {exercise} 1"
    about, text = hints[number - 1]
    following = f"The next hint: {COMMAND} {exercise}"
    try:
        GIVEN.write_text(json.dumps(given | {exercise: number}), encoding="utf-8")
    except OSError:
        following += f" {number + 1}"
    if number == len(hints):
        following = f"This is the last hint. To start again: {COMMAND} {exercise} 1"
    return f"{exercise}, hint {number} of {len(hints)}: {about}\n\n{_wrap(text)}\n\n{following}"


def _wrap(text: str) -> str:
    """A text with lines that fit: each paragraph filled, but for code that is set in."""
    paragraphs = re.split(r"\n\s*?\n", text)
    keep = r"(?m)^( {4}|\s*[-*] |\s*\d+\. )"
    return "\n\n".join(part if re.search(keep, part) else _fit(part) for part in paragraphs)


def _fit(text: str) -> str:
    """A paragraph with lines as wide as the terminal; in one line where there is none, as in a notebook."""
    plain = " ".join(text.split())
    if not sys.stdout.isatty():
        return plain
    return textwrap.fill(plain, shutil.get_terminal_size().columns, break_long_words=False, break_on_hyphens=False)


# Terminal ---------------------------------------------------------------------------------------------------


OTHER_LANGUAGES = re.compile(
    r"!|bash|bigquery|cmd|cython|file|html|HTML|javascript|js|latex|markdown|perl|pypy|python[23]?|R|ruby|"
    r"script|sh|shell|sql|svg|SVG|sx|system|writefile"
)
"""Cell magics whose body is not Python of the notebook; the body of any other (%%time, %%capture, ...) is."""
PROMPT = re.compile(r"^([ \t]*)(?:>>> ?|\.\.\. ?|In \[\d*\]: )", re.MULTILINE)
TIMED = re.compile(r"^(\s*)%time\s+(?=\S)")
PYLAB = re.compile(r"^%pylab\b.*")
SHELL_LINE = re.compile(r"^(\s*)(?:[!%]|\?{1,2}[\w.]+\s*$|[\w.]+\?{1,2}\s*$)")
ASSIGNED_LINE = re.compile(r"^([ \t]*[\w.,\[\]][\w.,\[\] ]*=[ \t]*)[!%]")
CHANGING_METHODS = frozenset({"add", "append", "extend", "fill", "insert", "setdefault", "sort", "update"})


def _read_cells(path: Path) -> Iterator[tuple[str, str]]:
    """The code cells of a notebook with their labels, whatever its format and its encoding."""
    content = path.read_bytes()
    text = content.decode(json.detect_encoding(content), "surrogatepass").strip("\ufeff \t\r\n\0")
    notebook = json.loads(text, strict=False)
    sheets = [notebook] if "cells" in notebook else notebook["worksheets"]
    for number, cell in enumerate(chain.from_iterable(sheet["cells"] for sheet in sheets), 1):
        if cell["cell_type"] == "code":
            source = "".join(cell.get("source", cell.get("input", "")))
            yield f"cell {number}", source.replace("\r\n", "\n")


def _plain_python(source: str) -> str:
    """A cell in which what only Jupyter reads does nothing; `%time` leaves its statement. Lines keep their numbers."""
    first, _, body = source.lstrip("\n").partition("\n")
    if first.startswith("%%"):
        if OTHER_LANGUAGES.fullmatch(first[2:].partition(" ")[0]):
            return ""
        source = "\n" * (source.count("\n") - body.count("\n")) + body
    first = next((line for line in source.split("\n") if line.strip()), "")
    indented = first[: len(first) - len(first.lstrip())]
    lines, continued = [], False
    for line in PROMPT.sub(r"\1", source).split("\n"):
        line = PYLAB.sub("from pylab import *", TIMED.sub(r"\1", line.removeprefix(indented)))
        command, assigned = SHELL_LINE.match(line), ASSIGNED_LINE.match(line)
        ends_open = line.endswith("\\") and bool(continued or command or assigned)
        if continued:
            line = ""
        elif command:
            line = f"{command[1]}pass"
        elif assigned:
            line = f"{assigned[1]}None"
        lines.append(line)
        continued = ends_open
    return "\n".join(lines)


def _parse(source: str, label: str) -> ast.Module:
    """The syntax tree of a cell, which is changed only where it is not Python as it is. Raises SyntaxError."""
    try:
        tree = ast.parse(source, label)
    except SyntaxError:
        tree = ast.parse(source := _plain_python(source), label)
    linecache.cache[label] = (len(source), None, source.splitlines(keepends=True), label)  # for the messages
    return tree


def _statements(cells: Iterable[tuple[str, str]], unread: list[str]) -> Iterator[tuple[str, ast.stmt]]:
    """The statements of a notebook with the labels of their cells. unread: gets the cells that do not parse."""
    for label, source in cells:
        try:
            yield from ((label, node) for node in _parse(source, label).body)
        except SyntaxError as error:
            print(f"Python cannot read {label} (line {error.lineno}: {error.msg}), so it is left out.")
            unread.append(source)


def _made_by(node: ast.stmt) -> set[str]:
    """The names that a statement gives a value, or whose value it changes; `*` for all names of a module."""
    found: set[str] = set()
    waiting: list[Any] = [node]
    while waiting:
        part = waiting.pop()
        if isinstance(part, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            found.add(part.name)
            continue
        target = part if isinstance(getattr(part, "ctx", None), ast.Store) else None
        if isinstance(part, (ast.Import, ast.ImportFrom)):
            found |= {alias.asname or alias.name.partition(".")[0] for alias in part.names}
            found |= {"*"} if getattr(part, "module", None) == "__future__" else set()
        elif isinstance(part, ast.Expr) and isinstance(part.value, ast.Call):
            method = part.value.func
            target = method if isinstance(method, ast.Attribute) and method.attr in CHANGING_METHODS else None
        while isinstance(target, (ast.Subscript, ast.Attribute)):
            target = target.value
        found |= {target.id} if isinstance(target, ast.Name) else set()
        waiting += ast.iter_child_nodes(part)
    return found


def _used_by(node: ast.stmt) -> set[str]:
    """The names that a statement looks up outside of its functions' own variables."""
    try:
        waiting = [compile(ast.Module([node], []), "cell", "exec", dont_inherit=True)]
    except SyntaxError:  # such as a `return` outside of a function
        return set()
    found: set[str] = set()
    while waiting:
        code = waiting.pop()
        found |= {step.argval for step in dis.get_instructions(code) if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")}
        waiting += [part for part in code.co_consts if isinstance(part, types.CodeType)]
    return found


def _choose(
    statements: Sequence[tuple[str, ast.stmt]], returns: Mapping[str, Sequence[str]]
) -> list[tuple[str, ast.stmt]]:
    """The statements that functions need, directly or through others, in the order of the notebook.

    returns: what each function returns. One that is not written looks for that outside, where examples have such names.
    """
    made = [_made_by(node) for _, node in statements]
    wanted, chosen = {"*", *returns}, set()
    while new := {number for number, given in enumerate(made) if number not in chosen and given & wanted}:
        chosen |= new
        for node in (statements[number][1] for number in new):
            wanted |= _used_by(node).difference(returns.get(getattr(node, "name", ""), ()))
    return [statements[number] for number in sorted(chosen)]


def _load(statements: Sequence[tuple[str, ast.stmt]], returns: Mapping[str, Sequence[str]]) -> dict[str, object]:
    """Run what some functions of a notebook need, here and as it is: meant for one's own notebook."""
    # As in a notebook, in which `if __name__ == "__main__":` holds, and which has `display` without an import.
    namespace: dict[str, Any] = types.ModuleType("__main__").__dict__ | {"display": lambda *objects: None}
    functions: dict[str, Any] = {}
    for label, node in _choose(statements, returns):
        flags = annotations.compiler_flag if namespace.get("annotations") is annotations else 0
        try:
            exec(compile(ast.Module([node], []), label, "exec", flags, dont_inherit=True), namespace)
        except (Exception, SystemExit) as error:
            # An example that needs a function which is not written yet is no news.
            if not isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                print(f"Line {node.lineno} of {label} was left out ({type(error).__name__}: {error}).")
        functions |= {name: namespace[name] for name in returns if callable(namespace.get(name))}
    namespace.update(functions)  # a variable that was given the name of a function later does not replace it
    return namespace


@contextlib.contextmanager
def _keep_running() -> Iterator[None]:
    """While a notebook is tested, `os._exit` raises SystemExit, and no window opens."""
    leave, own = os._exit, os.getpid()
    os._exit = lambda status: sys.exit(status) if os.getpid() == own else leave(status)
    os.environ.setdefault("MPLBACKEND", "agg")
    try:
        yield
    finally:
        os._exit = leave


def main(arguments: Sequence[str] | None = None) -> int:
    """Test a whole notebook, or give a hint.

    Exit status: 0 all right, 1 something is wrong, 2 there is no such notebook or hint. An optional function that
    is not written is said and does no harm.
    """
    parser = argparse.ArgumentParser(prog="public_tests.py", description="Run the public tests on a notebook.")
    parser.add_argument("notebook", type=Path, nargs="?", help="your notebook, a file that ends in .ipynb")
    parser.add_argument(
        "--hint", nargs="+", metavar=("EXERCISE", "NUMBER"), help="give the next hint of an exercise, or that number"
    )
    chosen = parser.parse_args(arguments)
    beside = chosen.notebook.with_name(DATA.name) if chosen.notebook else DATA
    data = DATA if DATA.is_file() or not beside.is_file() else beside
    try:
        suite = read_suite(data)
    except FileNotFoundError as error:
        parser.error(str(error))
    if chosen.hint:
        name, *number = chosen.hint
        if name not in suite.returns or number[1:] or not all(text.isdecimal() for text in number):
            parser.error(f"--hint takes one of {', '.join(suite.returns)}, and perhaps the number of the hint")
        print(give_hint(name, int(number[0]) if number else None, data))
    elif chosen.notebook is None:
        parser.error("give the notebook to test, or --hint and an exercise")
    with _keep_running():
        return _test_notebook(suite, chosen.notebook) if chosen.notebook else 0


def _test_notebook(suite: Suite, path: Path) -> int:
    try:
        unread: list[str] = []
        statements = [*_statements(_read_cells(path), unread)]
    except FileNotFoundError:
        print(f"There is no {path} here. Is its name right, and is it in this folder?", file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError, ValueError, AttributeError, KeyError, TypeError) as error:
        print(
            f"{path} cannot be read as a notebook: {error}. Save it in JupyterLab and try again.",
            file=sys.stderr,
        )
        return 2
    sys.path.insert(0, str(path.resolve().parent))  # what is beside the notebook can be imported in it
    namespace = _load(statements, suite.returns)
    functions = [node.name for _, node in statements if isinstance(node, ast.FunctionDef)]
    failed = 0
    for name in suite.returns:
        try:
            if not callable(function := namespace.get(name)):
                raise NotWrittenError(_miss(name, functions, unread), name)
            _test(suite, name, function)
        except FailedTestError as error:
            print(_fit(str(error)))
            if not isinstance(error, NotWrittenError):
                print(_mention_hints(name, notebook=False))
            failed += not (suite.optional[name] and isinstance(error, NotWrittenError))
    return 1 if failed else 0


def _miss(name: str, functions: Sequence[str], unread: Sequence[str]) -> str:
    """What is said of a function that is not there: that it is in a cell that does not parse, or what it may be now.

    functions: the notebook's own. unread: its cells that do not parse.
    """
    if re.search(rf"^[ \t]*def {name}\b", "\n".join(unread), re.MULTILINE):
        return f"{name}: Python cannot read the cell with this function. The first lines above say which cell, and why."
    similar = difflib.get_close_matches(name, functions, 1, 0.8)
    renamed = f" There is {similar[0]}: if that is your {name}, rename it." if similar else ""
    return f"{name}: the notebook has no function with this name.{renamed}"


if __name__ == "__main__":
    if _find_notebook() is not None and not sys.argv[1:]:  # `%run` in a notebook gives it the tests
        globals().update({name: _make_test(name) for name in _list_tests()})
    else:
        sys.exit(main())
