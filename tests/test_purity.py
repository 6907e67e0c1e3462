"""Pure means pure: no form leaves anything behind that another function could notice."""

import importlib
from types import ModuleType

import numpy as np
import pytest

from autograder.reading import purity
from tests.test_submission import read


def is_pure(body: str) -> bool:
    """Whether a function with this body, indented by four blanks, counts as pure."""
    lines = "".join(f"    {line}\n" for line in body.split("\n"))
    return read(f"import numpy as np\ndef zero_pad(X, pad):\n{lines}").is_pure("zero_pad")


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
