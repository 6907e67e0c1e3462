"""A grader that stays ready: nobody waits for a submission longer than wanted, and processes end when they are idle."""

import os
import signal
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.assignments import find_expected
from autograder.batch.standby import Standby, StillGradingError, open_standby
from autograder.batch.task import Task
from tests.example_class import ENDLESS, read_example
from tests.first_assignment import NAME


def read_task(example: str) -> Task:
    """The notebook of the example class, as it is given to a grader."""
    return Task(example, read_example(example))


@pytest.fixture
def standby() -> Iterator[Standby]:
    """A grader without any process yet."""
    opened = Standby("auto", find_expected(NAME), idle=600)
    yield opened
    opened.close()


def test_nobody_waits_for_an_endless_loop(standby: Standby) -> None:
    """Others are graded while it runs, and whoever asks for it again gets its result."""
    endless = read_task(ENDLESS)
    with pytest.raises(StillGradingError):
        standby.grade(endless, 0)
    assert standby.grade(read_task("right_with_loops_100")).score == 100
    assert standby.grade(endless).score == 60


def test_a_result_that_came_meanwhile_is_kept(standby: Standby) -> None:
    """A result that nobody waited for is there for the next request, also when its worker has another task by then."""
    first, second = read_task("syntax_error_in_pooling_70"), read_task("right_vectorised_100")
    with pytest.raises(StillGradingError):
        standby.grade(first, 0)
    (worker,) = standby._aside.values()
    worker.connection.poll(None)
    assert standby.grade(second).score == 100
    assert standby._worker is worker
    assert standby.grade(first, 0).score == 70


def test_processes_end_and_start_again(standby: Standby) -> None:
    """Closed, it has no process; the next request starts one."""
    task = read_task("right_with_loops_100")
    assert standby.grade(task).score == 100
    process = standby._worker._process
    standby.close()
    assert not process.is_alive()
    assert standby.grade(task).score == 100


def test_idle_processes_end() -> None:
    """Where nobody asks for a while, the process ends by itself."""
    opened = Standby("auto", find_expected(NAME), idle=0)
    before = set(threading.enumerate())
    opened.grade(read_task("right_with_loops_100"))
    for thread in set(threading.enumerate()) - before:
        thread.join()
    assert opened._worker is None


def test_a_killed_worker_costs_nothing(standby: Standby) -> None:
    """Where the worker was killed between two requests, another one grades."""
    task = read_task("right_with_loops_100")
    standby.grade(task)
    process = standby._worker._process
    os.kill(process.pid, signal.SIGKILL)
    process.join()
    assert standby.grade(task).score == 100


def test_it_is_the_same_until_the_assignment_changes(tmp_path: Path) -> None:
    """A process has one for each tier and assignment; cases that were compiled again get a new one."""
    cases = tmp_path / "expected.h5"
    cases.write_bytes(find_expected(NAME).read_bytes())
    first = open_standby("auto", cases, 600)
    assert open_standby("auto", cases, 600) is first
    os.utime(cases, (0, 0))
    assert open_standby("auto", cases, 600) is not first
