"""What honest code gets back, in every tier."""

from __future__ import annotations

import numpy as np
import pytest

from autograder.sandbox import Call, Job, Limits, Opaque, Raised, Sandbox, Unit

from .conftest import Ask, Run


def test_arrays_and_scalars_come_back_as_they_are(ask: Ask) -> None:
    """Arrays, numpy scalars and Python scalars keep type, dtype, shape and every bit."""
    given = (np.arange(6, dtype=np.float32).reshape(2, 3), np.float64(-0.0), 3, 1.5, True, None, "é", [1j])
    got = ask("def f(*a):\n    return a", *given).value
    assert [type(item) for item in got] == [type(item) for item in given]
    assert got[0].dtype == np.float32
    assert got[0].tobytes() == given[0].tobytes()
    assert np.signbit(got[1])
    assert got[2:] == given[2:]


def test_nan_and_infinity_survive(ask: Ask) -> None:
    """NaN, infinities and the sign of zero come back."""
    value = ask("import numpy as np\ndef f():\n    return np.array([np.nan, np.inf, -np.inf, -0.0])").value
    assert np.array_equal(value, [np.nan, np.inf, -np.inf, 0.0], equal_nan=True)
    assert np.signbit(value[3])


@pytest.mark.parametrize(
    ("expression", "type_name"),
    [
        ("np.matrix([[1]])", "numpy.matrix"),
        ("np.ma.array([1])", "numpy.ma.MaskedArray"),
        ("np.array([None])", "numpy.ndarray"),
        ("np.array(['a'])", "numpy.ndarray"),
        ("np.longdouble(1)", "numpy.longdouble"),
        ("object()", "object"),
        ("{1: 2}", "dict"),
        ("(i for i in [])", "generator"),
        ("type('Liar', (), {'__class__': property(lambda self: float)})()", "Liar"),
        ("type('L', (np.ndarray,), {'__class__': np.ndarray})(2)", "L"),
        ("type('L', (float,), {'__eq__': lambda *a: True})(2)", "L"),
    ],
)
def test_what_is_not_plain_data_is_opaque(ask: Ask, expression: str, type_name: str) -> None:
    """Objects, subclasses, odd dtypes and liars reach the grader as the name of their type."""
    value = ask(f"import numpy as np\ndef f():\n    return {expression}").value
    assert isinstance(value, Opaque)
    assert value.type_name == type_name


def test_arguments_are_reported_as_they_are_afterwards(run: Run) -> None:
    """A function that changes its input is seen to, and the next call gets the input afresh."""
    array = np.zeros(2)
    result = run("def f(x):\n    x += 1\n    return x.sum()", (array,), (array,))
    assert [reply.arguments[0].tolist() for reply in result.replies] == [[1.0, 1.0], [1.0, 1.0]]
    assert [reply.value for reply in result.replies] == [2.0, 2.0]
    assert array.tolist() == [0.0, 0.0]


def test_column_order_arrives_each_time(sandbox: Sandbox) -> None:
    """An array that is in column order in memory is so for the function, also when it is called again."""
    source = "def f(x, d):\n    return [(a.flags.f_contiguous, a.flags.c_contiguous, a.tolist()) for a in (x, d['x'])]"
    array = np.asfortranarray(np.arange(6.0).reshape(2, 3))
    call = Call("f", (array, {"x": array}))
    first, again = sandbox.run(Job((Unit("cell 1", 1, source),), (call, call))).replies
    assert first.value == again.value == [(True, False, array.tolist())] * 2


def test_an_error_names_the_line_of_the_student(sandbox: Sandbox) -> None:
    """An exception inside numpy is placed at the student's own line, counted in the cell."""
    source = "def f(x):\n    y = x + 1\n    return np.dot(y, np.ones(7))\n"
    job = Job((Unit("cell 2", 1, "import numpy as np"), Unit("cell 5", 4, source)), (Call("f", (np.zeros(3),)),))
    raised = sandbox.run(job).replies[0].raised
    assert raised is not None
    assert (raised.type_name, raised.label, raised.line) == ("ValueError", "cell 5", 6)
    assert raised.source_line == "    return np.dot(y, np.ones(7))"


def test_a_load_error_after_other_statements_of_its_cell_shows_its_line(sandbox: Sandbox) -> None:
    """A load error shows the line it is on, directly below another statement and beside one, too."""
    units = (
        Unit("cell 1", 1, "import numpy as np"),
        Unit("cell 2", 2, "import math\n"),
        Unit("cell 2", 3, "SIZES = 1 // 0\n"),
        Unit("cell 2", 6, "def f():\n    return SIZES"),
        Unit("cell 2", 8, "A = 1"),
        Unit("cell 2", 8, "B = A.missing"),
    )
    errors = sandbox.run(Job(units, (Call("f", ()),))).load_errors
    assert [(error.line, error.source_line) for error in errors] == [(3, "SIZES = 1 // 0"), (8, "A = 1; B = A.missing")]


def test_a_missing_name_is_given(ask: Ask) -> None:
    """A NameError carries the name that is missing."""
    raised = ask("def f():\n    return zero_pad(1)").raised
    assert raised == Raised(
        "NameError", "name 'zero_pad' is not defined", "cell 3", 2, "    return zero_pad(1)", "zero_pad"
    )


def test_a_broken_unit_costs_only_itself(sandbox: Sandbox) -> None:
    """A unit that raises or does not compile is a load error, and the others are still there."""
    units = (
        Unit("cell 1", 3, "1 / 0"),
        Unit("cell 2", 5, "def g(:\n"),
        Unit("cell 3", 1, "def f():\n return 7"),
    )
    result = sandbox.run(Job(units, (Call("f", ()),)))
    assert [(e.type_name, e.label, e.line) for e in result.load_errors] == [
        ("ZeroDivisionError", "cell 1", 3),
        ("SyntaxError", "cell 2", 5),
    ]
    assert result.defined
    assert result.replies[0].value == 7


def test_a_function_that_is_not_there_is_reported(run: Run) -> None:
    """Without the function every call is answered by a NameError and `defined` is false."""
    result = run("g = 1", (), ())
    assert not result.defined
    assert [reply.raised.name for reply in result.replies if reply.raised] == ["f", "f"]


@pytest.mark.parametrize("name", ["SystemExit", "KeyboardInterrupt", "GeneratorExit"])
def test_an_exit_is_an_exception_like_any_other(run: Run, name: str) -> None:
    """SystemExit and its like end the call, not the child."""
    result = run(f"def f(x):\n    if x: raise {name}('out')\n    return 5", (1,), (0,))
    assert result.replies[0].raised is not None
    assert result.replies[0].raised.type_name == name
    assert result.replies[1].value == 5


def test_an_exception_whose_text_raises_is_survived(ask: Ask) -> None:
    """An exception with a broken __str__ is reported without a text."""
    source = "class E(Exception):\n    def __str__(self): raise SystemExit\ndef f(): raise E"
    raised = ask(source).raised
    assert raised is not None
    assert (raised.type_name, raised.message) == ("E", "")


def test_prints_warnings_and_input_do_not_disturb(ask: Ask) -> None:
    """Output goes nowhere, and reading input ends at once."""
    source = """
import sys, warnings
def f():
    for _ in range(20000): print("x" * 200)
    print("no", file=sys.stderr); warnings.warn("no")
    try: input()
    except EOFError: return "done"
"""
    assert ask(source).value == "done"


def test_the_standard_library_is_there_and_other_packages_are_not(ask: Ask) -> None:
    """A lazy import finds the standard library, and neither the course nor its other dependencies."""
    source = """
import importlib
def f(*names):
    found = []
    for name in names:
        try: importlib.import_module(name); found.append(name)
        except ImportError: pass
    return found
"""
    assert ask(source, "csv", "json", "zipfile", "numpy.testing", "h5py", "pytest", "autograder").value == [
        "csv",
        "json",
        "zipfile",
        "numpy.testing",
    ]


def test_large_modules_of_numpy_load_when_they_are_used(ask: Ask) -> None:
    """An import of all names of numpy does not load its tests and its Fortran; whoever uses these has them."""
    names = "from numpy import *\nimport sys\ndef f():\n    before = 'unittest' in sys.modules\n    "
    use = "testing.assert_allclose(ones(2), 1)\n    from numpy.testing import assert_equal\n    "
    same = "f2py.__name__, assert_equal is testing.assert_equal"
    reply = ask(f"{names}{use}return before, 'unittest' in sys.modules, {same}")
    assert reply.value == (False, True, "numpy.f2py", True)


def test_unseeded_random_numbers_repeat(run: Run) -> None:
    """Two children draw the same numbers, so that grading twice gives the same result."""
    source = "import random, numpy as np\ndef f():\n    return random.random(), np.random.rand()"
    assert run(source, ()).replies[0].value == run(source, ()).replies[0].value


def test_arguments_that_are_not_plain_data_are_refused(sandbox: Sandbox) -> None:
    """The grader cannot send an object by mistake."""
    with pytest.raises(ValueError, match="not plain data"):
        sandbox.run(Job((), (Call("f", (object(),)),)))


_TWO = Unit("cell 1", 1, "def f(x):\n    x.append(1)\n    return x\n\ndef g(x):\n    return 1 / x\n")


def test_calls_that_are_sent_together_get_the_same_replies(sandbox: Sandbox) -> None:
    """Arguments of their own for each, changes and exceptions included: only the number of frames differs."""
    calls = (Call("f", ([0],)), Call("f", ([0],)), Call("h", ()), Call("g", (0,)), Call("g", (2,)))
    apart, together = (sandbox.run(Job((_TWO,), calls, batches=batches)) for batches in ((), (2, 3)))
    assert [reply.value for reply in together.replies] == [[0, 1], [0, 1], None, None, 0.5]
    assert [vars(reply) for reply in together.replies] == [vars(reply) for reply in apart.replies]
    assert together.defined == apart.defined == {"f", "g"}


def test_a_child_that_dies_answers_no_call_of_those_sent_together(sandbox: Sandbox) -> None:
    """Replies to calls that are sent together come together, or not at all."""
    unit = Unit("cell 1", 1, "import os\ndef f(x):\n    return os._exit(x) if x else x")
    calls = tuple(Call("f", (x,)) for x in (0, 7, 0))
    replies = sandbox.run(Job((unit,), calls, (3,)), Limits(restarts=0)).replies
    assert [reply.status for reply in replies] == ["crashed"] * 3


def test_each_call_gets_arguments_of_its_own(sandbox: Sandbox) -> None:
    """What a function does to its arguments is seen by no other call: not when asked again, nor through an array that
    two calls were given."""
    shared = np.zeros(3)
    source = "def f(x, y):\n    x += 1\n    y['seen'] = y.get('seen', 0) + 1\n    return float(x.sum())"
    one, other = Call("f", (shared, {"n": 1})), Call("f", (shared, {"n": 2}))
    for batches in ((), (2, 2), (4,)):
        replies = sandbox.run(Job((Unit("cell 1", 1, source),), (one, other, other, one), batches)).replies
        assert [reply.value for reply in replies] == [3.0] * 4
        assert [reply.arguments[1] for reply in replies] == [{"n": n, "seen": 1} for n in (1, 2, 2, 1)]
    assert not shared.any()


def test_arguments_own_their_memory_and_can_be_written(ask: Ask) -> None:
    """An array that a function gets behaves like one that it made itself."""
    flags = ask("def f(x):\n    return x.flags.owndata, x.flags.writeable, x.flags.aligned", np.arange(4.0)).value
    assert flags == (True, True, True)


def test_a_cache_of_arguments_is_the_same_as_it_was_given(sandbox: Sandbox) -> None:
    """An argument that is returned comes back with its numbers; one that was changed first comes back changed."""
    source = "def f(x, change):\n    if change:\n        x[0] = 9\n    return x, (x, x.copy())"
    job = Job((Unit("cell 1", 1, source),), (Call("f", (np.arange(2.0), False)), Call("f", (np.arange(2.0), True))))
    for reply, first in zip(sandbox.run(job).replies, (0.0, 9.0), strict=True):
        whole, (part, copied) = reply.value
        for array in (whole, part, copied, reply.arguments[0]):
            assert array.tolist() == [first, 1.0]
