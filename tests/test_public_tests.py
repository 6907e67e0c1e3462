"""The public tests: what passes, what a student reads when something fails, in a notebook and in a terminal."""

import contextlib
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import numpy as np
import pytest

import public_tests
from autograder.authoring.answer_key import load_function, read_answers
from examples.build import SUBMITTED
from public_tests import NotWrittenError, explain_exception, read_suite
from tests.first_assignment import DEFINITION, EXERCISES, PLACES, SOURCE

ROOT = Path(public_tests.__file__).parent
ANSWERS = read_answers(DEFINITION, SOURCE)


def answer(name: str, edit: Callable[[str], str] = lambda source: source) -> Callable:
    """A function of the answer key, perhaps with an edit."""
    return load_function(ANSWERS, name, edit)


def run(name: str, function: Callable) -> None:
    """Run the public test of an exercise."""
    getattr(public_tests, f"{name}_test")(function)


@pytest.mark.parametrize("name", EXERCISES)
def test_right_function_passes_and_is_told_what_comes(name: str, capsys: pytest.CaptureFixture) -> None:
    """A passing test says how many checks passed and which kinds of case grading looks at besides."""
    run(name, answer(name))
    said = " ".join(capsys.readouterr().out.split())
    suite = read_suite()
    assert f"all {len(suite.cases[name])} public checks passed" in said
    assert all(kind in said for kind in suite.hidden_kinds[name])


@pytest.mark.parametrize("name", ["conv_forward_test_2", "pool_forward_test_1", "pool_forward_test_2"])
def test_partial_tests_of_older_notebooks_pass(name: str) -> None:
    """The tests that look at a part of the cases accept the right function."""
    getattr(public_tests, name)(answer(name.partition("_test")[0]))


def test_test_1_of_convolution_takes_values() -> None:
    """conv_forward_test_1 accepts the three values of the notebook's example and refuses each wrong one."""
    case = next(case for case in read_suite().cases["conv_forward"] if case.name == "published_stride_2")
    z, cache = answer("conv_forward")(*case.fresh_arguments())
    right = np.mean(z), z[0, 2, 1], cache[0][1][2][3]
    public_tests.conv_forward_test_1(*right)
    for position in range(3):
        wrong = [value + (index == position) for index, value in enumerate(right)]
        with pytest.raises(AssertionError, match="it should be"):
            public_tests.conv_forward_test_1(*wrong)
    with pytest.raises(AssertionError, match=r"Z\[0, 2, 1\]"):
        public_tests.conv_forward_test_1(right[0], right[1][:3], right[2])


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("conv_forward_test_2", "2 * pad", "pad"),
        ("pool_forward_test_1", "+ f", "+ 1"),
        ("pool_forward_test_2", "h * stride", "h"),
    ],
)
def test_partial_tests_can_fail(name: str, old: str, new: str) -> None:
    """The partial tests are tests: a wrong function raises AssertionError."""
    wrong = answer(name.partition("_test")[0], lambda source: source.replace(old, new))
    with pytest.raises(AssertionError):
        getattr(public_tests, name)(wrong)


@pytest.mark.parametrize("name", EXERCISES)
def test_unwritten_function_says_so(name: str) -> None:
    """A function that returns a name without a value is not written yet, and no error is shown instead."""
    returned = ", ".join(EXERCISES[name].returns)
    namespace: dict = {}
    exec(f"def {name}(*arguments):\n    return {returned}", namespace)
    with pytest.raises(NotWrittenError, match=f"^{name} is not written yet"):
        run(name, namespace[name])


@pytest.mark.parametrize("name", EXERCISES)
def test_validate_of_nbgrader_asks_for_no_optional_function(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nbgrader validates a notebook, only a function that has points must be written."""
    monkeypatch.setenv("NBGRADER_EXECUTION", "validate")
    returned = ", ".join(EXERCISES[name].returns)
    namespace: dict = {}
    exec(f"def {name}(*arguments):\n    return {returned}", namespace)
    needed = pytest.raises(NotWrittenError, match=f"^{name} is not written yet")
    with nullcontext() if EXERCISES[name].optional else needed:
        run(name, namespace[name])


def test_message_has_the_first_difference() -> None:
    """Wrong values: how many differ, and where the first one is, with both numbers."""
    with pytest.raises(AssertionError, match=r"648 of 648 values differ; the first is X_pad\[0, 0, 0, 0\] = 1, which"):
        run("zero_pad", lambda X, pad: answer("zero_pad")(X, pad) + 1)


@pytest.mark.parametrize(
    ("name", "wrong", "numbers"),
    [
        ("zero_pad", lambda X, pad: X[:, 1:], "n_H + 2*pad = 3 + 2*3 = 9"),
        ("conv_forward", lambda A, W, b, h: (A, 0), r"n_H = floor((3 - 2 + 2*0) / 1) + 1 = 2"),
        ("pool_forward", lambda A, h, mode: (A, 0), "n_H = floor((5 - 3) / 1) + 1 = 3"),
        ("distribute_value", lambda dz, shape: np.zeros((3, 3)), "should be (2, 2)"),
    ],
)
def test_wrong_shape_shows_the_formula_with_its_numbers(name: str, wrong: Callable, numbers: str) -> None:
    """A wrong shape is explained by the formula, the numbers of the case put in."""
    with pytest.raises(AssertionError) as failure:
        run(name, wrong)
    assert numbers in str(failure.value)


@pytest.mark.parametrize(
    ("widths", "cut", "cells", "told"),
    [
        (((0, 0), (0, 1), (0, 0), (0, 0)), "X_pad[0, :, :, 0]", (10, 9), "rows"),
        (((0, 0), (0, 0), (0, 0), (0, 3)), "X_pad[0, 0, :, :]", (9, 5), "channels"),
        (((2, 0), (0, 0), (0, 0), (0, 0)), "X_pad[:, 0, :, 0]", (6, 9), "examples"),
        (((2, 0), (0, 0), (0, 0), (0, 3)), "X_pad[:, 0, 0, :]", (6, 5), "examples and of channels"),
    ],
)
def test_picture_of_a_shape_shows_the_axes_that_differ(
    widths: tuple, cut: str, cells: tuple[int, int], told: str
) -> None:
    """Of two shapes those axes are drawn in which they differ, and the caption says what they count."""
    case = read_suite().cases["zero_pad"][0]
    got = np.pad(case.expected["X_pad"], widths)
    difference = public_tests.find_difference(case, ("X_pad",), got)
    assert difference is not None
    assert f"Yours: {cut} of shape {got.shape}. They differ in the number of {told}." in difference.caption
    assert (len(difference.got), len(difference.got[0])) == cells
    rows, columns = len(difference.expected), len(difference.expected[0])
    assert len(difference.wrong) == cells[0] * cells[1] - rows * columns > 0
    axes = [part.strip() == ":" for part in cut[6:-1].split(",")]
    shown = got[tuple(slice(None) if axis else 0 for axis in axes)]
    assert np.array_equal(difference.got, shown)


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("zero_pad", lambda X, pad: None, "returns nothing"),
        ("zero_pad", lambda X, pad: X.tolist(), "should be a numpy array. Yours is a list of length 4"),
        ("zero_pad", lambda X, pad: X.astype(complex), "should hold real numbers"),
        ("conv_single_step", lambda a, W, b: "7", "one real number. Yours is of type str"),
        ("conv_single_step", lambda a, W, b: True, "one real number"),
        ("conv_forward", lambda A, W, b, h: (A, 1, 2), "Yours returns a tuple of length 3"),
        ("create_mask_from_window", lambda x: (x == x.max()).astype(int), "True and False. Yours holds int"),
        ("distribute_value", lambda dz, shape: np.full(shape, np.inf), "nan or inf"),
    ],
)
def test_wrong_type_is_described(name: str, wrong: Callable, words: str) -> None:
    """What is returned instead of the right kind of thing is named."""
    with pytest.raises(AssertionError) as failure:
        run(name, wrong)
    assert words in str(failure.value)


@pytest.mark.parametrize("value", [5.0, np.float32(5.0), np.float64(5.0), np.int64(5), np.array(5.0)])
def test_every_scalar_is_one_number(value: object) -> None:
    """Python and numpy scalars are told from other types: the value is what is criticised."""
    with pytest.raises(AssertionError, match="wrong values"):
        run("conv_single_step", lambda a, W, b: value)


def test_right_number_in_an_array_is_told_apart() -> None:
    """The right value in an array of shape (1, 1, 1) is called right, and b.item() is taught."""
    step = answer("conv_single_step")
    with pytest.raises(AssertionError, match=r"number is right.*`b\.item\(\)`"):
        run("conv_single_step", lambda a, W, b: step(a, W, b).reshape(1, 1, 1))


def change_in_place(X: np.ndarray, pad: int) -> np.ndarray:
    """Right, but spoils its input."""
    padded = answer("zero_pad")(X, pad)
    X += 1
    return padded


def test_changed_inputs_are_noticed() -> None:
    """A function that changes the arrays it was given is told to work on a copy."""
    with pytest.raises(AssertionError, match="work on a copy"):
        run("zero_pad", change_in_place)


def test_second_call_is_compared() -> None:
    """A function that is right only the first time is found out."""
    calls: list[int] = []
    with pytest.raises(AssertionError, match="second time"):
        run("zero_pad", lambda X, pad: calls.append(1) or answer("zero_pad")(X, pad) * (len(calls) % 2))


@pytest.mark.parametrize(
    ("cache", "words"),
    [
        (lambda A, h: (h, A), "in this order"),
        (lambda A, h: (A + 1, h), "something else for A_prev"),
        (lambda A, h: (A, {"f": 3}), "something else for hparameters"),
        (lambda A, h: A, "should be (A_prev, hparameters)"),
        (lambda A, h: (A.copy(), dict(h)), None),
        (lambda A, h: [A, h], None),
    ],
)
def test_cache_is_compared_part_by_part(cache: Callable, words: str | None) -> None:
    """The cache must hold what was given, in order; copies are as good."""

    def pool(A_prev: np.ndarray, hparameters: dict, mode: str) -> tuple:
        return answer("pool_forward")(A_prev, hparameters, mode)[0], cache(A_prev, hparameters)

    if words is None:
        run("pool_forward", pool)
    else:
        with pytest.raises(AssertionError) as failure:
            run("pool_forward", pool)
        assert words in str(failure.value)


@pytest.mark.parametrize(
    ("type_name", "message", "place", "words"),
    [
        ("NameError", "name 'Z' is not defined", "conv_forward", "conv_forward is not written yet"),
        ("NameError", "name 'X_pad' is not defined", "zero_pad", "conv_forward calls zero_pad, which is not written"),
        ("NameError", "name 'zero_pad' is not defined", "conv_forward", "before it has a value: there is no function"),
        ("NameError", "name 'np' is not defined", "", "is the cell with the imports missing"),
        ("NameError", "name 'k' is not defined", "", "uses a name before it has a value."),
        ("UnboundLocalError", "cannot access local variable 'Z'", "", "uses a name before it has a value"),
        ("TypeError", "cannot unpack non-iterable NoneType object", "", "uses None as if"),
        ("AttributeError", "'NoneType' object has no attribute 'shape'", "", "uses None as if"),
        ("TypeError", "only 0-dimensional arrays can be converted to Python scalars", "", "`b.item()`"),
        ("TypeError", "only length-1 arrays can be converted to Python scalars", "", "several numbers"),
        ("ValueError", "can only convert an array of size 1 to a Python scalar", "", "several numbers"),
        ("ValueError", "setting an array element with a sequence.", "", "several numbers"),
        ("AttributeError", "module 'numpy' has no attribute 'int'.\nmore", "", "write `int`"),
        ("AttributeError", "`np.float_` was removed in the NumPy 2.0 release.", "", "write `np.float64`"),
        ("AttributeError", "module 'numpy' has no attribute 'zerros'", "", "did you mean np.zeros?"),
        ("TypeError", "'numpy.float64' object cannot be interpreted as an integer", "", "is not an integer"),
        ("TypeError", "slice indices must be integers or None or have an __index__ method", "", "is not an integer"),
        ("ValueError", "zero-size array to reduction operation maximum which has no identity", "", "empty window"),
        (
            "ValueError",
            "operands could not be broadcast together with shapes (1,2) (3,4)",
            "",
            "They differ on axes 0 and 1.",
        ),
        (
            "ValueError",
            "operands could not be broadcast together with shapes (1,2) (3,4)",
            "conv_single_step",
            "conv_forward passes conv_single_step arrays",
        ),
        (
            "ValueError",
            "operands could not be broadcast together with remapped shapes",
            "zero_pad",
            "one pair for each",
        ),
        ("ValueError", "shapes (2,3) and (2,3) not aligned: 3 (dim 1) != 2 (dim 0)", "", "matrix product"),
        ("ValueError", "not enough values to unpack (expected 4, got 2)", "", "wrong number of names"),
        ("ValueError", "invalid literal", "", "stopped with ValueError"),
        ("IndexError", "index 5 is out of bounds for axis 0 with size 5", "", "too large for its axis"),
        ("IndexError", "too many indices for array", "", "more indices than the array has axes"),
        ("KeyError", "'f'", "", 'hparameters has "stride" and "pad"'),
        (
            "TypeError",
            "conv_forward() takes 2 positional arguments but 4 were given",
            "",
            "same arguments as in the starter",
        ),
        ("TypeError", "zero_pad() missing 1 required positional argument: 'pad'", "", "calls zero_pad with the wrong"),
        (
            "ModuleNotFoundError",
            "No module named 'scipy'",
            "",
            "the module scipy, which is not available during grading",
        ),
        ("RecursionError", "maximum recursion depth exceeded", "", "calls itself endlessly"),
        ("ZeroDivisionError", "division by zero", "", "stopped with ZeroDivisionError"),
        ("A\x1b[31mB", "", "", "a custom exception"),
    ],
)
def test_exceptions_are_explained(type_name: str, message: str, place: str, words: str) -> None:
    """What an exception means in this assignment is said in a sentence."""
    assert words in explain_exception("conv_forward", read_suite(), type_name, message, place).sentence


def test_empty_slice_at_pad_zero_is_explained() -> None:
    """`[pad:-pad]` at pad 0 is told by the error that it gives, with and without the axis of the examples."""
    for shape in ("(0,0,2)", "(2,0,0,2)"):
        message = f"could not broadcast input array from shape {shape} into shape (3,4,2)"
        finding = explain_exception("conv_backward", read_suite(), "ValueError", message)
        assert finding.mistake == "empty_slice_at_pad_zero"
        assert finding.detail == f"Python reports: {message}."


def test_exceptions_carry_python_s_words_as_detail_only() -> None:
    """Python's own words may hold inputs, so they are never part of the sentence that hidden cases show."""
    finding = explain_exception("zero_pad", read_suite(), "ValueError", "secret\nmore")
    assert "secret" not in finding.sentence
    assert finding.detail == "Python reports: secret."


def test_unwritten_helper_is_named_in_the_notebook() -> None:
    """When conv_forward stops inside an unwritten zero_pad of the same notebook, the helper is named."""
    namespace: dict = {}
    source = "def zero_pad(X, pad):\n    return X_pad\ndef conv_forward(A, W, b, h):\n    return zero_pad(A, 1), 0\n"
    exec(compile(source, "cell", "exec"), namespace)
    with pytest.raises(AssertionError, match="conv_forward calls zero_pad, which is not written yet"):
        run("conv_forward", namespace["conv_forward"])


def test_line_of_an_error_is_said() -> None:
    """The line of the student's own cell in which it stopped is part of the message."""
    namespace: dict = {}
    exec(compile("def zero_pad(X, pad):\n    Y = X\n    return Y.padded\n", "cell 7", "exec"), namespace)
    with pytest.raises(AssertionError, match=r"'padded'\. It happened in line 3 of the cell with zero_pad\.$"):
        run("zero_pad", namespace["zero_pad"])


def in_notebook(source: str, **variables: object) -> Callable:
    """The zero_pad of a cell, in a notebook with some variables."""
    namespace: dict = {"np": np, **variables}
    exec(source, namespace)
    return namespace["zero_pad"]


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("def zero_pad(X, pad): return np.pad(x, 1)", "It reads the notebook's variable x: a function should"),
        ("def zero_pad(X, pad): return np.pad(x, width)", "It reads the notebook's variables width, x"),
        ("def zero_pad(X, pad): return np.pad(X, ((WIDE, 0), (0, 0), (0, 0), (0, 0)))", None),
        ("def zero_pad(X, pad): return helper(X, X + 0.5)", None),
        ("zero_pad = np.abs", None),
    ],
)
def test_variables_of_the_notebook_are_pointed_out(source: str, said: str | None) -> None:
    """A wrong answer that reads arrays or numbers of other cells is told so, where no mistake explains it."""
    variables = {"x": np.ones((4, 3, 3, 2)), "width": 2, "WIDE": 5, "helper": np.add}
    with pytest.raises(AssertionError) as failure:
        run("zero_pad", in_notebook(source, **variables))
    assert (said or "zero_pad (") in str(failure.value)
    assert ("It reads" in str(failure.value)) == (said is not None)


@pytest.fixture
def handed_out(tmp_path: Path) -> Path:
    """A folder with the two files that students get, far from the checkout."""
    for name in ("public_tests.py", "public_tests.h5"):
        shutil.copy(PLACES.source / name, tmp_path)
    return tmp_path


def in_terminal(folder: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run the public tests as a student does in a terminal."""
    command = [sys.executable, "public_tests.py", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)


def test_terminal_accepts_the_answer_key(handed_out: Path) -> None:
    """In a terminal, beside its data and nothing else, the whole answer key passes with status 0."""
    shutil.copy(SOURCE, handed_out / "mine.ipynb")
    done = in_terminal(handed_out, "mine.ipynb")
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("public checks passed") == 8


@pytest.mark.parametrize(
    ("student", "status", "lines"),
    [
        ("untouched_starter_0", 1, "zero_pad is not written yet"),
        ("right_with_loops_100", 0, "conv_backward is not written yet"),
        ("stride_ignored_in_pooling_81", 1, "the window moves by 1 instead of by `stride`"),
        ("syntax_error_in_pooling_70", 1, "Python cannot read cell"),
        ("syntax_error_in_pooling_70", 1, "pool_forward: Python cannot read the cell with this function."),
        ("extra_cells_and_prints_100", 0, "pool_forward: all 5 public checks passed"),
    ],
)
def test_whole_notebooks_are_tested(
    student: str, status: int, lines: str, capsys: pytest.CaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Status and messages for a notebook; an optional function that is not written does no harm."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert public_tests.main([str(next(SUBMITTED.glob(f"{student}/*/*.ipynb")))]) == status
    assert lines in capsys.readouterr().out


def test_cells_that_cannot_be_used_are_said(tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch) -> None:
    """A missing function, a needed import that fails and magics: each is said or passed over, the rest is tested."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    answer = "def pool_forward(A_prev, hparameters, mode='max'):\n    return no_such_module.pool(A_prev, K)"
    sources = ["import no_such_module", "%matplotlib inline\nK = 1", "# Title", answer]
    cells = [{"cell_type": "code", "source": source} for source in sources] + [{"cell_type": "markdown"}]
    path = tmp_path / "odd.ipynb"
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert public_tests.main([str(path)]) == 1
    said = capsys.readouterr().out
    assert "ModuleNotFoundError" in said
    assert "zero_pad: the notebook has no function" in said


def test_renamed_function_is_said(tmp_path: Path, capsys: pytest.CaptureFixture, monkeypatch) -> None:
    """In a terminal a function that is not there is looked for under a similar name, among the notebook's own."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    path = tmp_path / "mine.ipynb"
    sources = ("from public_tests import *", "def zeros_pad(X, pad):\n    return X")
    cells = [{"cell_type": "code", "source": source} for source in sources]
    path.write_text(json.dumps({"cells": cells}), encoding="utf-8")
    assert public_tests.main([str(path)]) == 1
    said = capsys.readouterr().out
    assert "There is zeros_pad: if that is your zero_pad, rename it." in said
    assert "pool_forward: the notebook has no function with this name.\n" in said  # and pool_forward_test is not it


def test_failure_in_a_terminal_says_how_to_get_a_hint(capsys: pytest.CaptureFixture, monkeypatch) -> None:
    """Below the message of a wrong function, and of one that calls it, stands the command for a hint."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    assert public_tests.main([str(next(SUBMITTED.glob("bias_added_before_the_sum_80/*/*.ipynb")))]) == 1
    said = capsys.readouterr().out
    assert re.findall(r"A hint: run python public_tests\.py --hint (\w+)", said) == ["conv_single_step", "conv_forward"]


@pytest.mark.parametrize("content", [None, "", "[1]", '{"cells": 3}', "\udcff"])
def test_what_is_no_notebook_is_refused(content: str | None, tmp_path: Path, capsys, monkeypatch) -> None:
    """A missing or broken file gives one sentence on standard error and status 2."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    path = tmp_path / "mine.ipynb"
    if content is not None:
        path.write_bytes(content.encode("utf-8", "surrogateescape"))
    assert public_tests.main([str(path)]) == 2
    said = "There is no" if content is None else "cannot be read as a notebook"
    assert said in capsys.readouterr().err


def test_data_file_is_asked_for(handed_out: Path) -> None:
    """Without public_tests.h5 the message says which file is missing."""
    (handed_out / "public_tests.h5").unlink()
    shutil.copy(SOURCE, handed_out / "mine.ipynb")
    assert "public_tests.h5 is missing" in in_terminal(handed_out, "mine.ipynb").stderr


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_closeness_is_that_of_numpy(dtype: type) -> None:
    """The tolerance is that of np.isclose, for infinities and the largest numbers too, and nan is close to nan."""
    (case, *_) = public_tests.read_suite().cases["zero_pad"]
    values = [0.0, 1.0, 1 + 1e-6, 1 + 1e-4, 1e-7, 1e-5, np.inf, -np.inf, np.nan, 1e308, -1e308]
    with np.errstate(all="ignore"):
        got, expected = (array.ravel() for array in np.meshgrid(np.array(values, dtype), np.array(values)))
        wanted = np.isclose(got, expected, rtol=case.rtol, atol=case.atol, equal_nan=True)
    assert case.close(got, expected).tolist() == wanted.tolist()


def test_a_function_that_swallows_the_first_alarm_is_stopped_by_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Python does with what is raised while it frees an object: one alarm alone would leave the loop running."""
    monkeypatch.setattr(public_tests, "AGAIN", 0.1)

    def spin() -> None:
        for _ in range(10**9):  # an end all the same, so that a fault here costs seconds and not the run
            pass

    def swallow_one_alarm() -> None:
        with contextlib.suppress(public_tests.TookTooLongError):
            spin()
        spin()

    with pytest.raises(public_tests.TookTooLongError), public_tests._limit_time(0.1):
        swallow_one_alarm()
