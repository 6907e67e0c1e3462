"""`export` takes a class's scores from nbgrader's gradebook, or warns where that has other ones."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.__main__ import main
from tests.first_assignment import NAME
from tests.gradebook.conftest import Hand, open_book
from tests.gradebook.test_ids import collected
from tests.gradebook.test_scores import enter_by_hand
from tests.reports.conftest import faulty_record, wrong_padding

Run = Callable[..., int]
SHEET = (
    "Student,ID,SIS User ID,SIS Login ID,Section,Layers (77)\n"
    "    Points Possible,,,,,100\n"
    '"Hopper, Grace",1,,hopper,A,\n'
    '"Lovelace, Ada",2,,lovelace,A,\n'
    "\"O'Brien, Kate\",3,,o'brien,A,\n"
)


@pytest.fixture
def export(course: Path, results: Path, tmp_path: Path) -> Callable[..., tuple[int, dict[str, str]]]:
    """Fill Canvas's column; returns the status and the score of each login."""
    (tmp_path / "canvas.csv").write_text(SHEET)

    def run(*more: str) -> tuple[int, dict[str, str]]:
        command = ["export", results, "--format", "canvas", "--gradebook", tmp_path / "canvas.csv", "--column", "77"]
        status = main([*map(str, command), "--course", str(course), *more])
        rows = (results / "canvas.csv").read_text().splitlines()[2:] if (results / "canvas.csv").is_file() else []
        return status, {row.split(",")[-3]: row.split(",")[-1] for row in rows}

    return run


@pytest.fixture
def recorded(course: Path, hand_in: Hand, record: Run) -> None:
    """A class in the gradebook: a manual score, a late submission and a name that is no folder of results."""
    hand_in("hopper", wrong_padding())
    hand_in("lovelace")
    hand_in("o_brien")
    collected(course, "o_brien", "o'brien")
    record()
    enter_by_hand(course, "hopper", 7)
    with open_book(course) as gradebook:
        gradebook.find_submission_notebook(NAME, NAME, "lovelace").late_submission_penalty = 20
        gradebook.db.commit()


@pytest.mark.usefixtures("recorded")
def test_scores_of_the_gradebook_are_exported(course: Path, export: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Manual scores, extra credit and late penalties count, and students are found as with the results."""
    with open_book(course) as gradebook:
        manual = gradebook.find_submission(NAME, "hopper").score
    capsys.readouterr()
    status, scores = export("--from-gradebook")
    assert (status, scores) == (0, {"hopper": f"{manual:g}", "lovelace": "80", "o'brien": "100"})
    assert "another score" not in capsys.readouterr().out


@pytest.mark.usefixtures("recorded")
def test_difference_from_the_gradebook_is_reported(export: Run, capsys: pytest.CaptureFixture[str]) -> None:
    """Without the option the scores of the results are written, and a sentence names the students with other ones."""
    capsys.readouterr()
    _, scores = export()
    assert scores["lovelace"] == "100"
    printed = capsys.readouterr().out.replace("\n", " ")
    assert "has different scores for 2 of them" in printed
    assert "lovelace (80 there, 100 here)" in printed
    assert "--from-gradebook" in printed


def test_same_scores_are_not_mentioned(hand_in: Hand, record: Run, export: Run, capsys) -> None:
    """Where the gradebook has the results' scores there is nothing to report."""
    hand_in("hopper")
    record()
    capsys.readouterr()
    export()
    assert "gradebook.db" not in capsys.readouterr().out


def test_student_who_waits_for_a_score_gets_none(hand_in: Hand, record: Run, export: Run, capsys) -> None:
    """Who waits for a score by hand has none in the file either, and is named."""
    faulty = faulty_record("hopper")
    hand_in("hopper", *faulty.exercises, notes=faulty.notes)
    hand_in("lovelace")
    record()
    capsys.readouterr()
    assert export("--from-gradebook")[1] == {"hopper": "", "lovelace": "100", "o'brien": ""}
    assert "1 got no score, because the gradebook waits for a manual score: hopper." in capsys.readouterr().out


def test_gradebook_that_is_not_there_is_reported(hand_in: Hand, export: Run, course: Path, capsys) -> None:
    """Without a gradebook, or without the assignment in it, nothing is written."""
    hand_in("hopper")
    assert export("--from-gradebook") == (2, {})
    assert f"has no scores of {NAME}: run `record` first" in capsys.readouterr().err.replace("\n", " ")
    (course / "gradebook.db").unlink()
    assert export("--from-gradebook") == (2, {})
    assert "there is no gradebook" in capsys.readouterr().err
    assert not (course / "gradebook.db").exists()


def test_other_formats_take_no_scores_of_the_gradebook(
    hand_in: Hand, record: Run, results: Path, course, capsys
) -> None:
    """Formats with a file for each student show checks, which the gradebook does not have."""
    hand_in("hopper")
    record()
    command = ["export", str(results), "--format", "gradescope", "--from-gradebook", "--course", str(course)]
    assert main(command) == 2
    assert "--from-gradebook is for canvas and moodle" in capsys.readouterr().err
