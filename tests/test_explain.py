"""`explain`: why a function of a student fails, in numbers, for the instructor alone."""

import json
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from autograder.__main__ import main
from autograder.explain import (
    NothingToExplainError,
    explain,
    find_exercise,
    find_notebook,
    find_result,
    find_student,
)
from autograder.grading.grader import Grader
from autograder.reports.array_text import cut, draw, fit
from autograder.reports.explanation import print_explanation
from autograder.stored_results import ResultsError, ResultsFolder
from examples.build import SUBMITTED, code_cell, edit, fill
from tests.conftest import to_bytes
from tests.example_class import read_example
from tests.first_assignment import ASSIGNMENT, DEFINITION, NAME

STUDENT = "stride_ignored_in_pooling_81"


@pytest.fixture(scope="module")
def results(grader: Grader, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Results of three students."""
    folder = tmp_path_factory.mktemp("results")
    for name in (STUDENT, "right_with_loops_100", "right_vectorised_100"):
        content = read_example(name)
        ResultsFolder(folder, NAME).write(grader.grade(name, content))
    return folder


def show(grader: Grader, content: bytes, exercise: str, width: int = 160) -> str:
    """What the terminal shows."""
    stored = grader.grade("ada", content).exercise(exercise)
    console = Console(width=width, highlight=False, no_color=True)
    with console.capture() as capture:
        print_explanation(explain(grader, content, exercise), stored, console)
    return capture.get()


def test_command_shows_all_there_is(results: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A part of a name is enough; each failed check has inputs, both arrays, the difference, the mistake, the code."""
    arguments = ["explain", "STRIDE", "pool", "--results", str(results)]
    assert main([*arguments, "--submissions", str(SUBMITTED)]) == 0
    said = capsys.readouterr().out
    assert said.startswith(STUDENT)
    stored = json.loads(next((results / STUDENT).glob("*/result.json")).read_text())
    failed = [check for check in stored["exercises"][3]["checks"] if not check["passed"]]
    assert said.count("Inputs:") == said.count("Got:") == len(failed)
    assert all(f"Not passed: {check['name']}" in said for check in failed)
    assert said.count("Mistake: stride_ignored") == said.count(ASSIGNMENT.sentences["stride_ignored"]) == 1
    assert said.index("def pool_forward") < said.index("Inputs:")
    assert any(check["hidden"] for check in failed)
    assert "hidden cases are shown" in said
    assert "A_prev: shape (2, 5, 5, 3), float64; A_prev[0, :, :, 1] is" in said
    assert "hparameters = {'stride': 2, 'f': 3}" in said
    assert "0.90159   1.6925*       0.90159   1.4621*" in said
    assert "def pool_forward(A_prev, hparameters" in said
    assert f"{14 - len(failed)} of 14 checks pass now." in said
    # The place is remembered.
    assert main(arguments) == 0
    assert "def pool_forward" in capsys.readouterr().out


def test_hidden_numbers_are_those_of_the_case(grader: Grader, starter: dict, loops: Mapping[str, str]) -> None:
    """Also for a hidden case the expected numbers are the true ones, and what came is the student's."""
    answers = edit(loops, "zero_pad", ("(0, 0)))", "(0, 0)), constant_values=7)"))
    said = show(grader, to_bytes(fill(starter, answers)), "zero_pad")
    hidden = said[said.index(", hidden,") :]
    case = next(case for case in grader.session.key.cases("zero_pad") if case.hidden and case.arguments[1] == 1)
    assert f"{case.arguments[0][0, 0, 0, 0]:.5g}" in hidden
    assert "7*" in hidden
    assert "0*" in hidden


def test_helpers_at_fault_are_named(grader: Grader, starter: dict, loops: Mapping[str, str]) -> None:
    """A function that fails through its helper alone is said to be right, and the helper is the one to look at."""
    answers = edit(loops, "zero_pad", ("(0, 0)))", "(0, 0)), constant_values=1)"))
    said = show(grader, to_bytes(fill(starter, answers)), "conv_forward")
    assert "5 of 12 checks pass now." in said
    assert "With a correct zero_pad and conv_single_step, 12 of 12 pass." in said
    assert "It calls conv_single_step, zero_pad" in said


@pytest.mark.parametrize(
    ("body", "sentences"),
    [
        ("    return 1 / 0", ["no result: ZeroDivisionError", "line 3: return 1 / 0"]),
        ("    X += 1\n    return X * 0", ["X_pad has the wrong shape", "Expected: ", "expected", "got"]),
        ("    return 'text'", ["of type str"]),
        ("    return None", ["returns nothing", "None"]),
        (
            "    X_pad = helper(X, pad)\n    X += 1\n    return X_pad",
            ["The call changed X", "def helper(X, pad):"],
        ),
        ("    import os\n    os._exit(0)", ["no result: crashed"]),
        (
            "    seen.append(1)\n    return helper(X, pad) if len(seen) < 7 else X",
            ["The first call is right; the second call gave an array"],
        ),
    ],
)
def test_every_way_to_fail_has_its_words(
    body: str, sentences: list[str], grader: Grader, starter: dict, loops: Mapping[str, str]
) -> None:
    """Exceptions with their line, shapes, types, nothing, changed inputs, a crash, another answer the second time."""
    helper = loops["zero_pad"].replace("def zero_pad", "def helper")
    notebook = fill(starter, {"zero_pad": f"def zero_pad(X, pad):\n{body}\n"})
    notebook["cells"].append(code_cell(f"seen = []\n{helper}"))
    said = show(grader, to_bytes(notebook), "zero_pad")
    for sentence in sentences:
        assert sentence in said


def test_code_is_shown_without_control_characters(grader: Grader, starter: dict) -> None:
    """What a student writes cannot move the cursor, turn text around or be markup."""
    source = "def zero_pad(X, pad):\n    note = '\x1b[2J\u202e[bold red]'\n    return X\n"
    said = show(grader, to_bytes(fill(starter, {"zero_pad": source})), "zero_pad")
    assert "\x1b[2J" not in said
    assert "\u202e" not in said
    assert "note = '?[2J?[bold red]'" in said


def test_function_that_is_not_there_is_told(grader: Grader, starter: dict) -> None:
    """Without a function there is the message of the result, and nothing runs."""
    starter = starter | {"cells": [cell for cell in starter["cells"] if "def zero_pad" not in "".join(cell["source"])]}
    said = show(grader, to_bytes(starter), "zero_pad")
    assert said.startswith("zero_pad: missing, 0 of 10. The notebook has no function zero_pad.")
    assert "Inputs:" not in said


@pytest.mark.parametrize("width", [40, 80, 300])
def test_arrays_fit_the_terminal(width: int, grader: Grader, starter: dict, loops: Mapping[str, str]) -> None:
    """No row of numbers is wider than the terminal, and the first wrong value is always shown."""
    answers = edit(loops, "zero_pad", ("(0, 0)))", "(0, 0)), constant_values=1)"))
    said = show(grader, to_bytes(fill(starter, answers)), "zero_pad", width)
    rows = [line for line in said.splitlines() if "*" in line and "return" not in line and "star" not in line]
    assert rows
    assert max(map(len, rows)) <= width


def test_large_arrays_are_cut() -> None:
    """Of a large array a plane of at most 8 by 8 is shown: that of the first wrong value where axes agree."""
    array = np.arange(2 * 20 * 20 * 3).reshape(2, 20, 20, 3)
    axes = DEFINITION.axes
    where, part = cut("A_prev", array, axes, (1, 5, 6, 2))
    assert where == "; A_prev[1, :8, :8, 2] is"
    assert np.array_equal(part, array[1, :8, :8, 2])
    assert cut("W", array, axes, (1, 5, 6, 2))[0] == "; W[:, :8, 0, 0] is"
    assert cut("x", np.zeros((2, 3)), axes, ())[0] == ""
    assert cut("b", np.zeros(()), axes, ())[1].shape == (1, 1)
    assert fit([part.tolist()], 1000) == range(8)
    # Four digits, a space and a star each.
    assert fit([part.tolist()], 20) == range(3)
    assert fit([part.tolist()], 20, first=7) == range(5, 8)
    assert draw([[1.0, float("nan"), True]], [(0, 1)]).plain.split() == ["1", "nan*", "True"]


def test_names_may_be_parts(results: Path) -> None:
    """Of a name a part is enough if it fits one; otherwise the sentence says which there are."""
    assert find_exercise(ASSIGNMENT, "pool") == "pool_forward"
    assert find_exercise(ASSIGNMENT, "conv_forward") == "conv_forward"
    assert find_exercise(ASSIGNMENT, "MASK") == "create_mask_from_window"
    assert find_student(ResultsFolder(results, NAME), "vector")[0] == "right_vectorised_100"
    for search, sentence in (
        (
            lambda: find_exercise(ASSIGNMENT, "conv"),
            "3 exercises match conv: conv_single_step, conv_forward, conv_",
        ),
        (lambda: find_exercise(ASSIGNMENT, "x"), "No exercise matches x"),
        (lambda: find_student(ResultsFolder(results, NAME), "right"), "2 students match right"),
        (lambda: find_student(ResultsFolder(results, NAME), "\x1b[2J"), r"No student matches \?\[2J"),
    ):
        with pytest.raises(NothingToExplainError, match=sentence):
            search()


def test_result_without_the_exercise_is_named(grader: Grader) -> None:
    """A stored result that was cut down by hand says what it lacks."""
    record = replace(grader.grade("ada", b"{}"), exercises=())
    with pytest.raises(NothingToExplainError, match="The result of ada has no exercise zero_pad: grade again"):
        find_result(record, "zero_pad")


def test_notebook_is_found_by_its_bytes(results: Path, tmp_path: Path) -> None:
    """The graded bytes are found under any name; another notebook of the student is taken, and said to be another."""
    content = read_example(STUDENT)
    (tmp_path / "4021.ipynb").write_bytes(content)
    (tmp_path / "other.ipynb").write_bytes(b"{}")
    (_, record) = find_student(ResultsFolder(results, NAME), STUDENT)
    assert find_notebook(tmp_path, ASSIGNMENT, STUDENT, record.sha256) == (content, True)
    (tmp_path / "4021.ipynb").rename(tmp_path / f"{STUDENT}.ipynb")
    assert find_notebook(tmp_path, ASSIGNMENT, STUDENT, "0" * 64) == (content, False)
    with pytest.raises(NothingToExplainError, match="has no notebook of ada"):
        find_notebook(tmp_path, ASSIGNMENT, "ada", "0" * 64)


def test_place_of_the_submissions_is_kept(tmp_path: Path) -> None:
    """The folder of results keeps the place that a command was given; until there is one, an error asks for it."""
    folder, place = ResultsFolder(tmp_path, NAME), tmp_path / "class.zip"
    with pytest.raises(ResultsError, match="--submissions PLACE"):
        folder.locate_submissions(None)
    assert folder.locate_submissions(place) == folder.locate_submissions(None) == place
    assert [path.name for path in tmp_path.iterdir()] == [".submissions.json"]


def test_other_cases_and_other_notebooks_are_told(
    grader: Grader, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the stored result is of another notebook or other cases the terminal says so."""
    path = ResultsFolder(tmp_path / "results", NAME).write(grader.grade("ada", b"{}"))
    record = json.loads(path.read_text())
    record["grader"]["cases_sha256"] = "0" * 64
    path.write_text(json.dumps(record))
    (tmp_path / "ada.ipynb").write_bytes(read_example(STUDENT))
    arguments = ["--results", str(tmp_path / "results"), "--submissions", str(tmp_path / "ada.ipynb")]
    assert main(["explain", "ada", "zero", *arguments]) == 0
    said = capsys.readouterr().out
    assert "This is not the notebook that was graded" in said
    assert "--secret FILE" in said
    assert "7 of 7 checks pass now." in said
