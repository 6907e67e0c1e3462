"""The cases: enough of them, of every kind, drawn as published, and worth what the catalogue says."""

from pathlib import Path

import h5py
import numpy as np
import pytest

from autograder.assignments import find_expected, list_assignments, read_definition
from autograder.authoring import answer_key, points_page
from autograder.authoring.answer_key import compile_assignment, read_answers
from autograder.authoring.definition import CaseDefinition, Mistake, Output
from autograder.authoring.places import Places
from autograder.grading.checks.session import CheckSession
from public_tests import read_suite
from tests.first_assignment import DEFINITION, EXERCISES
from tests.installed import Installed


def of(exercise: str, hidden: bool = True) -> list[CaseDefinition]:
    """The hidden (or public) definitions of an exercise."""
    return [
        definition for definition in DEFINITION.cases if definition.exercise == exercise and definition.hidden == hidden
    ]


def sizes(definition: CaseDefinition) -> tuple[int, int, int, int, int, int]:
    """m, height, width, window, stride and padding of a case of a forward or backward pass."""
    m, height, width, _ = definition.shapes["A_prev"]
    hparameters = definition.values["hparameters"]
    f = definition.shapes["W"][0] if "W" in definition.shapes else hparameters["f"]
    return m, height, width, f, hparameters["stride"], hparameters.get("pad", 0)


@pytest.mark.parametrize("exercise", EXERCISES)
def test_there_are_enough_hidden_cases(exercise: str) -> None:
    """Each forward pass has at least 8 hidden cases, every other exercise at least 4."""
    assert len(of(exercise)) >= (8 if exercise in ("conv_forward", "pool_forward") else 4)


@pytest.mark.parametrize("exercise", ["conv_forward", "pool_forward"])
def test_hidden_cases_see_every_kind_of_size(exercise: str) -> None:
    """Strides, padding and none, non-square, one example and more, f = 1, f as large as the input, remainders."""
    seen = [sizes(definition) for definition in of(exercise)]
    assert {1, 2, 3} <= {stride for *_, stride, _ in seen}
    assert any(height != width for _, height, width, *_ in seen)
    assert {m == 1 for m, *_ in seen} == {True, False}
    assert any(f == 1 for _, _, _, f, *_ in seen)
    assert any(f == height == width for _, height, width, f, *_ in seen)
    assert any((height - f + 2 * pad) % stride for _, height, _, f, stride, pad in seen)
    assert any(stride > f for *_, f, stride, _ in seen)
    if exercise == "conv_forward":
        assert {pad > 0 for *_, pad in seen} == {True, False}
    else:
        assert {definition.values["mode"] for definition in of(exercise)} == {"max", "average"}


def test_backward_passes_see_what_the_published_tests_missed() -> None:
    """conv_backward is tried at pad 0 and with strides, pool_backward with strides, in both modes."""
    assert any(pad == 0 and stride > 1 for *_, stride, pad in map(sizes, of("conv_backward")))
    strided = {d.values["mode"] for d in of("pool_backward") if sizes(d)[4] > 1}
    assert strided == {"max", "average"}


def test_points_of_the_checks_are_those_of_the_catalogue(installed: Installed) -> None:
    """The points of an exercise's checks, the cache's included, add up to the exercise's points."""
    exercises = installed.definition.exercises
    added = {name: 0 for name in exercises}
    for check in CheckSession(installed.expected).checks:
        added[check.passed.exercise] += check.passed.points
    assert added == {name: exercise.points for name, exercise in exercises.items()}


@pytest.mark.parametrize("name", ["cnn_step_by_step", "train_a_cnn"])
def test_assignment_is_worth_100_points(name: str) -> None:
    """The assignments of this course are worth 100 points; others may be worth any number."""
    assert sum(exercise.points for exercise in read_definition(name).exercises.values()) == 100


def test_another_key_draws_other_hidden_cases(installed: Installed) -> None:
    """Seeds of hidden cases depend on the key, published seeds do not."""
    for definition in installed.definition.cases:
        same = definition.seed_from(b"another") == definition.seed_from(installed.definition.key)
        assert same == (definition.seed is not None)


def test_stored_inputs_are_the_drawn_ones(installed: Installed) -> None:
    """Every argument in expected.h5 is what its seed and shapes give."""
    suite, assignment = installed.key.suite, installed.definition
    stored = {(case.exercise, case.name): case.arguments for cases in suite.cases.values() for case in cases}
    for definition in assignment.cases:
        values = definition.draw(assignment.key)
        given = stored[definition.exercise, definition.name]
        if isinstance(values.get("dZ"), Output):
            values["dZ"] = given[0]
        np.testing.assert_equal(given, assignment.exercises[definition.exercise].arguments(values), strict=True)


def test_drawing_leaves_the_global_stream_alone() -> None:
    """Drawing cases does not move numpy's global random numbers, on which students' cells rely."""
    np.random.seed(5)
    before = np.random.get_state()[1].copy()
    next(definition for definition in DEFINITION.cases if definition.shapes).draw(DEFINITION.key)
    assert (np.random.get_state()[1] == before).all()


def test_public_file_holds_nothing_hidden(installed: Installed) -> None:
    """public_tests.h5 has no hidden case, no helper and no stub: of hidden cases it knows the kinds only."""
    public = {(case.exercise, case.name) for case in installed.definition.cases if not case.hidden}
    with h5py.File(installed.public_data) as file:
        shared = {"assignment", "title", "exercises", "mistakes", "stops", "public_tests", "axes", "gradients", "hints"}
        assert set(file.attrs) == shared
        assert not any("checks" in exercise.attrs for exercise in file.values())
        assert {(exercise, case) for exercise in file for case in file[exercise]} == public


def test_key_holds_helpers_and_stubs(installed: Installed) -> None:
    """The grader has the right source of every prerequisite and of nothing else, and every stub."""
    key, exercises = installed.key, installed.definition.exercises
    assert set(key.helpers) == {name for exercise in exercises.values() for name in exercise.prerequisites}
    assert set(key.assignment.outline.stubs) == set(exercises)
    assert not any("SOLUTION" in stub for stub in key.assignment.outline.stubs.values())


def test_suite_that_is_missing_says_what_to_do(tmp_path) -> None:
    """Without its data file the error names the file and where it belongs."""
    with pytest.raises(FileNotFoundError, match="put it back next to"):
        read_suite(tmp_path / "public_tests.h5")


def test_caches_are_what_the_forward_pass_keeps() -> None:
    """The cache that a backward pass gets has the arguments of the forward pass without the mode, in order."""
    for forward, backward in (("conv_forward", "conv_backward"), ("pool_forward", "pool_backward")):
        assert EXERCISES[forward].keeps["cache"] == EXERCISES[backward].packed["cache"]
    assert EXERCISES["conv_forward"].keeps["cache"] == EXERCISES["conv_forward"].parameters
    assert EXERCISES["pool_forward"].keeps["cache"] == EXERCISES["pool_forward"].parameters[:-1]


def test_mistake_that_no_longer_fits_is_refused() -> None:
    """An edit whose text is not in the answer key stops the build and is named."""
    with pytest.raises(ValueError, match="replaces 'no such text'"):
        Mistake("one_bias", "conv_forward", (("no such text", ""),)).apply("def conv_forward(): ...")


def test_compiled_files_are_those_that_are_committed(installed: Installed, tmp_path) -> None:
    """`make expected` gives the bytes of the grader's file and of the public one."""
    expected, public = tmp_path / "expected.h5", tmp_path / "public_tests.h5"
    answers = Places(installed.name).answers
    assert compile_assignment(installed.definition, answers, expected, public) == len(installed.definition.cases)
    assert expected.read_bytes() == installed.expected.read_bytes()
    assert public.read_bytes() == installed.public_data.read_bytes()


def test_answer_key_without_a_function_is_refused(tmp_path) -> None:
    """A notebook that lacks a function of the catalogue stops the build, and the function is named."""
    (tmp_path / "key.ipynb").write_text('{"cells": []}')
    with pytest.raises(ValueError, match=r"key\.ipynb does not define zero_pad"):
        read_answers(DEFINITION, tmp_path / "key.ipynb")


def test_every_assignment_is_compiled(monkeypatch) -> None:
    """`make expected` reads the answers of each assignment and writes its two files where they belong."""
    compiled = []
    monkeypatch.setattr(answer_key, "compile_assignment", lambda *given: compiled.append(given) or len(compiled))
    answer_key.main([])
    places = [(read_definition(name), Places(name)) for name in list_assignments()]
    assert compiled == [
        (assignment, own.answers, find_expected(own.name), own.public_data) for assignment, own in places
    ]


@pytest.mark.parametrize("name", list_assignments())
def test_table_of_points_is_the_generated_one(name: str, tmp_path: Path, monkeypatch) -> None:
    """The page of points is what the checks and cases of its assignment give."""
    committed = points_page.find_page(name).read_text(encoding="utf-8")
    (tmp_path / "docs").mkdir()
    monkeypatch.setattr(points_page, "ROOT", tmp_path)
    points_page.main([name])
    assert points_page.find_page(name).read_text(encoding="utf-8") == committed
