"""`nbgrader autograde` and formgrader's button do what `grade` and `record` do, and nothing else."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import AutogradeApp, GenerateAssignmentApp
from nbgrader.apps.api import NbGraderAPI

from autograder.__main__ import main
from autograder.authoring.places import ROOT
from autograder.batch import standby
from autograder.gradebook.autograde import SandboxGrader
from autograder.gradebook.course import open_course
from autograder.grading.calls import LIMITS
from autograder.sandbox import SandboxUnavailable
from examples.build import SUBMITTED
from tests.example_class import ENDLESS, copy_examples, read_example
from tests.first_assignment import NAME, NOTEBOOK
from tests.gradebook.conftest import Hand, open_book
from tests.gradebook.test_example_class import run_nbgrader
from tests.gradebook.test_scores import enter_by_hand

pytestmark = pytest.mark.filterwarnings("ignore")  # nbgrader's and nbclient's own

STUDENTS = sorted(path.name for path in SUBMITTED.iterdir())
WRONG, RIGHT = "stride_ignored_in_pooling_81", "right_with_loops_100"
ADVICE = "Look at what the stride moves."
TWO_LINES = """
c = get_config()
c.Autograde.exporter_class = "autograder.gradebook.autograde.SandboxGrader"
"""
ESSAY = {
    "cells": [
        {
            **{"cell_type": "code", "id": "a", "source": "answer = 42", "outputs": [], "execution_count": None},
            "metadata": {
                "nbgrader": {
                    "grade_id": "answer",
                    "solution": True,
                    "grade": False,
                    "locked": False,
                    "schema_version": 3,
                }
            },
        },
        {
            **{"cell_type": "code", "id": "b", "source": "assert answer == 42", "outputs": [], "execution_count": None},
            "metadata": {
                "nbgrader": {
                    "grade_id": "test",
                    "solution": False,
                    "grade": True,
                    "locked": True,
                    "points": 5,
                    "schema_version": 3,
                }
            },
        },
    ],
    "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}},
    "nbformat": 4,
    "nbformat_minor": 5,
}
ONE_CLICK = """
import os, sys
from pathlib import Path
from nbgrader.apps.api import NbGraderAPI
from autograder.gradebook.course import open_course
course = open_course(Path(sys.argv[3]), None)
api = NbGraderAPI(course.directory, parent=course.app)
before, path = dict(os.environ), list(sys.path)
assert api.autograde(sys.argv[1], sys.argv[2])["success"]
print(dict(os.environ) == before, list(sys.path) == path)
"""


@dataclass(frozen=True)
class Both:
    """The example class twice: by our commands, and by nbgrader's."""

    ours: Path
    nbgraders: Path

    def read(self, step: str, name: str) -> list[tuple[bytes, bytes]]:
        """A file of each student in both courses."""
        places = (Path(step) / student / NAME / name for student in STUDENTS)
        return [((self.ours / place).read_bytes(), (self.nbgraders / place).read_bytes()) for place in places]

    def __iter__(self) -> Iterator[Path]:
        """Both course directories."""
        return iter((self.ours, self.nbgraders))


def entries(gradebook: Gradebook, student: str) -> dict[str, object]:
    """All that the gradebook has of a student, without the ids of rows."""
    submission = gradebook.find_submission(NAME, student)
    (notebook,) = submission.notebooks
    return {
        "submission": (submission.timestamp, submission.extension, notebook.late_submission_penalty, notebook.flagged),
        "grades": {
            one.name: (one.auto_score, one.manual_score, one.extra_credit, one.needs_manual_grade)
            for one in notebook.grades
        },
        "comments": {one.name: (one.auto_comment, one.manual_comment) for one in notebook.comments},
    }


def click(course: Path, student: str) -> dict:
    """What formgrader's button Autograde does for one student; returns what it answers to the browser."""
    opened = open_course(course, None)
    return NbGraderAPI(opened.directory, parent=opened.app).autograde(NAME, student)


def comment_on_group(results: Path) -> None:
    """Comment on the group of answers that the wrong one is in, as a teacher does."""
    stored = json.loads((results / WRONG / NAME / "result.json").read_text(encoding="utf-8"))
    group = next(one["groups"]["behaviour"] for one in stored["exercises"] if one["name"] == "pool_forward")
    rows = f"exercise,group,comment,points\npool_forward,{group},{ADVICE},12\n"
    (results / "comments.csv").write_text(rows, encoding="utf-8")


@pytest.fixture(scope="module")
def both(course_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Both:
    """The example class in two courses; one student of the second is autograded once more by the button."""
    folder = tmp_path_factory.mktemp("both")
    courses = Both(folder / "ours", folder / "nbgraders")
    for course in courses:
        shutil.copytree(course_template, course, symlinks=True)
        copy_examples(course / "submitted")
        for student in STUDENTS:
            (course / "submitted" / student / NAME / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    results = courses.ours / "results" / NAME
    grading = ["grade", str(courses.ours / "submitted"), "--results", str(results), "--workers", "1", "--quiet"]
    assert main(grading) == 0
    run_nbgrader(AutogradeApp(), courses.nbgraders, NAME)
    for course in courses:
        comment_on_group(course / "results" / NAME)
    assert main(["record", str(results), "--course", str(courses.ours)]) == 0
    assert click(courses.nbgraders, WRONG)["success"]
    return courses


def test_gradebooks_are_equal(both: Both) -> None:
    """Each score, comment, flag, time and penalty of each student is the same."""
    with open_book(both.ours) as ours, open_book(both.nbgraders) as nbgraders:
        for student in STUDENTS:
            assert entries(nbgraders, student) == entries(ours, student)
        comment = nbgraders.find_comment("pool_forward", NAME, NAME, WRONG).comment
        assert ADVICE in comment
        assert nbgraders.find_submission(NAME, WRONG).score == 82
        assert len(nbgraders.students) == len(ours.students) == len(STUDENTS)


def test_notebooks_are_equal(both: Both) -> None:
    """The notebooks that formgrader shows are the same bytes."""
    pairs = both.read("autograded", NOTEBOOK)
    assert [student for student, (ours, other) in zip(STUDENTS, pairs, strict=True) if ours != other] == []


def test_results_are_equal(both: Both) -> None:
    """The results are the same, except for when and how long."""
    for pair in both.read(f"results/{NAME}", "result.json"):
        ours, other = map(json.loads, pair)
        del ours["run"], other["run"]
        assert ours == other


@pytest.fixture
def two(course: Path) -> Path:
    """A course of somebody else with two lines of configuration and an empty gradebook, where one student handed in."""
    (course / "nbgrader_config.py").write_text(TWO_LINES)
    shutil.copytree(SUBMITTED / WRONG, course / "submitted" / "hopper")
    return course


def test_two_lines_are_enough(two: Path) -> None:
    """The assignment is put into an empty gradebook, and the class is graded."""
    (two / "gradebook.db").unlink()
    run_nbgrader(AutogradeApp(), two, NAME)
    with open_book(two) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").score == 81


def test_a_renamed_notebook_keeps_what_a_teacher_entered(two: Path) -> None:
    """nbgrader gives 0 to a notebook of another name: ours has its score, and nobody is asked to look again."""
    folder = two / "submitted" / "hopper" / NAME
    (folder / NOTEBOOK).rename(folder / "my homework.ipynb")
    assert click(two, "hopper")["success"]
    enter_by_hand(two, "hopper", 7)
    with open_book(two) as gradebook:
        before = entries(gradebook, "hopper")
    assert click(two, "hopper")["success"]
    with open_book(two) as gradebook:
        assert entries(gradebook, "hopper") == before
        assert gradebook.find_submission(NAME, "hopper").score == 78.5


def test_without_a_sandbox_nothing_changes(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The answer says what is missing; scores and notebooks from before stay as they are."""
    assert click(two, "hopper")["success"]
    shown = (two / "autograded" / "hopper" / NAME / NOTEBOOK).read_bytes()
    with open_book(two) as gradebook:
        before = entries(gradebook, "hopper")

    def refuse(*_: object) -> None:
        raise SandboxUnavailable("no sandbox works on this machine")

    monkeypatch.setattr(standby, "open_sandbox", refuse)
    monkeypatch.setattr(standby, "_opened", {})
    shutil.copy(SUBMITTED / RIGHT / NAME / NOTEBOOK, two / "submitted" / "hopper" / NAME / NOTEBOOK)
    answer = click(two, "hopper")
    assert not answer["success"]
    assert "no sandbox works on this machine" in answer["log"]
    assert (two / "autograded" / "hopper" / NAME / NOTEBOOK).read_bytes() == shown
    with open_book(two) as gradebook:
        assert entries(gradebook, "hopper") == before


def test_a_failure_leaves_no_zero(two: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where grading stops, the renamed notebook has the score from before, and one without a score gets none."""
    folder = two / "submitted" / "hopper" / NAME
    (folder / NOTEBOOK).rename(folder / "my homework.ipynb")
    shutil.copytree(two / "submitted" / "hopper", two / "submitted" / "lovelace")
    assert click(two, "hopper")["success"]

    def fail(*_: object) -> None:
        raise OSError("no space left")

    monkeypatch.setattr("autograder.gradebook.button.record_one", fail)
    for student in ("hopper", "lovelace"):
        assert not click(two, student)["success"]
    with open_book(two) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").score == 81
        assert {one.auto_score for one in gradebook.find_submission(NAME, "lovelace").notebooks[0].grades} == {None}


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        ("c.SandboxGrader.secret = 'missing.txt'", "the secret"),
        ("c.SandboxGrader.results = 'of_another'", "holds results of train_a_cnn"),
        ("c.CourseDirectory.release_directory = 'nowhere'", "Run `nbgrader generate_assignment cnn_step_by_step"),
    ],
)
def test_a_wrong_setting_is_explained(two: Path, setting: str, sentence: str) -> None:
    """A sentence says what is wrong, before anything is graded."""
    place = two / "of_another" / "hopper" / "train_a_cnn"
    place.mkdir(parents=True)
    (place / "result.json").write_text("{}")
    with (two / "nbgrader_config.py").open("a") as file:
        file.write(setting)
    answer = click(two, "hopper")
    assert not answer["success"]
    assert sentence in answer["log"]


def test_other_assignments_go_nbgraders_way(two: Path) -> None:
    """An assignment of the course that is not ours is run and scored by nbgrader itself."""
    for folder in (two / "source" / "essay", two / "submitted" / "hopper" / "essay"):
        folder.mkdir(parents=True)
        (folder / "essay.ipynb").write_text(json.dumps(ESSAY))
    run_nbgrader(GenerateAssignmentApp(), two, "essay")
    run_nbgrader(AutogradeApp(), two, "essay")
    with open_book(two) as gradebook:
        assert gradebook.find_submission("essay", "hopper").score == 5


def test_server_keeps_its_environment(two: Path) -> None:
    """The process that autogrades has the environment and the path of modules from before, and it can end."""
    command = [sys.executable, "-c", ONE_CLICK, NAME, "hopper", str(two)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.split() == ["True", "True"]


def test_record_warns_where_autograde_is_nbgraders_own(
    course: Path, hand_in: Hand, record: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    """Only in a course without the setting teachers read that they must not press Autograde."""
    hand_in("hopper")
    assert record() == 0
    assert "Do not press" not in capsys.readouterr().out
    (course / "nbgrader_config.py").write_text("c = get_config()\n")
    assert record() == 0
    assert "Do not press" in capsys.readouterr().out


def test_a_name_that_no_folder_may_have(two: Path) -> None:
    """The student has the score under the name in the course, whatever the folder of the result is called."""
    (two / "submitted" / "hopper").rename(two / "submitted" / "con")
    assert click(two, "con")["success"]
    with open_book(two) as gradebook:
        assert gradebook.find_submission(NAME, "con").score == 81
    assert json.loads((two / "results" / NAME / ".course_names.json").read_text()) == {"_con": "con"}


def test_one_endless_function_needs_one_click() -> None:
    """The button waits longer than all calls of one exercise may take."""
    assert SandboxGrader.wait.default_value > LIMITS.exercise_seconds


def test_the_button_does_not_wait_for_what_does_not_end(two: Path) -> None:
    """Formgrader answers after the time that is set, with the score from before; the command waits for the result."""
    assert click(two, "hopper")["success"]
    with (two / "nbgrader_config.py").open("a") as file:
        file.write("c.SandboxGrader.wait = 0.0\n")
    (two / "submitted" / "hopper" / NAME / NOTEBOOK).write_bytes(read_example(ENDLESS))
    answer = click(two, "hopper")
    assert not answer["success"]
    assert "hopper is still being graded" in answer["log"]
    with open_book(two) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").score == 81
    run_nbgrader(AutogradeApp(), two, NAME, "--force")
    with open_book(two) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").score == 60
