"""The record and the table: the form that others build on, written whole or not at all."""

import csv
import json
from dataclasses import replace
from pathlib import Path

import pytest

from autograder.exercises import EXERCISES
from autograder.grading import Grader
from autograder.reports.grades import COLUMNS, write_grades
from autograder.result import Record, plain_number, write_record
from examples.build import SUBMITTED

STATUSES = {
    *("passed", "partial", "failed", "not_written", "missing", "syntax_error"),
    *("raised", "timed_out", "out_of_memory", "crashed", "grader_fault"),
}


@pytest.fixture(scope="module")
def record(grader: Grader) -> Record:
    """The record of a notebook with one mistake."""
    return grader.grade("somebody", next(SUBMITTED.glob("stride_ignored*/*/*.ipynb")).read_bytes())


def test_record_has_the_fixed_form(record: Record) -> None:
    """Keys, their order and their types are those of the contract."""
    result = json.loads(record.to_json())
    assert list(result) == [
        *("schema_version", "assignment", "student", "score", "max_score", "exercises"),
        *("notes", "submission", "grader", "environment", "sandbox", "run"),
    ]
    for exercise in result["exercises"]:
        assert list(exercise) == [
            *("name", "status", "score", "max_score", "optional", "follow_through", "mistake", "message", "checks")
        ]
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
    path = write_record(record, tmp_path)
    before, files = path.read_bytes(), sorted(tmp_path.rglob("*"))

    def break_off(self: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", break_off)
    with pytest.raises(OSError, match="No space left"):
        write_record(replace(record, notes=("other",)), tmp_path)
    assert path.read_bytes() == before
    assert sorted(tmp_path.rglob("*")) == files


def test_text_that_is_no_unicode_is_written(record: Record, tmp_path: Path) -> None:
    """A lone surrogate in a message does not stop the result from being written and read."""
    path = write_record(replace(record, notes=("a\ud800b",)), tmp_path)
    assert json.loads(path.read_text(encoding="utf-8"))["notes"] == ["a?b"]


@pytest.mark.parametrize(("value", "number"), [(40.0, "40"), (7.5, "7.5"), (1 / 3, "0.33"), (0, "0")])
def test_numbers_are_plain(value: float, number: str) -> None:
    """Scores are written without needless fractions."""
    assert json.dumps(plain_number(value)) == number


def row(student: str, score: float = 0) -> tuple[str, float, dict[str, float]]:
    """A row of the table."""
    return student, score, dict.fromkeys(EXERCISES, score)


def read(path: Path) -> list[list[str]]:
    """The table as a spreadsheet reads it."""
    with path.open(newline="", encoding="utf-8") as file:
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
    write_grades([row(name)], path)
    write_grades([row(name)], path)
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
    write_grades([row(name)], tmp_path / "grades.csv")
    header, line = read(tmp_path / "grades.csv")
    assert (line[0], len(line)) == (cell, len(header))


def test_absent_student_has_a_line_without_scores(tmp_path: Path) -> None:
    """Who handed in nothing has no score, which is not 0; a score from before stays."""
    path = tmp_path / "grades.csv"
    write_grades([row("ada", 1)], path, absent=["zoe", "=max"])
    write_grades([row("eve", 2)], path, absent=["ada", "zoe"])
    assert [line[:3] for line in read(path)[1:]] == [
        ["'=max", "", "100"],
        ["ada", "1", "100"],
        ["eve", "2", "100"],
        ["zoe", "", "100"],
    ]
    assert all(len(line) == len(COLUMNS) for line in read(path))


def test_names_with_commas_and_quotes_stay_one_cell(tmp_path: Path) -> None:
    """Commas, quotes and letters of any script are quoted by a CSV writer."""
    write_grades([row('Łukasz, "the" student')], tmp_path / "grades.csv")
    header, line = read(tmp_path / "grades.csv")
    assert header == list(COLUMNS)
    assert (line[0], len(line)) == ('Łukasz, "the" student', len(COLUMNS))


def test_table_keeps_the_students_of_other_commands(tmp_path: Path) -> None:
    """Grading one student again changes that line; the others keep theirs."""
    path = tmp_path / "grades.csv"
    write_grades([row("ada", 1), row("zoe", 2), row("=x", 3)], path)
    write_grades([row("ada", 5), row("=x", 4)], path)
    assert [line[:2] for line in read(path)[1:]] == [["'=x", "4"], ["ada", "5"], ["zoe", "2"]]


@pytest.mark.parametrize("content", ["", "student,score\nada,1\n", "\x00", "\udcff"])
def test_table_that_is_something_else_is_replaced(content: str, tmp_path: Path) -> None:
    """A file in the place of the table that is no such table is not mixed with it."""
    path = tmp_path / "grades.csv"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    write_grades([row("ada")], path)
    assert [line[0] for line in read(path)] == ["student", "ada"]
