"""A course with two assignments: each is graded, recorded and fed back without touching what the other has."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.apps import GenerateFeedbackApp

from autograder.__main__ import main
from tests.first_assignment import NAME
from tests.gradebook.conftest import open_book
from tests.gradebook.test_example_class import run_nbgrader
from tests.installed import ASSIGNMENTS

OTHER = next(name for name in ASSIGNMENTS if name != NAME)
STUDENTS = ("ada", "zoe")


@dataclass(frozen=True)
class Course:
    """A course directory in which all students have handed in both assignments."""

    folder: Path

    def results(self, name: str) -> Path:
        """Where the results of an assignment are."""
        return self.folder / "results" / name

    def grade(self, name: str, results: Path) -> int:
        """Grade an assignment of the course; returns the exit status."""
        options = ("--assignment", name, "--results", str(results), "--workers", "1", "--quiet")
        return main(["grade", str(self.folder / "submitted"), *options])


@pytest.fixture(scope="module")
def both(course_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Course:
    """The course, with both assignments graded, recorded and fed back: ada has right answers, zoe none."""
    course = Course(tmp_path_factory.mktemp("both") / "course")
    shutil.copytree(course_template, course.folder, symlinks=True)
    for name, installed in ASSIGNMENTS.items():
        notebook = f"{name}.ipynb"
        for student in STUDENTS:
            target = course.folder / "submitted" / student / name / notebook
            target.parent.mkdir(parents=True)
            answers = course.folder / "source" if student == "ada" else course.folder / "release"
            shutil.copy(answers / name / notebook, target)
        assert course.grade(installed.name, course.results(name)) == 0
    for name in ASSIGNMENTS:
        assert main(["record", str(course.results(name)), "--course", str(course.folder)]) == 0
    for name in ASSIGNMENTS:
        run_nbgrader(GenerateFeedbackApp(), course.folder, name)
    return course


def test_gradebook_has_the_scores_of_both(both: Course) -> None:
    """Each assignment has its own scores in nbgrader's gradebook."""
    with open_book(both.folder) as gradebook:
        scores = {
            (name, student): gradebook.find_submission(name, student).score
            for name in ASSIGNMENTS
            for student in STUDENTS
        }
    assert scores == {(name, student): 100.0 * (student == "ada") for name, student in scores}


def test_feedback_of_both_is_there(both: Course) -> None:
    """nbgrader's feedback of one assignment does not replace that of the other."""
    for student in STUDENTS:
        pages = {path.parent.name for path in (both.folder / "feedback" / student).glob("*/*.html")}
        assert pages == set(ASSIGNMENTS)


def test_pages_and_exports_tell_the_assignment(both: Course) -> None:
    """Feedback pages, report and exports of a folder of results are of the assignment that is in it."""
    for name, installed in ASSIGNMENTS.items():
        results, title = both.results(name), installed.definition.title
        assert main(["feedback", str(results)]) == main(["report", str(results)]) == 0
        assert main(["export", str(results), "--format", "canvas"]) == 0
        page = results / "feedback" / "ada" / name / f"{name}.html"
        for path in (page, results / "class_report.html", results / "canvas.csv"):
            assert title in path.read_text(encoding="utf-8")


def contents(folder: Path) -> dict[Path, tuple[int, bytes]]:
    """All files below a folder, with the times of their last changes."""
    return {path: (path.stat().st_mtime_ns, path.read_bytes()) for path in folder.rglob("*") if path.is_file()}


def test_results_of_another_assignment_are_refused(both: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """To grade into a folder of another assignment is wrong usage, and nothing in the folder changes."""
    results = both.results(NAME)
    before = contents(results)
    assert both.grade(OTHER, results) == 2
    said = capsys.readouterr().err
    assert f"holds results of {NAME}, but these are submissions of {OTHER}" in said
    assert {
        path: (path.stat().st_mtime_ns, path.read_bytes()) for path in results.rglob("*") if path.is_file()
    } == before


def test_commands_on_results_need_no_name(both: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """`explain` and `replay` know from the result which assignment it is of."""
    for name, installed in ASSIGNMENTS.items():
        results = both.results(name)
        exercise = next(iter(installed.definition.exercises))
        options = ("--results", str(results), "--submissions", str(both.folder / "submitted"))
        assert main(["explain", "ada", exercise, *options]) == 0
        assert f"{exercise}: passed" in capsys.readouterr().out
        stored = results / "ada" / name / "result.json"
        assert main(["replay", str(stored), str(both.folder / "submitted" / "ada" / name / f"{name}.ipynb")]) == 0
