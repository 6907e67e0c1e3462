"""Pure means pure: no form leaves anything behind that a later call could notice; and repeatable means repeatable."""

import importlib
from types import ModuleType

import numpy as np
import pytest

from autograder.expected import read_key
from autograder.reading import purity
from autograder.reading.submission import Submission
from tests.first_assignment import EXPECTED
from tests.test_submission import read


def submission_of(body: str, *cells: str) -> Submission:
    """A notebook with a function of this body, indented by four blanks, below other cells."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return read("import numpy as np", *cells, f"def zero_pad(X, pad):\n{lines}")


def is_pure(body: str) -> bool:
    """Whether a function with this body counts as pure."""
    return submission_of(body).is_pure("zero_pad")


@pytest.mark.parametrize(
    "body",
    [
        "n = np\nn.max = None",
        "X.max = None",
        "for module in (np,):\n    module.max = None",
        "(module := np)\nmodule.max = None",
        "[0 for module in (np,) for module.max in (1,)]",
        "def inner(module):\n    module.max = None\ninner(np)",
        "module, = [np]\ndel module.max",
        "with pad as X.max:\n    pass",
        "me = zero_pad\nme.calls = 1",
        "import operator\noperator.attrgetter('random.seed')(np)(1)",
        "import operator\noperator.methodcaller('seed', 1)(pad)",
        "from operator import setitem\nsetitem(X, 0, 1)",
        "import copy\ntable = copy._deepcopy_dispatch\ntable[list] = None",
        "from copy import deepcopy\nreturn deepcopy(X)",
        "table = np.typecodes\ntable['All'] = ''",
        "np.put(np.core.numerictypes.sctypes, 0, 1)",
        "options = np.core.arrayprint._format_options\noptions['precision'] = 1",
        "np.set_string_function(None)",
        "np.ma.masked_print_option.set_display('')",
        "from numpy import ma\nreturn ma.array(X)",
        "frame = (0 for _ in ()).gi_frame\nnames = frame.f_globals\nnames['np'] = None",
        "from typing import sys\nmodules = sys.modules\nmodules['numpy'] = None",
        "match X:\n    case Exception(with_traceback=found):\n        found(None)",
        "with np.errstate(all='raise'):\n    yield X",
        "window = np.lib.stride_tricks.as_strided(X, (9, 9), (8, 8))\nwindow[8, 8] = 1",
        "X.resize(1, refcheck=False)",
        "np.save('x', X)",
        "X.tofile('x')",
        "np.fromfile('x')",
        "X.ctypes.data",
        "import numpy.ma",
    ],
)
def test_form_that_was_believed_pure_is_not(body: str) -> None:
    """No alias, parameter, loop variable, walrus, helper module, frame or setting lets a function change what stays."""
    assert not is_pure(body)


@pytest.mark.parametrize(
    "body",
    [
        "out = np.zeros((2, 3))\nout[0] += X.sum(axis=0)\nout.fill(1)\nnp.add(out, 1, out=out)\nreturn out.T",
        "X[0] = 1\nnp.put(X, 0, 1)\nrows = []\nrows.append(X)\nreturn np.stack(rows)",
        "import math, itertools\nfor i, j in itertools.product(range(2), repeat=2):\n    math.floor(i / 2)\nreturn X",
        "from numpy.lib.stride_tricks import sliding_window_view\nreturn sliding_window_view(X, (2, 2))",
        "def windows():\n    yield from X\nreturn list(windows())",
        "return '{}'.format(X.shape).upper()",
    ],
)
def test_what_a_function_changes_of_its_own_is_pure(body: str) -> None:
    """Arrays and lists of a call, its arguments, and numpy's functions are nobody else's."""
    assert is_pure(body)


@pytest.mark.parametrize(
    ("body", "cell"),
    [
        ("return np.empty(3)", ""),
        ("return np.empty_like(X)", ""),
        ("make = np.empty\nreturn make(3)", ""),
        ("return np.ndarray((3, 3))", ""),
        ("from numpy import empty as zeros\nreturn zeros(3)", ""),
        ("return zeros(3)", "from numpy import empty_like as zeros"),
        ("from numpy.typing import NDArray\nreturn NDArray[float]((3, 3))", ""),
        ("return np.typing.NDArray[float]((3, 3))", ""),
        ("match X:\n    case np.floating(view=show):\n        return show('u1')", ""),
        ("gaps = {'names': ['a'], 'formats': ['u1'], 'offsets': [0], 'itemsize': 9}\n"
         "return np.full(2, 1, dtype=gaps).view('u1')", ""),
        ("return np.sqrt(X, where=X > 0)", ""),
        ("options = {'where': X > 0}\nreturn np.sqrt(X, **options)", ""),
        ("return np.pad(X, pad, mode='empty')", ""),
        ("return np.pad(X, pad, 'empty')", ""),
        ("how = 'empty'\nreturn np.pad(X, pad, how)", ""),
        ("return np.pad(X, pad, mode='emp' + 'ty')", ""),
        ("return np.pad(*(X, pad, 'empty'))", ""),
        ("return np.pad(X, pad, **{'mode': 'empty'})", ""),
        ("border = np.pad\nreturn border(X, pad, 'empty')", ""),
        ("return list(map(np.pad, [X], [pad], ['empty']))", ""),
        ("@np.pad\ndef inner():\n    pass", ""),
        ("return np.pad(np.empty(3), pad)", ""),
        ("from numpy import pad as border\nreturn border(X, 1, 'empty')", ""),
        ("return border(X, 1, 'empty')", "from numpy import pad as border"),
        ("return border(X)", "def border(X):\n    return np.empty(3)"),
        ("def inner():\n    return [np.empty(1) for _ in X]\nreturn inner()", ""),
    ],
)  # fmt: skip
def test_function_with_uninitialised_memory_is_not_repeatable(body: str, cell: str) -> None:
    """It leaves nothing behind, and yet may give another answer the next time, whichever way it comes by the memory."""
    submission = submission_of(body, cell)
    assert submission.is_pure("zero_pad")
    assert submission.repeatable("zero_pad") == frozenset()


@pytest.mark.parametrize(
    "body",
    [
        "return np.pad(X, ((0, 0), (pad, pad)))",
        "return np.pad(X, pad, 'constant', constant_values=0)",
        "return np.pad(X, pad, mode='constant', constant_values=(0, 0))",
        "return np.where(X > 0, X, np.zeros_like(X))",
        "empty = []\nreturn empty",
        "out: np.ndarray = np.zeros(3)\nreturn out",
        "def inner(x: np.ndarray, *more: np.ndarray) -> np.ndarray:\n    return x\nreturn inner(X)",
        "np.add(X, 1, out=X)\nreturn X",
    ],
)
def test_function_that_fills_its_arrays_is_repeatable(body: str) -> None:
    """Usual ways to make arrays, annotations and variables of any name do not count as uninitialised memory."""
    assert submission_of(body).repeatable("zero_pad") == {"zero_pad"}


def test_functions_are_repeatable_only_in_pure_company() -> None:
    """A function that patches numpy could make any other one remember; uninitialised memory is each one's own."""
    plain, patching = "def zero_pad(X, pad):\n    return X", "def pool_forward(A_prev):\n    np.pad = None"
    unfilled = "def conv_backward(dZ, cache):\n    return np.empty(3)"
    submission = read("import numpy as np", plain, patching, unfilled)
    assert submission.repeatable("zero_pad") == {"zero_pad"}
    assert submission.repeatable("zero_pad", "conv_backward") == {"zero_pad"}
    assert submission.repeatable("zero_pad", "pool_forward") == frozenset()


def test_right_helper_counts_in_place_of_the_own_one() -> None:
    """A helper with uninitialised memory, or with a memory, is of no account where a right one is used for it."""
    calling = "def conv_forward(A_prev):\n    return zero_pad(A_prev, 1)"
    for helper in ("def zero_pad(X, pad):\n    return np.empty(3)", "def zero_pad(X, pad):\n    np.pad = None"):
        submission = read("import numpy as np", helper, calling)
        assert submission.repeatable("conv_forward") == frozenset()
        assert submission.repeatable("conv_forward", right=["zero_pad"]) == {"conv_forward"}


def test_right_helpers_are_repeatable() -> None:
    """What is used in place of a student's helper is what `is_pure` and `repeatable` take it for."""
    for name, source in read_key(EXPECTED).helpers.items():
        assert read(source).repeatable(name) == {name}


def test_function_that_python_refuses_is_not_pure() -> None:
    """What it needs cannot be looked up, so nothing is known of it."""
    assert not is_pure("return X\nnonlocal X")


def test_nothing_that_can_be_changed_is_within_reach() -> None:
    """What the listed attributes lead to from the listed modules is functions, classes, modules and constants."""
    waiting: list[tuple[str, object]] = [(name, importlib.import_module(name)) for name in sorted(purity.MODULES)]
    seen: set[int] = set()
    while waiting:
        path, found = waiting.pop()
        if id(found) in seen:
            continue
        seen.add(id(found))
        assert not isinstance(found, dict | list | set | bytearray | np.ndarray), path
        if isinstance(found, ModuleType):
            assert found.__name__.partition(".")[0] in purity.MODULES, path
            # One with state has functions that change it, which are not listed.
            waiting += [(f"{path}.{name}", getattr(found, name)) for name in purity.ATTRIBUTES & vars(found).keys()]
        elif isinstance(found, type):
            waiting += [(f"{path}.{name}", value) for name, value in vars(found).items() if name in purity.ATTRIBUTES]
    assert len(seen) > 300
