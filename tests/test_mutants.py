"""The mutants: operators do what they say, the reviewed list fits, a sample is killed, and so is any after a redraw."""

import ast
import random
from collections import Counter
from collections.abc import Iterator

import pytest

from autograder.grading.grader import Grader
from tests.installed import ASSIGNMENTS, Installed, each_lesson
from tests.mutants import __main__ as command
from tests.mutants import operators
from tests.mutants.catalogue import (
    Equivalent,
    Mutant,
    compiles,
    find_equivalents,
    mutants,
    mutate,
    read_equivalents,
    read_sources,
)
from tests.mutants.grading import LIMITS, is_killed
from tests.mutants.operators import KINDS, OPERATORS, apply, bound_names, containers
from tests.mutants.redraws import killed_by, load, redraw

SMALL = """
def small(m, f, mode="max"):
    n_H, n_W = m.shape
    Z = np.zeros((n_H, f))
    for h in range(n_H):
        Z[h, :f] += np.max(m - f)
        if mode == "max":
            W = Z
    for name in parameters:
        A = np.exp(y, keepdims=True)
    return Z, W
"""
EXAMPLES = {
    "change_arithmetic": ("m - f", {"m + f", "m * f", "m // f", "f - m", "np.max(m)", "np.max(f)", "Z[h, :f] -="}),
    "change_comparisons": ("mode == 'max'", {"mode != 'max'", "mode < 'max'", "mode >= 'max'"}),
    "change_conditions": ("if mode == 'max'", {"if not mode == 'max'", "if True", "if False"}),
    "change_constants": ("mode='max'", {"mode='average'", "mode='maxs'", "mode == 'average'", "keepdims=False"}),
    "change_names": ("range(n_H)", {"range(n_W)", "range(m)", "range(f)", "W[h, :f] +=", "W = W"}),
    "change_to_any_name": (
        "range(n_H)",
        {"range(mode)", "n_W = f.shape", "np.max(mode - f)", "W = f", "return (h, W)"},
    ),
    "shift_names": ("range(n_H)", {"range(n_H - 1)", "range(n_H + 1)", "Z[h - 1, :f]", "np.exp(y + 1"}),
    "change_signs": ("+= np.max(m - f)", {"+= -np.max(m - f)", "W = -Z"}),
    "change_arguments": ("(m, f, mode='max')", {"(f, m, mode='max')", "(m, f, mode)", "+= m - f", "Z = (n_H, f)"}),
    "change_tuples": ("(n_H, f)", {"(f, n_H)", "(n_H,)", "n_W, n_H = m.shape", "Z[:f, h]", "return (W, Z)"}),
    "change_subscripts": ("[h, :f]", {"[0, :f]", "[:, :f]", "[-1, :f]", "[h, 0]", "[h, -1]"}),
    "change_slices": ("[h, :f]", {"[h, :f + 1]", "[h, :f - 1]", "[h, 1:f]", "[h, :]", "[h, :f:2]", "[h, :f:-1]"}),
    "change_loops": (
        "range(n_H)",
        {"range(1, n_H)", "range(n_H - 1)", "range(n_H + 1)", "range(0)", "list(parameters)[1:]"},
    ),
    "change_functions": ("np.max", {"np.min", "np.mean", "np.sum", "np.ones", "m.size"}),
    "drop_statements": ("Z = np.zeros", {"n_W = m.shape\n    for", "range(n_H):\n        if", ":\n            pass"}),
    "change_assignments": ("Z[h, :f] +=", {"Z[h, :f] = np", "Z += np.zeros", "W += Z"}),
    "change_returns": ("return (Z, W)", {"return None", "return Z\n", "return W\n"}),
}


def tree(source: str) -> ast.FunctionDef:
    """The one function of a source."""
    (function,) = ast.parse(source).body
    assert isinstance(function, ast.FunctionDef)
    return function


# A fixture named `installed` of this file would leave `own_grader` with the grader of the file before.
each_reviewed = pytest.mark.parametrize(
    "installed",
    [one for name, one in ASSIGNMENTS.items() if find_equivalents(name).exists()],
    indirect=True,
    ids=lambda one: one.name,
    scope="session",
)
"""For a test of each assignment whose mutants were reviewed."""


@pytest.fixture(scope="module")
def made(installed: Installed) -> tuple[Mutant, ...]:
    """All mutants of an answer key."""
    return mutants(installed.name)


@pytest.fixture(scope="module")
def listed(installed: Installed) -> tuple[Equivalent, ...]:
    """The reviewed list of equivalents."""
    return read_equivalents(installed.name)


@pytest.mark.parametrize("operator", OPERATORS, ids=lambda operator: operator.__name__)
def test_operator_makes_what_it_says(operator: operators.Operator) -> None:
    """Each operator makes the changes it is there for, one at a time, and leaves the function itself alone."""
    function = tree(SMALL)
    before, (original, expected) = ast.unparse(function) + "\n", EXAMPLES[operator.__name__]
    changed = [ast.unparse(apply(function, change, containers(function))) + "\n" for change in operator(function)]
    assert original in before
    assert [text for text in expected if text in before] == []
    assert [text for text in sorted(expected) if not any(text in mutant for mutant in changed)] == []
    assert ast.unparse(function) + "\n" == before


def test_one_change_changes_one_place() -> None:
    """Python shares the nodes of operators; a change must not reach all that look alike."""
    sources = {mutant.source for mutant in mutate("any", "f", "def f(a, b):\n    return a + b + (a + b)")}
    assert "def f(a, b):\n    return a - b + (a + b)" in sources
    assert "def f(a, b):\n    return a - b - (a - b)" not in sources


def test_assignment_without_a_reviewed_list_has_no_equivalents() -> None:
    """`make mutants` can be tried on an assignment before anybody has reviewed what survives."""
    assert read_equivalents("not_reviewed") == ()


@each_reviewed
def test_mutants_differ_and_compile(installed: Installed, made: tuple[Mutant, ...]) -> None:
    """No mutant is the answer key or another mutant; the lines that it changes tell it from all others."""
    assert len(made) >= 300
    assert {mutant.exercise for mutant in made} == set(installed.definition.exercises)
    assert not {mutant.source for mutant in made} & set(read_sources(installed.name).values())
    assert len({mutant.place for mutant in made}) == len({mutant.source for mutant in made}) == len(made)
    assert not compiles("return 1")


@each_lesson
def test_every_name_has_a_kind(installed: Installed) -> None:
    """A name of the answer key that is in no kind would never be swapped."""
    kinds = {name for names in KINDS.values() for name in names}
    for source in read_sources(installed.name).values():
        assert set(bound_names(tree(source))) <= kinds


@each_reviewed
def test_list_of_equivalents_has_no_stale_entry(made: tuple[Mutant, ...], listed: tuple[Equivalent, ...]) -> None:
    """Each entry is one mutant, no entry is there twice, and each has a reason."""
    places = Counter(mutant.place for mutant in made)
    assert [entry.place for entry in listed if places[entry.place] != 1] == []
    assert len({entry.place for entry in listed}) == len(listed)
    assert [entry.place for entry in listed if len(entry.reason.split()) < 5] == []


@each_reviewed
def test_sample_of_mutants_is_killed(
    own_grader: Grader, made: tuple[Mutant, ...], listed: tuple[Equivalent, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty mutants, graded as submissions, lose points; `make mutants` tries all of them."""
    monkeypatch.setattr(own_grader, "limits", LIMITS)
    equivalent = {entry.place for entry in listed}
    sample = random.Random(20).sample([mutant for mutant in made if mutant.place not in equivalent], 20)
    assert [mutant.place for mutant in sample if not is_killed(own_grader, mutant)] == []


@each_reviewed
def test_answer_key_is_not_killed(installed: Installed, own_grader: Grader) -> None:
    """What is no change passes, so that being killed means something."""
    for exercise, source in read_sources(installed.name).items():
        assert not is_killed(own_grader, Mutant(installed.name, exercise, "none", source, "", ""))


@each_reviewed
def test_calling_directly_tells_right_from_wrong(
    installed: Installed, made: tuple[Mutant, ...], listed: tuple[Equivalent, ...]
) -> None:
    """On redrawn cases the answer key and the equivalents pass, and a sample of the other mutants does not."""
    suite, equivalent = redraw(installed.name, b"another key"), {entry.place for entry in listed}
    for exercise, source in read_sources(installed.name).items():
        own = [mutant for mutant in made if mutant.exercise == exercise]
        same = [mutant for mutant in own if mutant.place in equivalent][:3]
        right = [Mutant(installed.name, exercise, "none", source, "", ""), *same]
        wrong = random.Random(1).sample([mutant for mutant in own if mutant.place not in equivalent], 8)
        assert [mutant.place for mutant in right if killed_by(suite, exercise, load(mutant))] == []
        assert [mutant.place for mutant in wrong if not killed_by(suite, exercise, load(mutant))] == []


@each_reviewed
@pytest.mark.parametrize(
    ("outcomes", "status", "said"),
    [
        ({}, 0, "all is well"),
        ({"survived": 1}, 1, "survived"),
        ({"equivalent killed": 1}, 1, "is listed as equivalent and was killed"),
    ],
)
def test_command_tells_what_became_of_them(
    outcomes: dict[str, int],
    status: int,
    said: str,
    installed: Installed,
    made: tuple[Mutant, ...],
    listed: tuple[Equivalent, ...],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """The table counts by function; a survivor and an equivalent that is killed are named and make the status 1."""
    equivalent = {entry.place for entry in listed}
    exercise = next(iter(installed.definition.exercises))

    def grade_all(_: str, chosen: list[Mutant]) -> Iterator[tuple[Mutant, bool]]:
        spared, hit = outcomes.get("survived", 0), outcomes.get("equivalent killed", 0)
        for mutant in chosen:
            if mutant.place in equivalent:
                yield mutant, hit > 0
                hit -= 1
            else:
                yield mutant, spared <= 0
                spared -= 1

    monkeypatch.setattr(command, "mutants", lambda _: made)
    monkeypatch.setattr(command, "grade_all", grade_all)
    assert command.main([installed.name, "--exercise", exercise]) == status
    printed = capsys.readouterr().out
    assert said in printed
    assert exercise in printed


@each_reviewed
def test_redraws_call_what_is_not_equivalent(
    installed: Installed, made: tuple[Mutant, ...], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A mutant that passes the cases of one secret is named with the secret."""
    monkeypatch.setattr(command, "mutants", lambda _: made)
    monkeypatch.setattr(command, "survivors", lambda _, mutants, redraws: iter([("ab", []), ("cd", [mutants[0]])]))
    assert command.main([installed.name, "--redraws", "2"]) == 1
    assert "survived the cases drawn from cd" in capsys.readouterr().out
