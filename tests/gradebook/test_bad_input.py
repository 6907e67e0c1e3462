"""What cannot be recorded is told in a sentence, and costs nobody else anything."""

import json
import re
import shutil
import sqlite3
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.gradebook import recording
from autograder.gradebook.course import Course
from autograder.gradebook.database import show_url
from tests.first_assignment import NAME, NOTEBOOK
from tests.gradebook.conftest import Hand, open_book, rebuilt, scores, source, wrong_padding

Run = Callable[..., int]
Capture = pytest.CaptureFixture[str]


def test_an_empty_course_gets_its_gradebook(course: Path, hand_in: Hand, record: Run) -> None:
    """Where nbgrader never wrote a gradebook, it is made from the release, with its version for `nbgrader db`."""
    with sqlite3.connect(course / "gradebook.db") as database:
        cells = database.execute("SELECT name, source, checksum FROM source_cell ORDER BY name").fetchall()
    database.close()
    hand_in("hopper")
    (course / "gradebook.db").unlink()
    assert record() == 0
    with sqlite3.connect(course / "gradebook.db") as database:
        ((version,),) = database.execute("SELECT version_num FROM alembic_version").fetchall()
        assert re.fullmatch("[0-9a-f]{12}", version)
        assert database.execute("SELECT name, source, checksum FROM source_cell ORDER BY name").fetchall() == cells
    database.close()
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "hopper").score == 100


def test_what_changed_since_grading_is_left_out(course: Path, hand_in: Hand, record: Run, capsys: Capture) -> None:
    """A notebook that is not the graded one, or gone, is named; its scores stay, and others are recorded."""
    for student in ("hopper", "lovelace", "noether"):
        hand_in(student, wrong_padding())
    record()
    for student in ("hopper", "lovelace", "noether"):
        hand_in(student)
    (course / "submitted" / "hopper" / NAME / NOTEBOOK).write_text("another one")
    shutil.rmtree(course / "submitted" / "lovelace")
    assert record() == 1
    said = capsys.readouterr().err
    assert "hopper is left out: the submission is not the one that was graded" in said
    assert "lovelace is left out: the submission is gone" in said
    with open_book(course) as gradebook:
        found = {name: scores(gradebook, name)["test_zero_pad"] for name in ("hopper", "lovelace", "noether")}
    assert found == {"hopper": 1, "lovelace": 1, "noether": 10}


def test_submissions_may_lie_elsewhere(
    course: Path, results: Path, hand_in: Hand, record: Run, tmp_path: Path, capsys: Capture
) -> None:
    """A zip of a platform does, with a roster, too; its notebooks are put to where formgrader counts them."""
    hand_in("hopper")
    graded = (course / "submitted" / "hopper" / NAME / NOTEBOOK).read_bytes()
    shutil.rmtree(course / "submitted")
    assert record() == 2
    assert "Pass the folder you graded: --submissions DIR." in capsys.readouterr().err
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr(f"hoppergrace_4022_17_{NOTEBOOK}", graded)
    (tmp_path / "class.csv").write_text("student,id\nhopper,4022\n")
    assert record("--submissions", tmp_path / "all.zip", "--roster", tmp_path / "class.csv") == 0
    assert (course / "submitted" / "hopper" / NAME / NOTEBOOK).read_bytes() == graded
    assert "np.pad" in source(rebuilt(course, "hopper"), "zero_pad")


def test_nothing_handed_in_is_a_zero(course: Path, hand_in: Hand, record: Run) -> None:
    """Who handed in something else than a notebook has the zero that `grade` gave, and an empty frame."""
    hand_in("hopper", content=b"", stored_score=0)
    (course / "submitted" / "hopper" / NAME / NOTEBOOK).rename(course / "submitted" / "hopper" / NAME / "cat.pdf")
    assert record() == 0
    assert source(rebuilt(course, "hopper"), "zero_pad").startswith("# Nothing was handed in")


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (
            lambda course: shutil.rmtree(course / "release"),
            "Run `nbgrader generate_assignment cnn_step_by_step --force`",
        ),
        (lambda course: change_points(course, "10", "12"), "gives zero_pad 12 points; the grader gives 10."),
        (lambda course: change_points(course, '"test_zero_pad"', '"test_zero"'), "has no cells for zero_pad"),
        (lambda course: forget_cell(course), "the gradebook has other cells or points than the released notebook"),
        (lambda course: (course / "gradebook.db").write_bytes(b"no database" * 100), "file is not a database"),
        (lambda course: shutil.rmtree(course), "is not a folder"),
    ],
)
def test_a_course_that_is_not_ready(
    course: Path, hand_in: Hand, record: Run, capsys: Capture, spoil: Callable[[Path], object], sentence: str
) -> None:
    """One sentence says what is missing and what to do; the status is that of wrong usage."""
    hand_in("hopper")
    spoil(course)
    assert record() == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert said.count("\n") == 1
    assert not (course / "autograded").exists()


def change_points(course: Path, old: str, new: str) -> None:
    """Change what the released notebook says of zero_pad."""
    path = course / "release" / NAME / NOTEBOOK
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cell = next(cell for cell in notebook["cells"] if cell["id"] == "test_zero_pad")
    cell["metadata"]["nbgrader"] = json.loads(json.dumps(cell["metadata"]["nbgrader"]).replace(f" {old}", f" {new}"))
    path.write_text(json.dumps(notebook), encoding="utf-8")


def forget_cell(course: Path) -> None:
    """Give the gradebook a cell that is not released."""
    with open_book(course) as gradebook:
        gradebook.add_solution_cell("another", NAME, NAME)


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("sqlite:////srv/zoé/mes cours/gradebook.db", "sqlite:////srv/zoé/mes cours/gradebook.db"),
        ("postgresql://ada:secret@host/book", "postgresql://ada:***@host/book"),
    ],
)
def test_an_address_is_shown_as_people_write_it(address: str, shown: str) -> None:
    """Letters and spaces of a folder stay as they are; a password is hidden."""
    assert show_url(address) == shown


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("gradebook.db", "'gradebook.db' is not a database address. Pass one such as sqlite:///gradebook.db"),
        ("postgresql+nothing://me:secret@localhost/book", "is not a database address"),
        ("sqlite:////nowhere/at/all.db", "the gradebook sqlite:////nowhere/at/all.db cannot be used: unable to open"),
    ],
)
def test_an_address_that_leads_nowhere(hand_in: Hand, record: Run, capsys: Capture, url: str, sentence: str) -> None:
    """A database that cannot be reached is told by its address, without the password."""
    hand_in("hopper")
    assert record("--db", url) == 2
    said = capsys.readouterr().err
    assert sentence in said
    assert "secret" not in said


def test_a_locked_gradebook_is_told(course: Path, hand_in: Hand, record: Run, capsys: Capture) -> None:
    """Where another program writes to the gradebook and does not end, the sentence says what to close."""
    hand_in("hopper")
    other = sqlite3.connect(course / "gradebook.db", isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        assert record("--db", f"sqlite:///{course / 'gradebook.db'}?timeout=0.1") == 2
    finally:
        other.close()
    assert "database is locked. Close formgrader" in capsys.readouterr().err


def test_results_that_cannot_be_used(results: Path, hand_in: Hand, record: Run, capsys: Capture) -> None:
    """No folder and an empty one end with a sentence each."""
    assert record() == 2
    results.mkdir()
    (results.parent / "course" / "submitted" / "hopper.ipynb").write_text("{}")
    assert record() == 2
    assert "holds no results" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["{", '{"schema_version": 1}', "[" * 100_000, '{"schema_version": 1, "exercises": 3}'])
def test_broken_result_costs_its_own_student_only(
    course: Path, results: Path, hand_in: Hand, record: Run, capsys: Capture, text: str
) -> None:
    """Whoever has one is left out and named with the file; the others are recorded."""
    for student in ("hopper", "lovelace", "noether"):
        hand_in(student)
    path = results / "lovelace" / NAME / "result.json"
    path.write_text(text)
    assert record() == 1
    said = capsys.readouterr()
    assert f"lovelace is left out: {path} cannot be used" in said.err
    assert "grade with --fresh" in said.err
    assert "2 recorded" in said.out
    with open_book(course) as gradebook:
        assert {student.id for student in gradebook.students} == {"hopper", "noether"}


@pytest.mark.parametrize(
    "content", [b'{"worksheets": [{"cells": true}]}', b'{"cells": null, "worksheets": [{"cells": {"a": 1}}]}']
)
def test_odd_notebook_is_read_as_grading_read_it(course: Path, hand_in: Hand, record: Run, content: bytes) -> None:
    """Cells are found by the reader that grading uses, so what it could read costs nobody the gradebook."""
    hand_in("hopper")
    hand_in("lovelace", content=content, stored_score=0)
    assert record() == 0
    assert source(rebuilt(course, "lovelace"), "zero_pad").startswith("# The submitted notebook has no function")


@pytest.mark.parametrize("target", ["rebuild", "read_submitted", "tell_comment"])
@pytest.mark.parametrize("error", [LookupError("nobody foresaw this"), MemoryError()], ids=["error", "memory"])
def test_unforeseen_exception_costs_its_own_student_only(
    hand_in: Hand, record: Run, capsys: Capture, monkeypatch: pytest.MonkeyPatch, target: str, error: Exception
) -> None:
    """Whatever is raised while one student is recorded, the others are; the kind and the text go to the teacher."""
    for student in ("hopper", "lovelace", "noether"):
        hand_in(student)
    original, calls = getattr(recording, target), []

    def fail(*arguments: object) -> object:
        calls.append(arguments)
        if len(calls) == 1:
            raise error
        return original(*arguments)

    monkeypatch.setattr(recording, target, fail)
    assert record() == 1
    said = capsys.readouterr()
    assert f"hopper is left out: a problem in the grader, {type(error).__name__}: {error}\n" in said.err
    assert "2 recorded" in said.out


def test_student_whom_the_gradebook_refuses_costs_nobody_else(
    course: Path, hand_in: Hand, record: Run, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Many students are written at once; where one cannot be, each is written alone."""
    for student in ("hopper", "lovelace", "noether"):
        hand_in(student)
    original = Course.penalty

    def fail(self: Course, student: str, *arguments: float) -> float | None:
        if student == "lovelace":
            raise ZeroDivisionError("in the plugin of the course")
        return original(self, student, *arguments)

    monkeypatch.setattr(Course, "penalty", fail)
    assert record() == 1
    said = capsys.readouterr()
    assert "lovelace is left out: a problem in the grader, ZeroDivisionError: in the plugin of the course" in said.err
    assert "2 recorded" in said.out
    with open_book(course) as gradebook:
        assert {student.id for student in gradebook.students} == {"hopper", "noether"}
        assert scores(gradebook, "noether")["test_zero_pad"] == 10


def test_notes_of_another_student_are_not_taken(course: Path, hand_in: Hand, record: Run) -> None:
    """The time and the secret that nbgrader put beside a submission are not read through a link of a student's."""
    hand_in("ada")
    for name, text in (("timestamp.txt", "2026-01-01 10:00:00 UTC"), ("submission_secret.txt", "the secret of ada")):
        (course / "submitted" / "ada" / NAME / name).write_text(text)
    hand_in("mallory", content=b"", stored_score=0)
    shutil.rmtree(course / "submitted" / "mallory" / NAME)
    (course / "submitted" / "mallory" / NAME).symlink_to(course / "submitted" / "ada" / NAME)
    assert record() == 0
    assert (course / "autograded" / "ada" / NAME / "submission_secret.txt").read_text() == "the secret of ada"
    assert [path.name for path in (course / "autograded" / "mallory" / NAME).iterdir()] == [NOTEBOOK]
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "mallory").timestamp is None


def test_notes_are_read_through_a_link_of_the_teacher_s(course: Path, hand_in: Hand, record: Run) -> None:
    """The folder of a student that the teacher linked from another section has its time and its secret."""
    hand_in("ada")
    (course / "submitted" / "ada" / NAME / "timestamp.txt").write_text("2026-01-01 10:00:00 UTC")
    (course / "submitted" / "ada").rename(course.parent / "ada")
    (course / "submitted" / "ada").symlink_to(course.parent / "ada")
    assert record() == 0
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "ada").timestamp is not None


@pytest.mark.parametrize("link", ["mallory", f"mallory/{NAME}"])
def test_nothing_is_written_through_a_link(
    link: str, course: Path, hand_in: Hand, record: Run, capsys: Capture
) -> None:
    """A link below autograded/ costs its student the record, with a sentence, and nobody else anything."""
    hand_in("ada")
    hand_in("mallory")
    elsewhere = course.parent / "elsewhere"
    elsewhere.mkdir()
    (course / "autograded" / link).parent.mkdir(parents=True)
    (course / "autograded" / link).symlink_to(elsewhere)
    assert record() == 1
    assert "mallory is left out: " in capsys.readouterr().err
    assert not list(elsewhere.iterdir())
    with open_book(course) as gradebook:
        assert gradebook.find_submission(NAME, "ada").score == 100


def test_what_two_claim_is_not_recorded(course: Path, hand_in: Hand, record: Run, capsys: Capture) -> None:
    """A submission that `grade` called nobody's is left out, and the gradebook gets no student for it."""
    hand_in("ada")
    for student, content in (("eve", b"1"), ("EVE", b"2")):
        hand_in(student, content=content)
    for before, after in (("EVE", "EVE (1)"), ("eve", "eve (2)")):
        (course.parent / "results" / before).rename(course.parent / "results" / after)
    assert record() == 1
    said = capsys.readouterr().err
    assert "EVE (1) is left out: cannot tell whose submission this is" in said
    with open_book(course) as gradebook:
        assert [student.id for student in gradebook.students] == ["ada"]


def test_a_name_longer_than_the_database_has_room_for(hand_in: Hand, record: Run, capsys: Capture) -> None:
    """Such a student is left out, with a sentence."""
    hand_in("h" * 129)
    assert record() == 1
    assert "more than 128 characters" in capsys.readouterr().err


def test_database_of_another_course(course: Path, hand_in: Hand, record: Run, tmp_path: Path, capsys: Capture) -> None:
    """A database in which all assignments are of another course is refused, and nothing in it changes."""
    hand_in("hopper")
    other = tmp_path / "other.db"
    shutil.copy(course / "gradebook.db", other)
    with sqlite3.connect(other) as database:
        database.execute("UPDATE assignment SET course_id = 'chemistry'")
    database.close()
    before = other.read_bytes()
    assert record("--db", f"sqlite:///{other}") == 2
    assert "is the gradebook of the course chemistry" in capsys.readouterr().err
    assert other.read_bytes() == before
    assert record("--db", f"sqlite:///{course / 'gradebook.db'}") == 0
