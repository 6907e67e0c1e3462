"""What the source of a function adds to the message of a wrong answer or an exception."""

import warnings

import pytest

import public_tests
from autograder.grading.grader import Grader
from public_tests import (
    LONGEST_SOURCE,
    FailedTestError,
    Finding,
    NotWrittenError,
    explain_exception,
    find_clue,
    find_code,
    telling,
)
from tests.beginners.judge import keep_lines, load
from tests.first_assignment import NAME
from tests.installed import ASSIGNMENTS, read_message

SUITE = ASSIGNMENTS[NAME].public
PAD = "((0, 0), (pad, pad), (pad, pad), (0, 0))"


def said(source: str) -> str:
    """What the public test says of a function, which is named as its exercise."""
    exercise = source.partition("def ")[2].partition("(")[0]
    function = load(exercise, source)
    keep_lines(source)
    return read_message(SUITE, exercise, function)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (f"X_padded = np.pad(X, {PAD})\n    return X_pad", "uses `X_pad`, which has no value: did you mean `X_padded`"),
        (f"X_pad = np.pad(x, {PAD})\n    return X_pad", "Line 2 uses `x`, which has no value: did you mean `X`?"),
        ("return np.pad(X, somewhere)", "Line 2 uses `somewhere`, but no line of zero_pad gives it a value."),
        ("width = width + pad\n    return X", "`width` is on the right side of its own assignment in line 2"),
        ("for i in X:\n        total += i\n    return total", "Line 3 adds to `total` before it has a first value"),
        ("if pad == 9:\n        Y = X\n    return Y", "it gets one only inside an `if` or a loop (line 3)"),
        ("Y = X * k\n    k = 2\n    return Y", "Line 2 uses `k` before it has a value: it gets one only in line 3."),
        ("n = X.shape()\n    return n", "`X.shape` is not a function: write it without parentheses (line 2)."),
        ("n = X.shape\n    return n(0)", "Line 3 calls `n` like a function. It is a tuple: use square brackets"),
        ("n = X.shape\n    return n.shape", "`n` is a tuple already, not an array: it has no `.shape` (line 3)."),
        ("return X[:, :pad / 2]", "`/` gives a float (2.0) even when"),
        ("n = np.floor(pad / 1)\n    return np.zeros(n)", "`np.floor` in line 2 gives a float (2.0)"),
        ("if X:\n        return X", "The condition in line 2 compares a whole array"),
        ("return X[9, 0, 0, 0]", "In line 2 the index `9` goes beyond the examples of `X`."),
        (
            "for c in range(9):\n        X[0, 0, 0, c] = 0\n    return X",
            "the index `c` goes beyond the channels of `X`. `c` counts up to `9` (line 2): is that the number",
        ),
        ("return X.reshap(3)", "an attribute that arrays do not have, `.reshap`: did you mean `.resh"),
        ("return np.zeroes(3)", "did you mean np.zeros?"),
        (f"return np.lib.pad(X, {PAD})", "zero_pad uses np.lib.pad, which numpy no longer has: write `np.pad`."),
        ("return np.lib.pads(X)", "did you mean np.pad?"),
        ("return np.math.floor(pad)", "zero_pad uses np.math, which numpy no longer has: write `import math`."),
        ("return np.zeros[3]", "uses square brackets after a function"),
        ("return 1 / (pad - pad)", "Line 2 divides by `pad - pad`, which is zero there."),
        (f"return np.pad(X, {PAD}, mode='constants')", 'a mode that it does not know: did you mean "constant"'),
        (f"return np.pad(X, {PAD}, constant_value=0)", "`constant_value`, which it does not accept: did you mean"),
        ("return np.multiply(X, X, pad * np.ones(2))", "third argument of `np.multiply` (line 2) is where"),
        ("import tensorflow_of_nobody\n    return X", "needs the module tensorflow_of_nobody, which"),
        ("with open('/nowhere/at/all') as file:\n        return file", "Line 2 reads or writes a file."),
        ("limit = None\n    return X[0, 0, 0, 0] + limit", "`limit` is None in line 3: the placeholder `limit = None`"),
        ("raise KeyError('width')", 'Line 2 looks up a key "width" that the dictionary does not have.'),
        ("print(X)", "there is no `return` with a value. `print` in line 2 shows a value but does not return it."),
        ("X_pad = None\n    return X_pad", "X_pad is None: `X_pad = None` in line 2 is still the placeholder."),
        ("X_pad = X\n    X_pad = None\n    return X_pad", "`X_pad = None` in line 3 is below the finished"),
        ("for x in X:\n        X_pad = 1.0\n    return X_pad", "Line 3 is inside the loops and replaces all of"),
        ("X_pad = X * 1.0\n    X_pad[0] = None\n    return X_pad", "wrong shape"),
        ("for x in X:\n        return x", "The `return` in line 3 is inside a loop, so"),
        ("return X[:, pad:-pad]", "The slice `pad:-pad` in line 2 is empty when `pad` is 0."),
        ("return X[:, ::pad]", "The slice `::pad` in line 2 has `pad` as its step"),
        ("return np.ones(X.shape) * X.max", "uses a function that is not called"),
    ],
)  # fmt: skip
def test_the_line_is_explained(body: str, words: str) -> None:
    """What the line in which a function stopped shows, or what its body shows of a wrong value, is in the message."""
    assert words in said(f"def zero_pad(X, pad):\n    {body}\n")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (
            "Z = sum(a_slice_prev * W)\n    return Z",
            "Line 2 uses Python's own `sum`, which loops over the first axis of",
        ),
        ("Z = float(np.sum(a_slice_prev ** W))\n    return Z", "nan or inf can come from `**`, which is a power"),
        ("Z = np.float64(1) / 0 / 2\n    return Z", "nan or inf can come from a division by 0 (line 2)"),
        ("Z = np.mean(a_slice_prev[9:]).item()\n    return Z", "can come from the mean of an empty array"),
        (
            "Z = np.zeros(1)\n    Z[0] = None\n    return Z[0]",
            "Line 3 still stores None in the array, where it becomes nan.",
        ),
        (
            "Z = max(a_slice_prev)\n    return Z",
            "Line 2 uses Python's own `max`, which loops over an array row by row",
        ),
    ],
)
def test_python_s_own_functions_and_nan_are_explained(body: str, words: str) -> None:
    """Functions that take an array row by row are named, and so is what can give nan, and nothing else."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        message = said(f"def conv_single_step(a_slice_prev, W, b):\n    {body}\n")
    assert words in message
    assert "division by zero" not in message


HEAD = "def pool_forward(A_prev, hparameters, mode='max'):\n    "


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("f = hparameters.f\n    return f, 0", 'so look values up by key: write `hparameters["f"]`'),
        ("f = hparameters('f')\n    return f, 0", "calls `hparameters` like a function. It is a dict"),
        ("f = hparameters['stride']\n    stride = hparameters['f']\n    return 0, 0", "read from each other's key"),
        ("mode == 'avg'\n    return np.ones((2, 3, 3, 3)) / 7, 0", 'with "avg", which it never is: it is "aver'),
        ("m = hparameters.get('F', 0)\n    return 1 // m, 0", "gets its value in line 2: `hparameters.get('F', 0)`."),
    ],
)  # fmt: skip
def test_dictionaries_are_explained(body: str, words: str) -> None:
    """Ways to ask a dictionary that give nothing, or something else."""
    assert words in said(HEAD + body + "\n")


@pytest.mark.parametrize(
    ("index", "asked"),
    [
        (
            "h, i, 0, 0",
            "`h` counts up to `n_H` (line 5) and is the index for the examples of `A` (line 6): is that the number",
        ),
        ("i, h, 0, 0", ""),
        ("..., i, 0, 0", ""),
        ("None, h, i", ""),
        ("0, h + 0, i + 0", ""),
    ],
)
def test_index_that_counts_another_axis_is_pointed_out(index: str, asked: str) -> None:
    """A counter that goes up to the size of another axis of the array is named, where the axis is sure."""
    loops = "    for i in range(m):\n        for h in range(n_H):\n            A[{}] = 7.5\n    return A, 0\n"
    sizes = "(m, n_H, n_W, n_C) = A_prev.shape\n    A = np.zeros((m, n_H, n_W, n_C))\n"
    code = find_code(HEAD + sizes + loops.format(index), name="pool_forward")
    assert find_clue(SUITE, "pool_forward", code, "values") == (asked and f"{asked} of examples?")


def test_key_of_an_array_names_the_tuple_that_was_taken_apart() -> None:
    """A cache that is unpacked in another order leaves an array where the dictionary should be."""
    source = "def conv_backward(dZ, cache):\n    (A, W, h, b) = cache\n    return h['stride'], 0, 0\n"
    assert "Line 2 unpacks `cache`: in which order was it packed?" in said(source)


def test_lines_are_those_of_the_cell() -> None:
    """Lines above the function count, a magic too, and another function of the cell is not taken for it."""
    cell = "%matplotlib inline\n# mine\ndef other():\n    return 1\n\ndef zero_pad(X, pad):\n    return Y\n"
    code = find_code(cell, line=7)
    assert code is not None
    assert (
        "Line 7 uses `Y`"
        in explain_exception("zero_pad", SUITE, "NameError", "name 'Y' is not defined", "", code).sentence
    )
    below = find_code("def zero_pad(X, pad):\n    return Y", first_line=10, name="zero_pad")
    assert below is not None
    assert below.definition.lineno == 10


def test_source_that_is_long_or_broken_is_not_looked_at() -> None:
    """Looking at the source takes bounded time, and what does not parse gives no clue."""
    assert find_code(f"def zero_pad(X, pad):\n    return {'1 + ' * LONGEST_SOURCE}1", name="zero_pad") is None
    assert find_code("def zero_pad(X, pad)", name="zero_pad") is None
    assert find_clue(SUITE, "zero_pad", None, "values") == ""


EXCEPTIONS = [
    ("NameError", f"name '{'x' * 400}' is not defined"),
    ("NameError", "name 'x1y' is not defined"),
    ("UnboundLocalError", "cannot access local variable 'a' where it is not associated with a value"),
    ("IndexError", "index 3 is out of bounds for axis 99 with size 3"),
    ("IndexError", "only integers, slices and so on are valid indices"),
    ("ValueError", "The truth value of an array is ambiguous"),
    ("ValueError", "operands could not be broadcast together with shapes () (,) (3,)"),
    ("TypeError", "'tuple' object is not callable"),
    ("TypeError", "'NoneType' object is not callable"),
    ("AttributeError", "'dict' object has no attribute 'x'"),
    ("ZeroDivisionError", "division by zero"),
    ("KeyError", "''"),
    ("RuntimeError", ""),
]


@pytest.mark.parametrize(
    "body",
    [
        f"return f{'()' * 900}",
        f"return {'+'.join('X' * 400)}",
        f"return X[{'0, ' * 3000}]",
        f"return {'-' * 60}X",
        f"{'x' * 5000} = 1\n    return {'x' * 4900}",
        "\n    ".join(f"x{number} = x{number}y" for number in range(600)),
        "a = None\n    " * 600 + "return a, a",
        "for i in X: return (lambda: (yield))",
        "return X[...:...:..., None, *X]",
        "global X_pad\n    X_pad: int = 3",
        "a = b = (c, *d) = [*e] = X\n    return a",
    ],
)
def test_odd_source_is_borne(body: str) -> None:
    """No source, however deep, long or odd, makes the explanation of a failure itself fail."""
    code = find_code(f"def zero_pad(X, pad):\n    {body}", name="zero_pad")
    for rung in ("type", "shape", "finite", "values", "raised"):
        assert isinstance(find_clue(SUITE, "zero_pad", code, rung), str)
    at_line = find_code(f"def zero_pad(X, pad):\n    {body}", line=2)
    for kind, message in EXCEPTIONS:
        assert explain_exception("zero_pad", SUITE, kind, message, "zero_pad", at_line).sentence


def test_names_of_an_exception_that_the_source_does_not_have_are_not_repeated() -> None:
    """An exception may be raised by hand, with any words: a sentence repeats those of the source only."""
    code = find_code("def zero_pad(X, pad):\n    raise NameError(X)", line=2)
    for kind, message in (
        ("NameError", "name 'secret' is not defined"),
        ("KeyError", "'secret'"),
        ("AttributeError", "'dict' object has no attribute 'secret'"),
        ("AttributeError", "'numpy.ndarray' object has no attribute 'secret'"),
        ("UnboundLocalError", "cannot access local variable 'secret' where it is not associated with a value"),
        ("ValueError", "unsupported keyword arguments for mode 'constant': {'secret'}"),
    ):
        assert "secret" not in explain_exception("zero_pad", SUITE, kind, message, "", code).sentence


def test_call_that_hands_over_what_does_not_fit_is_quoted() -> None:
    """Where a helper stops, the line of the exercise that calls it is the one to look at."""
    source = (
        "def conv_forward(A_prev, W, b, hparameters):\n    window = A_prev[0, :1]\n"
        "    return conv_single_step(window, W[..., 0], b[..., 0]), 0\n"
        "def conv_single_step(a_slice_prev, W, b):\n    return np.sum(a_slice_prev * W)\n"
    )
    message = said(source)
    assert "whose shapes do not match (line 3: `conv_single_step(window, W[..., 0], b[..., 0])`)." in message


def test_headline_is_that_of_a_function_that_stops() -> None:
    """Before wrong values and before the fixed sentences of hidden checks comes what a public check stopped with."""
    fixed = [Finding("raised", "f stops with an error.")] * 5
    values = [Finding("values", "Z has wrong values.", "1 of 2 values differ.")] * 3
    stopped = Finding("raised", "Line 3 divides by zero.", "Python reports: division by zero.")
    assert telling([*fixed, *values, stopped]) == 8
    assert telling([*fixed, *values]) == 5


STARTER = HEAD + "A = np.zeros((1, 2, 2, 1))\n    # for i in range(None):\n        # A[i] = None\n    {}return A, 0\n"


def test_starter_whose_loops_are_comments_is_not_written() -> None:
    """The starter of 2021 is told from an answer below its comments."""
    assert find_untouched(STARTER.format(""))
    for line in ("A = np.ones(3)", "for i in range(3):\n        A[0] = i", "A = [i for i in A]"):
        assert not find_untouched(STARTER.format(f"{line}\n    "))


def find_untouched(source: str) -> bool:
    """Whether the public test says that nothing is written."""
    function = load("pool_forward", source)
    keep_lines(source)
    with pytest.raises(FailedTestError) as failed:
        public_tests._test(SUITE, "pool_forward", function)
    return isinstance(failed.value, NotWrittenError)


def test_lost_default_is_seen_where_a_case_leaves_it_out(grader: Grader) -> None:
    """A parameter that a case leaves out has to have a default."""
    suite = grader.session.key.suite
    code = find_code("def pool_forward(A_prev, hparameters, mode):\n    return A", name="pool_forward")
    assert "The parameter `mode` no longer has a default value" in find_clue(suite, "pool_forward", code, "raised")
