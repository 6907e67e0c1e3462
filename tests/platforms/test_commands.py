"""`export` and `bundle` on the command line: where things go, what is said, and how it ends."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import jsonschema
import pytest

from autograder.__main__ import main
from autograder.authoring.secret_cases import read_secret, redraw
from autograder.intake.student_ids import student_id
from autograder.result import Record
from tests.first_assignment import NAME
from tests.platforms.schemas import COURSERA, GRADESCOPE

Result = Callable[[str], Record]


@pytest.fixture
def results(tmp_path: Path, result: Result) -> Path:
    """A folder of results: one right, one wrong."""
    for student, name in (("ada", "right_with_loops"), ("eve", "stride_ignored")):
        add(tmp_path / "results", student, result(name))
    return tmp_path / "results"


def add(results: Path, student: str, record: Record) -> None:
    """Add a result."""
    path = results / student / NAME / "result.json"
    path.parent.mkdir(parents=True)
    path.write_text(record.to_json(), encoding="utf-8")


def run(*arguments: object) -> int:
    """The exit status of a command, also when the parser ends it."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as end:
        return int(end.code or 0)


@pytest.mark.parametrize(
    ("form", "file", "schema"), [("gradescope", "results.json", GRADESCOPE), ("coursera", "feedback.json", COURSERA)]
)
def test_each_student_has_a_file(
    form: str, file: str, schema: dict, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The files of a platform go to a folder of each student, below the results or where one says."""
    assert run("export", results, "--format", form) == 0
    assert f"2 results written to {results / form}" in capsys.readouterr().out
    assert run("export", results, "--format", form, "--to", results.parent / "elsewhere") == 0
    for place in (results / form, results.parent / "elsewhere"):
        files = sorted(place.rglob("*.*"))
        assert files == [place / "ada" / file, place / "eve" / file]
        for path in files:
            jsonschema.validate(json.loads(path.read_text(encoding="utf-8")), schema)
    # What was exported is nobody's result, and no student can be called like it.
    assert run("export", results, "--format", form) == 0
    assert student_id(form) != form


@pytest.mark.parametrize("form", ["gradescope", "coursera"])
def test_fault_of_ours_is_left_out_and_told(
    form: str, results: Path, result: Result, capsys: pytest.CaptureFixture[str]
) -> None:
    """Who could not be graded gets no file, not even one of an earlier export, is named, and the status is 1."""
    assert run("export", results, "--format", form) == 0
    shutil.rmtree(results / "eve")
    add(results, "eve", result("fault"))
    assert run("export", results, "--format", form) == 1
    assert [path.parent.name for path in (results / form).rglob("*.json")] == ["ada"]
    assert "1 could not be graded because of a problem in the grader and are left out: eve." in capsys.readouterr().out


def test_gradebook_of_canvas_is_filled(results: Path, result: Result, capsys: pytest.CaptureFixture[str]) -> None:
    """The filled gradebook goes beside the results, the given one stays, and all that matters is told."""
    gradebook = results.parent / "export.csv"
    gradebook.write_text(f"Student,ID,SIS Login ID,Section,{NAME} (7)\nAda,1,s1,A,\nMax,2,max,A,3\n")
    before = gradebook.read_bytes()
    (results.parent / "roster.csv").write_text("student,id\nada,s1\neve,s2\n")
    arguments = ("--format", "canvas", "--gradebook", gradebook, "--roster", results.parent / "roster.csv")
    assert run("export", results, *arguments) == 0
    said = capsys.readouterr().out
    assert (results / "canvas.csv").read_bytes() == before.replace(b"Ada,1,s1,A,", b"Ada,1,s1,A,100")
    assert gradebook.read_bytes() == before
    assert "1 have no row, so their scores are not in the file: eve." in said
    add(results, "zoe", result("fault"))
    assert run("export", results, "--format", "canvas") == 1
    assert b",zoe,,\r\n" in (results / "canvas.csv").read_bytes()


def test_worksheet_and_junit_are_written(results: Path, result: Result) -> None:
    """Moodle's worksheet is filled in a copy; JUnit is one file, in which a fault of ours is an error."""
    worksheet = results.parent / "sheet.csv"
    worksheet.write_text("Identifier,Full name,Username,Grade,Maximum Grade\nParticipant 7,A,ada,,100\n")
    assert run("export", results, "--format", "moodle", "--gradebook", worksheet) == 0
    assert b"Participant 7,A,ada,100,100" in (results / "moodle.csv").read_bytes()
    add(results, "zoe", result("fault"))
    assert run("export", results, "--format", "junit") == 1
    suites = ElementTree.fromstring((results / "junit.xml").read_bytes())
    assert [suite.get("name") for suite in suites] == ["ada", "eve", "zoe"]
    assert [suite.get("errors") for suite in suites] == ["0", "0", "8"]


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["export", "{tmp}/empty", "--format", "canvas"], "holds no results"),
        (["export", "{tmp}/missing", "--format", "gradescope"], "is not a folder"),
        (["export", "{tmp}/results"], "required: --format"),
        (["export", "{tmp}/results", "--format", "blackboard"], "invalid choice: 'blackboard'"),
        (["export", "{tmp}/results", "--format", "coursera", "--column", "x"], "are for canvas and moodle"),
        (["export", "{tmp}/results", "--format", "canvas", "--column", "x"], "canvas needs the exported gradebook"),
        (["export", "{tmp}/results", "--format", "canvas", "--gradebook", "{tmp}/none.csv"], "No such file"),
        (["export", "{tmp}/results", "--format", "moodle"], "moodle needs the grading worksheet"),
        (["bundle", "moodle"], "invalid choice: 'moodle'"),
        (
            ["bundle", "coursera", "--assignment", NAME, "--part", "a=conv_backward"],
            "conv_backward is not a graded exercise of cnn_step_by_step",
        ),
        (["bundle", "coursera", "--assignment", NAME, "--part", "zero_pad"], "zero_pad is not a part and its exercise"),
        (["bundle", "gradescope", "--assignment", NAME, "--secret", "{tmp}/none"], "the secret"),
    ],
)
def test_wrong_usage_is_one_sentence(
    arguments: list[str], sentence: str, results: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Wrong usage ends with status 2 and one line."""
    (results.parent / "empty").mkdir()
    assert run(*(argument.format(tmp=results.parent) for argument in arguments)) == 2
    said = capsys.readouterr()
    assert sentence in said.err
    assert (said.err.count("\n"), said.out) == (1, "")


def test_bundle_takes_the_cases_of_a_class(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bundle of a secret holds its cases and not the secret; the choices of the command are in it."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    secret = tmp_path / "secret"
    secret.write_text("correct horse battery staple")
    target = tmp_path / "there" / "grader.zip"
    name = "train_a_cnn"  # drawing its cases takes a tenth of the time
    options = ("--secret", secret, "--waive-sandbox", "--part", "Zb6wb=dense_forward")
    assert run("bundle", "coursera", "--assignment", name, "--to", target, *options) == 0
    assert str(target) in capsys.readouterr().out
    with zipfile.ZipFile(target) as archive:
        drawn = redraw(read_secret(secret), name).read_bytes()
        assert archive.read(f"autograder/assignments/{name}/expected.h5") == drawn
        assert json.loads(archive.read("bundle.json")) == {
            "assignment": name,
            "platform": "coursera",
            "waived": True,
            "parts": {"Zb6wb": "dense_forward"},
        }
    assert secret.read_bytes() not in target.read_bytes()
