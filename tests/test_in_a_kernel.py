"""The public tests in a Jupyter kernel: what a student reads and sees there, and notebooks of older generations.

The notebooks in `older_notebooks/` are our own, one for each published generation: what they call, and with what, is
what real ones do, the magics at their beginning included. All cells run in one kernel, in a namespace of their own.
"""

import ast
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import nbformat
import numpy as np
import pytest
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.notebooknode import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook

import public_tests
from public_tests import read_suite
from tests.first_assignment import PLACES

FOLDER = Path(__file__).with_name("older_notebooks")
CALLED = {
    "one_test_each": {"zero_pad_test", "conv_single_step_test", "conv_forward_test", "pool_forward_test"},
    "convolution_in_two_parts": {
        *("zero_pad_test", "conv_single_step_test", "conv_forward_test_1", "conv_forward_test_2"),
        "pool_forward_test",
    },
    "pooling_in_two_parts": {
        *("zero_pad_test", "conv_single_step_test", "conv_forward_test_1", "conv_forward_test_2"),
        *("pool_forward_test_1", "pool_forward_test_2", "conv_backward_test", "create_mask_from_window_test"),
        *("distribute_value_test", "pool_backward_test"),
    },
}
OLD_NUMPY = np.__version__.startswith("2.") and int(np.__version__.split(".")[1]) < 4
WIDTHS = "((0, 0), (pad, pad), (pad, pad), (0, 0))"
CELLS = {
    "imports": "from public_tests import *\nimport numpy as np",
    "wrong values": f"zero_pad_test(lambda X, pad: np.pad(X, {WIDTHS}, constant_values=1))",
    "wrong shape": "zero_pad_test(lambda X, pad: np.pad(X, pad))",
    "an error": "def zero_pad(X, pad):\n    width = 2 * pad\n    return X.padded\n\nzero_pad_test(zero_pad)",
    "not written": "def zero_pad(X, pad):\n    return X_pad\n\nzero_pad_test(zero_pad)",
    "not written and caught": "try:\n    zero_pad_test(zero_pad)\nexcept AssertionError as error:\n"
    "    print('caught:', error)",
    "wrong number": "conv_single_step_test(lambda a, W, b: 1)",
    "caught": "try:\n    zero_pad_test(lambda X, pad: X)\nexcept AssertionError as error:\n    print(error)",
    "no end": "import public_tests\npublic_tests.SECONDS = 0.5\n"
    "def zero_pad(X, pad):\n    while True:\n        pass\nzero_pad_test(zero_pad)",
    "nothing wrong": f"zero_pad_test(lambda X, pad: np.pad(X, {WIDTHS}))",
    "by run": f"del zero_pad_test\n%run public_tests.py\nzero_pad_test(lambda X, pad: np.pad(X, {WIDTHS}))",
    "a hint": "!{sys.executable} public_tests.py --hint zero_pad",
}


def read(generation: str) -> NotebookNode:
    """The notebook of a generation."""
    return nbformat.read(FOLDER / f"{generation}.ipynb", as_version=4)


def sources() -> Iterator[tuple[str, str]]:
    """All cells to run, each with what it belongs to."""
    yield from CELLS.items()
    for generation in CALLED:
        yield "", "%reset -f"
        for cell in read(generation).cells:
            if cell.cell_type == "code":
                yield generation, cell.source


def hand_out(folder: Path) -> None:
    """Put the two files that students get into a folder."""
    for name in ("public_tests.py", "public_tests.h5"):
        shutil.copy(PLACES.source / name, folder)


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, NotebookNode]]:
    """All cells after their run in a kernel, beside the two files that students get."""
    folder = tmp_path_factory.mktemp("student")
    hand_out(folder)
    labels, texts = zip(*sources(), strict=True)
    cells = [new_code_cell(source) for source in ("import sys, warnings\nwarnings.simplefilter('ignore')", *texts)]
    notebook = new_notebook(cells=cells)
    where = {"metadata": {"path": str(folder)}}
    # A kernel sends what is printed whenever its clock says so: one line may come in two parts.
    NotebookClient(notebook, timeout=60, allow_errors=True, coalesce_streams=True, resources=where).execute()
    return [*zip(labels, notebook.cells[1:], strict=True)]


@pytest.fixture
def cells(run: list[tuple[str, NotebookNode]]) -> dict[str, NotebookNode]:
    """The cells of our own by their names."""
    return {label: cell for label, cell in run if label in CELLS}


def kinds(cell: NotebookNode) -> list[str]:
    """The kinds of the outputs of a cell, in order."""
    return [output.output_type for output in cell.outputs]


def printed(cell: NotebookNode) -> str:
    """Everything that a cell printed."""
    return "".join(output.text for output in cell.outputs if output.output_type == "stream")


@pytest.mark.parametrize("name", ["wrong values", "wrong shape", "wrong number"])
def test_failed_test_is_a_message_and_a_picture_below_it(cells: dict[str, NotebookNode], name: str) -> None:
    """First the message, then one picture, as HTML; where there is no picture, its numbers in plain text."""
    assert kinds(cells[name]) == ["error", "display_data"]
    error, picture = cells[name].outputs
    assert set(picture.data) == {"text/html", "text/plain"}
    figure = ElementTree.fromstring(picture.data["text/html"])
    panels = list(figure.iter("{http://www.w3.org/2000/svg}svg"))
    assert len(panels) == (2 if name == "wrong shape" else 3)
    assert all(panel.get("role") == "img" and panel[0].text and panel[1].text for panel in panels)
    assert "\nexpected\n" in picture.data["text/plain"]
    assert picture.data["text/plain"].count("\nyours") == 2  # the name of the panel, and its title
    assert "<" not in picture.data["text/plain"]
    assert said(error).endswith(error.evalue.partition("): ")[2])


@pytest.mark.parametrize("name", ["wrong values", "wrong shape", "an error", "wrong number"])
def test_red_box_holds_the_message_and_where_hints_are(cells: dict[str, NotebookNode], name: str) -> None:
    """No frame of any file is shown, no colour: a headline in bold letters, the message, the way to a hint."""
    error = cells[name].outputs[0]
    headline, *message, hint = "\n".join(error.traceback).split("\n\n")
    exercise = error.evalue.split()[0]
    assert headline.startswith(f"\x1b[1m{exercise}")
    assert headline.endswith("\x1b[0m")
    assert message
    command = f"!python public_tests.py --hint {exercise}"
    assert hint == f"A hint: open Hint 1 above the cell of {exercise}, or run\n{command}"
    assert "Traceback" not in "".join(message)
    assert "\x1b" not in "".join(message)


@pytest.mark.parametrize("name", ["wrong values", "wrong shape", "an error", "wrong number"])
def test_lines_of_a_red_box_end_between_words(cells: dict[str, NotebookNode], name: str) -> None:
    """No line is longer than 80 characters: JupyterLab would break it in the middle of a word."""
    lines = "\n".join(cells[name].outputs[0].traceback).splitlines()
    assert max(len(line.replace("\x1b[1m", "").replace("\x1b[0m", "")) for line in lines) <= 80


def said(error: NotebookNode) -> str:
    """The message in a red box in one line, without the headline and the hint."""
    return " ".join(" ".join("\n".join(error.traceback).split("\n\n")[1:-1]).split())


def test_loop_without_an_end_is_stopped(cells: dict[str, NotebookNode]) -> None:
    """A function that does not end is stopped, with a sentence, and the notebook goes on."""
    error = cells["no end"].outputs[0]
    assert "zero_pad did not finish in 0.5 seconds. Is there a loop that never ends" in said(error)
    assert kinds(cells["nothing wrong"]) == ["display_data"]


def test_place_of_an_error_is_said(cells: dict[str, NotebookNode]) -> None:
    """Where a function stops, the line of its cell is said, and there is no picture."""
    assert "It happened in line 3 of the cell with zero_pad." in cells["an error"].outputs[0].evalue
    assert kinds(cells["an error"]) == ["error"]


def test_unwritten_function_is_a_note_and_no_red_box(cells: dict[str, NotebookNode]) -> None:
    """It says what to do next and where hints are, in the colour of the text, and the cell counts as failed."""
    assert kinds(cells["not written"]) == ["display_data"]
    (shown,) = cells["not written"].outputs
    assert shown.data["text/plain"] == (
        "zero_pad is not written yet: `X_pad` has no value. Fill in the lines between the two markers, run that cell, "
        "and then this one again. A hint: open Hint 1 above the cell of zero_pad, or run\n"
        "!python public_tests.py --hint zero_pad"
    )
    assert public_tests.COLOURS["wrong"] not in shown.data["text/html"]
    assert printed(cells["not written and caught"]).startswith("caught: zero_pad is not written yet")


@pytest.mark.parametrize("purpose", ["validate", "autograde"])
def test_unwritten_function_is_an_error_for_nbgrader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, purpose: str
) -> None:
    """nbgrader gives all points to a cell without an error among its outputs."""
    hand_out(tmp_path)
    monkeypatch.setenv("NBGRADER_EXECUTION", purpose)
    notebook = new_notebook(cells=[new_code_cell(CELLS["imports"]), new_code_cell(CELLS["not written"])])
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(notebook, timeout=60, allow_errors=True, resources=where).execute()
    assert kinds(notebook.cells[1]) == ["error"]
    assert notebook.cells[1].outputs[0].ename == "NotWrittenError"


def test_run_all_stops_where_an_unwritten_function_is_tested_without_a_tag(tmp_path: Path) -> None:
    """The kernel says that the cell failed, as it does for any exception; the tag of the test cells lets it go on."""
    hand_out(tmp_path)
    notebook = new_notebook(cells=[new_code_cell(CELLS["imports"]), new_code_cell(CELLS["not written"])])
    client = NotebookClient(notebook, timeout=60, resources={"metadata": {"path": str(tmp_path)}})
    with pytest.raises(CellExecutionError):
        client.execute()
    assert "zero_pad is not written yet" in notebook.cells[1].outputs[0].data["text/plain"]


def test_exception_that_is_caught_draws_nothing(cells: dict[str, NotebookNode]) -> None:
    """A test that is called by other code is a function that raises AssertionError, no more."""
    assert kinds(cells["caught"]) == ["stream"]
    assert "the padding is ignored" in printed(cells["caught"])


def test_test_that_passes_draws_nothing(cells: dict[str, NotebookNode]) -> None:
    """After failures, too, a test that passes says so, and what grading looks at besides."""
    praise = f"zero_pad: all {len(read_suite().cases['zero_pad'])} public checks passed."
    for name in ("nothing wrong", "by run"):
        assert kinds(cells[name]) == ["display_data"]
        (shown,) = cells[name].outputs
        told = shown.data["text/plain"]
        assert told.startswith(f"{praise} Grading also checks: pad 0; ")
        assert told.endswith("Next: conv_single_step.")
        assert f"<b>{praise}</b>" in shown.data["text/html"]


def test_hint_can_be_asked_for_in_a_cell(cells: dict[str, NotebookNode]) -> None:
    """The command of the message works in a cell."""
    assert "zero_pad, hint 1 of" in printed(cells["a hint"])


def test_terminal_gets_the_message_alone(tmp_path: Path) -> None:
    """In IPython's terminal there is the same sentence, without frames and without a picture."""
    hand_out(tmp_path)
    code = f"from public_tests import *; import numpy as np; {CELLS['wrong values']}"
    command = [sys.executable, "-m", "IPython", "--no-banner", "--colors=NoColor", "-c", code]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    said = done.stdout + done.stderr
    sentence = read_suite().mistakes["pads_with_ones"]
    assert f"zero_pad is not right yet: pad 3 {sentence}" in " ".join(said.split())
    assert said.rstrip().endswith("A hint: run python public_tests.py --hint zero_pad")
    assert "svg" not in said
    assert "Traceback" not in said


def calls(notebook: NotebookNode) -> dict[str, list[str]]:
    """Each public test that a notebook calls, with the texts of its arguments."""
    found = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            code = re.sub(r"^%.*$", "", cell.source, flags=re.MULTILINE)
            for node in ast.walk(ast.parse(code)):
                if isinstance(node, ast.Call) and (name := ast.unparse(node.func)) in public_tests.__all__:
                    found[name] = [ast.unparse(argument) for argument in node.args]
    return found


@pytest.mark.parametrize("generation", CALLED)
def test_older_notebook_calls_what_its_generation_calls(generation: str) -> None:
    """Each test gets the function of its name, but for the one that takes three values."""
    found = calls(read(generation))
    assert set(found) == CALLED[generation]
    for name, arguments in found.items():
        values = ["z_mean", "z_0_2_1", "cache_0_1_2_3"]
        assert arguments == (values if name == "conv_forward_test_1" else [name.partition("_test")[0]])


def test_every_name_is_called_by_some_generation() -> None:
    """Together the notebooks call every public test that there is."""
    assert set().union(*CALLED.values()) == set(public_tests.__all__)


@pytest.mark.skipif(not OLD_NUMPY, reason="the notebooks call float() of an array, which numpy refuses from 2.4 on")
@pytest.mark.parametrize("generation", CALLED)
def test_older_notebook_runs_unchanged(run: list[tuple[str, NotebookNode]], generation: str) -> None:
    """No cell of it fails, and every test says that all is right."""
    own = [cell for label, cell in run if label == generation]
    assert not [output for cell in own for output in cell.outputs if output.output_type == "error"]
    right = r"^(\w+): (?:all \d+ public checks passed|the three values of the example are right)\. Grading also"
    data = [output.get("data", {}) for cell in own for output in cell.outputs]
    shown = [one["text/plain"] for one in data if "text/plain" in one]
    said = re.findall(right, "\n".join(shown), re.MULTILINE)
    assert sorted(said) == sorted(name.partition("_test")[0] for name in CALLED[generation])
