"""`python public_tests.py NOTEBOOK` and the grader read a notebook alike: one table of accidents goes through both."""

import json
from pathlib import Path

import pytest

import public_tests
from autograder.grading.grader import Grader
from autograder.result import Status
from examples.build import Notebook, code_cell
from tests.conftest import result_of, to_bytes
from tests.test_real_notebooks import of_format_3

VALUE = "np.pad(X, ((0, 0), (pad, pad), (pad, pad), (0, 0)))"
PAD = f"def zero_pad(X, pad):\n    return {VALUE}\n"
WRONG = PAD.replace("pad, pad", "pad, 0")
NUMPY = "import numpy as np\n"
TABLE = "BORDERS = []\nfor k in range(4):\n    BORDERS.append(k in (1, 2))"
RIGHT = {
    "time_inside": [PAD.replace("return", "%time Y =") + "    return Y"],
    "time_of_the_cell": [f"%%time\n{PAD}"],
    "shell_assigned": [f"files = !ls\n{PAD}"],
    "shell_over_two_lines": [f"!pip install a \\\n  b\n{PAD}"],
    "magic_inside": [PAD.replace("    return", "    %matplotlib inline\n    return")],
    "help": [f"np.pad?\n{PAD}"],
    "help_in_front": [f"?np.pad\n{PAD}"],
    "prompts": ["In [3]: " + PAD],
    "indented_cell": ["".join(f"    {line}\n" for line in PAD.splitlines())],
    "in_a_with_block": [f"with np.errstate(all='ignore'):\n    {PAD.replace(chr(10), chr(10) + '    ')}"],
    "in_a_loop": [f"for attempt in range(2):\n    {PAD.replace(chr(10), chr(10) + '    ')}"],
    "in_main": [f"if __name__ == '__main__':\n    {PAD.replace(chr(10), chr(10) + '    ')}"],
    "constant_in_main": ["if __name__ == '__main__':\n    AXES = 4", PAD.replace("(0, 0)))", "(0, 0))[:AXES])")],
    "table_in_a_loop": [TABLE, PAD.replace(VALUE, "np.pad(X, [(pad * b, pad * b) for b in BORDERS])")],
    "helper_changed_later": ["KINDS = {}", "KINDS['a'] = 'constant'", PAD.replace("0)))", "0)), mode=KINDS['a'])")],
    "lambda": [f"zero_pad = lambda X, pad: {VALUE}"],
    "name_of_a_variable_later": [PAD, "zero_pad = 3"],
    "broken_cell_elsewhere": ["for", PAD],
    "shell_language": ["%%bash\nls | (", PAD],
    "sys_exit_elsewhere": ["import sys\nsys.exit(0)", PAD],
    "last_counts": [WRONG, PAD],
    "annotations_later": ["from __future__ import annotations", PAD.replace("pad):", "pad: Unknown):")],
    "windows_line_ends": [PAD.replace("\n", "\r\n")],
    "dataclass_with_text_for_a_type": [
        "from dataclasses import dataclass",
        "@dataclass\nclass Size:\n    n: 'int' = 0",
        PAD.replace("(0, 0)))", "(Size().n, 0)))"),
    ],
}
WITHOUT = {
    "written_to_a_file": [f"%%writefile answers.py\n{PAD}"],
    "in_another_language": [f"%%javascript\n{PAD}"],
    "not_defined": ["x = 1"],
    "cell_that_does_not_parse": [PAD.replace(":", "")],
    "not_in_main": [f"if __name__ != '__main__':\n    {PAD.replace(chr(10), chr(10) + '    ')}"],
}
FAILING = {
    "wrong": [WRONG],
    "ends_the_process": [f"import sys\n{PAD.replace('return', 'sys.exit(0); return')}"],
    "ends_the_process_at_once": [f"import os\n{PAD.replace('return', 'os._exit(0); return')}"],
    "last_is_wrong": [PAD, WRONG],
}
ENCODINGS = {
    "bom": lambda notebook: b"\xef\xbb\xbf" + to_bytes(notebook),
    "utf_16": lambda notebook: json.dumps(notebook).encode("utf-16"),
    "utf_16_without_mark": lambda notebook: json.dumps(notebook).encode("utf-16-le"),
    "utf_32": lambda notebook: json.dumps(notebook).encode("utf-32"),
    "format_3": lambda notebook: to_bytes(of_format_3(notebook)),
    "zeros_behind": lambda notebook: to_bytes(notebook) + b"\0" * 512,
    "raw_line_ends_in_text": lambda notebook: to_bytes(notebook).replace(rb"\n", b"\n"),
}


def a_notebook(*sources: str) -> Notebook:
    """A notebook with numpy and some code cells."""
    cells = [code_cell(source) for source in (NUMPY, *sources)]
    return {"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}


def read_twice(grader: Grader, folder: Path, content: bytes, capfd: pytest.CaptureFixture[str]) -> tuple[Status, str]:
    """What the grader finds of zero_pad, and the line that the terminal prints of it."""
    path = folder / "mine.ipynb"
    path.write_bytes(content)
    assert public_tests.main([str(path)]) == 1  # the other functions are missing
    lines = capfd.readouterr().out.splitlines()
    assert "conv_single_step: the notebook has no function with this name." in lines
    return result_of(grader.grade("somebody", content), "zero_pad").status, next(
        line for line in lines if line.startswith("zero_pad")
    )


@pytest.mark.parametrize("name", RIGHT)
def test_both_find_the_right_function(name: str, grader: Grader, tmp_path: Path, capfd) -> None:
    """What Jupyter does with a cell, both do."""
    status, line = read_twice(grader, tmp_path, to_bytes(a_notebook(*RIGHT[name])), capfd)
    assert status == Status.PASSED
    assert "all 4 public checks passed" in line


@pytest.mark.parametrize("name", ENCODINGS)
def test_both_read_every_encoding_and_format(name: str, grader: Grader, tmp_path: Path, capfd) -> None:
    """A mark in front, UTF-16, UTF-32, format 3, zero bytes behind."""
    status, line = read_twice(grader, tmp_path, ENCODINGS[name](a_notebook(PAD)), capfd)
    assert status == Status.PASSED
    assert "all 4 public checks passed" in line


@pytest.mark.parametrize("name", WITHOUT)
def test_both_miss_a_function_that_the_notebook_does_not_have(name: str, grader: Grader, tmp_path: Path, capfd) -> None:
    """What the notebook itself does not define is missing in both."""
    status, line = read_twice(grader, tmp_path, to_bytes(a_notebook(*WITHOUT[name])), capfd)
    assert status in (Status.MISSING, Status.SYNTAX_ERROR, Status.RAISED)
    unread = name == "cell_that_does_not_parse"
    assert ("cannot read the cell with this function" if unread else "has no function with this name") in line


@pytest.mark.parametrize("name", FAILING)
def test_both_fail_a_function_that_fails(name: str, grader: Grader, tmp_path: Path, capfd) -> None:
    """A wrong function and one that ends the process fail, and cost no other function its test."""
    status, line = read_twice(grader, tmp_path, to_bytes(a_notebook(*FAILING[name])), capfd)
    assert status in (Status.FAILED, Status.PARTIAL, Status.RAISED, Status.CRASHED)
    assert "passed" not in line
    assert ("ends the whole program" in line) == name.startswith("ends")


def test_message_in_the_terminal_is_that_of_the_notebook(grader: Grader, tmp_path: Path, capfd) -> None:
    """The terminal knows the lines of the cells, so that it explains an error by its line."""
    content = to_bytes(a_notebook(PAD.replace("np.pad(X,", "np.pad(XX,")))
    _, line = read_twice(grader, tmp_path, content, capfd)
    assert "did you mean `X`?" in line or "Line 2 uses `XX`" in line


def test_only_what_functions_need_is_run(tmp_path: Path, capfd) -> None:
    """An example below a function is not run, whatever it does and however long that takes."""
    path = tmp_path / "mine.ipynb"
    path.write_bytes(
        to_bytes(
            a_notebook(
                PAD.replace("return", "ran ="), "ran = print('ran it')", "for k in range(3):\n    print('a loop')"
            )
        )
    )
    public_tests.main([str(path)])
    printed = capfd.readouterr().out
    assert "ran it" not in printed
    assert "a loop" not in printed
