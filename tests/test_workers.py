"""Worker processes that die at every moment: the class ends, and each submission has a result of its own."""

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from autograder.batch import worker
from autograder.batch.processes import IN_FLIGHT, STARTS, WorkerProcesses
from autograder.batch.task import Task
from autograder.batch.worker import Worker
from autograder.grading.checks.session import ChecksError
from autograder.result import Record
from autograder.sandbox import SandboxUnavailable
from tests import dying_workers
from tests.dying_workers import FRAME, LARGE, SETTING

DEATHS = 4
"""At each of five moments."""
PATIENCE = 300
"""Seconds after which a test that waits for ever fails."""


@pytest.fixture(autouse=True)
def dying(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Workers die as the names of their submissions say; none may be left over, and nothing may wait for ever."""

    def fail(*_: object) -> None:
        raise TimeoutError("the class does not end")

    earlier = multiprocessing.active_children()  # such as workers that other tests keep ready
    monkeypatch.setattr(worker, "serve", dying_workers.serve)
    before = signal.signal(signal.SIGALRM, fail)
    signal.alarm(PATIENCE)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
    assert set(multiprocessing.active_children()) <= set(earlier)


def grade(tasks: Iterator[Task | Record], folder: Path, number: int = 2) -> dict[str, Record]:
    """The records by student, each of whom has exactly one."""
    records: dict[str, Record] = {}
    with closing(WorkerProcesses(number, "none", folder)) as processes:
        for record in processes.grade(tasks, FRAME):
            assert isinstance(record, Record)
            assert record.student not in records
            records[record.student] = record
    return records


def check(records: dict[str, Record], content: bytes) -> None:
    """Everybody was graded."""
    assert {record.all_notes for record in records.values()} == {(content.decode(),)}


@pytest.mark.parametrize(("moment", "size"), [("grading", 10), ("sending", 2 * LARGE), ("answering", 2 * LARGE)])
def test_worker_dies_on_a_submission(moment: str, size: int, tmp_path: Path) -> None:
    """When it dies while it grades, while a submission is sent to it or a result by it, everybody has a result."""
    content = b"x" * size
    names = [f"{kind}{number}" for number in range(DEATHS) for kind in (moment, "ordinary")]
    records = grade((Task(name, content) for name in names), tmp_path)
    assert set(records) == set(names)
    check(records, content)
    assert len(list(tmp_path.iterdir())) == DEATHS


def test_worker_dies_at_its_start(tmp_path: Path) -> None:
    """A worker that dies before it is ready is replaced, and that is not held against any submission."""
    (tmp_path / "start").mkdir()
    names = [f"grading{number}" for number in range(DEATHS // 2)]
    records = grade((Task(name, b"x") for name in names), tmp_path, number=1)
    assert set(records) == set(names)
    check(records, b"x")
    starts = len(list(tmp_path.glob("start?*")))
    assert starts - starts // 3 >= DEATHS


@pytest.mark.parametrize("noticed", [False, True])
def test_worker_dies_with_nothing_to_do(noticed: bool, tmp_path: Path) -> None:
    """Whether that is noticed before or when the next submission is sent to it, that one is graded."""
    processes = WorkerProcesses(1, "none", tmp_path)
    between = Record("", "between", (), (), "", SETTING, 100)

    def tasks() -> Iterator[Task | Record]:
        for number in range(DEATHS // 2):
            yield Task(f"ordinary{number}", b"x" * 2 * LARGE)
            while processes._workers[0].tasks or not processes._workers[0].ready:
                yield between
            (one,) = processes._workers
            one._process.kill()
            one._process.join()
            while noticed and processes._workers:
                yield between

    with closing(processes):
        done = [record.student for record in processes.grade(tasks(), FRAME) if record is not between]
    assert done == [f"ordinary{number}" for number in range(DEATHS // 2)]


def test_submission_that_kills_twice_is_not_tried_again(tmp_path: Path) -> None:
    """It gets a result that says so; those that its workers had besides are graded."""
    names = ["ordinary0", "always1", "ordinary2", "ordinary3", "always4"]
    records = grade((Task(name, b"x", ("a remark",)) for name in names), tmp_path)
    assert set(records) == set(names)
    for name, record in records.items():
        if name.startswith("always"):
            assert record.faulty
            assert record.all_notes == (
                "The grader failed on this submission (the process that graded it died twice).",
                "a remark",
            )
        else:
            assert record.all_notes == ("x",)


def test_worker_that_is_busy_does_not_keep_its_parent_from_sending(tmp_path: Path) -> None:
    """A large submission is taken in while another one is graded, however long that takes."""
    one = Worker("none", tmp_path)
    assert one.receive(True) is None
    one.give(Task("endless", b""))
    one.give(Task("next", b"x" * 8 * LARGE))
    one.dismiss()
    assert one.bury() == -signal.SIGKILL


def test_command_that_is_stopped_does_not_wait_for_what_is_graded(tmp_path: Path) -> None:
    """Closing ends workers that are at work, too."""
    names = ["ordinary", *(f"endless{number}" for number in range(2 * IN_FLIGHT))]
    with closing(WorkerProcesses(2, "none", tmp_path)) as processes:
        first = next(processes.grade((Task(name, b"x") for name in names), FRAME))
        assert first.student == "ordinary"


def test_workers_that_never_start_end_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd) -> None:
    """The reason is on standard error, and there is no loop of restarts."""
    monkeypatch.setattr(worker, "serve", dying_workers.serve_nobody)
    with pytest.raises(ChecksError, match=rf"{STARTS} worker processes in a row ended before .* \(status 1\)"):
        grade(iter([Task("ada", b"x")]), tmp_path)
    assert STARTS <= capfd.readouterr().err.count("ImportError: a module is missing") <= STARTS + 2


def test_what_keeps_workers_from_grading_ends_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It arrives as it was raised in the worker."""
    monkeypatch.setattr(worker, "serve", dying_workers.refuse)
    with pytest.raises(SandboxUnavailable, match="install bubblewrap"):
        grade(iter([Task("ada", b"x")]), tmp_path)


def test_unforeseen_exception_at_the_start_is_named(tmp_path: Path) -> None:
    """What goes wrong while a worker opens its grader ends the command with its kind and text."""
    (tmp_path / "broken").touch()
    with pytest.raises(ChecksError, match=r"cannot start .LookupError: a case is missing"):
        grade(iter([Task("ada", b"x")]), tmp_path)
