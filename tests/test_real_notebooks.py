"""Notebooks as they really come: each accident costs nothing or its own function, and the student reads which."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from autograder.grading.grader import Grader
from autograder.grading.scoring import NOT_WRITTEN
from autograder.reading.analysis import analyse
from autograder.reading.submission import similar_name
from autograder.result import Record
from examples.build import Notebook, code_cell, edit, fill
from tests.conftest import result_of, to_bytes
from tests.first_assignment import EXERCISES, OUTLINE
from tests.test_submission import notebook, program, read

GRADED = [name for name, exercise in EXERCISES.items() if not exercise.optional]
PAD = "def zero_pad(X, pad):\n    return X"
Grade = Callable[..., Record]


@pytest.fixture
def answered(starter: Notebook, loops: dict[str, str]) -> Notebook:
    """The starter with right answers to the graded exercises."""
    return fill(starter, loops)


@pytest.fixture
def grade(grader: Grader) -> Callable[[Notebook], Record]:
    """Grade a notebook."""
    return lambda notebook: grader.grade("somebody", to_bytes(notebook))


def with_cells(notebook: Notebook, *sources: str, first: bool = False) -> Notebook:
    """The notebook with more code cells, at its end or before all others."""
    cells = [code_cell(source) for source in sources]
    return notebook | {"cells": cells + notebook["cells"] if first else notebook["cells"] + cells}


def of_format_3(notebook: Notebook) -> Notebook:
    """The notebook in the format of old versions of Jupyter."""
    cells = []
    for number, cell in enumerate(notebook["cells"]):
        old = {key: value for key, value in cell.items() if key not in ("source", "execution_count", "id")}
        code = cell["cell_type"] == "code"
        old |= {"input": cell["source"], "prompt_number": number, "language": "python"} if code else {}
        cells.append(old if code else old | {"source": cell["source"]})
    return {"metadata": {"name": ""}, "nbformat": 3, "nbformat_minor": 0, "worksheets": [{"cells": cells}]}


def with_text(notebook: Notebook, change: Callable[[str], str]) -> Notebook:
    """The notebook with the source of every code cell changed, as one string."""
    cells = [
        cell | {"source": change("".join(cell["source"]))} if cell["cell_type"] == "code" else cell
        for cell in notebook["cells"]
    ]
    return notebook | {"cells": cells}


COLAB = (
    "#@title Setup { display-mode: \"form\" }\nfrom google.colab import files, drive\ndrive.mount('/content/drive')\n"
    "%cd /content/drive/MyDrive\n!pip install -q h5py \\\n  matplotlib\nuploaded = files.upload()",
    "pad_size = 2 #@param {type:\"integer\"}\nmode = 'max' #@param ['max', 'average']",
    "%%shell\nls -l",
    "%tensorflow_version 2.x\nfrom google.colab.patches import cv2_imshow",
)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(of_format_3, id="format 3"),
        pytest.param(lambda n: n | {"nbformat": 4, "nbformat_minor": 0, "metadata": {}}, id="format 4.0"),
        pytest.param(lambda n: with_cells(n, *COLAB, first=True), id="Colab"),
        pytest.param(lambda n: with_text(n, lambda text: f"%%time\n{text}"), id="cell magics"),
        pytest.param(lambda n: with_text(n, lambda text: f"!ls\n{text}\n%timeit 1 + 1"), id="magics"),
        pytest.param(lambda n: with_text(n, lambda text: f"print('here')\n{text}\nx = 1; h = w = 2"), id="statements"),
        pytest.param(lambda n: with_text(n, lambda text: text.replace("\n", "\r\n")), id="Windows"),
        pytest.param(lambda n: with_text(n, lambda text: "".join(f"  {t}\n" for t in text.split("\n"))), id="indented"),
        pytest.param(lambda n: with_text(n, lambda text: text.replace("    ", "\t")), id="tabs"),
        pytest.param(lambda n: with_cells(n, "def zero_pad(X, pad)\n    return X", "for", "return 3"), id="broken"),
        pytest.param(lambda n: with_cells(n, "import h5py, numpy as np", "import torch, numpy as np"), id="imports"),
    ],
)
def test_accident_costs_nothing(grade: Grade, answered: Notebook, change: Callable[[Notebook], Notebook]) -> None:
    """All graded functions still pass, and the notes begin with the sentence that says so."""
    record = grade(change(answered))
    assert record.score == 100
    assert record.all_notes[0] == "All graded functions are right."


def test_everything_in_one_cell(grade: Grade, loops: dict[str, str]) -> None:
    """All answers in one cell, with calls and prints between them, are found."""
    cell = "import numpy as np\n" + "\n\nprint('next')\n".join(loops.values())
    assert grade({"cells": [code_cell(cell)]}).score == 100


def test_templates_beside_the_real_one(grade: Grade, starter: Notebook, loops: dict[str, str]) -> None:
    """A template in comments, in a string, or as an earlier definition does not hide the finished function."""
    copies = {}
    for name, source in loops.items():
        template = source.split("\n", 1)[0] + "\n    X_pad = None\n    return X_pad\n"
        commented = "".join(f"# {line}\n" for line in source.splitlines())
        copies[name] = f"{template}\n\n'''\n{template}'''\n{commented}\n{source}\n{commented}"
    record = grade(fill(starter, copies))
    assert record.score == 100
    assert record.all_notes == ("All graded functions are right.",)


def test_empty_copy_below_the_finished_one_is_pointed_out(grade: Grade, answered: Notebook, starter: Notebook) -> None:
    """The last definition counts: where that is the starter's, the message says where the written one stands."""
    empty = next(cell for cell in starter["cells"] if "def zero_pad" in "".join(cell["source"]))
    record = grade(answered | {"cells": [*answered["cells"], empty]})
    result = result_of(record, "zero_pad")
    assert result.status == "not_written"
    last, first = len(answered["cells"]) + 1, starter["cells"].index(empty) + 1
    assert result.message == (
        f"{NOT_WRITTEN} The last definition counts, and the one in cell {last} (line 2) is still the starter. You "
        f"wrote an earlier one in cell {first} (line 2). Delete the empty one."
    )
    assert result_of(record, "conv_forward").status == "passed"


def test_several_definitions_are_told_where_the_last_is_wrong(grade: Grade, answered: Notebook) -> None:
    """The note names the cells, and is not there when all is right."""
    record = grade(with_cells(answered, PAD))
    first = 1 + next(n for n, cell in enumerate(answered["cells"]) if "def zero_pad" in "".join(cell["source"]))
    assert f"in cell {first}, cell {len(answered['cells']) + 1}; the last one counts." in record.all_notes[-1]
    assert record.all_notes[-1].startswith("zero_pad is defined 2 times")


def test_finished_definition_in_a_cell_that_does_not_parse(grade: Grade, starter: Notebook) -> None:
    """Where only the untouched starter parses, the message is about the cell that does not."""
    result = result_of(grade(with_cells(starter, "def zero_pad(X, pad)\n    return X")), "zero_pad")
    assert result.status == "syntax_error"
    assert "does not parse: expected ':' (line 1)" in result.message


@pytest.mark.parametrize(
    ("exercise", "header", "found"),
    [
        ("zero_pad", "def zeros_pad(X, pad):", "zeros_pad"),
        ("zero_pad", "def ZeroPad(X, pad):", "ZeroPad"),
        ("zero_pad", "def add_border(X, pad):", "add_border"),
        ("zero_pad", "zeropad = lambda X, pad:", "zeropad"),
        ("conv_forward", "def conv_forward_v2(A_prev, W, b, hparameters):", "conv_forward_v2"),
        ("zero_pad", "zero_pads = 3, 4 +", None),
        ("zero_pad", "def border(image, width):", None),
        ("create_mask_from_window", "def largest(x):", None),
    ],
)
def test_renamed_function(exercise: str, header: str, found: str | None) -> None:
    """A function is taken for the exercise renamed when its name is close or its parameters are the same."""
    assert similar_name(read(f"{header} 0"), exercise) == found


def test_renamed_function_is_named_beside_the_untouched_one(grade: Grade, starter: Notebook, loops: dict) -> None:
    """Also where the starter's own cell was left as it is."""
    result = result_of(grade(with_cells(starter, loops["zero_pad"].replace("zero_pad", "zeros_pad"))), "zero_pad")
    assert result.status == "not_written"
    assert result.message == (
        f"{NOT_WRITTEN} It has a function zeros_pad: if that is your zero_pad, rename it to zero_pad."
    )


@pytest.mark.parametrize(
    ("debris", "name"),
    [("\xa0", "no-break space"), ("\u202f", "narrow no-break space"), ("\u3000", "ideographic space")],
)
def test_odd_spaces_are_read_as_spaces(debris: str, name: str) -> None:
    """Spaces of other kinds, even as indentation, cost nothing; the note says which and where."""
    submission = read(PAD.replace("    ", debris * 4))
    assert program(submission, "zero_pad") == PAD
    assert submission.notes == (
        f"Cell 1 holds invisible characters, as copying leaves them (first in line 2: {name}). They were read as "
        "spaces or left out and cost nothing, but Jupyter refuses them: type that text again.",
    )


@pytest.mark.parametrize(
    ("debris", "name"),
    [
        ("\u200b", "zero width space"),
        ("\u200d", "zero width joiner"),
        ("\ufeff", "zero width no-break space"),
        ("\xad", "soft hyphen"),
        ("\u2060", "word joiner"),
    ],
)
@pytest.mark.parametrize("before", ["def", "zero_pad", "return"])
def test_invisible_characters_are_left_out(debris: str, name: str, before: str) -> None:
    """Characters without width, at the start of the cell or inside of it, cost nothing; the note names them."""
    submission = read(PAD.replace(before, debris + before, 1))
    assert program(submission, "zero_pad") == PAD
    assert f": {name}). They were read" in submission.notes[0]


def test_debris_where_it_does_no_harm_is_not_mentioned() -> None:
    """In strings and comments such characters stay as they are, beside magics too."""
    source = "def zero_pad(X, pad):\n    # a\xa0b\n    return 'a\xa0b\u200b'"
    for submission in (read(source), read(f"%matplotlib inline\n{source}")):
        assert program(submission, "zero_pad") == source
        assert submission.notes == ()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ("x == “max”", 'holds “ (left double quotation mark), as copying leaves it: type " in its place'),
        ("x == ‘max’", "holds ‘ (left single quotation mark), as copying leaves it: type ' in its place"),  # noqa: RUF001
        ("x == 'max’", "holds ’ (right single quotation mark), as copying leaves it: type ' in its place"),  # noqa: RUF001
        ("x − 1", "holds − (minus sign), as copying leaves it: type - in its place"),  # noqa: RUF001
        ("x × 2", "holds × (multiplication sign), as copying leaves it: type * in its place"),  # noqa: RUF001
        ("max（x）", "holds （ (fullwidth left parenthesis), as copying leaves it: type ( in its place"),  # noqa: RUF001
        ("x +", "Cell 2 does not parse: invalid syntax (line 2); it costs zero_pad, helper only"),
    ],
)
def test_what_does_not_parse_is_explained(wrong: str, sentence: str) -> None:
    """Characters that only look right are named; helpers that are lost are named too; the next cell is read."""
    submission = read(
        "x = 1", f"def zero_pad(x, pad):\n    return {wrong}\ndef helper(): pass", "def pool_forward(): pass"
    )
    (note,) = submission.notes
    assert sentence in note
    assert note.startswith("Cell 2 does not parse: ")
    assert set(submission.broken) == {"zero_pad", "helper"}
    assert submission.definition("pool_forward") is not None


def test_quotes_in_a_comment_are_not_blamed() -> None:
    """A curly quote in a comment is no reason for anything."""
    assert "copying" not in read("x = = 1  # it’s wrong").notes[0]  # noqa: RUF001


def test_mixed_indentation_with_one_reading_costs_nothing() -> None:
    """Tabs among spaces are read where a tab of four and one of eight columns do not mean different things."""
    submission = read("def zero_pad(X, pad):\n    Y = X\n\treturn Y")
    assert program(submission, "zero_pad") == "def zero_pad(X, pad):\n    Y = X\n    return Y"
    assert submission.notes[0].startswith("Cell 1 is indented with tabs and spaces mixed. It was read in the only way")


def test_mixed_indentation_with_two_readings_is_not_guessed() -> None:
    """Where the width of a tab decides what belongs to a loop, the student has to say."""
    submission = read("def zero_pad(X, pad):\n    for i in X:\n        pad = i\n\tpad = pad + 1\n    return pad")
    assert set(submission.broken) == {"zero_pad"}
    assert submission.notes[0].endswith("; indent the whole cell with spaces, no tabs; it costs zero_pad only.")


@pytest.mark.parametrize(
    ("cell", "body"),
    [
        ("def zero_pad(X, pad):\n    !ls\n    %matplotlib inline\n    return X", "    pass\n    pass\n    return X"),
        ("def zero_pad(X, pad):\n    %time Y = X\n    return Y", "    Y = X\n    return Y"),
        ("def zero_pad(X, pad):\n    names = !ls\n    return X", "    names = None\n    return X"),
        ("def zero_pad(X, pad):\n    Y = X % 2\n    !ls\n    return Y", "    Y = X % 2\n    pass\n    return Y"),
        (">>> def zero_pad(X, pad):\n...     return X", "    return X"),
        ("In [3]: def zero_pad(X, pad):\n    return X", "    return X"),
        ("!pip install a \\\n  b\ndef zero_pad(X, pad):\n    return X", "    return X"),
    ],
)
def test_what_only_jupyter_reads_is_taken_out_where_it_stands(cell: str, body: str) -> None:
    """Magics and shell lines inside of functions, prompts and continued commands leave the function as it is."""
    submission = read(cell)
    assert program(submission, "zero_pad") == f"def zero_pad(X, pad):\n{body}"
    assert submission.notes == ()


def test_function_written_to_a_file_is_not_defined() -> None:
    """`%%writefile` defines nothing in the notebook either."""
    assert read(f"%%writefile answers.py\n{PAD}").definition("zero_pad") is None


@pytest.mark.parametrize("first", [True, False])
def test_global_in_place_of_an_argument_is_told(grade: Grade, starter: Notebook, loops: dict, first: bool) -> None:
    """The variable and its cell are named, whether it has a value at grading or not."""
    wrong = edit(loops, "conv_forward", ("A_prev_pad = zero_pad(A_prev, pad)\n", "\n"))
    filled = fill(starter, wrong)
    record = grade(with_cells(filled, "A_prev_pad = zero_pad(A_prev, 1)", first=first))
    number = 1 if first else len(filled["cells"]) + 1
    assert record.score == 60
    assert record.all_notes[-1] == (
        f"conv_forward uses the variable A_prev_pad of cell {number}, which at grading is not what you saw there: "
        "a function should use only its arguments."
    )


def test_global_that_is_nowhere_is_told(grade: Grade, starter: Notebook, loops: dict) -> None:
    """Without any cell that makes it, the exception names the variable."""
    wrong = edit(loops, "conv_forward", ("A_prev_pad = zero_pad(A_prev, pad)\n", "\n"))
    result = result_of(grade(fill(starter, wrong)), "conv_forward")
    assert result.status == "raised"
    assert "A_prev_pad" in result.message


@pytest.mark.parametrize(
    ("cells", "variables"),
    [
        (("SIZE = 3", "def zero_pad(X, pad):\n    return SIZE"), {}),
        (("size = 3", "def zero_pad(X, pad):\n    return size"), {"size": "cell 1"}),
        (("x = y = 3", "def helper():\n    return x", "def zero_pad(X, pad):\n    return helper()"), {"x": "cell 1"}),
        (("for k in range(3): pass", "def zero_pad(X, pad):\n    return k"), {"k": "cell 1"}),
        (("take = max", "def zero_pad(X, pad):\n    return take(X)"), {}),
        (("x = 3\ny = x + 1", "def zero_pad(X, pad):\n    return y"), {"y": "cell 1"}),
    ],
)
def test_variables_that_a_function_reads(cells: tuple[str, ...], variables: dict[str, str]) -> None:
    """What a function reads from the module besides functions, imports and constants in capitals."""
    assert read(*cells).variables("zero_pad") == variables


@pytest.mark.parametrize(
    ("cells", "needed"),
    [
        (("T = {}", "T['a'] = 1", "def zero_pad(): return T"), "T = {}\nT['a'] = 1\n"),
        (("T = []", "for k in range(3):\n    T.append(k)", "def zero_pad(): return T"), "T = []\nfor k in range(3)"),
        (("def h(): pass", "h = wrap(h)", "def zero_pad(): return h()"), "def h(): pass\nh = wrap(h)"),
        (("def h(): pass", "h = h()", "def zero_pad(): return h()"), "def h(): pass\ndef zero_pad"),
        (("def h(): pass", "def zero_pad(): return h()", "for h in 1, 2: pass"), "def h(): pass\ndef zero_pad"),
        (("class A: pass", "A.size = 3", "def zero_pad(): return A"), "class A: pass\nA.size = 3\n"),
        (("import numpy as np", "np.pad = None", "def zero_pad(): return np"), "import numpy as np\ndef zero_pad"),
        (("import os, numpy as np", "def zero_pad(): return np"), "import numpy as np\ndef zero_pad"),
        (("def zero_pad(): return 1", "zero_pad = zero_pad(3, 4)"), "def zero_pad(): return 1"),
        (("def zero_pad(): return 1", "zero_pad = make()"), "zero_pad = make()"),
        (("def zero_pad(): display(3)",), "from IPython.display import display\ndef zero_pad"),
    ],
)
def test_what_a_function_needs_is_what_it_had(cells: tuple[str, ...], needed: str) -> None:
    """Values built in steps come along; variables that reuse the name of a function, and patches, do not."""
    assert program(read(*cells), "zero_pad").startswith(needed)


def test_annotations_are_never_evaluated() -> None:
    """What an annotation names need not exist; lines keep their numbers."""
    (unit,) = read("x = 1\n\ndef zero_pad(X: Batch, pad: int) -> Batch:\n    return X").program("zero_pad")
    namespace: dict = {}
    exec(compile("\n" * (unit.first_line - 1) + unit.source, unit.label, "exec", dont_inherit=True), namespace)
    assert namespace["zero_pad"](3, 1) == 3
    assert namespace["zero_pad"].__code__.co_firstlineno == 3


def test_right_helper_wins_over_a_block_that_defines_both() -> None:
    """Where one statement defines a function and its helper, the right helper is put in place after it."""
    submission = read("if True:\n    def zero_pad(): return 1\n    def conv_forward(): return zero_pad()")
    units = submission.program("conv_forward", right={"zero_pad": "def zero_pad(): return 2\n"})
    assert [unit.label for unit in units] == ["right zero_pad", "cell 1", "right zero_pad"]


STUB = "def conv_forward(A_prev, W, b, hparameters):\n    cache = (A_prev, W, b, hparameters)\n    return Z, cache\n"
HOLLOW = """
    for i in range(None):
        a_prev_pad = None
        for h in range(None):
            vert_start = None
            vert_end = vert_start + None
            for w in range(None):
                for c in range(None):
                    if mode == "max":
                        Z[i, h, w, c] = None
                    elif mode == "average":
                        dW[:, :, :, c] += None
"""


@pytest.mark.parametrize(
    ("body", "unwritten"),
    [
        ("", True),
        ("Z = None", True),
        ("(m, n_H, n_W, n_C) = None\n    Z = np.zeros((None, None))", True),
        (f"pad = None{HOLLOW}    assert(Z.shape == (m, n_H, n_W, n_C))", True),
        (f"f = hparameters['f']\n    n_H = int(1 + (n_H_prev - f) / 2)\n    Z = np.zeros((m, n_H)){HOLLOW}", True),
        ("for i in ...:\n        for h in ...:\n            Z[i, h] = None", True),
        ("raise NotImplementedError('later')", True),
        ("pass\n    ...\n    return None", True),
        (f"Z = np.zeros(3){HOLLOW}    Z = Z + 1", False),
        (f"Z = np.sum(A_prev){HOLLOW}", False),
        ("Z = np.zeros(3)", False),
        ("Z = np.zeros(3)\n    # for i in range(None):\n        # Z[i] = None", True),
        ("Z = np.zeros(3)\n    # for i in range (None):\n    Z[0] = 1", False),
        ("Z = np.zeros(3)\n    # for i in ...:\n    #     Z[i] = None", False),
        ("Z = None\n    Z = A_prev", False),
        ("for i in range(3):\n        Z = None", False),
        ("for i in range(None):\n        Z = A_prev[i]", False),
        ("print(A_prev)", False),
        ("raise ValueError", False),
    ],
)
def test_bodies_of_older_starters_are_not_written(body: str, unwritten: bool) -> None:
    """Placeholders that are code are none of the student's; a line that does something is.

    In the released stub, where all is a comment, sizes and zeros are the student's.
    """
    source = STUB.replace("    cache", f"    {body}\n    cache", 1)
    submission = analyse(notebook(source), replace(OUTLINE, stubs={"conv_forward": STUB}))
    (definition,) = submission.definitions("conv_forward")
    assert definition.unwritten is unwritten


def test_released_stubs_are_not_written() -> None:
    """Every released stub counts as what it is."""
    for name, stub in OUTLINE.stubs.items():
        (definition,) = read(stub).definitions(name)
        assert definition.unwritten, name


def test_starter_s_functions_bring_nothing_along() -> None:
    """What a stub returns may have the name of an example's variable, which nobody needs until the stub is called."""
    stub, caller = OUTLINE.stubs["conv_backward"], "def pool_backward(dA, cache):\n    return conv_backward(dA, cache)"
    for own, labels in (((), ["cell 2"]), ((caller,), ["cell 1", "cell 2", "cell 3"])):
        submission = read("dA_prev = dW = db = 1", stub, *own)
        assert submission.definitions("conv_backward")[0].unwritten
        assert [statement.unit.label for statement in submission.statements] == labels


def test_older_starter_is_not_written(grade: Grade, grader: Grader) -> None:
    """In a notebook of placeholders that are code, no exercise is an error and all are not written."""
    cells = []
    for name, exercise in EXERCISES.items():
        returned = OUTLINE.stubs[name].rpartition("return ")[2]
        body = f"    {returned.strip()} = None{HOLLOW}    return {returned}"
        cells.append(code_cell(f"# GRADED FUNCTION: {name}\n\ndef {name}({', '.join(exercise.parameters)}):\n{body}"))
    record = grade({"cells": cells})
    assert {result.status for result in record.exercises} == {"not_written"}
    assert record.all_notes == ("None of the graded functions is written yet.",)


@pytest.mark.parametrize(
    "cell",
    [
        "%%time\n" * 20_000,
        " " * 500_000 + "%",
        "x" * 500_000 + " %",
        "[ " * 250_000 + "!",
        "\n" * 300_000 + ">>> x y",
        "\u200b" * 200_000 + "x y",
        "a = 1\n" * 20_000 + "def zero_pad(X, pad): return a",
        "\t" * 200_000 + "x\n y",
    ],
    ids=["magics", "spaces", "word", "brackets", "lines", "debris", "bindings", "tabs"],
)
def test_large_cells_keep_nothing_from_the_next(cell: str) -> None:
    """A cell as large as a notebook may have, of any odd content, is read to its end, and the next one counts."""
    submission = analyse(notebook(cell, PAD), OUTLINE)
    assert submission.program("zero_pad")
    assert submission.definition("zero_pad") is not None
