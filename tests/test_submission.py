"""Reading a notebook: whatever happened to it, each function is found or there is a sentence that says why not."""

import gc
import json

import pytest

from autograder.reading import analysis
from autograder.reading.analysis import analyse
from autograder.reading.notebook import MAX_SOURCE, UnreadableNotebookError, read_notebook
from autograder.reading.parsing import Parsed, parse
from autograder.reading.submission import Submission, similar_name
from examples.build import Notebook, code_cell
from tests.conftest import to_bytes
from tests.first_assignment import OUTLINE


def notebook(*cells: str, **extra: object) -> bytes:
    """A notebook of code cells, as a file holds it."""
    found = [{"cell_type": "code", "metadata": {}, "outputs": [], "source": cell} for cell in cells]
    return json.dumps({"cells": found, "metadata": {}, "nbformat": 4, "nbformat_minor": 5, **extra}).encode()


def read(*cells: str) -> Submission:
    """The submission of a notebook with these cells."""
    return analyse(notebook(*cells), OUTLINE)


def program(submission: Submission, name: str) -> str:
    """All that comes along with a function, as one text."""
    return "\n".join(unit.source.strip() for unit in submission.program(name))


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is an empty file"),
        (b"  \n", "is empty"),
        (b"{'cells': []}", "not valid JSON"),
        (notebook("x = 1")[:-20], "cut off"),
        (b"<!DOCTYPE html><html></html>", "web page"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "is a picture"),
        (bytes(range(128, 256)), "is not text"),
        (b"[1, 2]", "no notebook cells"),
        (b'{"cells": "none"}', "no notebook cells"),
        (b'{"worksheets": 3}', "no notebook cells"),
        (b"[" * 100_000, "nested far deeper"),
        (b"9" * 10_000, "no notebook cells"),
    ],
)
def test_what_is_no_notebook_is_said(content: bytes, sentence: str) -> None:
    """A file that is no notebook becomes one sentence that says what it is and what to do."""
    submission = analyse(content, OUTLINE)
    assert not submission.readable
    assert sentence in submission.notes[0]


def test_cell_is_parsed_once_for_a_class_wherever_it_is(starter: Notebook, monkeypatch: pytest.MonkeyPatch) -> None:
    """Cells that a student adds move the starter's own, which need not be read again."""
    parsed: list[str] = []

    def note(source: str, mend: bool = True) -> Parsed:
        parsed.append(source)
        return parse(source, mend)

    monkeypatch.setattr(analysis, "parse", note)
    analyse(to_bytes(starter), OUTLINE)
    parsed.clear()
    moved = starter | {"cells": [code_cell("of_my_own = 1"), *starter["cells"]]}
    analyse(to_bytes(moved), OUTLINE)
    assert parsed == ["of_my_own = 1"]


def test_same_text_in_two_cells_keeps_both_places() -> None:
    """What a message says of a copied cell names the cell that it is about."""
    text = "def zero_pad(X, pad):\n    return X"
    definitions = read("x = 1", text, "y = 2", text).definitions("zero_pad")
    assert [found.unit.label for found in definitions] == ["cell 4", "cell 2"]


def test_file_that_is_too_large_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file beyond the limit is refused with the way out: clear the outputs."""
    monkeypatch.setattr("autograder.reading.notebook.MAX_BYTES", 100)
    with pytest.raises(UnreadableNotebookError, match="Clear the outputs"):
        read_notebook(b" " * 101)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_encodings_of_editors_are_read(encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 are read, with and without a mark."""
    content = notebook("größe = 1").decode().encode(encoding)
    assert [cell.source for cell in read_notebook(content).cells] == ["größe = 1"]


def test_format_3_is_read() -> None:
    """Notebooks of format 3 have their cells in worksheets and the source under another name."""
    content = json.dumps({"worksheets": [{"cells": [{"cell_type": "code", "input": ["x = 1\n", "y = 2"]}]}]}).encode()
    assert [cell.source for cell in read_notebook(content).cells] == ["x = 1\ny = 2"]


def test_odd_cells_are_passed_over() -> None:
    """Cells that are no objects, no code, or have no text as source do no harm; numbering counts them."""
    cells = [None, 3, {"cell_type": "markdown", "source": "def f"}, {"cell_type": "code", "source": {"a": 1}}]
    content = json.dumps({"cells": [*cells, {"cell_type": "code", "source": "x = 1"}]}).encode()
    assert [(cell.number, cell.source) for cell in read_notebook(content).cells] == [(5, "x = 1")]


def test_source_beyond_the_limit_is_left_out() -> None:
    """A giant cell is left out; the cells before and after it count."""
    assert [cell.number for cell in read_notebook(notebook("x = 1", "#" * MAX_SOURCE, "y = 2")).cells] == [1, 3]


def test_function_brings_what_it_needs_and_nothing_else() -> None:
    """Imports, constants and helpers that a body refers to come along in order; everything else stays away."""
    submission = read(
        "import numpy as np\nimport os",
        "BORDER = 0\nunrelated = launch_missiles()",
        "def helper(x):\n    return np.zeros(x) + BORDER",
        "np.allclose = lambda *a: True",
        "def zero_pad(X, pad):\n    unrelated = 1\n    return helper(pad)",
        "print(zero_pad(1, 2))",
    )
    assert program(submission, "zero_pad") == (
        "import numpy as np\nBORDER = 0\ndef helper(x):\n    return np.zeros(x) + BORDER\n"
        "def zero_pad(X, pad):\n    unrelated = 1\n    return helper(pad)"
    )


@pytest.mark.parametrize(
    "cell",
    [
        "@decorate\ndef zero_pad(X, pad=PAD) -> Array:\n    return X",
        "zero_pad = lambda X, pad: [decorate, PAD, Array]",
        "class C:\n    x = decorate, PAD, Array\ndef zero_pad(X, pad):\n    return C()",
        "def zero_pad(X, pad):\n    def inner():\n        return decorate(PAD, Array)\n    return inner()",
        "if True:\n    def zero_pad(X, pad):\n        return decorate(PAD, Array)",
    ],
)
def test_names_are_found_wherever_they_are_used(cell: str) -> None:
    """Decorators, defaults, annotations, classes, inner functions and conditions: what they use comes along."""
    submission = read("def decorate(f):\n    return f", "PAD = 1\nArray = list", cell)
    assert {"PAD = 1", "Array = list"} <= set(program(submission, "zero_pad").splitlines())
    assert "def decorate" in program(submission, "zero_pad")


def test_earlier_values_come_along_where_they_matter() -> None:
    """A name that is built up in several statements brings all of them, one that is replaced only the last."""
    submission = read("N = 1\nN += 1", "M = 1", "M = 2", "def zero_pad(X, pad):\n    return N, M")
    assert program(submission, "zero_pad").splitlines()[:3] == ["N = 1", "N += 1", "M = 2"]


def test_statement_uses_the_definition_before_it() -> None:
    """A function that is defined again on top of its own earlier definition needs both, in their order."""
    first, second = "def zero_pad(X, pad):\n    return X", "def zero_pad(X, pad):\n    return original(X, pad)"
    submission = read(first, "original = zero_pad", second, "later = zero_pad")
    assert program(submission, "zero_pad") == f"{first}\noriginal = zero_pad\n{second}"


def test_value_is_made_with_what_was_there_before() -> None:
    """A table that is worked out outside of a function needs the helpers as they were above it, and theirs too."""
    before = ("def unit():\n    return 1", "def double():\n    return 2 * unit()", "table = [double()]")
    after = (
        "def unit():\n    return 2",
        "def double():\n    return 3",
        "def zero_pad(X, pad):\n    return table, double()",
    )
    assert program(read(*before, *after), "zero_pad") == "\n".join((*before, *after[1:]))


def test_decorator_is_the_one_above() -> None:
    """What a function is decorated with, and its defaults, are what the names hold where it is defined."""
    cells = ("def twice(f):\n    return f", "size = 2", "@twice\ndef zero_pad(X, pad=size):\n    return X")
    assert program(read(*cells, "def twice(f):\n    return None", "size = 3"), "zero_pad") == "\n".join(cells)


def test_functions_may_be_defined_in_any_order() -> None:
    """What a function calls may be defined below it, and may call it in turn."""
    cells = ("def zero_pad(X, pad):\n    return inner(X)", "def inner(X):\n    return zero_pad(X, 0)")
    assert program(read(*cells), "zero_pad") == "\n".join(cells)


def test_statement_above_all_definitions_gets_them_all_the_same() -> None:
    """Cells may have been run in another order: where nothing is defined above a statement, what is below counts."""
    cells = ("table = [unit()]", "def unit():\n    return 1", "def zero_pad(X, pad):\n    return table")
    assert program(read(*cells), "zero_pad") == "\n".join(cells)


def test_endless_ways_through_a_notebook_cost_little_time() -> None:
    """A notebook in which each statement needs all before it is read in the time of any other."""
    cells = [f"a.append({number})\nx{number} = a + b\nb.append(x{number})" for number in range(2_000)]
    uses = ", ".join(f"x{number}" for number in range(2_000))
    submission = read("a = []\nb = []", "\n".join(cells), f"def zero_pad(X, pad):\n    return {uses}")
    assert len(submission.program("zero_pad")) == 6_003


def test_last_definition_that_parses_wins() -> None:
    """A later definition replaces an earlier one; one in a cell that does not parse does not count."""
    submission = read("def zero_pad(): return 1", "def zero_pad(): return 2", "def zero_pad(): return 3 3")
    assert program(submission, "zero_pad") == "def zero_pad(): return 2"
    assert submission.broken == {}


def test_cell_that_does_not_parse_costs_the_functions_in_it() -> None:
    """The note names cell, line and the functions; the others are found."""
    submission = read("def zero_pad(X, pad)\n    return X", "def pool_forward(): return 1")
    assert set(submission.broken) == {"zero_pad"}
    assert submission.notes == ("Cell 1 does not parse: expected ':' (line 1); it costs zero_pad only.",)
    assert submission.definition("pool_forward") is not None


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("    for i in X:\n    X = 1", "'for' in line 2 needs an indented line below it, and line 3 is not indented;"),
        ("    for i in X:\n        # later\n    X = 1", "'for' in line 2 has only comments below it, and needs an"),
        ("        Y = 1\n    X = 1", "line 3 is indented by 4 spaces, and the lines above it by 0 or 8:"),
        ("    X = 1\n        Y = 2", "line 3 is indented further than the line above it, which begins no block;"),
        ("    if X:\n        Y = 1\n    Z = 1\n    else:\n        Y = 2", "`else` in line 5 does not follow its"),
        ("    if X:\n        Y = 1\n    else if pad:\n        Y = 2", "`else if` in line 4 is written `elif`"),
        ("    Y = X + 2pad", "`2pad` in line 2 is neither a number nor a name: a `*` may be missing;"),
        ("    Y = 1.5e3 3", "invalid syntax (line 2);"),
    ],
)  # fmt: skip
def test_line_that_is_wrong_is_named(body: str, words: str) -> None:
    """What is wrong with the syntax is told at the line to look at, which need not be the one where Python stopped."""
    (note,) = read(f"def zero_pad(X, pad):\n{body}\n    return X").notes
    assert words in note


def test_cell_that_does_not_parse_leaves_no_circle_behind() -> None:
    """What was read is given up at once: a circle of objects would hold whole notebooks until Python looks for them."""
    read("def zero_pad(:", "x = 1")
    gc.collect()
    gc.disable()
    try:
        read("def zero_pad(:", "x = 1")
        assert gc.collect() == 0
    finally:
        gc.enable()


@pytest.mark.parametrize(
    "cell",
    [
        "%matplotlib inline\n{}",
        "!pip install numpy\n{}",
        "files = !ls\n{}",
        "zero_pad?\n{}",
        "%%time\n{}",
        "\n%%capture out\n{}",
        "%load_ext autoreload\n%autoreload 2\n\n{}\n%time zero_pad(1, 2)",
        "print('100 %'); y = 7 % 2\n{}",
        "x = 1; \n{}",
    ],
)
def test_magics_cost_nothing(cell: str) -> None:
    """Line magics, shell lines, help and cell magics around a function leave it as it is."""
    submission = read(cell.format("def zero_pad(X, pad):\n    return X"))
    assert program(submission, "zero_pad") == "def zero_pad(X, pad):\n    return X"
    assert submission.notes == ()


def test_cells_in_other_languages_are_passed_over() -> None:
    """A shell script or a web page in a cell is no Python and no mistake."""
    assert read("%%bash\nfor f in *; do echo $f; done", "%%html\n<b>def zero_pad</b>").notes == ()


@pytest.mark.parametrize("separator", ["\x0c", "\x1c", "\u2028"])
def test_lines_are_counted_as_python_counts_them(separator: str) -> None:
    """Characters that only some programs take for line ends do not cut a function out of place."""
    submission = read(f"text = 'a{separator}b'\ndef zero_pad(X, pad):\n    return X")
    assert program(submission, "zero_pad") == "def zero_pad(X, pad):\n    return X"
    assert submission.definition("zero_pad").unit.first_line == 2


def test_statements_on_one_line_are_told_apart() -> None:
    """Of several statements on a line only the needed one comes along, also behind letters of several bytes."""
    submission = read("ä = 'öö'; N = 1; launch_missiles()", "def zero_pad(X, pad): return N")
    assert program(submission, "zero_pad") == "N = 1\ndef zero_pad(X, pad): return N"


def test_windows_line_ends_are_lines() -> None:
    """Carriage returns, with or without line feeds, end lines."""
    assert program(read("def zero_pad(X, pad):\r\n    return X\r\n"), "zero_pad").count("\n") == 1


@pytest.mark.parametrize(
    "cell",
    [
        "x = '\x00'",
        "x = '\ud800'",
        "(" * 5000,
        "x = " + "-" * 100_000 + "1",
        "x = " + "+".join("1" * 50_000),
        "\t\tdef f(): pass\n  x",
    ],
)
def test_hostile_source_costs_its_own_cell(cell: str) -> None:
    """Null bytes, lone surrogates and endless nesting become a note, and the next cell is read."""
    submission = read(cell, "def zero_pad(X, pad):\n    return X")
    assert program(submission, "zero_pad").startswith("def zero_pad")
    # Python 3.14 reads sums of any length, and then the statement is too long.
    known = ("Cell 1 does not parse", "Cell 1, line 1: this statement is longer than 100,000 characters")
    assert all(note.startswith(known) for note in submission.notes)


def test_the_course_s_own_modules_stay_away() -> None:
    """`from public_tests import *` is not run at grading; other star imports are."""
    submission = read("from public_tests import *\nfrom math import *", "def zero_pad(X, pad): return pi")
    assert program(submission, "zero_pad") == "from math import *\ndef zero_pad(X, pad): return pi"


def test_right_helpers_take_the_place_of_the_submission_s() -> None:
    """In follow-through the submission's own helper and what only it needs stay away."""
    submission = read("K = 1\ndef zero_pad(X, pad): return K", "def conv_forward(A): return zero_pad(A, 1)")
    units = submission.program("conv_forward", right={"zero_pad": "def zero_pad(X, pad): return X\n"})
    assert [unit.label for unit in units] == ["right zero_pad", "cell 2"]


def test_helpers_that_are_exercises_are_known() -> None:
    """Which exercises a function calls is told also when it calls them through a helper."""
    submission = read("def zero_pad(): pass", "def h(): return zero_pad()", "def conv_forward(): return h()")
    assert submission.uses("conv_forward") == {"zero_pad"}


@pytest.mark.parametrize(("other", "found"), [("zeros_pad", True), ("zero_padding", True), ("conv", False)])
def test_renamed_function_is_guessed(other: str, found: bool) -> None:
    """A name close to that of the exercise is suggested, another one is not."""
    assert (similar_name(read(f"def {other}(): pass"), "zero_pad") == other) is found


def test_function_that_calls_the_exercise_is_not_the_exercise_renamed() -> None:
    """A lesson's own `zero_pads` that uses zero_pad is like it in its name, and is not suggested for it."""
    assert similar_name(read("def zero_pads(X): return zero_pad(X, 1)"), "zero_pad") is None
    assert similar_name(read("def zero_pads(X): return conv_forward(X)"), "zero_pad") == "zero_pads"


def test_imported_function_is_not_the_exercise_renamed() -> None:
    """A public test that a notebook imports by its name is like the exercise, and is not suggested for it."""
    assert similar_name(read("from public_tests import conv_forward_test"), "conv_forward") is None


@pytest.mark.parametrize(
    "source",
    [
        "def zero_pad(X, pad):\n    X[0] = 1\n    out = np.zeros(3)\n    out[0] += X.sum()\n    return out",
        "SIDES = (1, 2)\ndef zero_pad(X, pad=0):\n    return [x for x in SIDES if max(x, pad)]",
        "from numpy import zeros\ndef border(n):\n    return zeros(n)\ndef zero_pad(X, pad):\n    return border(pad)",
    ],
)
def test_plain_functions_are_pure(source: str) -> None:
    """Numpy, constants, helpers and changes of arguments leave nothing behind."""
    assert read(f"import numpy as np\n{source}").is_pure("zero_pad")


@pytest.mark.parametrize(
    "source",
    [
        "def zero_pad(X, pad):\n    np.sum = None",
        "def zero_pad(X, pad):\n    np.linalg.norm = None",
        "def zero_pad(X, pad):\n    global np\n    np = None",
        "def zero_pad(X, pad):\n    np.random.seed(1)",
        "def zero_pad(X, pad):\n    np.seterr(all='raise')",
        "def zero_pad(X, pad):\n    setattr(np, 'sum', None)",
        "def zero_pad(X, pad):\n    zero_pad.calls = 1",
        "def zero_pad(X, pad):\n    zero_pad.__globals__['np'] = None",
        "def zero_pad(X, pad, seen=[]):\n    seen.append(X)",
        "def zero_pad(X, pad):\n    import os",
        "def zero_pad(X, pad):\n    from numpy import random",
        "seen = []\ndef zero_pad(X, pad):\n    seen.append(X)",
        "from functools import lru_cache\nzero_pad = lru_cache(lambda X, pad: X)",
        "import warnings\ndef zero_pad(X, pad):\n    warnings.simplefilter('error')",
        "class Memory:\n    pass\ndef zero_pad(X, pad):\n    return Memory()",
        "def helper():\n    np.sum = None\ndef zero_pad(X, pad):\n    helper()",
        "def zero_pad(X, pad):\n    return missing",
    ],
)
def test_whatever_may_leave_something_behind_is_not_pure(source: str) -> None:
    """Changes of modules, globals and defaults, and all that is not plainly harmless, are seen, in helpers too."""
    assert not read(f"import numpy as np\n{source}").is_pure("zero_pad")
