"""Answers are grouped by what they do and by their code, the same way in every run and on every machine."""

import ast
import dataclasses
import json
from collections.abc import Callable

import numpy as np
import pytest

from autograder.commands.replay import compare_results
from autograder.grading.behaviour import RIGHT, Behaviours
from autograder.grading.grader import Grader
from autograder.reading.canonical import write_canonical
from autograder.result import Groups, Record
from examples.build import Notebook, edit, fill
from public_tests import Case
from tests.conftest import to_bytes
from tests.first_assignment import EXERCISES

CODE = '''
def pool(A, size, mode="max"):
    """Take the largest."""
    m, n = A.shape
    Z = np.zeros((m, n - size))
    for i in range(n - size):
        part = A[:, i:i + size]
        Z[:, i] = np.max(part, axis=1) if mode == "max" else sum(x for x in part)
    return Z, (A, size)
'''
ALIKE = (
    ("    m, n = A.shape", "    # sizes\n    (m, n) = A.shape\n"),
    ('    """Take the largest."""\n', ""),
    ("for i in range(n - size):\n", "for i in range( n-size ):  # each\n\n"),
    ('mode == "max"', "mode == 'max'"),
    ("Z", "result"),
    ("part", "A_slice"),
    ("sum(x for x in part)", "sum(y for y in part)"),
)
DIFFERENT = (
    ("n - size", "n - size + 1"),
    ("np.max", "np.min"),
    ("axis=1", "axis=0"),
    ("(A, size)", "(size, A)"),
    ('mode == "max"', 'mode == "min"'),
    ("i:i + size", "i:size + i"),
    ("    return Z", "        return Z"),
    ("zeros", "empty"),
    ("m, n = A.shape", "n, m = A.shape"),
    ("axis=1", "axis=1.0"),
    ("axis=1", "axis=True"),
    ("sum(x for", "max(x for"),
)


def canonical(source: str) -> str:
    """The canonical form of the one statement of a text."""
    (statement,) = ast.parse(source).body
    return write_canonical(statement)


@pytest.mark.parametrize("change", ALIKE)
def test_layout_and_local_names_do_not_count(change: tuple[str, str]) -> None:
    """Comments, a docstring, layout and the names of local variables leave the code the same."""
    assert change[0] in CODE
    assert canonical(CODE.replace(*change)) == canonical(CODE)


@pytest.mark.parametrize("change", DIFFERENT)
def test_all_else_counts(change: tuple[str, str]) -> None:
    """Any other change makes other code."""
    assert change[0] in CODE
    assert canonical(CODE.replace(*change)) != canonical(CODE)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("def f(x):\n def g(y): return y\n return g(x)", "def f(a):\n def h(b): return b\n return h(a)", True),
        ("def f(x):\n global n\n n = x", "def f(x):\n global k\n k = x", False),
        ("def f(x):\n import numpy as np\n return np.sum(x)", "def f(x):\n import numpy as n\n return n.sum(x)", True),
        ("def f(x):\n try: x()\n except E as e: pass", "def f(x):\n try: x()\n except E as r: pass", True),
        ("def f(x):\n match x:\n  case [a, *b]: return b", "def f(x):\n match x:\n  case [c, *d]: return d", True),
        ("def f(x):\n match x:\n  case [a, *b]: return b", "def f(x):\n match x:\n  case [a, *b]: return a", False),
        ("def f(x):\n match x:\n  case True: return 1", "def f(x):\n match x:\n  case False: return 1", False),
        ("def f(x): return f'{x}'", "def f(x): return f'{x!r}'", False),
        ("def f(x): return 'a\\nb'", "def f(x): return 'a'", False),
        ("f = lambda x: x + 1", "f = lambda y: y + 1", True),
        ("def f(x): return x", "def g(x): return x", False),
        ("def f(x): return len(x)", "def f(x): return sum(x)", False),
        ("def f(x, y): return x - y", "def f(x, y): return y - x", False),
    ],
)  # fmt: skip
def test_forms_of_python(one: str, other: str, same: bool) -> None:
    """Every way to name a variable is known, and nothing that is not local is renamed."""
    assert (canonical(one) == canonical(other)) is same


def test_very_long_code_has_a_form() -> None:
    """Neither a deep nesting nor a number of many digits is too much."""
    deep = ast.parse("def f(x): return x").body[0]
    assert isinstance(deep, ast.FunctionDef)
    value: ast.expr = ast.Name("x", ast.Load())
    for _ in range(50_000):
        value = ast.UnaryOp(ast.USub(), value)
    deep.body = [ast.Return(value)]
    assert len(write_canonical(deep)) > 50_000
    assert canonical(f"def f(): return 0x{'f' * 9000}")


@pytest.fixture(scope="module")
def case(grader: Grader) -> Case:
    """A case with an output of some hundred values."""
    return max(grader.session.key.cases("conv_forward"), key=lambda case: case.expected["Z"].size)


@pytest.fixture(scope="module")
def describe(grader: Grader, case: Case) -> Callable[[object], str]:
    """What describes a value that a function returns for the case."""
    behaviours = Behaviours(grader.session.key)
    return lambda value: behaviours.describe_value(case.exercise, case.name, value)


def test_the_last_digits_of_a_value_do_not_count(case: Case, describe: Callable[[object], str]) -> None:
    """What differs by rounding is alike, also at numbers that are halfway between two of six digits."""
    numbers = np.random.default_rng(3)
    shape = case.expected["Z"].shape
    halves = np.round(numbers.normal(size=shape), 6) + 5e-7
    for values in (numbers.normal(size=shape), halves, np.full(shape, 1 / 1024), np.zeros(shape), 1e9 * halves):
        largest = np.max(np.abs(values)) or 1.0
        described = describe(values)
        for _ in range(20):
            rounding = largest * 1e-15 * numbers.uniform(-1, 1, shape)
            assert describe(values + rounding) == described


def test_the_fifth_digit_of_a_value_counts(case: Case, describe: Callable[[object], str]) -> None:
    """One value that differs in its fifth digit makes another behaviour."""
    values = 1.5 * case.expected["Z"]
    place = np.unravel_index(np.argmax(np.abs(values)), values.shape)
    other = values.copy()
    other[place] *= 1.00003
    assert describe(other) != describe(values)


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf, 1e308])
def test_values_that_are_no_numbers_are_told_apart(case: Case, value: float, describe: Callable[[object], str]) -> None:
    """nan and infinities count with their places, and the largest numbers are no infinities."""
    one = case.expected["Z"] * 2
    other = one.copy()
    one.flat[0], other.flat[1] = value, value
    told = {describe(array) for array in (one, other, case.expected["Z"] * 2)}
    assert len(told) == 3


@pytest.mark.parametrize(
    "value",
    [
        None, "text", [], {}, {"a": [None, 2]}, ((),), 3, True, 2j, float("nan"), np.array([]), np.array(["a"]),
        np.zeros((2, 0)), [[1.0] * 500] * 3, np.float32(1) * np.ones(5), 10**400,
    ],
)  # fmt: skip
def test_any_value_can_be_described(describe: Callable[[object], str], value: object) -> None:
    """Whatever a function returns has a description, and that is the same again."""
    assert describe(value) == describe(value)


def graded(grader: Grader, starter: Notebook, answers: dict[str, str]) -> dict[str, Groups]:
    """The groups of each exercise of a notebook."""
    record = grader.grade("somebody", to_bytes(fill(starter, answers)))
    return {exercise.name: exercise.groups for exercise in record.exercises if exercise.groups is not None}


def test_a_mistake_in_other_words_is_the_same_behaviour(
    grader: Grader, starter: Notebook, loops: dict[str, str]
) -> None:
    """Loops and arrays that leave the bias out do the same by other code; another mistake does something else."""
    name = "conv_forward"
    mistaken = edit(loops, name, ("stride * h", "h"))
    changes = {
        "named otherwise": mistaken[name].replace("top", "above").replace("left", "beside") + "    # the end\n",
        "as other code": mistaken[name].replace("top, left", "left, top").replace("h, stride * w", "stride * w, h"),
        "another mistake": edit(loops, name, ("stride * w", "w"))[name],
        "right": loops[name],
    }
    first = graded(grader, starter, mistaken)[name]
    renamed, *others = (graded(grader, starter, loops | {name: code})[name] for code in changes.values())
    assert renamed == first
    assert [(groups.behaviour == first.behaviour, groups.code == first.code) for groups in others] == [
        *((True, False), (False, False), (False, False)),
    ]
    assert first.behaviour != RIGHT == others[-1].behaviour


def test_every_exercise_has_groups(grader: Grader, starter: Notebook) -> None:
    """What is not written or not there has its status in the place of an id."""
    assert {groups.behaviour for groups in graded(grader, starter, {}).values()} == {"not_written"}
    missing = grader.grade("somebody", b"{}")
    assert {exercise.groups for exercise in missing.exercises} == {Groups("missing")}


def test_ids_need_the_hidden_cases(grader: Grader, starter: Notebook, loops: dict[str, str]) -> None:
    """With other hidden cases the same answers have another id, so an id cannot be worked out without them."""
    key = grader.session.key
    other = dataclasses.replace(key, secret=b"another class")
    reports = [check.passed for check in grader.session.checks if check.passed.exercise == "zero_pad"]
    wrong = [dataclasses.replace(reports[0], finding=dataclasses.replace(reports[0].finding, rung="timed_out"))]
    outcomes = {("zero_pad", wrong[0].case): _Stopped()}
    ids = {Behaviours(one).find("zero_pad", wrong, outcomes) for one in (key, other)}  # type: ignore[arg-type]
    assert len(ids) == 2


class _Stopped:
    """An outcome of which nothing is known but that it gave no answer."""

    class first:  # noqa: N801
        """The first call."""

        status, raised = "timed_out", None

    again, defined, load_errors = first, True, ()


def test_results_without_groups_stay_readable(grader: Grader, starter: Notebook, loops: dict[str, str]) -> None:
    """An older result is read, is written again as it was, and replays as the same."""
    record = grader.grade("somebody", to_bytes(fill(starter, loops)))
    assert Record.from_json(record.to_json()).exercises == record.exercises
    older = json.loads(record.to_json())
    for exercise in older["exercises"]:
        del exercise["groups"]
    read = Record.from_json(json.dumps(older))
    assert [exercise.groups for exercise in read.exercises] == [None] * len(EXERCISES)
    assert "groups" not in read.to_json()
    assert list(compare_results(read, record)) == []
