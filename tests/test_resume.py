"""Grading again only whoever has no current result; and listing who gained or lost what."""

import csv
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import h5py
import pytest

from autograder import __main__ as command_line
from autograder.batch.journal import JOURNAL, Change, Journal
from autograder.batch.pool import grade_all
from autograder.batch.task import Task
from autograder.commands import grade as grade_command
from autograder.differences import DIFFERENCES
from autograder.grading.grader import Grader
from autograder.reports.changes import CHANGES, write_changes
from autograder.result import Record, Status
from autograder.storage import occupy
from autograder.stored_results import ResultsFolder
from autograder.version import AROUND, OF_THE_CASES, PACKAGE, grader_version, hash_code
from examples.build import SUBMITTED
from tests.first_assignment import EXPECTED, NAME, find_submissions

pytestmark = pytest.mark.usefixtures("one_grader")

CLASS = (
    *("no_json_0", "optional_part_done_100", "stride_ignored_in_pooling_81", "syntax_error_in_pooling_70"),
    *("untouched_starter_0", "zero_pad_wrong_but_convolution_right_91"),
)


@pytest.fixture(scope="module")
def submitted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small class with right and wrong answers, and helpers at fault."""
    folder = tmp_path_factory.mktemp("submitted")
    for student in CLASS:
        shutil.copy(next((SUBMITTED / student).glob("*/*.ipynb")), folder / f"{student}.ipynb")
    return folder


@pytest.fixture(scope="module")
def graded(submitted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The results of the class by the repository's own cases."""
    results = tmp_path_factory.mktemp("graded")
    run(submitted, results)
    return results


@pytest.fixture
def results(graded: Path, tmp_path: Path) -> Path:
    """A copy of them, to be graded again."""
    return shutil.copytree(graded, tmp_path / "results")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Who was given to the grader."""
    seen: list[str] = []
    original = Task.run

    def run_and_note(self: Task, grader: Grader) -> Record:
        seen.append(self.student)
        return original(self, grader)

    monkeypatch.setattr(Task, "run", run_and_note)
    return seen


def run(submitted: Path, results: Path, expected: Path = EXPECTED, fresh: bool = False) -> None:
    """Grade a folder in this process."""
    for _ in grade_all(find_submissions(submitted), ResultsFolder(results, NAME), "auto", 1, fresh, expected):
        pass


def stored(results: Path) -> dict[str, str]:
    """The text of each result by student, without what may differ between two runs."""
    texts = {}
    for path in results.glob(f"*/{NAME}/result.json"):
        content = json.loads(path.read_text(encoding="utf-8"))
        assert list(content.pop("run")) == ["graded_at", "seconds"]
        pictures = path.with_name(DIFFERENCES)
        content["differences"] = pictures.read_text(encoding="utf-8") if pictures.exists() else ""
        texts[path.parent.parent.name] = json.dumps(content)
    return texts


def alter(exercise: str, tmp_path: Path) -> Path:
    """The cases with an expected output that no answer gives, in the last hidden one of an exercise."""
    path = tmp_path / f"{exercise}.h5"
    shutil.copy(EXPECTED, path)
    with h5py.File(path, "r+") as file:
        group = file[exercise]
        hidden = [name for name, case in group.items() if case.attrs["hidden"]]
        for output in group[hidden[-1]]["expected"].values():
            output[...] = output[()] + 1
    return path


def test_other_cases_mean_grading_everybody_again(
    submitted: Path, results: Path, tmp_path: Path, asked: list[str]
) -> None:
    """Whatever changed in the cases, everybody is graded, and the bytes are those of --fresh."""
    expected, before = alter("pool_forward", tmp_path), stored(results)
    run(submitted, results, expected)
    assert sorted(asked) == sorted(before)
    run(submitted, tmp_path / "fresh", expected, fresh=True)
    assert stored(results) == stored(tmp_path / "fresh")
    assert stored(results) != before
    assert json.loads(stored(results)["stride_ignored_in_pooling_81"])["differences"]
    asked.clear()
    run(submitted, results, expected)
    assert asked == []


def test_results_of_a_version_before_are_read(
    submitted: Path, results: Path, tmp_path: Path, asked: list[str], capsys: pytest.CaptureFixture
) -> None:
    """They are compared with, and kept where nothing else changed; a `cases.json` beside them is of no account."""
    history = json.dumps({"0" * 64: {"shared": "0" * 64, "zero_pad": "1" * 64}}, indent=1) + "\n"
    (results / "cases.json").write_text(history)
    run(submitted, results)
    assert asked == []
    older = results / "optional_part_done_100" / NAME / "result.json"
    version = json.loads(older.read_text())["grader"]["version"]
    older.write_text(older.read_text().replace(version, "0.1.0+0123456789ab").replace('"passed"', '"failed"', 1))
    assert command_line.main(["grade", str(submitted), "--results", str(results), "--workers", "1"]) == 0
    assert asked == ["optional_part_done_100"]
    assert lines(results)["optional_part_done_100"]["because"] == "grader"
    assert json.loads(older.read_text())["grader"]["version"] == version
    assert (results / "cases.json").read_text() == history
    assert command_line.main(["report", str(results)]) == 0


def test_version_names_the_code(tmp_path: Path) -> None:
    """Each module that a result depends on changes the version; reports and the command line do not."""
    package = tmp_path / "package"
    for folder in ("reports", "commands", "sandbox", "batch", "authoring"):
        (package / folder).mkdir(parents=True)
    left_out = ("reports/terminal.py", "__main__.py", "commands/grade.py", "batch/pool.py", "authoring/compiled.py")
    for name in ("judging.py", "sandbox/wire.py", *left_out):
        (package / name).write_text("1\n")
    seen = {hash_code(package)}
    for name in ("judging.py", "sandbox/wire.py"):
        (package / name).write_text("2\n")
        seen.add(hash_code(package))
    (package / "judging.py").rename(package / "outcomes.py")
    assert len(seen | {hash_code(package)}) == 4
    before = hash_code(package)
    for name in left_out:
        (package / name).write_text("2\n")
    assert hash_code(package) == before
    assert re.fullmatch(r"\d+\.\d+\.\d+\+[0-9a-f]{12}", grader_version())


def test_version_covers_what_grading_imports() -> None:
    """Of the modules that grading loads only those are left out that `expected.h5` holds compiled."""
    source = "import sys, autograder.grading.grader, autograder.grading.checks.session; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", source], capture_output=True, text=True, check=True, timeout=60)
    loaded = {name for name in done.stdout.split() if name.startswith("autograder.")}
    around = {name for name in loaded if name.split(".")[1] in {part.removesuffix(".py") for part in EXCLUDED}}
    assert around == {"autograder.assignments", "autograder.authoring", "autograder.authoring.exercise"}


EXCLUDED = AROUND + OF_THE_CASES


def test_what_the_version_leaves_out_exists() -> None:
    """Each name that the version leaves out is that of a module or a folder of the package."""
    assert [name for name in EXCLUDED if not (PACKAGE / name).exists()] == []


@pytest.fixture
def command(
    submitted: Path, results: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> Iterator[Callable[[Path], str]]:
    """The command `grade` on the class with other cases; gives what it printed."""

    def grade(expected: Path) -> str:
        monkeypatch.setattr(grade_command, "find_cases", lambda *_: expected)
        monkeypatch.setenv("COLUMNS", "120")
        assert command_line.main(["grade", str(submitted), "--results", str(results), "--workers", "1"]) == 0
        return capsys.readouterr().out

    return grade


def lines(results: Path) -> dict[str, dict[str, str]]:
    """The table of changes by student."""
    with (results / CHANGES).open(newline="", encoding="utf-8") as file:
        return {line["student"]: line for line in csv.DictReader(file)}


def standing(text: str) -> list[tuple[str, float]]:
    """Status and score of each exercise of a result."""
    return [(entry["status"], entry["score"]) for entry in json.loads(text)["exercises"]]


def test_regrade_tells_who_gained_or_lost_what(command: Callable[[Path], str], results: Path, tmp_path: Path) -> None:
    """A table names each student whose score or statuses changed, with the reason, and nobody else."""
    assert "Changed: " not in command(EXPECTED)
    assert not (results / CHANGES).exists()
    before = stored(results)
    said = command(alter("pool_forward", tmp_path))
    told = lines(results)
    after = stored(results)
    assert set(told) == {student for student in before if standing(before[student]) != standing(after[student])}
    assert "untouched_starter_0" not in told
    line = told["optional_part_done_100"]
    assert (line["before"], line["because"]) == ("100", "cases")
    assert float(line["after"]) < 100
    assert line["exercises"] == f"pool_forward: passed 30 to partial {float(line['after']) - 70:g}"
    assert f"Changed results: {len(told)} (0 with more points, " in said
    assert str(results / CHANGES) in said.replace("\n", "")
    # Nothing changed since: the table of the last change stays.
    again = command(tmp_path / "pool_forward.h5")
    assert "Changed results written to " not in again
    assert lines(results) == told
    assert not (results / JOURNAL).exists()
    assert "0 with fewer" in command(EXPECTED)
    assert lines(results)["optional_part_done_100"]["after"] == "100"


def test_regrade_that_was_stopped_tells_all_when_it_goes_on(
    command: Callable[[Path], str], submitted: Path, results: Path, tmp_path: Path
) -> None:
    """Changes before a kill are told by the command that comes to its end, too."""
    altered = alter("pool_forward", tmp_path)
    whole = shutil.copytree(results, tmp_path / "whole")
    first = grade_all(find_submissions(submitted), ResultsFolder(results, NAME), "auto", 1, False, altered)
    while next(first).student != "optional_part_done_100":
        pass
    first.close()
    command(altered)
    stopped = lines(results)
    for _ in grade_all(find_submissions(submitted), ResultsFolder(whole, NAME), "auto", 1, False, altered):
        pass
    write_changes(list(Journal(ResultsFolder(whole, NAME)).changes()), whole)
    assert "optional_part_done_100" in stopped
    assert stopped == lines(whole)


def test_second_command_on_the_same_results_is_refused(
    results: Path, tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    """While one command is at work on a folder of results another one ends with status 1 and touches nothing."""
    (tmp_path / "ada.ipynb").write_text("{}")
    options = ("--assignment", NAME, "--results", str(results), "--workers", "1")
    arguments = ["grade", str(tmp_path / "ada.ipynb"), *options]
    with occupy(results):
        assert command_line.main(arguments) == 1
    assert "another command is using these results" in capsys.readouterr().err
    assert "ada" not in stored(results)
    assert command_line.main(arguments) == 0
    assert "ada" in stored(results)


@pytest.fixture(scope="module")
def record(grader: Grader) -> Record:
    """Some record."""
    return grader.grade("=ada", b"")


def worth(record: Record, score: float) -> Record:
    """The record with another score in its first exercise."""
    first = replace(record.exercises[0], status=Status.PARTIAL, score=score)
    return replace(record, exercises=(first, *record.exercises[1:]))


def note_and_write(record: Record, results: Path) -> None:
    """What a batch does with a record."""
    Journal(ResultsFolder(results, NAME)).note(record)
    ResultsFolder(results, NAME).write(record)


def test_journal_remembers_the_first_and_compares_with_the_last(record: Record, tmp_path: Path) -> None:
    """Several changes of one student are one, from what was first to what is now; back again is none."""
    for score in (1, 2, 3):
        note_and_write(worth(record, score), tmp_path)
    (change,) = Journal(ResultsFolder(tmp_path, NAME)).changes()
    standings = (("zero_pad", ["partial", 1], ["partial", 3]),)
    assert change == Change("=ada", 1, 3, (), standings)
    note_and_write(worth(record, 1), tmp_path)
    assert list(Journal(ResultsFolder(tmp_path, NAME)).changes()) == []


def test_journal_survives_a_line_cut_off(record: Record, tmp_path: Path) -> None:
    """A line that a full disk cut off costs neither those before nor those after it."""
    for student in ("one", "two"):
        for score in (1, 2):
            note_and_write(replace(worth(record, score), student=student), tmp_path)
        with (tmp_path / JOURNAL).open("ab") as file:
            file.write(b'\n{"student": "cut')
    assert [change.student for change in Journal(ResultsFolder(tmp_path, NAME)).changes()] == ["one", "two"]


def test_table_of_changes_is_safe_in_a_spreadsheet(tmp_path: Path) -> None:
    """A name that would be a formula is text."""
    write_changes([Change("=1+1", 1, 2, ("cases",), ())], tmp_path)
    assert "'=1+1" in lines(tmp_path)
