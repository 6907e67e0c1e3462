"""The public tests of an assignment.

In the notebook:    from public_tests import *       gives a test for each exercise: `name_test(name)`
In a terminal:      python public_tests.py NOTEBOOK
A hint:             python public_tests.py --hint EXERCISE

All that is particular to the assignment is read from `public_tests.h5`, which is beside this file: the cases and their
expected outputs, the outputs of known mistakes, what is said about shapes and exceptions, the hints. Needs numpy and
h5py. The autograder judges by the functions of this file too, so that a result here and a result there never differ on
the same case.

The parts, in this order: cases, judging, exceptions, running, the tests that you call, pictures, the notebook, hints,
the terminal.
"""

from __future__ import annotations

import argparse
import ast
import builtins
import copy
import difflib
import dis
import functools
import html
import inspect
import itertools
import json
import math
import re
import sys
import textwrap
import traceback
import types
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
    **{"PINF": "np.inf", "NINF": "-np.inf", "round_": "np.round", "bool": "bool"},
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
        # As np.isclose, which takes five times as long for arrays as small as these.
        with np.errstate(all="ignore"):
            apart = np.abs(np.subtract(got, expected, dtype=np.float64))
            near = (apart <= self.atol + self.rtol * np.abs(expected)) & np.isfinite(expected)
            return near | np.equal(got, expected) | (np.isnan(got) & np.isnan(expected))

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


@dataclass(frozen=True)
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
        raise FileNotFoundError(f"{Path(path).name} is missing: put it beside public_tests.py, where it came with it")
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

    A student may read all of it for a public case. `autograder/grading/disclosure.py` decides what a hidden case shows.
    """

    rung: str
    sentence: str = ""
    detail: str = ""
    mistake: str | None = None
    credit: float = 0.0
    pattern: str = ""
    causes: frozenset[str] = frozenset()

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
        return " ".join(part for part in (self.sentence, self.pattern, self.detail) if part)


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
            sentence = f"{case.exercise} should return {len(returns)} things: {', '.join(returns)}."
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
    told += [f"Too many: {', '.join(others) if len(others) == count else count}."] if count else []
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
        sentence = f"{name} holds nan or inf: a division by zero, or memory that was never filled?"
        return Finding("finite", sentence, detail)
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
        return Finding("cache", f"{wanted}, in this order; yours has them in another one.", mistake="cache_order")
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
    sentence = f"{case.exercise} changes the {what} that it was given; work on a copy."
    return Finding("inputs", sentence, mistake="inputs_changed")


def _arrays(value: object) -> list[np.ndarray]:
    """The arrays among arguments and within their tuples, in order."""
    if isinstance(value, (tuple, list)):
        return [array for part in value for array in _arrays(part)]
    return [value] if isinstance(value, np.ndarray) else []


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
        own = [sentences[name] for name in self.name.split("+")]
        if self.certainty == SURE:
            return " ".join((["Two things at once."] if own[1:] else []) + own)
        clause = _join_clauses(self.name, sentences)
        if self.certainty == STOPS_ALIKE:
            return f"It stops in the same way when {clause}"
        another = f" Another one: {_join_clauses(self.other, sentences)}" if self.other else ""
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
        return replace(finding, sentence=sentence, mistake=self.mistake, pattern="")


AS_WELL = "Something else is wrong here as well."


def suspect(sentence: str) -> str:
    """The sentence of a known mistake for a function that stops with the error of that mistake.

    An exception says less than an array: it is the same error, and may have another cause.
    """
    return f"It stops in the same way when {_clause(sentence)}"


def _join_clauses(name: str, sentences: Mapping[str, str]) -> str:
    """What is wrong where a mistake, or two at once, are made."""
    return " And: ".join(_clause(sentences[part]) for part in name.split("+"))


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
        return bool(np.allclose(own, other, 1e-5, 1e-6))

    if np.ptp(own) == 0:
        return f"All values of yours are {own.flat[0]:.6g}."
    if same(np.maximum(right, 0)):
        return "Yours is 0 wherever the right value is below 0."
    if not own[~agrees].any():
        return "Wherever it differs, yours is 0."
    if same(-right):
        return "Every value has the wrong sign."
    if same(np.abs(right)):
        return "Every value is right but for its sign: yours has none below 0."
    for decimals, words in enumerate(("whole numbers", "one decimal", "two decimals", "three decimals")):
        if same(np.round(right, decimals)) and np.array_equal(own, np.round(own, decimals)):
            return f"Yours are the right values, rounded to {words}."
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
            return f"Yours is the right array with {first} and {second} swapped."
    for axis in range(right.ndim):
        if right.shape[axis] > 1 and same(np.flip(right, axis)):
            return f"Yours is the right array with the {_axis(known, name, right, axis)} in reverse order."
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


# Exceptions -------------------------------------------------------------------------------------------------


def describe_stop(type_name: str, message: str) -> str:
    """An exception as one line, to compare it with those of known mistakes."""
    return f"{type_name}: {_first_line(message)}"


def explain_stop(case: Case, suite: Suite, type_name: str, message: str, place: str = "") -> Finding:
    """What an exception means on a case: as `explain_exception`, with the known mistakes that stop in the same way."""
    finding = explain_exception(case.exercise, suite, type_name, message, place)
    causes = case.stops.get(describe_stop(type_name, message), ())
    return replace(finding, causes=frozenset(causes)) if finding.rung == "raised" else finding


def explain_exception(exercise: str, suite: Suite, type_name: str, message: str, place: str = "") -> Finding:
    """What an exception raised inside a student's function means here, in a sentence.

    type_name, message: of the exception. place: name of the innermost function of the student's in which it was raised,
    if known. Python's own words may hold numbers of a case, so that they are only ever the detail.
    """
    culprit = place or exercise
    detail = f"Python says: {_first_line(message)}." if message else ""
    particular = (stop.explain(exercise, culprit, type_name, message) for stop in suite.stops)
    rules = (_explain_name, _explain_numpy, _explain_shapes, _explain_call)
    general = (explain(exercise, culprit, suite.returns, type_name, message) for explain in rules)
    for finding in chain(particular, general):
        if finding is not None:
            return replace(finding, detail=detail) if finding.rung == "raised" else finding
    kind = getattr(builtins, type_name, None)
    known = isinstance(kind, type) and issubclass(kind, BaseException)
    return Finding("raised", f"{culprit} stopped with {type_name if known else 'an error of its own kind'}.", detail)


def _explain_name(
    exercise: str, culprit: str, returns: dict[str, tuple[str, ...]], type_name: str, message: str
) -> Finding | None:
    """Names without a value, and None where a value belongs."""
    if type_name == "NameError":
        found = re.search(r"name '(\w+)' is not defined", message)
        name = found.group(1) if found else ""
        if name in returns.get(culprit, ()) and culprit == exercise:
            return Finding("not_written", f"{exercise} is not written yet: nothing was assigned to what it returns.")
        if name in returns.get(culprit, ()):
            return Finding("raised", f"{exercise} calls {culprit}, which is not written yet.")
        if name in ("np", "numpy"):
            return Finding("raised", f"{culprit} uses {name} before it has a value: is the cell with the imports gone?")
        if name in returns:
            return Finding("raised", f"{culprit} uses a name before it has a value: there is no function {name}.")
        return Finding("raised", f"{culprit} uses a name before it has a value.")
    if type_name == "UnboundLocalError":
        sentence = f"{culprit} uses a name before it has a value: does it get one only within an `if` or a loop?"
        return Finding("raised", sentence)
    if type_name in ("TypeError", "AttributeError") and "NoneType" in message:
        sentence = (
            f"{culprit} works with None as if it were a value: is a placeholder `None` still there, or does a "
            "function that it calls return nothing?"
        )
        return Finding("raised", sentence)
    return None


def _explain_numpy(
    exercise: str, culprit: str, returns: dict[str, tuple[str, ...]], type_name: str, message: str
) -> Finding | None:
    """What numpy refuses: names that are gone, arrays for numbers, fractions for sizes, empty arrays."""
    if type_name == "TypeError" and "0-dimensional arrays can be converted" in message:
        sentence = (
            f"{culprit} turns an array into a number with float() or int(), which this numpy refuses for an "
            "array with axes: take the number out with `.item()`."
        )
        return Finding("raised", sentence, mistake="float_of_array")
    several = ("length-1 arrays can be converted", "convert an array of size 1", "setting an array element with a seq")
    if type_name in ("TypeError", "ValueError") and any(text in message for text in several):
        told = f"{culprit} has" if culprit == exercise else f"{exercise} hands {culprit}"
        sentence = f"{told} an array of several numbers where one number belongs: is an index missing?"
        return Finding("raised", sentence, mistake="several_numbers")
    if type_name == "ValueError" and "zero-size array to reduction" in message:
        return Finding("raised", f"{culprit} takes the maximum, or the like, of an empty array.")
    found = re.search(r"module 'numpy' has no attribute '(\w+)'|`np\.(\w+)` was removed", message)
    if type_name == "AttributeError" and found:
        name = found.group(1) or found.group(2)
        if name in GONE_FROM_NUMPY:
            sentence = f"{culprit} uses np.{name}, which numpy no longer has: write `{GONE_FROM_NUMPY[name]}`."
            return Finding("raised", sentence, mistake="gone_from_numpy")
        return Finding("raised", f"{culprit} asks numpy for a name that it does not have: is it misspelt?")
    fractions = ("cannot be interpreted as an integer", "slice indices must be integers", "valid indices")
    if type_name in ("TypeError", "IndexError") and any(text in message for text in fractions):
        sentence = (
            f"{culprit} has a size, an index or a number of steps that is no whole number: a division with `/` gives "
            "a fraction even where nothing is left over, so a size has to be rounded down."
        )
        return Finding("raised", sentence, mistake="size_not_rounded")
    return None


def _explain_shapes(
    exercise: str, culprit: str, returns: dict[str, tuple[str, ...]], type_name: str, message: str
) -> Finding | None:
    """Arrays that do not fit together, and indices beyond an array."""
    if type_name == "IndexError" and "out of bounds" in message:
        sentence = (
            f"{culprit} reaches beyond an array: do the loops count the rows and columns of the output, and does "
            "each index stand on its own axis?"
        )
        return Finding("raised", sentence)
    if type_name == "IndexError" and "too many indices" in message:
        return Finding("raised", f"{culprit} gives an array more indices than it has axes.")
    if type_name != "ValueError":
        return None
    if "not aligned" in message or "mismatch in its core dimension" in message:
        return Finding("raised", f"{culprit} multiplies matrices whose shapes do not match.")
    if "remapped shapes" in message:
        return Finding("raised", f"{culprit} gives np.pad widths that do not fit: it takes one pair for each axis.")
    if "could not be broadcast" in message or "could not broadcast" in message:
        told = f"{culprit} combines arrays" if culprit == exercise else f"{exercise} hands {culprit} arrays"
        return Finding("raised", f"{told} whose shapes do not match.")
    if "values to unpack" in message:
        sentence = (
            f"{culprit} takes something apart into the wrong number of names: a shape has one number for each axis."
        )
        return Finding("raised", sentence)
    return None


def _explain_call(
    exercise: str, culprit: str, returns: dict[str, tuple[str, ...]], type_name: str, message: str
) -> Finding | None:
    """Wrong arguments, keys and modules that are not there, endless recursion."""
    found = re.match(r"(\w+)\(\) (?:takes|missing|got an unexpected|got multiple)", message)
    if type_name == "TypeError" and found and found.group(1) == exercise:
        return Finding("raised", f"{exercise} has to take the arguments that it takes in the starter, and no others.")
    if type_name == "TypeError" and found and found.group(1) in returns:
        return Finding("raised", f"{culprit} calls {found.group(1)} with the wrong number of arguments.")
    if type_name in ("ModuleNotFoundError", "ImportError"):
        sentence = f"{culprit} needs a module that is not there: numpy and Python's own modules are."
        return Finding("raised", sentence)
    if type_name == "RecursionError":
        return Finding("raised", f"{culprit} calls itself without end.")
    return None


def _first_line(message: str) -> str:
    return message.strip().partition("\n")[0].rstrip(".")


# Running ----------------------------------------------------------------------------------------------------


class FailedTestError(AssertionError):
    """A public test that failed; the message is for the student.

    exercise: what was tested. difference: what a picture can show of it, until it is shown. gradient: whether it shows
    a gradient. IPython shows such an exception as its message, without the way through this file, and in a notebook the
    picture below it.
    """

    def __init__(
        self, message: str, exercise: str = "", difference: Difference | None = None, gradient: bool = False
    ) -> None:
        """Make the exception; nothing is drawn before it is shown."""
        super().__init__(message)
        self.exercise = exercise
        self.difference = difference
        self.gradient = gradient

    def _render_traceback_(self) -> list[str]:
        """What IPython shows in place of a traceback, line by line."""
        shell = _find_notebook()
        if shell is not None and self.difference is not None:
            _show_below(shell, self.difference, self.gradient)
            self.difference = None  # a kernel asks twice for the lines
        lines = textwrap.wrap(str(self), WIDTH, break_long_words=False, break_on_hyphens=False)
        return [*lines, "", _mention_hints(self.exercise, shell is not None)] if self.exercise else lines


class NotWrittenError(FailedTestError):
    """The function still is what the starter gave."""


def _find_places(error: BaseException, function: Callable) -> list[traceback.FrameSummary]:
    """The steps of a traceback that lie in the student's own functions, told by their file, the innermost last."""
    own = getattr(getattr(function, "__code__", None), "co_filename", None)
    steps = traceback.extract_tb(error.__traceback__)
    return [step for step in steps if step.filename == own or re.search("ipykernel|^cell [0-9]+$", step.filename)]


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
        value = function(*given)
        second = function(*again)
    except Exception as error:
        places = _find_places(error, function)
        name = places[-1].name if places else ""
        finding = explain_stop(case, suite, type(error).__name__, _text_of(error), name)
        where = f"It was in line {places[-1].lineno} of the cell with {name}." if places else ""
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
        finding = Finding("again", f"{case.exercise} gives another answer when it is called a second time.")
    return finding, value


def _text_of(error: Exception) -> str:
    """What Python says of an exception; nothing where the class of the student's cannot say it."""
    try:
        return str(error)
    except Exception:
        return ""


def _explain(case: Case, finding: Finding) -> str:
    """The message of a failed public check: the kind of case, the sentence, the numbers."""
    return f"{case.exercise} ({case.kind}): {finding.message}"


def telling(findings: Sequence[Finding]) -> int:
    """Position of the finding that says most of a function: the first with the commonest mistake, else sentence.

    findings: at least one, all of them wrong.
    """
    mistakes = Counter(finding.mistake for finding in findings if finding.mistake)
    if mistakes:
        likely, _ = mistakes.most_common(1)[0]
        return next(position for position, finding in enumerate(findings) if finding.mistake == likely)
    commonest, _ = Counter(finding.sentence for finding in findings).most_common(1)[0]
    return next(position for position, finding in enumerate(findings) if finding.sentence == commonest)


def _test(suite: Suite, exercise: str, function: Callable, names: Collection[str] = ()) -> None:
    """Test a function on the cases of these names, or on all. Raises FailedTestError."""
    cases = [case for case in suite.cases[exercise] if not names or case.name in names]
    tried: list[tuple[Case, Finding, object]] = []
    for case in cases:
        finding, value = _try(case, suite, function)
        if finding.rung == "not_written":
            raise NotWrittenError(finding.sentence, exercise)
        tried.append((case, finding, value))
    findings = explain_all([(case, finding) for case, finding, _ in tried], suite.mistakes)
    wrong = [
        (case, finding, value) for (case, _, value), finding in zip(tried, findings, strict=True) if not finding.right
    ]
    if wrong:
        case, finding, value = wrong[telling([finding for _, finding, _ in wrong])]
        message = _explain(case, finding)
        if not finding.mistake and (variables := _find_variables(function)):
            names = f"variable{'s' if variables[1:] else ''} {', '.join(variables)}"
            message += f" It reads the {names} of the notebook: a function should work from its arguments alone."
        difference = find_difference(case, suite.returns[exercise], value)
        gradient = difference is not None and difference.name in case.rules.gradients
        raise FailedTestError(message, exercise, difference, gradient)
    _say(f"{exercise}: all {len(cases)} public checks passed. {_foretell(suite, exercise)}")


def _foretell(suite: Suite, exercise: str) -> str:
    """Which kinds of case grading looks at besides, so that its result is no surprise."""
    marks = ", for no marks" if suite.optional[exercise] else ""
    return f"Grading also looks at{marks}: {'; '.join(suite.hidden_kinds[exercise])}."


def _say(text: str) -> None:
    print(textwrap.fill(text, WIDTH, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False))


def _test_values(suite: Suite, test: PublicTest, values: Mapping[str, object]) -> None:
    """Test values that the notebook worked out from its example. Raises FailedTestError for the first wrong one."""
    case = next(case for case in suite.cases[test.exercise] if case.name in test.cases)
    for argument, label, expected in test.values:
        if not _is_close(case, got := values[argument], expected):
            message = f"{test.exercise} ({case.kind}): {label} is {_write(got)}; it should be {expected}."
            raise FailedTestError(message, test.exercise)
    _say(f"{test.exercise}: {test.passed} {_foretell(suite, test.exercise)}")


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
        _test(suite, test.exercise, f, test.cases)

    def test_values(*values: object, **named: object) -> None:
        _test_values(suite, test, inspect.signature(test_values).bind(*values, **named).arguments)

    made: Callable[..., None] = test_values if test.values else test_function
    made.__name__ = made.__qualname__ = name
    if test.values:
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        signature = inspect.Signature([inspect.Parameter(argument, kind) for argument, *_ in test.values])
        made.__signature__ = signature  # type: ignore[attr-defined]
        labels = ", ".join(f"{argument} ({label})" for argument, label, _ in test.values)
        looked = f"values of {test.exercise} that the notebook worked out from its example: {labels}"
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
    caption = f"Expected is {asked} of shape {expected.shape}; yours is {shown} of shape {got.shape}."
    if other and (axes := known.get(name) or known.get(str(expected.ndim))):
        caption += f" They differ in the number of {' and of '.join(axes.names[axis] for axis in other)}."
    rows, columns = len(wanted), len(wanted[0])
    extra = tuple((h, w) for h, row in enumerate(own) for w in range(len(row)) if h >= rows or w >= columns)
    missing = len(own) < rows or any(len(row) < columns for row in own)
    told = {"Dashed cells are missing": missing, "outlined cells are too many": bool(extra)}
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
    text around it, so that it fits any page, light or dark.
    """
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
            f"In row {row}, column {column} stands {got[h][w]}, and {expected[h][w]} is expected."
        )
        panels["difference"], told["difference"] = _subtract(difference, digits), told["yours"]
    longest = max(len(text) for texts in panels.values() for row in texts for text in row)
    role = COLOURS["gradient" if gradient else "output"]
    drawn = [_draw_panel(title, told[title], difference, texts, longest, role) for title, texts in panels.items()]
    caption = f"<figcaption>{html.escape(difference.caption)}</figcaption>" if difference.caption else ""
    return f'<figure class="difference"><div>{" ".join(drawn)}</div>{caption}</figure>'


def _looks_the_same(difference: Difference, digits: int) -> bool:
    """Whether a wrong value and the expected one would be written alike."""
    pairs = ((difference.expected[h][w], difference.got[h][w]) for h, w in difference.wrong if difference.same_shape)
    return any(_write_number(one, digits) == _write_number(other, digits) for one, other in pairs)


def _write_number(value: float, digits: int) -> str:
    if isinstance(value, bool) or (isinstance(value, int) and abs(value) < 10**5):
        return str(value)
    if 0.1 ** (digits - 1) <= abs(value) < 1:
        return f"{value:.{digits - 1}f}"
    text = f"{value:.{digits}g}"
    return re.sub(r"e([+-])0*", lambda found: "e" + found[1].strip("+"), text) if "e" in text else text


def _subtract(difference: Difference, digits: int) -> list[list[str]]:
    texts = [["" for _ in row] for row in difference.got]
    for h, w in difference.wrong:
        own, wanted = difference.got[h][w], difference.expected[h][w]
        texts[h][w] = "≠" if isinstance(wanted, bool) else _write_number(float(own) - float(wanted), digits)
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
    high, wide = 28, max(30, 12 + 6 * longest)
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
        middle = f'cx="{x + wide / 2:g}" cy="{y + high / 2:g}" rx="{wide / 2 + 3:g}" ry="{high / 2 + 3:g}"'
        shapes.append(f"<ellipse {style} {middle}/>")
    words = [f'<text x="{left}" y="14" font-size="14" font-weight="bold" text-anchor="start">{title}</text>']
    if rows * columns > 1:
        counts = [(left + wide * w + wide // 2, top - 8, w + difference.corner[1]) for w in range(columns)]
        counts += [(left // 2, top + high * h + 18, h + difference.corner[0]) for h in range(rows)]
        words += [f'<text x="{x}" y="{y}" font-size="11" opacity=".75">{count}</text>' for x, y, count in counts]
    for weight, places in (("normal", set(there) - wrong), ("bold", wrong)):
        words.append(f'<g font-weight="{weight}">')
        for place in sorted(places):
            (x, y), text = corner(place), texts[place[0]][place[1]]
            words.append(f'<text x="{x + wide // 2}" y="{y + 18}">{text}</text>' if text else "")
        words.append("</g>")
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><title>{html.escape(f"{title}: {difference.name}")}</title>'
        f"<desc>{html.escape(told)}</desc>{''.join(shapes)}"
        f'<g fill="currentColor" font-size="12" text-anchor="middle">{"".join(words)}</g></svg>'
    )


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

WIDTH = 100
"""Characters in a line of a message, in a notebook and in a terminal."""


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
        drawn = draw_difference(difference, gradient)
        beside = "display: flex; flex-wrap: wrap; gap: 0.5em; align-items: flex-start"
        for tag, style in (("<figure", "margin: 0.5em 0"), ("<div", beside)):
            drawn = drawn.replace(tag, f'{tag} style="{style}"', 1)
        shell.display_pub.publish({"text/html": drawn, "text/plain": told})

    shell.events.register("post_run_cell", show)


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
        return f"{exercise} has no more hints than {len(hints)}. To begin again: {COMMAND} {exercise} 1"
    about, text = hints[number - 1]
    following = f"The next hint: {COMMAND} {exercise}"
    try:
        GIVEN.write_text(json.dumps(given | {exercise: number}), encoding="utf-8")
    except OSError:
        following += f" {number + 1}"
    if number == len(hints):
        following = f"This is the last hint. To begin again: {COMMAND} {exercise} 1"
    return f"{exercise}, hint {number} of {len(hints)}: {about}\n\n{_wrap(text)}\n\n{following}"


def _wrap(text: str) -> str:
    """A text with lines that fit: each paragraph filled, but for code that is set in."""
    paragraphs = re.split(r"\n\s*?\n", text)
    keep = r"(?m)^( {4}|\s*[-*] |\s*\d+\. )"
    return "\n\n".join(part if re.search(keep, part) else textwrap.fill(part, WIDTH) for part in paragraphs)


# Terminal ---------------------------------------------------------------------------------------------------


def _parse(source: str, label: str) -> ast.Module:
    """The syntax tree of a cell; magics and shell lines are blanked only where it does not parse as it is."""
    try:
        return ast.parse(source, label)
    except SyntaxError:
        lines = source.splitlines()
        return ast.parse("\n".join("" if line.lstrip().startswith(("%", "!")) else line for line in lines), label)


BINDING = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign, ast.AugAssign)


def _definitions(notebook: dict) -> Iterator[tuple[str, ast.stmt]]:
    """The statements of a notebook that give names a value, with their cells; cells that do not parse are left out."""
    for number, cell in enumerate(notebook["cells"], 1):
        if cell["cell_type"] != "code":
            continue
        label = f"cell {number}"
        try:
            tree = _parse("".join(cell["source"]), label)
        except SyntaxError as error:
            print(f"Cell {number} does not parse (line {error.lineno}: {error.msg}); it is left out.")
            continue
        yield from ((label, node) for node in tree.body if isinstance(node, (*BINDING, ast.If, ast.Try)))


def _load(path: Path) -> dict[str, object]:
    """Run the definitions of a notebook, here and as they are: meant for one's own notebook."""
    sys.path.insert(0, str(path.resolve().parent))  # what lies beside the notebook can be imported in it
    module = types.ModuleType("notebook")
    sys.modules[module.__name__] = module  # where dataclasses and the like look for it
    module.__dict__["display"] = lambda *objects: None  # Jupyter has it without an import
    for label, node in _definitions(json.loads(path.read_text(encoding="utf-8"))):
        flags = annotations.compiler_flag if module.__dict__.get("annotations") is annotations else 0
        try:
            exec(compile(ast.Module([node], []), label, "exec", flags, dont_inherit=True), module.__dict__)
        except Exception as error:
            # An example that needs a function which is not written yet is no news.
            if not isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)):
                print(f"Line {node.lineno} of {label} was left out ({type(error).__name__}: {error}).")
    return module.__dict__


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
    suite = read_suite(data)
    if chosen.hint:
        name, *number = chosen.hint
        if name not in suite.returns or number[1:] or not all(text.isdecimal() for text in number):
            parser.error(f"--hint takes one of {', '.join(suite.returns)}, and perhaps the number of the hint")
        print(give_hint(name, int(number[0]) if number else None, data))
    elif chosen.notebook is None:
        parser.error("say which notebook to test, or --hint and an exercise")
    return _test_notebook(suite, chosen.notebook) if chosen.notebook else 0


def _test_notebook(suite: Suite, path: Path) -> int:
    try:
        namespace = _load(path)
    except (OSError, UnicodeDecodeError, ValueError, AttributeError, KeyError, TypeError) as error:
        print(
            f"{path} cannot be read as a notebook: {error}. Save it in JupyterLab and try again.",
            file=sys.stderr,
        )
        return 2
    failed = 0
    for name in suite.returns:
        try:
            if not callable(function := namespace.get(name)):
                raise NotWrittenError(_miss(name, namespace), name)
            _test(suite, name, function)
        except FailedTestError as error:
            print(error)
            if not isinstance(error, NotWrittenError):
                print(_mention_hints(name, notebook=False))
            failed += not (suite.optional[name] and isinstance(error, NotWrittenError))
    return 1 if failed else 0


def _miss(name: str, namespace: dict[str, object]) -> str:
    """What is said of a function that is not there: which other one of the notebook's own may be it, renamed."""
    functions = [
        other
        for other, value in namespace.items()
        if isinstance(value, types.FunctionType) and value.__module__ == namespace["__name__"]
    ]
    similar = difflib.get_close_matches(name, functions, 1, 0.8)
    renamed = f" There is {similar[0]}: if that is it, call it {name} again." if similar else ""
    return f"{name}: there is no such function in the notebook.{renamed}"


if __name__ == "__main__":
    if _find_notebook() is not None and not sys.argv[1:]:  # `%run` in a notebook gives it the tests
        globals().update({name: _make_test(name) for name in _list_tests()})
    else:
        sys.exit(main())
