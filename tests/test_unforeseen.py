"""What nobody foresaw costs the student on whom it happens a result, and nobody else anything."""

import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from autograder import __main__ as command_line
from autograder import explain
from autograder.batch import pool
from autograder.batch.task import Task
from autograder.errors import INTERRUPTED
from autograder.grading.grader import Grader
from autograder.intake import collection
from autograder.intake.collection import collect
from autograder.intake.roster import Roster
from autograder.platforms import coursera, gradescope, junit, run_in_container
from autograder.reports import feedback
from autograder.reports.class_counts import Tally
from autograder.stored_results import ResultsFolder
from tests.first_assignment import ASSIGNMENT, NAME, NOTEBOOK, find_submissions
from tests.hostile_files.places import put

pytestmark = pytest.mark.usefixtures("one_grader")

ERRORS = (LookupError("nobody foresaw this"), MemoryError(), RecursionError("far too deep"))
STUDENTS = ("ada", "eve", "zoe")
UNLUCKY = "eve"


@pytest.fixture(params=ERRORS, ids=lambda error: type(error).__name__)
def error(request: pytest.FixtureRequest) -> Exception:
    """What is raised."""
    raised: Exception = request.param
    return raised


def fail_on(function: Callable, error: Exception, unlucky: Callable[..., bool]) -> Callable:
    """A function that raises for one student."""

    def run(*arguments: object, **options: object) -> object:
        if unlucky(*arguments):
            raise error
        return function(*arguments, **options)

    return run


@pytest.fixture
def submitted(tmp_path: Path) -> Path:
    """Three notebooks without functions; each holds the name of its student."""
    for student in STUDENTS:
        put(tmp_path / "class", f"{student}/{NOTEBOOK}", content=json.dumps({"cells": [], "of": student}))
    return tmp_path / "class"


@pytest.fixture
def results(submitted: Path, tmp_path: Path) -> Path:
    """Their results."""
    assert grade(submitted, tmp_path / "results") == 0
    return tmp_path / "results"


def run(*arguments: object) -> int:
    """The exit status of a command."""
    return command_line.main([str(argument) for argument in arguments])


def grade(submitted: Path, results: Path, *more: object) -> int:
    """The exit status of `grade` in this process."""
    return run("grade", submitted, "--results", results, "--workers", 1, *more)


def stored(results: Path, student: str) -> dict:
    """The content of a result."""
    return dict(json.loads((results / student / NAME / "result.json").read_bytes()))


def check_fault(results: Path, error: Exception) -> None:
    """One student has a fault of the grader's, with kind and text for the teacher; the others were graded."""
    for student in STUDENTS:
        statuses = {exercise["status"] for exercise in stored(results, student)["exercises"]}
        assert statuses == {"grader_fault" if student == UNLUCKY else "missing"}
    note = stored(results, UNLUCKY)["notes"][0]
    assert note.startswith("The grader failed on this submission (")
    assert f"{type(error).__name__}: {error}" in note
    assert not any(str(error) in one["message"] for one in stored(results, UNLUCKY)["exercises"] if str(error))


STEPS = {
    "choosing a file": (collection, "read_chosen", lambda files, *_: f"/{UNLUCKY}/" in files[0].file.path),
    "listing a folder": (collection, "find_leaves", lambda folder, *_: folder.name == UNLUCKY),
    "looking for a stored result": (pool, "_find_result", lambda task, *_: task.student == UNLUCKY),
    "grading": (Grader, "grade", lambda _, student, *more: student == UNLUCKY),
    "noting what changed": (pool.Journal, "note", lambda _, record: record.student == UNLUCKY),
    "writing the result": (ResultsFolder, "write", lambda _, record: record.student == UNLUCKY and not record.faulty),
}


@pytest.mark.parametrize("step", STEPS)
def test_class_is_graded_whatever_is_raised(
    step: str, submitted: Path, tmp_path: Path, error: Exception, monkeypatch: pytest.MonkeyPatch, capsys
) -> None:
    """In each step an exception becomes that student's result, the status is 1, and the next command puts it right."""
    place, name, unlucky = STEPS[step]
    with monkeypatch.context() as patch:
        patch.setattr(place, name, fail_on(getattr(place, name), error, unlucky))
        assert grade(submitted, tmp_path / "results") == 1
    assert "1 could not be graded because of a problem in the grader" in capsys.readouterr().err
    check_fault(tmp_path / "results", error)
    assert grade(submitted, tmp_path / "results") == 0


def test_submission_that_nobody_can_name_is_a_fault_of_ours(
    submitted: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When it cannot be found out whose a submission is, the others have their names and are read."""
    failing = fail_on(Roster.find, error, lambda _, ids, names: UNLUCKY in ids)
    monkeypatch.setattr(Roster, "find", failing)
    ada, eve, zoe = collect(submitted, ASSIGNMENT).submissions
    assert json.loads(ada.read(ASSIGNMENT).content)["of"] == "ada"
    assert json.loads(zoe.read(ASSIGNMENT).content)["of"] == "zoe"
    with pytest.raises(OSError, match=f"cannot tell whose submission this is: {type(error).__name__}: {error}"):
        eve.read(ASSIGNMENT)


def test_worker_of_a_cluster_returns_a_fault(grader: Grader, error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    """One submission of a chunk on which grading raises does not make the others suspects."""
    monkeypatch.setattr(Grader, "grade", fail_on(Grader.grade, error, lambda _, student, *more: student == UNLUCKY))
    records = [Task(student, b"{}").run(grader) for student in STUDENTS]
    assert [record.faulty for record in records] == [student == UNLUCKY for student in STUDENTS]


def with_an_empty_name(members: dict[str, bytes]) -> bytes:
    """A zip with these members and one without a name, which Python itself does not write."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in {**members, "x": b"x"}.items():
            archive.writestr(name, content)
        archive.infolist()[-1].filename = ""
    return file.getvalue()


def test_zip_with_an_empty_name_is_read(tmp_path: Path) -> None:
    """In a zip of a student, and in the download of a class, a member without a name costs nobody anything."""
    work = with_an_empty_name({NOTEBOOK: b'{"cells": []}'})
    everybody = {f"{student}/{NAME}/work.zip": work for student in STUDENTS}
    (tmp_path / "class.zip").write_bytes(with_an_empty_name(everybody))
    assert [one.student for one in find_submissions(tmp_path / "class.zip")] == list(STUDENTS)
    assert all(one.read(ASSIGNMENT).content == b'{"cells": []}' for one in find_submissions(tmp_path / "class.zip"))


WRITERS: dict[str, tuple[tuple[object, ...], object, str, Callable[..., bool]]] = {
    "feedback": (("feedback",), feedback, "render_feedback", lambda record, *_: record.student == UNLUCKY),
    "report": (("report",), Tally, "add", lambda _, record: record.student == UNLUCKY),
    "gradescope": (("export", "--format", "gradescope"), gradescope, "describe", lambda one: one.student == UNLUCKY),
    "coursera": (("export", "--format", "coursera"), coursera, "describe", lambda one: one.student == UNLUCKY),
    "junit": (("export", "--format", "junit"), junit, "to_suite", lambda student, _: student == UNLUCKY),
}


@pytest.mark.parametrize("writer", WRITERS)
def test_everybody_else_is_written(
    writer: str, results: Path, error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """An exception on the result of one student names that student, and the status is 1."""
    (command, *more), place, name, unlucky = WRITERS[writer]
    monkeypatch.setattr(place, name, fail_on(getattr(place, name), error, unlucky))
    assert run(command, results, *more) == 1
    said = capsys.readouterr()
    assert said.err == f"autograder: eve is left out: a problem in the grader, {type(error).__name__}: {error}\n"
    assert "2 results written to " in said.out


BROKEN = {
    "cut off": "{",
    "empty": "",
    "a list": "[]",
    "nothing in it": '{"schema_version": 1}',
    "nested": "[" * 100_000,
    "exercises is a number": {"exercises": 3},
    "an exercise is a text": {"exercises": ["zero_pad"]},
    "a score is a text": {"score": "100"},
    "a score is not a number": {"score": float("nan")},
    "a score beyond all bounds": {"score": 1e300},
    "a note is a list": {"notes": [[]]},
    "no versions": {"environment": None},
    "no assignment": {"assignment": ...},
    "no points to get": {"max_score": 0},
    "another schema": {"schema_version": 2},
}
COMMANDS = (
    ("feedback",),
    ("report",),
    *(("export", "--format", form) for form in ("gradescope", "coursera", "canvas", "junit")),
)


def spoil(results: Path, broken: str | dict) -> None:
    """Put something else in the place of one result; a field that is ... is removed."""
    if isinstance(broken, dict):
        fields = stored(results, UNLUCKY) | broken
        broken = json.dumps({name: value for name, value in fields.items() if value is not ...})
    (results / UNLUCKY / NAME / "result.json").write_text(broken)


@pytest.mark.parametrize("broken", BROKEN)
def test_broken_result_costs_its_own_student_only(broken: str, results: Path, submitted: Path, capsys) -> None:
    """Each command names the student with the file and what to do, and handles the others; `grade` puts it right."""
    spoil(results, BROKEN[broken])
    for command, *more in COMMANDS:
        assert run(command, results, *more) == 1
        said = capsys.readouterr()
        assert said.err.startswith(f"autograder: eve is left out: {results / UNLUCKY / NAME / 'result.json'}")
        assert said.err.endswith("grade with --fresh\n")
        assert "2 results written to " in said.out
    assert grade(submitted, results) == 0
    assert "1 graded, 2 unchanged since last time." in capsys.readouterr().out
    assert ResultsFolder(results, NAME).read(UNLUCKY) is not None


def test_export_of_a_broken_result_is_not_that_of_an_earlier_one(results: Path) -> None:
    """The file that an earlier export wrote for the student would pass for the present one, so it goes."""
    assert run("export", results, "--format", "gradescope") == 0
    spoil(results, "{")
    assert run("export", results, "--format", "gradescope") == 1
    assert sorted(path.parent.name for path in (results / "gradescope").rglob("*.json")) == ["ada", "zoe"]


def test_submission_that_cannot_be_read_is_explained(submitted: Path, error: Exception, monkeypatch) -> None:
    """Office hours on others go on, and for the one there is the reason."""
    unlucky = STEPS["choosing a file"][2]
    monkeypatch.setattr(collection, "read_chosen", fail_on(collection.read_chosen, error, unlucky))
    content, same = explain.find_notebook(submitted, ASSIGNMENT, "zoe", "0" * 64)
    assert (json.loads(content)["of"], same) == ("zoe", False)
    with pytest.raises(explain.NothingToExplainError, match=f"cannot be read: {type(error).__name__}: {error}"):
        explain.find_notebook(submitted, ASSIGNMENT, UNLUCKY, "0" * 64)


def test_container_ends_with_the_reason(
    tmp_path: Path, error: Exception, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a platform shows to the teacher has the exception; the file that says "not graded" stays."""
    (tmp_path / "bundle.json").write_text('{"platform": "gradescope", "waived": false, "parts": {}}')
    monkeypatch.setattr(run_in_container, "SETTINGS", tmp_path / "bundle.json")
    monkeypatch.setitem(
        run_in_container.RUNS, "gradescope", fail_on(run_in_container.run_gradescope, error, lambda *_: True)
    )
    assert run_in_container.main(tmp_path) == 1
    assert f"{type(error).__name__}" in capsys.readouterr().out


@pytest.mark.parametrize("stop", [KeyboardInterrupt, SystemExit])
def test_who_stops_a_command_stops_it(stop: type[BaseException], submitted: Path, tmp_path: Path, monkeypatch) -> None:
    """Ctrl-C is nobody's result."""
    monkeypatch.setattr(collection, "read_chosen", fail_on(collection.read_chosen, stop(), lambda *_: True))
    if stop is KeyboardInterrupt:
        assert grade(submitted, tmp_path / "results") == INTERRUPTED
    else:
        with pytest.raises(SystemExit):
            grade(submitted, tmp_path / "results")
    assert not list((tmp_path / "results").glob("*/*/result.json"))
