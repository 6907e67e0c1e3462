"""The record and the table: the form that others build on, written whole or not at all."""

import csv
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.grading.grader import Grader
from autograder.reports.grades import write_grades
from autograder.result import FOR_TEACHERS, Audience, Note, Record, Status, plain_number
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED
from tests.example_class import read_example
from tests.first_assignment import ASSIGNMENT, EXERCISES, NAME

COLUMNS = ["student", "score", "max_score", *EXERCISES]
STATUSES = {
    *("passed", "partial", "failed", "not_written", "missing", "syntax_error"),
    *("raised", "timed_out", "out_of_memory", "crashed", "grader_fault"),
}
assert set(Status) == STATUSES


@pytest.fixture(scope="module")
def record(grader: Grader) -> Record:
    """The record of a notebook with one mistake."""
    return grader.grade("somebody", read_example("stride_ignored_in_pooling_81"))


def test_record_has_the_fixed_form(record: Record) -> None:
    """Keys, their order and their types are those of the contract."""
    result = json.loads(record.to_json())
    assert list(result) == [
        *("schema_version", "assignment", "student", "score", "max_score", "exercises"),
        *("notes", "submission", "grader", "environment", "sandbox", "run"),
    ]
    for exercise in result["exercises"]:
        assert list(exercise) == [
            *("name", "status", "score", "max_score", "optional", "follow_through", "mistake", "message"),
            *("groups", "checks"),
        ]
        assert list(exercise["groups"]) == ["behaviour", "code"]
        assert exercise["status"] in STATUSES
        for check in exercise["checks"]:
            assert list(check) == ["name", "hidden", "passed", "score", "max_score", "message"]
            assert check["passed"] or check["message"]
    assert [exercise["name"] for exercise in result["exercises"]] == list(EXERCISES)
    assert list(result["sandbox"]) == ["tier", "trusted_for_marks", "protections"]
    assert list(result["run"]) == ["graded_at", "seconds"]
    assert {key: list(result[key]) for key in ("submission", "grader", "environment")} == {
        "submission": ["sha256"],
        "grader": ["version", "cases_sha256"],
        "environment": ["python", "numpy"],
    }


def test_scores_add_up(record: Record) -> None:
    """The checks add up to their exercise, the exercises to the whole, and so do the maxima."""
    result = json.loads(record.to_json())
    assert result["score"] == sum(exercise["score"] for exercise in result["exercises"])
    for exercise in result["exercises"]:
        if exercise["checks"]:
            assert exercise["score"] == sum(check["score"] for check in exercise["checks"])
            assert exercise["max_score"] == sum(check["max_score"] for check in exercise["checks"])


def test_record_is_written_whole(record: Record, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When writing breaks off, the earlier result stays as it was."""
    path = ResultsFolder(tmp_path, NAME).write(record)
    before, files = path.read_bytes(), sorted(tmp_path.rglob("*"))

    def break_off(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(OSError, match="No space left"):
        ResultsFolder(tmp_path, NAME).write(replace(record, notes=(Note("other"),)))
    assert path.read_bytes() == before
    assert sorted(tmp_path.rglob("*")) == files


def test_text_that_is_no_unicode_is_written(record: Record, tmp_path: Path) -> None:
    """A lone surrogate in a message does not stop the result from being written and read."""
    path = ResultsFolder(tmp_path, NAME).write(replace(record, notes=(Note("a\ud800b"),)))
    assert json.loads(path.read_text(encoding="utf-8"))["notes"] == ["a?b"]


def test_a_result_is_written_as_it_was_read(grader: Grader) -> None:
    """The results of all examples, of faults, and of odd texts are the same bytes after they were read."""
    records = [grader.grade("somebody", read_example(one.name), ("A remark.",)) for one in SUBMITTED.iterdir()]
    fault = grader.frame.fault("somebody", b"", "a reason", ("A remark.",))
    odd = replace(records[0], student="\ud800\x00\u2028=1", notes=(Note('Nothing is "noted".'), Note("")))
    for record in (*records, fault, odd, replace(fault, notes=(Note("For all."),))):
        again = Record.from_json(record.to_json())
        assert again.to_json() == record.to_json()
        assert replace(again, stored_score=None, comparisons=record.comparisons) == record
        stored = record.to_json().encode(errors="replace")
        assert Record.from_json(stored).to_json().encode() == stored


def test_a_stored_score_stays_as_it_is(record: Record) -> None:
    """A score that is not the sum is neither refused nor mended: who reads it can see both."""
    read = Record.from_json(record.to_json().replace('"score": 81', '"score": 100', 1))
    assert (read.score, read.sum_of_scores) == (100, 81)
    assert '"score": 100' in read.to_json()


def test_an_unknown_status_is_kept_and_unknown_fields_are_not(record: Record) -> None:
    """What another version may have added does not keep a result from being read."""
    stored = json.loads(record.to_json()) | {"of_the_future": 1}
    stored["exercises"][0]["status"] = "puzzled"
    read = Record.from_json(json.dumps(stored))
    assert read.exercises[0].status == "puzzled"
    assert json.loads(read.to_json()) == {name: value for name, value in stored.items() if name != "of_the_future"}


def test_notes_for_teachers_are_known_by_their_field(record: Record) -> None:
    """`notes` stays a list of texts; a field beside it repeats those that students are not shown."""
    notes = (Note("The disk is full.", Audience.TEACHER), Note("The grader failed on nothing."))
    stored = json.loads(replace(record, notes=notes).to_json())
    assert stored["notes"] == ["The disk is full.", "The grader failed on nothing."]
    assert stored[FOR_TEACHERS] == ["The disk is full."]
    assert Record.from_json(json.dumps(stored)).notes == notes
    assert FOR_TEACHERS not in json.loads(record.to_json())


def test_students_are_shown_no_note_of_an_old_fault(record: Record, grader: Grader) -> None:
    """An old result does not say whom a note is for: with a fault of the grader all are for teachers, else none."""
    old = json.loads(grader.frame.fault("somebody", b"", "a reason", ("A remark.",)).to_json())
    del old[FOR_TEACHERS]
    read = Record.from_json(json.dumps(old))
    assert (read.student_notes, len(read.all_notes)) == ((), 2)
    assert Record.from_json(record.to_json()).student_notes == record.student_notes != ()


WRONG = {
    "no object": ([], "something in the result is not an object"),
    "no student": ({"student": ...}, "the result has no student"),
    "no assignment": ({"assignment": ...}, "the result has no assignment"),
    "no points to get": ({"max_score": 0}, "max_score is 0"),
    "another schema": ({"schema_version": 2}, "schema version 2, not 1"),
    "a score that is a flag": ({"score": True}, "score is not a number from 0 to 1,000,000"),
    "a score below 0": ({"score": -1}, "score is not a number from 0 to 1,000,000"),
    "an endless score": ({"score": float("inf")}, "score is not a number from 0 to 1,000,000"),
    "a note that is a number": ({"notes": [1]}, "notes is of the wrong kind"),
    "notes for teachers that are a text": ({FOR_TEACHERS: "x"}, f"{FOR_TEACHERS} is not a list"),
    "exercises that are an object": ({"exercises": {}}, "exercises is not a list"),
    "an exercise that is empty": ({"exercises": [{}]}, "exercises has no name"),
    "a time that is a number": ({"run": {"graded_at": 1}}, "graded_at is of the wrong kind"),
    "a hash that is missing": ({"submission": {}}, "submission has no sha256"),
    "a flag that is a text": ({"sandbox": {"tier": "none", "trusted_for_marks": "no"}}, "trusted_for_marks is of the"),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_what_is_no_result_is_refused(wrong: str, record: Record) -> None:
    """The error names what is missing or of the wrong kind. ... stands for a field that is not there."""
    change, sentence = WRONG[wrong]
    stored = json.loads(record.to_json()) | change if isinstance(change, dict) else change
    fields = {name: value for name, value in stored.items() if value is not ...} if isinstance(stored, dict) else stored
    with pytest.raises(ValueError, match=re.escape(sentence)):
        Record.from_json(json.dumps(fields))


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, b"\xff", '{"schema_version": 1' + "0" * 5000 + "}"])
def test_what_is_not_json_is_refused(text: str | bytes) -> None:
    """Whatever bytes are in the place of a result, reading it raises ValueError and nothing else."""
    with pytest.raises(ValueError, match=r"."):
        Record.from_json(text)


@pytest.mark.parametrize(("value", "number"), [(40.0, "40"), (7.5, "7.5"), (1 / 3, "0.33"), (0, "0")])
def test_numbers_are_plain(value: float, number: str) -> None:
    """Scores are written without needless fractions."""
    assert json.dumps(plain_number(value)) == number


def row(student: str, score: float = 0) -> tuple[str, float, dict[str, float]]:
    """A row of the table."""
    return student, score, dict.fromkeys(EXERCISES, score)


def read(path: Path) -> list[list[str]]:
    """The table as a spreadsheet reads it."""
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))


WIDE = ("\uff1d1+1", "\uff0b1", "\uff0d1", "\uff20SUM(A1)", "\ufe621", "\ufe66=")


@pytest.mark.parametrize(
    "name",
    [
        *("=1+1", "+1", "-1", "@SUM(A1)", "=cmd|' /C calc'!A0", "  =1", "\u00a0=1", '"=1', "“=1", ' " +1', "`-1"),
        *WIDE,
    ],
)
def test_no_cell_is_a_formula(name: str, tmp_path: Path) -> None:
    """A name that a spreadsheet would compute is written as text, also behind spaces and quotes, and stays so."""
    path = tmp_path / "grades.csv"
    write_grades([row(name)], ASSIGNMENT, path)
    write_grades([row(name)], ASSIGNMENT, path)
    assert [line[0] for line in read(path)[1:]] == [f"'{name}"]


@pytest.mark.parametrize(
    ("name", "cell"),
    [
        ("\tx", " x"),
        ("\t=1", "' =1"),
        ("\r\n=1", "'  =1"),
        ("a\n=1,2", "a =1,2"),
        ("a\u2028=1", "a =1"),
        ("\u202e=1", "' =1"),
        ("a\x00b\x1b[2J", "a b [2J"),
        ("\ud800=1", "' =1"),
    ],
)
def test_cell_is_one_line_of_text(name: str, cell: str, tmp_path: Path) -> None:
    """Tabs, line ends, control characters and half characters in a name are spaces in the table."""
    write_grades([row(name)], ASSIGNMENT, tmp_path / "grades.csv")
    header, line = read(tmp_path / "grades.csv")
    assert (line[0], len(line)) == (cell, len(header))


def test_absent_student_has_a_line_without_scores(tmp_path: Path) -> None:
    """Who handed in nothing has no score, which is not 0; a score from before stays."""
    path = tmp_path / "grades.csv"
    write_grades([row("ada", 1)], ASSIGNMENT, path, absent=["zoe", "=max"])
    write_grades([row("eve", 2)], ASSIGNMENT, path, absent=["ada", "zoe"])
    assert [line[:3] for line in read(path)[1:]] == [
        ["'=max", "", "100"],
        ["ada", "1", "100"],
        ["eve", "2", "100"],
        ["zoe", "", "100"],
    ]
    assert all(len(line) == len(COLUMNS) for line in read(path))


def test_names_with_commas_and_quotes_stay_one_cell(tmp_path: Path) -> None:
    """Commas, quotes and letters of any script are quoted by a CSV writer."""
    write_grades([row('Łukasz, "the" student')], ASSIGNMENT, tmp_path / "grades.csv")
    header, line = read(tmp_path / "grades.csv")
    assert header == COLUMNS
    assert (line[0], len(line)) == ('Łukasz, "the" student', len(COLUMNS))


def test_table_keeps_the_students_of_other_commands(tmp_path: Path) -> None:
    """Grading one student again changes that line; the others keep theirs."""
    path = tmp_path / "grades.csv"
    write_grades([row("ada", 1), row("zoe", 2), row("=x", 3)], ASSIGNMENT, path)
    write_grades([row("ada", 5), row("=x", 4)], ASSIGNMENT, path)
    assert [line[:2] for line in read(path)[1:]] == [["'=x", "4"], ["ada", "5"], ["zoe", "2"]]


def test_table_with_accents_has_a_mark_for_excel(tmp_path: Path) -> None:
    """A mark is in front where a letter needs it and nowhere else, and a later command reads the table with it."""
    path = tmp_path / "grades.csv"
    write_grades([row("ada", 1)], ASSIGNMENT, path)
    assert path.read_bytes().startswith(b"student,")
    write_grades([row("zoë", 2)], ASSIGNMENT, path)
    write_grades([row("ada", 3)], ASSIGNMENT, path)
    assert path.read_bytes().startswith(b"\xef\xbb\xbfstudent,")
    assert [line[:2] for line in read(path)[1:]] == [["ada", "3"], ["zoë", "2"]]


@pytest.mark.parametrize("content", ["", "student,score\nada,1\n", "\x00", "\udcff"])
def test_table_that_is_something_else_is_replaced(content: str, tmp_path: Path) -> None:
    """A file in the place of the table that is no such table is not mixed with it."""
    path = tmp_path / "grades.csv"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    write_grades([row("ada")], ASSIGNMENT, path)
    assert [line[0] for line in read(path)] == ["student", "ada"]
