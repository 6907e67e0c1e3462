"""The gradebook calls each student what nbgrader calls the folder, whatever the folder of the result is called."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from autograder.__main__ import main
from autograder.stored_results import COURSE_NAMES, ResultsFolder
from tests.first_assignment import NAME
from tests.gradebook.conftest import Hand, open_book
from tests.reports.conftest import faulty_record

Run = Callable[..., int]
TIME = "2026-03-05 12:00:00 UTC"


def collected(course: Path, result: str, own: str) -> Path:
    """Give the submission of a result the name that nbgrader has for the student, and what nbgrader puts beside it."""
    (course / "submitted" / result).rename(course / "submitted" / own)
    folder = course / "submitted" / own / NAME
    (folder / "timestamp.txt").write_text(TIME)
    (folder / "submission_secret.txt").write_text(f"secret of {own}")
    return folder


def recorded(gradebook: Gradebook) -> dict[str, datetime | None]:
    """The time of each submission by student."""
    return {one.student.id: one.timestamp for one in gradebook.assignment_submissions(NAME)}


@pytest.mark.parametrize(("result", "own"), [("o_brien", "o'brien"), ("DOM_bob", "DOM\\bob"), ("_CON", "CON")])
def test_name_of_the_folder_is_the_id(course: Path, hand_in: Hand, record: Run, result: str, own: str) -> None:
    """A name that is no safe folder of results keeps its time, its secret and its place in the gradebook."""
    hand_in(result)
    collected(course, result, own)
    assert record() == 0
    with open_book(course) as gradebook:
        assert recorded(gradebook) == {own: datetime(2026, 3, 5, 12)}
    shown = course / "autograded" / own / NAME
    assert (shown / "submission_secret.txt").read_text() == f"secret of {own}"
    assert not (course / "autograded" / result).exists()


@pytest.mark.parametrize("elsewhere", [False, True])
def test_roster_changes_no_id_of_the_course(
    course: Path, hand_in: Hand, record: Run, tmp_path: Path, elsewhere: bool
) -> None:
    """With a roster results have other names, and the gradebook has nbgrader's all the same."""
    hand_in("lovelace")
    collected(course, "lovelace", "ada")
    (tmp_path / "class.csv").write_text("student,username\nlovelace,ada\n")
    place = ("--submissions", course / "submitted") if elsewhere else ()
    assert record("--roster", tmp_path / "class.csv", *place) == 0
    with open_book(course) as gradebook:
        assert recorded(gradebook) == {"ada": datetime(2026, 3, 5, 12)}
    assert [path.name for path in (course / "submitted").iterdir()] == ["ada"]


def test_time_is_read_where_the_notebook_is(course: Path, hand_in: Hand, record: Run, tmp_path: Path) -> None:
    """A tree elsewhere has the times of its students, though the course gets them under the names of the roster."""
    hand_in("lovelace")
    collected(course, "lovelace", "ada")
    (course / "submitted").rename(tmp_path / "elsewhere")
    (tmp_path / "class.csv").write_text("student,username\nlovelace,ada\n")
    assert record("--roster", tmp_path / "class.csv", "--submissions", tmp_path / "elsewhere") == 0
    with open_book(course) as gradebook:
        assert recorded(gradebook) == {"lovelace": datetime(2026, 3, 5, 12)}


def test_feedback_goes_to_the_folder_of_the_course(course: Path, results: Path, hand_in: Hand, record: Run) -> None:
    """After `record` the pages are in folders with nbgrader's names, from which it releases them."""
    hand_in("ada")
    hand_in("o_brien")
    collected(course, "o_brien", "o'brien")
    assert record() == 0
    assert main(["feedback", str(results), "--to", str(course / "feedback")]) == 0
    pages = {str(path.relative_to(course / "feedback")) for path in (course / "feedback").rglob("*.html")}
    assert pages == {f"{name}/{NAME}/{NAME}.html" for name in ("ada", "o'brien")}


@pytest.mark.parametrize(
    "content", ["{", "[1]", '{"ada": 3}', '{"ada": "../../elsewhere"}', '{"ada": ".."}', '{"ada": ""}']
)
def test_names_of_the_course_are_no_paths(results: Path, content: str) -> None:
    """What is no name of a folder in the file of names leads nowhere."""
    results.mkdir()
    (results / COURSE_NAMES).write_text(content)
    assert ResultsFolder(results, NAME).read_course_names() == {}


def test_student_who_waits_is_named_as_in_the_gradebook(
    course: Path, hand_in: Hand, record: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who could not be graded is listed under the id that formgrader shows."""
    faulty = faulty_record("o_brien")
    hand_in("o_brien", *faulty.exercises, notes=faulty.notes)
    collected(course, "o_brien", "o'brien")
    assert record() == 1
    assert "A problem in the grader: o'brien could not be graded" in capsys.readouterr().err


def test_time_that_cannot_be_read_is_reported(
    course: Path, hand_in: Hand, record: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where timestamp.txt holds no time, a sentence names the student, who else would be in time without a word."""
    hand_in("ada")
    (collected(course, "ada", "ada") / "timestamp.txt").write_text("last night")
    hand_in("bob")
    collected(course, "bob", "bob")
    assert record() == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "Cannot read when ada handed in (timestamp.txt), so this counts as on time." in said
