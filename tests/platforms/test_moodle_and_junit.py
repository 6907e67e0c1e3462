"""Moodle's grading worksheet, and JUnit's XML."""

from collections.abc import Callable
from dataclasses import replace
from xml.etree import ElementTree

import pytest

from autograder.intake.roster import Roster
from autograder.platforms import PlatformError
from autograder.platforms.junit import to_junit, to_suite
from autograder.platforms.moodle import fill_worksheet
from autograder.result import Record
from tests.first_assignment import ASSIGNMENT

WORKSHEET = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Last modified (grade),Feedback comments\n"
    'Participant 4021,Ada Lovelace,ada@example.org,"Submitted, late",,100.00,-,\n'
    'Participant 4022,Grace Hopper,grace@example.org,Submitted,55.00,100.00,"Monday, 1 June",Good\n'
    "Participant 4023,Emmy Noether,emmy@example.org,No submission,,100.00,-,\n"
)


def fill(scores: dict[str, float | None], text: str = WORKSHEET, column: str | None = None) -> tuple[list[str], str]:
    """The lines of the filled worksheet, and what was said."""
    table = fill_worksheet(text.encode(), "sheet.csv", scores, ASSIGNMENT, column, Roster())
    return table.content.decode().splitlines(), " ".join(table.remarks)


@pytest.mark.parametrize("student", ["Ada Lovelace_4021", "ada@example.org", "ada", "Ada Lovelace", "Somebody_4021"])
def test_participant_is_found(student: str) -> None:
    """A row is found by the number of the participant, the address, or the name; nothing else changes."""
    lines, said = fill({student: 73.5})
    before = WORKSHEET.splitlines()
    assert lines[1] == 'Participant 4021,Ada Lovelace,ada@example.org,"Submitted, late",73.5,100.00,-,'
    assert [lines[0], *lines[2:]] == [before[0], *before[2:]]
    assert "1 of 1 scores are in the column Grade" in said


def test_maximum_and_faults_are_told() -> None:
    """Another maximum multiplies; what the grader failed on and who has no row is told, and their cells stay."""
    scores = {"Ada Lovelace_4021": 50, "Grace Hopper_4022": None, "Max_9": 10}
    lines, said = fill(scores, WORKSHEET.replace("100.00", "10.00"))
    assert 'late",5,10.00' in lines[1]
    assert ",55.00," in lines[2]
    assert "multiplied by 0.1" in said
    assert "1 have no row" in said
    assert "1 could not be graded" in said


def test_worksheet_in_another_language_needs_the_name_of_the_column() -> None:
    """A German worksheet is filled once its column is named, and refused with a sentence before."""
    german = (
        WORKSHEET.replace("Identifier", "ID").replace("Participant", "Teilnehmer/in").replace("Grade,", "Bewertung,")
    )
    assert ",5,100.00" in fill({"Ada Lovelace_4021": 5}, german, "bewertung")[0][1]
    with pytest.raises(PlatformError, match="no column Grade"):
        fill({}, german)
    with pytest.raises(PlatformError, match="no participant numbers"):
        fill({}, "Name,Grade\nAda,\n")


def test_maximum_is_found_in_every_language() -> None:
    """The maximum is in the column after the grades, whatever it is called; where it is not, that is reported."""
    german = WORKSHEET.replace("Grade,Maximum Grade", "Bewertung,Bestwertung").replace("100.00", '"10,00"')
    lines, said = fill({"Ada Lovelace_4021": 70, "Grace Hopper_4022": 60}, german, "Bewertung")
    assert 'late",7,"10,00"' in lines[1].replace(",10.00", ',"10,00"')
    assert "multiplied by 0.1" in said
    assert "Grace Hopper_4022 (55.00, now 6)" in said
    for other in (WORKSHEET.replace(",Maximum Grade", "").replace(",100.00", ""), WORKSHEET.replace("100.00", "Scale")):
        lines, said = fill({"Ada Lovelace_4021": 70}, other)
        assert 'late",70,' in lines[1]
        assert "Cannot tell how many points Moodle gives for the assignment" in said


@pytest.mark.parametrize("column", ["Full name", "Status", "Department"])
def test_nobody_takes_the_score_of_another(column: str) -> None:
    """An id is looked for in columns of ids and addresses only: what students may write elsewhere is no id."""
    text = WORKSHEET.replace("Status", column) if column == "Department" else WORKSHEET
    name, status = ("s123", "Submitted") if column == "Full name" else ("Eve", "s123")
    text += f"Participant 4024,{name},eve@example.org,{status},,100.00,-,\n"
    lines, said = fill({"s123": 100}, text)
    assert lines == text.splitlines()
    assert "1 have no row, so their scores are not in the file: s123" in said


@pytest.mark.parametrize("heading", ["ID number", "Username"])
def test_columns_of_ids_are_read(heading: str) -> None:
    """The ids that a site shows in a worksheet are known by their headings in English."""
    filled, said = fill({"s7": 50}, WORKSHEET.replace("Status", heading).replace("No submission", "s7"))
    assert ",s7,50," in filled[3]
    assert "1 of 1 scores" in said


def test_cases_of_junit_are_the_checks(result: Callable[[str], Record]) -> None:
    """Each check is a case; failures, errors and skipped ones are counted as readers of the format expect."""
    graded, fault = result("stride_ignored"), result("fault")
    pooling = graded.exercise("pool_forward")
    checks = tuple(
        replace(check, message="<b>\x1b[2J\ufffe\ud800 & so on") if number == 2 else check
        for number, check in enumerate(pooling.checks)
    )
    wrong = replace(graded, exercises=(*graded.exercises[:3], replace(pooling, checks=checks), *graded.exercises[4:]))
    suites = ElementTree.fromstring(to_junit([to_suite("ada", wrong), to_suite("\x00eve", fault)]))
    first, second = suites
    checks = [check for exercise in wrong.exercises for check in exercise.checks]
    assert len(first.findall("testcase")) == int(first.get("tests", "")) == len(checks) + 4
    assert len(first.findall("testcase/failure")) == int(first.get("failures", ""))
    assert int(first.get("failures", "")) == sum(not check.passed for check in checks)
    assert first.get("skipped") == "4"
    assert any(failure.get("message") == "<b>?[2J?? & so on" for failure in first.iter("failure"))
    assert (second.get("name"), second.get("errors"), second.get("failures")) == ("?eve", "8", "0")
