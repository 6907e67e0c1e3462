"""Many submissions: in parallel as alone, results kept, nothing lost when something breaks."""

import json
import os
import shutil
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import h5py
import pytest

from autograder.__main__ import main
from autograder.batch import processes, task, worker
from autograder.batch.pool import Graded, grade_all
from autograder.batch.task import Task
from autograder.commands import grade
from autograder.errors import INTERRUPTED
from autograder.expected import Key, read_key
from autograder.grading.checks.session import ChecksError
from autograder.grading.grader import Grader
from autograder.intake.collection import Found, one_file
from autograder.result import Record
from autograder.sandbox import TierName
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED
from tests.first_assignment import EXERCISES, EXPECTED, NAME, find_submissions

pytestmark = pytest.mark.usefixtures("one_grader")

QUICK = ("bias_added_before_the_sum_80", "no_json_0", "right_vectorised_100", "untouched_starter_0")


def find_quick() -> list[Found]:
    """Four submissions that take no time."""
    return [found for found in find_submissions(SUBMITTED) if found.student in QUICK]


@pytest.fixture
def quick() -> list[Found]:
    """The same for one test."""
    return find_quick()


def stored(results: Path) -> dict[str, dict]:
    """The results of a folder by student, without what may differ between two runs."""
    found = {}
    for path in results.glob(f"*/{NAME}/result.json"):
        found[path.parent.parent.name] = json.loads(path.read_text(encoding="utf-8"))
        assert found[path.parent.parent.name].pop("run")
    return found


def run(found: list[Found], results: Path, workers: int = 1, fresh: bool = False) -> dict[str, Graded]:
    """Grade and return what came by student."""
    return {
        graded.student: graded
        for graded in grade_all([*found], ResultsFolder(results, NAME), "auto", workers, fresh, EXPECTED)
    }


@dataclass(frozen=True)
class Round:
    """One command. left: how many submissions were still to be graded after each. events: of processes and cases."""

    graded: dict[str, Graded]
    stored: dict[str, dict]
    left: list[int]
    events: list[str]


@pytest.fixture(scope="module")
def rounds(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[Round]]:
    """The same class graded three times into one folder, by one process and by two: at first, again, and with --fresh.

    Starting processes takes seconds, so all tests that need only what came of it look at these.
    """
    return {workers: [*grade_three_times(workers, tmp_path_factory.mktemp("results"))] for workers in (1, 2)}


def grade_three_times(workers: int, results: Path) -> Iterator[Round]:
    """Grade four submissions at first, again, and with --fresh, and note what happened."""
    events: list[str] = []

    class Watched(worker.Worker):
        def __init__(self, tier: TierName, expected: Path) -> None:
            events.append("start")
            super().__init__(tier, expected)

        def give(self, task: Task) -> None:
            events.append("give")
            super().give(task)

    def read(path: Path) -> Key:
        events.append("read")
        return read_key(path)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(processes, "Worker", Watched)
        patch.setattr(processes, "IN_FLIGHT", 1)  # so that there are more submissions than are handed out at a time
        patch.setattr(task, "read_key", read)
        for fresh in (False, False, True):
            events.clear()
            found, graded, left = find_quick(), {}, []
            for one in grade_all(found, ResultsFolder(results, NAME), "auto", workers, fresh, EXPECTED):
                graded[one.student] = one
                left.append(len(found))
            yield Round(graded, stored(results), left, [*events])


@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_found_is_given_up_as_it_is_graded(rounds: dict[int, list[Round]], workers: int) -> None:
    """Paths and names of a hundred thousand submissions do not stay until the last is graded."""
    left = rounds[workers][0].left
    assert left[-1] == 0
    assert workers > 1 or left == list(reversed(range(len(QUICK))))


def test_two_workers_give_the_results_of_one(rounds: dict[int, list[Round]]) -> None:
    """The same results come from one process and from two, and every submission has one."""
    assert rounds[1][0].stored == rounds[2][0].stored
    assert set(rounds[1][0].stored) == set(QUICK)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_has_a_result_is_kept(rounds: dict[int, list[Round]], workers: int) -> None:
    """A second run grades nothing, and gives the same scores of everybody; --fresh grades everything."""
    first, second, fresh = (one.graded for one in rounds[workers])
    assert set(second) == set(QUICK)
    assert not any(graded.kept for graded in first.values())
    assert all(graded.kept for graded in second.values())
    assert {s: (g.score, g.exercises) for s, g in first.items()} == {
        s: (g.score, g.exercises) for s, g in second.items()
    }
    assert not any(graded.kept for graded in fresh.values())


def test_processes_are_started_at_once_unless_there_may_be_nothing_to_grade(rounds: dict[int, list[Round]]) -> None:
    """They get ready while the cases are read; when all is graded already there is none."""
    first, second, fresh = (one.events for one in rounds[2])
    assert first[:4] == ["start", "start", "read", "give"]
    assert second == ["read"]
    assert fresh[:4] == ["start", "start", "read", "give"]


@pytest.mark.parametrize("workers", [1, 2])
def test_cases_that_cannot_be_judged_by_end_the_command(workers: int, quick: list[Found], tmp_path: Path) -> None:
    """A file of cases that lacks something is a fault of ours, told as such, and nobody gets a result from it."""
    cases = tmp_path / "cases.h5"
    shutil.copy(EXPECTED, cases)
    with h5py.File(cases, "r+") as file:
        del file.attrs["helpers"]
    with pytest.raises(ChecksError, match=r"pytest ended|not a file of cases"):
        list(grade_all([*quick], ResultsFolder(tmp_path / "results", NAME), "auto", workers, False, cases))
    assert not stored(tmp_path / "results")


@pytest.mark.parametrize("change", ["notebook", "cases", "half a file", "fault"])
def test_what_changed_is_graded_again(change: str, tmp_path: Path) -> None:
    """Another notebook, other cases, a damaged result or one with a fault of ours: the submission is graded again."""
    notebook = tmp_path / "ada.ipynb"
    notebook.write_text('{"cells": []}')
    found, results = find_submissions(notebook), tmp_path / "results"
    run(found, results)
    path = results / "ada" / NAME / "result.json"
    text = path.read_text()
    if change == "notebook":
        notebook.write_text('{"cells": [] }')
    elif change == "cases":
        path.write_text(text.replace('"cases_sha256": "', '"cases_sha256": "0'))
    elif change == "half a file":
        path.write_text(text[: len(text) // 2])
    else:
        path.write_text(text.replace('"missing"', '"grader_fault"', 1))
    assert not run(found, results)["ada"].kept


def test_file_that_cannot_be_read_is_our_fault(tmp_path: Path) -> None:
    """A submission that vanished or is unreadable has a result that says so, and the others are graded."""
    (tmp_path / "ada.ipynb").write_text("{}")
    found = [*find_submissions(tmp_path), one_file("gone", tmp_path / "gone.ipynb")]
    graded = run(found, tmp_path / "results")
    assert (graded["gone"].faulty, graded["ada"].faulty) == (True, False)
    assert "No such file" in stored(tmp_path / "results")["gone"]["notes"][0]


def test_submission_without_a_notebook_has_a_result(tmp_path: Path) -> None:
    """Who handed in something else has a result that says so and is no fault of ours; a choice is told in the notes."""
    for name in ("ada/report.pdf", "zoe/a.ipynb", "zoe/b.ipynb"):
        (tmp_path / "class" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "class" / name).write_text('{"cells": []}')
    found = find_submissions(tmp_path / "class")
    graded = run(found, tmp_path / "results")
    assert not any(one.faulty or one.score for one in graded.values())
    results = stored(tmp_path / "results")
    (sentence,) = results["ada"]["notes"]
    assert sentence.startswith("No notebook was handed in: there is report.pdf.")
    assert {(entry["status"], entry["message"]) for entry in results["ada"]["exercises"]} == {("missing", sentence)}
    assert results["zoe"]["notes"][-1] == "2 notebooks were handed in; a.ipynb was graded. Left out: b.ipynb."
    assert run(found, tmp_path / "results")["zoe"].kept
    (tmp_path / "class" / "zoe" / "b.ipynb").rename(tmp_path / "class" / "zoe" / "c.ipynb")
    assert not run(find_submissions(tmp_path / "class"), tmp_path / "results")["zoe"].kept


def die_on_one(*order: object) -> None:
    """In place of what a worker does: the process that gets one submission is gone."""

    def die(task: Task, grader: Grader) -> Record:
        if task.student == "no_json_0":
            os.kill(os.getpid(), signal.SIGKILL)
        return original(task, grader)

    original = Task.run
    Task.run = die  # type: ignore[method-assign]  # this process does nothing else
    SERVE(*order)  # type: ignore[arg-type]


SERVE = worker.serve


def test_worker_that_dies_takes_nobody_with_it(
    quick: list[Found], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The submission that kills its worker twice is a fault of ours; every other one is graded."""
    monkeypatch.setattr(worker, "serve", die_on_one)
    graded = run(quick, tmp_path, workers=2)
    assert set(graded) == set(QUICK)
    assert [student for student, result in graded.items() if result.faulty] == ["no_json_0"]
    assert graded["right_vectorised_100"].score == 100
    assert "died twice" in stored(tmp_path)["no_json_0"]["notes"][0]


def test_interrupted_batch_says_that_it_can_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys) -> None:
    """Ctrl-C ends with one sentence and a status of its own."""

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(grade, "grade_all", interrupt)
    (tmp_path / "ada.ipynb").write_text("{}")
    status = main(["grade", str(tmp_path), "--assignment", NAME, "--results", str(tmp_path / "results")])
    assert status == INTERRUPTED
    assert "run the same command to continue" in capsys.readouterr().err


def test_scores_are_by_exercise(quick: list[Found], tmp_path: Path) -> None:
    """What is handed on has the score of every exercise of the catalogue."""
    assert all(list(graded.exercises) == list(EXERCISES) for graded in run(quick, tmp_path).values())
