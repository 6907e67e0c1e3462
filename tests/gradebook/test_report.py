"""`report` knows who is late from nbgrader: the due date, extensions, and the times of hand-in."""

from collections.abc import Callable
from pathlib import Path

import pytest

from autograder.__main__ import main
from tests.first_assignment import NAME
from tests.gradebook.conftest import Hand, open_book
from tests.gradebook.test_ids import collected
from tests.reports.conftest import Page

Report = Callable[..., str]


@pytest.fixture
def report(course: Path, results: Path) -> Report:
    """The text of the report, by options besides those of the course."""

    def run(*options: str) -> str:
        submitted = ["--submissions", str(course / "submitted"), "--course", str(course)]
        assert main(["report", str(results), *submitted, *options]) == 0
        return Page((results / "class_report.html").read_text(encoding="utf-8")).text

    return run


@pytest.fixture
def handed_in(course: Path, hand_in: Hand) -> None:
    """Three students; two hand in an hour after the others' deadline."""
    for student, hour in (("hopper", 10), ("lovelace", 12), ("o_brien", 12)):
        hand_in(student)
        (course / "submitted" / student / NAME / "timestamp.txt").write_text(f"2026-03-01 {hour}:00:00 UTC")


def set_due_date(course: Path) -> None:
    """Give the assignment its due date."""
    with open_book(course) as gradebook:
        gradebook.update_or_create_assignment(NAME, duedate="2026-03-01 11:00:00 UTC")


@pytest.mark.usefixtures("handed_in")
def test_late_is_what_nbgrader_calls_late(
    course: Path, results: Path, record: Callable[..., int], report: Report
) -> None:
    """By the gradebook's due date, before and after `record`; who has an extension is not late."""
    set_due_date(course)
    assert "Late: 2 students lovelace, o_brien" in report("--from-gradebook")
    collected(course, "o_brien", "o'brien")
    (course / "submitted" / "o'brien" / NAME / "timestamp.txt").write_text("2026-03-01 12:00:00 UTC")
    assert record() == 0
    with open_book(course) as gradebook:
        gradebook.grant_extension(NAME, "o'brien", hours=2)
        late = {one.student_id for one in gradebook.find_assignment(NAME).submissions if one.total_seconds_late > 0}
    assert late == {"lovelace"}
    text = report("--from-gradebook")
    assert "Late: 1 student lovelace" in text
    assert "The deadline was 1 Mar 2026, 11:00 UTC. 1 student had more time." in text


@pytest.mark.usefixtures("handed_in")
def test_recorded_times_are_known_without_the_files(course: Path, record: Callable[..., int], report: Report) -> None:
    """Where no timestamp.txt is left, the time in the gradebook counts."""
    set_due_date(course)
    record()
    for path in (course / "submitted").rglob("timestamp.txt"):
        path.unlink()
    assert "Late 2 " in report("--from-gradebook")
    assert "Late not known" in report()


@pytest.mark.usefixtures("handed_in")
def test_a_deadline_can_be_given(report: Report) -> None:
    """`--due` takes the place of the gradebook's due date; a time with a zone is converted to UTC."""
    assert "Late: 2 students lovelace, o_brien" in report("--due", "2026-03-01 11:59")
    assert "Late 0 " in report("--due", "2026-03-01 12:00")
    assert "Late: 2 students" in report("--due", "2026-03-01 12:00+01:00")


@pytest.mark.usefixtures("handed_in")
def test_a_gradebook_without_a_due_date_is_refused(
    course: Path, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The error names where to set one, and no report is written."""
    command = ["report", str(results), "--from-gradebook", "--course"]
    assert main([*command, str(course)]) == 2
    assert f"has no deadline for {NAME}. Set the due date in formgrader" in capsys.readouterr().err
    assert main([*command, str(course / "submitted")]) == 2
    assert "there is no gradebook" in capsys.readouterr().err
    assert not (results / "class_report.html").exists()
    assert not (course / "submitted" / "gradebook.db").exists()
