"""An assignment is data: a small one is compiled and judged by the public tests, which know none by themselves."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import public_tests
from autograder.assignments import list_assignments, read_definition
from autograder.authoring.answer_key import solve
from autograder.authoring.compiled import write_suite
from autograder.authoring.definition import Assignment, CaseDefinition, ExampleValue, Output, PublicTest, list_mistakes
from autograder.authoring.exercise import Check, Exercise, WrongPart
from autograder.expected import Key, read_key
from autograder.grading.checks.session import CheckSession
from public_tests import (
    Axes,
    Case,
    Finding,
    Stop,
    Suite,
    examine,
    explain_all,
    explain_stop,
    judge,
    judge_cache,
    judge_inputs,
)

ROOT = Path(public_tests.__file__).parent

ANSWERS = {
    "stretch": "def stretch(x, factor=2.0):\n    return x * factor\n",
    "total": "def total(x):\n    return np.sum(x)\n",
    "move": "def move(points, steps):\n    return {key: points[key] + steps[key] for key in points}\n",
    "keep": "def keep(x):\n    return x + 1, x\n",
    "pick": "def pick(x, rows):\n    return np.exp(x - np.max(x))[rows]\n",
}
EXERCISES = (
    Exercise(
        "stretch",
        40,
        ("x", "factor"),
        ("y",),
        checks=(Check("values", "y is right: {kind}."),),
        defaults=("factor",),
        shape_rule="the shape of x",
        shape_numbers=lambda values: f"Here x has {len(values['x'])} numbers.",
    ),
    Exercise("total", 30, ("x",), ("s",), checks=(Check("values", "s is right: {kind}."),)),
    Exercise(
        "move",
        30,
        ("points", "steps"),
        ("moved",),
        checks=(Check("values", "moved is right: {kind}."),),
        keys_tip="take them from points",
    ),
    Exercise(
        "keep",
        0,
        ("x",),
        ("y", "cache"),
        checks=(Check("cache", "The cache is x.", "plain"),),
        keeps={"cache": "x"},
        wrong_parts=(WrongPart("one_more", "x", "yours has one more number than x", lambda _: (slice(1, None),)),),
    ),
    Exercise("pick", 0, ("x", "rows"), ("y",), checks=(Check("values", "y is right: {kind}."),)),
)
CASES = (
    CaseDefinition("stretch", "by_hand", "by hand", values={"x": np.array([1.0, 2.0]), "factor": 3.0}, hidden=False),
    CaseDefinition("stretch", "default", "factor not given", 40, {"x": (3,)}, {"factor": 2.0}, by_default=("factor",)),
    CaseDefinition("total", "by_hand", "by hand", values={"x": np.array([1.0, 2.0])}, hidden=False),
    CaseDefinition("total", "of_output", "after stretch", 30, {"x": (2,)}, {"y": Output("stretch", "y")}),
    CaseDefinition("move", "one", "one array", shapes={"points": {"a": (2,)}, "steps": {"a": (2,)}}, hidden=False),
    CaseDefinition("move", "two", "two arrays", 30, {name: {"a": (2,), "b": (3, 1)} for name in ("points", "steps")}),
    CaseDefinition("keep", "plain", "three numbers", shapes={"x": (3,)}, hidden=False),
    CaseDefinition(
        "pick",
        "large",
        "large numbers",
        values={"x": np.array([[1000.0, 0.0, 1.0], [1.0, 2.0, 1000.0]]), "rows": np.array([1, 0])},
        column_order=("x",),
        hidden=False,
    ),
    CaseDefinition(
        "move", "columns", "columns", 0, {name: {"a": (2, 3)} for name in ("points", "steps")}, column_order=("steps",)
    ),
)
SENTENCES = {
    "halved": "This is what you get when x is halved.",
    "subtracted": "The steps are subtracted.",
    "first_only": "Only the first point is returned.",
    "no_shift": "Nothing is subtracted before the exponential.",
    "shift_afterwards": "The division comes after the exponential.",
}
ASSIGNMENT = Assignment(
    name="tiny",
    title="Tiny",
    key=b"tiny",
    exercises={exercise.name: exercise for exercise in EXERCISES},
    cases=CASES,
    mistakes=(
        *list_mistakes("stretch", SENTENCES, {"halved": (("* factor", "/ 2"),)}),
        *list_mistakes(
            "move",
            SENTENCES,
            {"subtracted": (("+ steps", "- steps"),), "first_only": (("in points", "in list(points)[:1]"),)},
        ),
        *list_mistakes(
            "pick",
            SENTENCES,
            {
                "no_shift": (("x - np.max(x)", "x"),),
                "shift_afterwards": (("np.exp(x - np.max(x))", "(np.exp(x) / np.exp(np.max(x)))"),),
            },
        ),
    ),
    sentences=SENTENCES,
    stops=(
        Stop("KeyError", "", "{culprit} asks for a key that points does not have.", "missing_key", exercises=("move",)),
    ),
    axes={"1": Axes(("numbers",)), "stretch.y": Axes(("stretched numbers",))},
    public_tests=(
        PublicTest(
            "total_test_1",
            "total",
            ("by_hand",),
            (ExampleValue("of_x", "the sum", lambda _, right: right["s"]),),
            "the sum of the example is right.",
        ),
    ),
)


def load(name: str, edit: Callable[[str], str] = lambda source: source) -> Callable:
    """A right function, perhaps with an edit."""
    namespace: dict = {"np": np}
    exec(edit(ANSWERS[name]), namespace)
    return namespace[name]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compiled assignment: the grader's file, the public one, and the public tests."""
    made = tmp_path_factory.mktemp("tiny")
    solved = solve(ASSIGNMENT, load)
    write_suite(made / "expected.h5", ASSIGNMENT, solved, public=False, helpers={}, stubs={})
    write_suite(made / "public_tests.h5", ASSIGNMENT, solved, public=True, hints={})
    shutil.copy(ROOT / "public_tests.py", made)
    return made


@pytest.fixture(scope="module")
def key(folder: Path) -> Key:
    """The grader's file, read."""
    return read_key(folder / "expected.h5")


def find(suite: Suite, exercise: str, name: str) -> Case:
    """A case by name."""
    return next(case for case in suite.cases[exercise] if case.name == name)


def look(suite: Suite, case: Case, function: Callable) -> Finding:
    """What is found of a function on a case, judged as in grading."""
    given, returns = case.fresh_arguments(), suite.returns[case.exercise]

    def look(value: object, arguments: object) -> Finding:
        for finding in (judge(case, returns, value), judge_inputs(case, given)):
            if not finding.right:
                return finding
        return judge_cache(case, returns, value)

    return examine(case, returns, look, function(*given), given)


def test_right_functions_are_right_on_all_cases(key: Key) -> None:
    """The answer key passes, on cases with a default, a dictionary, the output of another function and a cache."""
    for name, cases in key.suite.cases.items():
        assert all(look(key.suite, case, load(name)).right for case in cases)
    assert len(find(key.suite, "stretch", "default").arguments) == 1


def test_right_value_is_judged_right(key: Key) -> None:
    """What a case says a right function returns, dictionaries and caches included, is right."""
    for case in (case for cases in key.suite.cases.values() for case in cases):
        returns = key.suite.returns[case.exercise]
        assert judge(case, returns, public_tests.right_value(case, returns)).right


def test_checks_are_collected_from_the_file(folder: Path) -> None:
    """A check session on the file of an assignment has its checks, with their lines and points."""
    session = CheckSession(folder / "expected.h5")
    found = {(check.passed.exercise, check.passed.line, check.passed.points) for check in session.checks}
    assert found == {
        ("stretch", "y is right: by hand.", 0),
        ("stretch", "y is right: factor not given.", 40),
        ("total", "s is right: by hand.", 0),
        ("total", "s is right: after stretch.", 30),
        ("move", "moved is right: one array.", 0),
        ("move", "moved is right: two arrays.", 30),
        ("move", "moved is right: columns.", 0),
        ("keep", "The cache is x.", 0),
        ("pick", "y is right: large numbers.", 0),
    }


@pytest.mark.parametrize(
    ("name", "case", "wrong", "sentence", "detail"),
    [
        (
            "stretch",
            "by_hand",
            lambda x, factor: x / 2,
            "y has the right shape but wrong values.",
            "2 of 2 values differ",
        ),
        ("stretch", "by_hand", lambda x, factor: x[1:], "It should be the shape of x.", "Here x has 2 numbers."),
        ("total", "by_hand", lambda x: np.array([3.0]), "should return one plain number, not an array around it.", ""),
        ("total", "by_hand", lambda x: x, "s should be one real number.", "an array of shape (2,)"),
        ("move", "two", lambda points, steps: list(points), "moved should be a dictionary.", "a list of length 2"),
        (
            "move",
            "two",
            lambda points, steps: {"a": points["a"]},
            'keys "a", "b" and no others: take them',
            "Missing: b.",
        ),
        ("move", "one", lambda points, steps: {**points, "c": 1}, 'the keys "a" and no others', "Not expected: c."),
        ("move", "one", lambda points, steps: {**points, 7: 1}, 'the keys "a" and no others', "Not expected: 1."),
        ("move", "one", lambda points, steps: {"a": points["a"][1:]}, 'moved["a"] has the wrong shape', "shape (1,)"),
        ("move", "one", lambda points, steps: {"a": "x"}, 'moved["a"] should be a numpy array', "of type str"),
        (
            "move",
            "one",
            lambda points, steps: points,
            'moved["a"] has the right shape but wrong values',
            'moved["a"][0]',
        ),
        ("keep", "plain", lambda x: (x + 1, None), "cache should be x, as it was given; yours is None.", ""),
        ("keep", "plain", lambda x: (x + 1, x + 1), "cache should be x, as it was given; yours has something else", ""),
        ("keep", "plain", lambda x: (x + 1, np.append(0, x)), "yours has one more number than x", ""),
    ],
)
def test_wrong_values_are_explained(
    key: Key, name: str, case: str, wrong: Callable, sentence: str, detail: str
) -> None:
    """What is wrong with a vector, a number, a dictionary or a cache of one array is said in words and in numbers."""
    finding = look(key.suite, find(key.suite, name, case), wrong)
    assert sentence in finding.sentence
    assert detail in finding.detail


def test_mistake_in_a_dictionary_is_recognised(key: Key) -> None:
    """The arrays of a returned dictionary are compared with those of known mistakes, like all others."""
    wrong = load("move", ASSIGNMENT.mistakes[1].apply)
    judged = [(case, look(key.suite, case, wrong)) for case in key.suite.cases["move"]]
    found = explain_all(judged, key.suite.mistakes)
    assert {(finding.mistake, finding.sentence) for finding in found} == {("subtracted", SENTENCES["subtracted"])}


@pytest.mark.parametrize("mistake", ["no_shift", "shift_afterwards"])
def test_mistake_that_gives_nan_or_infinity_is_recognised(key: Key, mistake: str) -> None:
    """An output with nan or inf in the same places as that of a known mistake is named."""
    (case,), edits = key.suite.cases["pick"], {known.name: known.apply for known in ASSIGNMENT.mistakes}
    (output,) = [output for output in case.known if mistake in output.mistakes]
    assert not np.isfinite(output.arrays["y"]).all()
    with np.errstate(all="ignore"):
        finding = look(key.suite, case, load("pick", edits[mistake]))
    assert (finding.rung, finding.causes) == ("finite", frozenset(output.mistakes))


def test_other_nan_is_no_known_mistake(key: Key) -> None:
    """Where nan stands in other places than a known mistake has it, no mistake is named."""
    (case,) = key.suite.cases["pick"]
    finding = look(key.suite, case, lambda x, rows: np.full(x.shape, np.nan))
    assert (finding.rung, finding.causes) == ("finite", frozenset())


def test_column_order_is_kept(key: Key) -> None:
    """An array in column order is so in the stored case and in each copy for a call, within a dictionary too."""
    (case,) = key.suite.cases["pick"]
    assert [array.flags.c_contiguous for array in (*case.arguments, *case.fresh_arguments())] == [False, True] * 2
    points, steps = find(key.suite, "move", "columns").fresh_arguments()
    assert (points["a"].flags.fnc, steps["a"].flags.fnc) == (False, True)


def test_whole_numbers_stay_whole(key: Key) -> None:
    """An array of integers arrives as one, so that it can be used as an index."""
    (case,) = key.suite.cases["pick"]
    assert case.arguments[1].dtype == np.int64


def move_in_place(points: dict, steps: dict) -> dict:
    """Right, but moves the points that it was given."""
    for key in points:
        points[key] += steps[key]
    return points


def test_mistake_that_leaves_keys_out_is_recognised(key: Key) -> None:
    """A known mistake may return other keys than the right function; other arrays with these keys are not it."""
    case, wrong = find(key.suite, "move", "two"), load("move", ASSIGNMENT.mistakes[2].apply)
    finding = look(key.suite, case, wrong)
    assert (finding.rung, finding.causes) == ("type", {"first_only"})
    assert finding.detail == "Missing: b."
    assert look(key.suite, case, lambda points, steps: {"a": points["a"]}).causes == frozenset()
    others = (lambda points, steps: {**wrong(points, steps), "c": points["a"]}, lambda points, steps: {"b": steps["b"]})
    for other in others:
        finding = look(key.suite, case, other)
        assert (finding.mistake, "should have the keys" in finding.sentence) == (None, True)


def test_changed_dictionary_is_noticed(key: Key) -> None:
    """A function that changes arrays in a dictionary it was given is told to work on a copy."""
    assert look(key.suite, find(key.suite, "move", "two"), move_in_place).mistake == "inputs_changed"


def test_wrong_array_of_a_dictionary_is_drawn(key: Key) -> None:
    """The picture shows the first wrong array of a dictionary; there is none where keys are missing."""
    case = find(key.suite, "move", "two")
    value = {**public_tests.right_value(case, ("moved",)), "b": np.zeros((3, 1))}
    difference = public_tests.find_difference(case, ("moved",), value)
    assert difference is not None
    assert difference.name == 'moved["b"]'
    assert public_tests.find_difference(case, ("moved",), {"a": value["a"]}) is None


@pytest.mark.parametrize(("exercise", "counted"), [("stretch", "stretched numbers"), ("keep", "numbers")])
def test_axes_may_be_those_of_one_exercise(key: Key, exercise: str, counted: str) -> None:
    """Two exercises return an array of one name; what its axes count can be said for one of them."""
    case, returns = key.suite.cases[exercise][0], key.suite.returns[exercise]
    value = np.zeros(7) if len(returns) == 1 else (np.zeros(7), case.arguments[0])
    difference = public_tests.find_difference(case, returns, value)
    assert difference is not None
    assert f"They differ in the number of {counted}." in difference.caption


def test_exceptions_have_the_meaning_of_the_assignment(key: Key) -> None:
    """An exception with a meaning of its own is explained by it, in its exercises only; all others as in numpy."""
    by_exercise = {
        name: explain_stop(cases[0], key.suite, "KeyError", "'c'") for name, cases in key.suite.cases.items()
    }
    assert by_exercise["move"].sentence == "move asks for a key that points does not have."
    assert by_exercise["move"].mistake == "missing_key"
    assert by_exercise["total"].sentence == "total looks up a key that the dictionary does not have."
    message = "operands could not be broadcast together with shapes (2,) (3,)"
    assert explain_stop(find(key.suite, "total", "by_hand"), key.suite, "ValueError", message).sentence == (
        "total combines arrays whose shapes do not match. They differ in length."
    )


def run(folder: Path, code: str) -> subprocess.CompletedProcess:
    """Run code beside the public tests, in a process of its own."""
    return subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, timeout=60)


def test_public_tests_have_the_names_of_the_data_beside_them(folder: Path) -> None:
    """A star import gives a test for each exercise of the file beside, and the further ones, with signatures."""
    done = run(
        folder,
        "from public_tests import *\nimport inspect, numpy as np\n"
        "print(sorted(name for name in dir() if '_test' in name and name != 'public_tests'))\n"
        "total_test(np.sum)\ntotal_test_1(3.0)\nprint(inspect.signature(total_test_1), '|', total_test_1.__doc__)\n"
        "try:\n    total_test_1(of_x=4.0)\nexcept AssertionError as error:\n    print(error)\n",
    )
    assert done.stdout.splitlines() == [
        "['keep_test', 'move_test', 'pick_test', 'stretch_test', 'total_test', 'total_test_1']",
        "total: all 1 public checks passed. Grading also checks: after stretch. Next: move.",
        "total: the sum of the example is right. Grading also checks: after stretch. Next: move.",
        "(of_x) | Check values of total that the notebook computed from its example: of_x (the sum). Raises "
        "AssertionError with what is wrong.",
        "total (by hand): the sum is 4.0; it should be 3.0.",
    ], done.stderr


def test_data_of_a_link_is_that_beside_the_link(folder: Path, tmp_path: Path) -> None:
    """Where the public tests are a link, the data beside the link count."""
    (tmp_path / "public_tests.py").symlink_to(ROOT / "public_tests.py")
    shutil.copy(folder / "public_tests.h5", tmp_path)
    assert run(tmp_path, "import public_tests; print(public_tests.read_suite().assignment)").stdout == "tiny\n"


def test_public_tests_can_be_imported_without_data(folder: Path, tmp_path: Path) -> None:
    """Only the tests need the data; without it, asking for them says which file is missing."""
    shutil.copy(folder / "public_tests.py", tmp_path)
    assert run(tmp_path, "import public_tests; print(public_tests.SECONDS)").stdout == "10.0\n"
    assert "public_tests.h5 is missing: put it back next to" in run(tmp_path, "from public_tests import *").stderr


def test_terminal_finds_the_data_beside_the_notebook(folder: Path, tmp_path: Path) -> None:
    """`python public_tests.py NOTEBOOK` takes the data beside the notebook where there are none beside the script."""
    (tmp_path / "mine").mkdir()
    shutil.copy(folder / "public_tests.py", tmp_path)
    shutil.copy(folder / "public_tests.h5", tmp_path / "mine")
    (tmp_path / "mine" / "mine.ipynb").write_text('{"cells": []}', encoding="utf-8")
    command = [sys.executable, "public_tests.py", "mine/mine.ipynb"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert "stretch: the notebook has no function with this name." in done.stdout
    assert done.returncode == 1


ENGINE = [
    ROOT / "public_tests.py",
    *(
        path
        for path in sorted((ROOT / "autograder").rglob("*.py"))
        if ROOT / "autograder" / "assignments" not in path.parents or path.parent.name == "assignments"
    ),
    *(ROOT / "source" / f"{name}.py" for name in ("beside", "build", "conversion", "notebook", "preprocessors")),
    *(ROOT / "source").glob("starter_*.py"),
    ROOT / "examples" / "build.py",
    ROOT / "Makefile",
]
OF_LIBRARIES = ("np.pad", '"pad"', "as_strided", "stride_tricks", '"strides"')
"""Names of numpy's, and of an option of matplotlib."""


def test_engine_names_no_assignment() -> None:
    """Nothing but its own folder names an assignment, an exercise of one, a stride or a padding."""
    definitions = [read_definition(name) for name in list_assignments()]
    names = {name for definition in definitions for name in (definition.name, *definition.exercises)}
    particular = re.compile("|".join([*map(re.escape, names), "stride", r"(?<![a-z])pad(?![a-z])"]), re.IGNORECASE)
    of_libraries = re.compile("|".join(map(re.escape, OF_LIBRARIES)))
    found = {path: particular.findall(of_libraries.sub("", path.read_text(encoding="utf-8"))) for path in ENGINE}
    assert {path: words for path, words in found.items() if words} == {}
