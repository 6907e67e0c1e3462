"""The example class in nbgrader's own hands: feedback, export and formgrader's lists agree with `grades.csv`."""

import contextlib
import csv
import io
import json
import logging
import re
import shutil
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from nbgrader.apps import ExportApp, GenerateFeedbackApp, NbGrader, ReleaseFeedbackApp
from nbgrader.apps.api import NbGraderAPI
from nbgrader.utils import notebook_hash

from autograder.__main__ import main
from autograder.expected import Key
from autograder.gradebook.course import open_course
from examples.build import SUBMITTED
from tests.example_class import copy_examples
from tests.first_assignment import EXERCISES, NAME, NOTEBOOK
from tests.gradebook.conftest import dump, open_book
from tests.reports.test_page_safety import hidden_numbers, numbers_in

STUDENTS = sorted(path.name for path in SUBMITTED.iterdir())
TIMESTAMP = "2026-03-01 12:00:00.000000 UTC"


@dataclass(frozen=True)
class Class:
    """The course directory of a recorded class, and what nbgrader said while it made feedback."""

    course: Path
    results: Path
    said: str


def run_nbgrader(app: NbGrader, course: Path, *arguments: str) -> str:
    """Run a command of nbgrader's in the course directory; returns what it said. In this process, to save seconds."""
    said = io.StringIO()
    listener = logging.StreamHandler(said)
    listener.setLevel(logging.INFO)
    listener.setFormatter(logging.Formatter("%(levelname)s %(message)s"))
    with contextlib.chdir(course), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of nbconvert's, in its own code
        app.initialize(list(arguments))
        app.log.addHandler(listener)
        app.start()
    return said.getvalue()


@pytest.fixture(scope="module")
def whole_class(course_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Class:
    """The class graded and recorded by our commands, then handed on by nbgrader's."""
    folder = tmp_path_factory.mktemp("class")
    course, results = folder / "course", folder / "results"
    shutil.copytree(course_template, course, symlinks=True)
    copy_examples(course / "submitted")
    for student in STUDENTS:
        (course / "submitted" / student / NAME / "timestamp.txt").write_text(TIMESTAMP)
        (course / "submitted" / student / NAME / "submission_secret.txt").write_text(f"of {student}")
    assert main(["grade", str(course / "submitted"), "--results", str(results), "--workers", "1", "--quiet"]) == 0
    assert main(["record", str(results), "--course", str(course)]) == 0
    said = run_nbgrader(GenerateFeedbackApp(), course, NAME)
    said += run_nbgrader(ExportApp(), course)
    return Class(course, results, said)


def graded(whole_class: Class) -> dict[str, dict[str, str]]:
    """The lines of `grades.csv` by student."""
    with (whole_class.results / "grades.csv").open(newline="", encoding="utf-8") as file:
        return {line["student"]: line for line in csv.DictReader(file)}


def pages(whole_class: Class) -> Iterator[tuple[str, str]]:
    """nbgrader's feedback of each student, with the student."""
    for student in STUDENTS:
        path = whole_class.course / "feedback" / student / NAME / f"{NAME}.html"
        yield student, path.read_text(encoding="utf-8")


def test_nbgrader_has_nothing_to_complain_of(whole_class: Class) -> None:
    """Neither feedback nor export meets a cell that the gradebook does not know, or anything else to warn of."""
    lines = whole_class.said.splitlines()
    assert len(lines) > len(STUDENTS)
    assert [line for line in lines if not line.startswith("INFO ")] == []


def test_export_agrees_with_grades(whole_class: Class) -> None:
    """nbgrader's table has the scores of ours."""
    with (whole_class.course / "grades.csv").open(newline="", encoding="utf-8") as file:
        exported = {line["student_id"]: line for line in csv.DictReader(file)}
    expected = {student: float(line["score"]) for student, line in graded(whole_class).items()}
    assert {student: float(line["score"]) for student, line in exported.items()} == expected
    assert {line["max_score"] for line in exported.values()} == {"100.0"}
    assert {line["timestamp"] for line in exported.values()} == {"2026-03-01 12:00:00"}


def test_feedback_agrees_with_grades(whole_class: Class) -> None:
    """nbgrader's pages have the scores of each exercise, and our messages."""
    lines = graded(whole_class)
    for student, page in pages(whole_class):
        assert f"(Score: {float(lines[student]['score'])} / 100.0)" in page
        for name in EXERCISES:
            shown = re.search(rf'<a href="#test_{name}">Test cell</a> \(Score: ([\d.]+) /', page)
            assert shown is not None
            assert float(shown[1]) == float(lines[student][name])
            assert f"{name}: " in page


def test_feedback_is_released_to_its_student(whole_class: Class, tmp_path: Path) -> None:
    """The exchange finds time and secret beside each page, and puts it where only that student looks for it."""
    tmp_path.chmod(0o777)
    run_nbgrader(ReleaseFeedbackApp(), whole_class.course, NAME, f"--Exchange.root={tmp_path}")
    released = {path.stem: path.read_text() for path in (tmp_path / NAME / "feedback").iterdir()}
    expected = {notebook_hash(secret=f"of {student}", notebook_id=NAME): page for student, page in pages(whole_class)}
    assert released == expected
    assert len(released) == len(STUDENTS)


def test_formgrader_lists_everybody_as_graded(whole_class: Class, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lists show all submissions as autograded, with their scores, and count them."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(whole_class.course / "none"))
    course = open_course(whole_class.course, None)
    api = NbGraderAPI(course.directory, parent=course.app)
    assert api.get_assignment(NAME)["num_submissions"] == len(STUDENTS)
    submissions = api.get_submissions(NAME)
    assert [one["student"] for one in submissions] == STUDENTS
    assert all(one["autograded"] and not one["needs_manual_grade"] for one in submissions)
    assert {one["student"]: one["score"] for one in submissions} == {
        student: float(line["score"]) for student, line in graded(whole_class).items()
    }


def test_nothing_of_a_hidden_case_is_handed_on(whole_class: Class, key: Key) -> None:
    """No input and no expected value of a hidden case is in the notebooks, the gradebook or nbgrader's feedback."""
    secrets = hidden_numbers(key)
    with open_book(whole_class.course) as gradebook:
        texts = [str(dump(gradebook))]
    notebooks = [
        json.loads((whole_class.course / "autograded" / student / NAME / NOTEBOOK).read_text(encoding="utf-8"))
        for student in STUDENTS
    ]
    texts += [*map(str, notebooks), *(page for _, page in pages(whole_class))]
    assert [text[:200] for text in texts if numbers_in(text) & secrets] == []
    hidden = next(case for case in key.suite.cases["zero_pad"] if case.hidden)
    assert numbers_in(str(hidden.arguments[0].tolist())) & secrets
