"""No false alarms: right functions of every style have full marks, here and on the student's machine.

With numpy 2.4 and later one style is not right any more: `float(b)` is refused there, and is diagnosed by name.
"""

import __future__

import sys
import warnings

import numpy as np
import pytest

import public_tests
from autograder.grading.grader import Grader
from autograder.result import Record
from autograder.sandbox import Call, Job, Unit
from examples.build import Notebook, read_starter
from tests.conftest import result_of, to_bytes
from tests.first_assignment import NAME
from tests.golden import notebook_of, optional_parts, read_style, styles
from tests.installed import ASSIGNMENTS, read_message

REFUSES_FLOAT = tuple(map(int, np.__version__.split(".")[:2])) >= (2, 4)
REFUSED = ["float_of_b"] if REFUSES_FLOAT else []
Style = tuple[str, str]
"""An assignment, and a style that its functions are written in."""
STYLES = [(name, style) for name in ASSIGNMENTS for style in styles(name) if style not in REFUSED]


def tell(style: Style) -> str:
    """A style as one name, for the name of a test."""
    return "-".join(style)


def written(style: Style) -> list[str]:
    """The exercises that a style answers: all graded ones, and optional ones."""
    exercises = ASSIGNMENTS[style[0]].definition.exercises
    graded = [name for name, exercise in exercises.items() if not exercise.optional]
    return graded + optional_parts(*style)


def run_here(style: Style) -> dict[str, object]:
    """The names that a notebook of the style has when its last answer has run; imports of other cells may fail.

    What comes after that is the student's playground, and may use names of functions for something else.
    """
    namespace: dict[str, object] = {"np": np, "__name__": "notebook", "display": lambda *objects: None}
    flags = 0
    cells = read_style(*style)
    last = max(at for at, (exercise, _) in enumerate(cells) if exercise)
    for exercise, source in cells[: last + 1]:
        if "from __future__ import annotations" in source:
            flags = __future__.annotations.compiler_flag  # as in Jupyter, where it lasts from cell to cell
        try:
            exec(compile(source, exercise or "own cell", "exec", flags, dont_inherit=True), namespace)
        except ImportError:
            assert not exercise, "a cell with an answer must run"
    return namespace


@pytest.fixture(scope="module", params=STYLES, ids=tell)
def graded(request: pytest.FixtureRequest, graders: dict[str, Grader]) -> tuple[Style, Record]:
    """A style, and the record of a notebook of that style."""
    assignment, style = request.param
    filled = notebook_of(read_starter(assignment), read_style(assignment, style))
    return request.param, graders[assignment].grade(style, to_bytes(filled))


def test_right_style_has_full_marks(graded: tuple[Style, Record]) -> None:
    """All 100 points; everything written, optional functions too, passed with its own helpers and no mistake."""
    style, record = graded
    found = {name: result_of(record, name) for name in written(style)}
    wrong = {name: (result.status, result.message) for name, result in found.items() if result.status != "passed"}
    assert wrong == {}
    assert record.score == 100
    assert not any(result.follow_through or result.mistake for result in found.values())


def test_right_style_is_told_nothing_but_that(graded: tuple[Style, Record]) -> None:
    """There is one note, that all is right; what is not written is no error."""
    style, record = graded
    assert record.all_notes == ("All graded functions are right.",)
    others = {result.name: result.status for result in record.exercises if result.name not in written(style)}
    assert set(others.values()) <= {"not_written"}


@pytest.mark.parametrize("style", STYLES, ids=tell)
@pytest.mark.filterwarnings("ignore")
def test_right_style_passes_the_public_tests(style: Style, capsys: pytest.CaptureFixture[str]) -> None:
    """The tests in the notebook say so too."""
    namespace = run_here(style)
    for name in written(style):
        assert read_message(ASSIGNMENTS[style[0]].public, name, namespace[name]) == ""
    assert capsys.readouterr().out.count("public checks passed") == len(written(style))


@pytest.mark.skipif(not REFUSES_FLOAT, reason="float() still takes an array with axes in this numpy")
def test_float_of_an_array_is_diagnosed(grader: Grader, starter: Notebook) -> None:
    """The exercise says what is refused and what to write, and no other exercise loses anything."""
    record = grader.grade("somebody", to_bytes(notebook_of(starter, read_style(NAME, "float_of_b"))))
    step = result_of(record, "conv_single_step")
    assert (step.status, step.mistake, step.score) == ("raised", "float_of_array", 0)
    assert "b.item()" in step.message
    assert record.score == 80
    assert result_of(record, "conv_forward").follow_through


@pytest.mark.skipif(not REFUSES_FLOAT, reason="float() still takes an array with axes in this numpy")
def test_public_tests_diagnose_it_alike() -> None:
    """The student reads the same before handing in."""
    with pytest.raises(AssertionError, match=r"b\.item\(\)"):
        public_tests.conv_single_step_test(run_here((NAME, "float_of_b"))["conv_single_step"])


def test_sandbox_uses_the_numpy_of_the_grader(grader: Grader) -> None:
    """A function is called with the numpy that the record names."""
    program = Unit("cell 1", 1, "import numpy\ndef version():\n    return numpy.__version__\n")
    (reply,) = grader.sandbox.run(Job((program,), (Call("version", ()),))).replies
    assert reply.value == np.__version__ == grader.frame.setting.environment.numpy


def test_there_are_many_styles() -> None:
    """The list does not shrink unnoticed, and each file says what it is about."""
    assert len(styles(NAME)) >= 25
    assert min(len(styles(name)) for name in ASSIGNMENTS) >= 10


# The terminal runs imports, definitions and assignments only: no method calls and no `with` blocks at the top level,
# and a name that is used again for something else further down has its last value.
ONLY_IN_JUPYTER = {"constants_at_module_level", "defined_under_conditions", "helpers_in_other_cells"}


@pytest.mark.parametrize("style", [style for style in STYLES if style[1] not in ONLY_IN_JUPYTER], ids=tell)
def test_right_style_passes_in_a_terminal(style: Style, tmp_path, monkeypatch) -> None:
    """`python public_tests.py NOTEBOOK` ends with status 0 on a whole notebook of nearly every right style."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setitem(sys.modules, "notebook", None)
    monkeypatch.setattr(public_tests, "DATA", ASSIGNMENTS[style[0]].public_data)
    filled = notebook_of(read_starter(style[0]), read_style(*style))
    (tmp_path / "mine.ipynb").write_bytes(to_bytes(filled))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # some styles warn: that is what they are about
        assert public_tests.main([str(tmp_path / "mine.ipynb")]) == 0
