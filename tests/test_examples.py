"""The example class: every notebook gets the score that its name says, and a sentence."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

from examples import build
from examples.build import SUBMITTED
from examples.cnn_step_by_step import make_class
from tests.example_class import copy_examples
from tests.first_assignment import EXERCISES, NAME

STUDENTS = sorted(path.name for path in SUBMITTED.iterdir())


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of the whole class, graded by the command that teachers run."""
    submitted, folder = tmp_path_factory.mktemp("submitted"), tmp_path_factory.mktemp("results")
    copy_examples(submitted)
    command = [sys.executable, "-m", "autograder", "grade", str(submitted), "--results", str(folder), "--workers", "2"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    return folder


def read(results: Path, student: str) -> dict:
    """The stored result of a student."""
    return json.loads((results / student / NAME / "result.json").read_text(encoding="utf-8"))


def statuses(result: dict) -> dict[str, str]:
    """The status of each exercise."""
    return {exercise["name"]: exercise["status"] for exercise in result["exercises"]}


@pytest.mark.parametrize("student", STUDENTS)
def test_score_is_the_one_in_the_name(results: Path, student: str) -> None:
    """Every example has the score that its name ends with."""
    assert read(results, student)["score"] == int(student.rpartition("_")[2])


@pytest.mark.parametrize("student", STUDENTS)
def test_everybody_gets_a_sentence(results: Path, student: str) -> None:
    """Every submission has a note and every exercise a message, and all of them are sentences."""
    result = read(results, student)
    sentences = result["notes"] + [exercise["message"] for exercise in result["exercises"]]
    assert result["notes"]
    assert [s for s in sentences if s[0].islower() or not s.endswith((".", "?"))] == []


def test_untouched_starter_is_not_written(results: Path) -> None:
    """In the untouched starter every exercise, optional ones too, is not written: none is called wrong."""
    assert set(statuses(read(results, "untouched_starter_0")).values()) == {"not_written"}


def test_optional_part_passes(results: Path) -> None:
    """The student who did the optional part has all eight exercises passed."""
    assert set(statuses(read(results, "optional_part_done_100")).values()) == {"passed"}


@pytest.mark.parametrize(
    ("student", "name", "status"),
    [
        ("endless_loop_in_convolution_60", "conv_forward", "timed_out"),
        ("syntax_error_in_pooling_70", "pool_forward", "syntax_error"),
        ("bias_added_before_the_sum_80", "conv_single_step", "failed"),
        ("stride_ignored_in_pooling_81", "pool_forward", "partial"),
    ],
)
def test_an_accident_costs_its_own_function_only(results: Path, student: str, name: str, status: str) -> None:
    """Every other graded function of the notebook still passes."""
    graded = {n: s for n, s in statuses(read(results, student)).items() if not EXERCISES[n].optional}
    assert graded.pop(name) == status
    assert set(graded.values()) == {"passed"}


@pytest.mark.parametrize(
    ("student", "name", "mistake"),
    [
        ("bias_added_before_the_sum_80", "conv_single_step", "bias_before_sum"),
        ("stride_ignored_in_pooling_81", "pool_forward", "stride_ignored"),
        ("zero_pad_wrong_but_convolution_right_91", "zero_pad", "pads_with_ones"),
    ],
)
def test_mistake_is_named(results: Path, student: str, name: str, mistake: str) -> None:
    """The record carries the id of the mistake that was made."""
    found = {exercise["name"]: exercise["mistake"] for exercise in read(results, student)["exercises"]}
    assert found[name] == mistake


def test_wrong_helper_costs_once(results: Path) -> None:
    """A wrong zero_pad takes nothing from conv_forward, and the message says whose fault it was."""
    result = read(results, "zero_pad_wrong_but_convolution_right_91")
    forward = next(exercise for exercise in result["exercises"] if exercise["name"] == "conv_forward")
    assert (forward["score"], forward["follow_through"]) == (40, True)
    assert "zero_pad" in forward["message"]


def test_grades_agree_with_the_results(results: Path) -> None:
    """grades.csv has a line for each student, with the scores of the results."""
    with (results / "grades.csv").open(newline="", encoding="utf-8") as file:
        rows = {row["student"]: row for row in csv.DictReader(file)}
    assert sorted(rows) == STUDENTS
    for student, row in rows.items():
        result = read(results, student)
        assert float(row["score"]) == result["score"]
        assert {e["name"]: e["score"] for e in result["exercises"]} == {name: float(row[name]) for name in EXERCISES}


def test_committed_class_is_what_a_build_gives() -> None:
    """The notebooks of the class are those that `make examples` writes."""
    committed = {
        path.parent.parent.name: path.read_text(encoding="utf-8") for path in SUBMITTED.glob(f"*/{NAME}/*.ipynb")
    }
    assert committed == make_class()


def test_class_takes_the_place_of_the_old_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Students of an older class are gone afterwards, and what they handed in for other assignments stays."""
    monkeypatch.setattr(build, "SUBMITTED", tmp_path)
    for place in ("ada/first", "ada/other", "max/first"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "old.ipynb").touch()
    build.write_class("first", {"ada": "{}"})
    found = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.ipynb")}
    assert found == {"ada/first/first.ipynb", "ada/other/old.ipynb"}
    assert [path.name for path in tmp_path.iterdir()] == ["ada"]


def test_assignments_without_examples_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`make examples` writes the class of each assignment that has one."""
    written = []
    monkeypatch.setattr(build, "HERE", tmp_path)
    monkeypatch.setattr(build, "SUBMITTED", tmp_path / "submitted")
    monkeypatch.setattr(build, "write_class", lambda name, texts: written.append((name, set(texts))))
    build.main([NAME])
    (tmp_path / f"{NAME}.py").touch()
    build.main([NAME])
    assert written == [(NAME, {*STUDENTS})]
