"""Grading many submissions on all cores: each worker process keeps one sandbox and one session of checks open.

Records come back to one process, which writes them. A submission that has a result from the same bytes, cases,
grader, environment and sandbox is not graded again, so an interrupted batch goes on where it stopped.
"""

import hashlib
import multiprocessing
import signal
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from autograder.collection import Found
from autograder.expected import EXPECTED
from autograder.grading import Grader, fault_record
from autograder.judging import CheckSession
from autograder.result import Record, Setting, read_current, write_record
from autograder.sandbox import TierName, open_sandbox

IN_FLIGHT = 4
"""Submissions handed out at a time to each worker: enough to keep it busy, few enough to hold in memory."""


@dataclass(frozen=True)
class Task:
    """A submission with its bytes, ready to be graded anywhere."""

    student: str
    content: bytes


@dataclass(frozen=True)
class Graded:
    """What the rest of the program needs of a result. kept: it was there already."""

    student: str
    score: float
    exercises: dict[str, float]
    faulty: bool
    kept: bool = False


class Workshop:
    """One grader, with the sandbox and the session of checks that it needs. Use as a context manager."""

    def __init__(self, tier: TierName, expected: Path = EXPECTED) -> None:
        """Prepare for a tier and a file of cases; entering raises SandboxUnavailable where there is no such tier."""
        self._tier = tier
        self._expected = expected
        self._stack = ExitStack()

    def __enter__(self) -> Grader:
        """Open sandbox and checks."""
        with ExitStack() as stack:
            sandbox = stack.enter_context(open_sandbox(self._tier))
            session = stack.enter_context(CheckSession(self._expected))
            self._stack = stack.pop_all()
        return Grader(sandbox, session)

    def __exit__(self, *_: object) -> None:
        """Close both."""
        self._stack.close()


def grade_all(
    found: list[Found], results: Path, tier: TierName, workers: int, fresh: bool, expected: Path = EXPECTED
) -> Iterator[Graded]:
    """Grade submissions and write each result as it comes; yields them in the order in which they are done.

    tier: auto, bwrap, landlock or none. workers: number of processes. fresh: grade also what has a result.
    expected: the cases to judge by.
    Raises SandboxUnavailable, and OSError when a result cannot be written.
    """
    with Workshop(tier, expected) as grader:
        setting, opened = grader.setting, grader.sandbox.tier
        tasks = _tasks(found, results, setting, fresh)
        if workers == 1:
            done = (
                task if isinstance(task, Graded | Record) else grader.grade(task.student, task.content)
                for task in tasks
            )
            yield from _keep(done, results)
            return
    yield from _keep(_grade_in_parallel(tasks, setting, workers, opened, expected), results)


def _tasks(found: list[Found], results: Path, setting: Setting, fresh: bool) -> Iterator[Task | Graded | Record]:
    """Read the submissions: what must be graded as tasks, what is done already or cannot be read as results."""
    for one in found:
        try:
            content = one.read()
        except OSError as error:
            yield fault_record(one.student, b"", setting, f"the file could not be read: {error.strerror or error}")
            continue
        sha256 = hashlib.sha256(content).hexdigest()
        stored = None if fresh else read_current(results, one.student, sha256, setting)
        if stored is None:
            yield Task(one.student, content)
        else:
            scores = {exercise["name"]: exercise["score"] for exercise in stored["exercises"]}
            yield Graded(one.student, stored["score"], scores, faulty=False, kept=True)


def _keep(done: Iterator[Record | Graded], results: Path) -> Iterator[Graded]:
    for result in done:
        if isinstance(result, Record):
            write_record(result, results)
            scores = {exercise.name: exercise.score for exercise in result.exercises}
            result = Graded(result.student, result.score, scores, result.faulty)
        yield result


def _grade_in_parallel(
    tasks: Iterator[Task | Graded | Record], setting: Setting, workers: int, tier: TierName, expected: Path
) -> Iterator[Record | Graded]:
    waiting: dict[Future[Record], Task] = {}
    suspects: list[Task] = []
    pool = _open_pool(workers, tier, expected)
    try:
        while True:
            # When a worker died nobody knows which task did it: each that was out is tried again alone.
            alone = bool(suspects)
            lost: list[Task] = []
            taken = [suspects.pop()] if alone else list(islice(tasks, IN_FLIGHT * workers - len(waiting)))
            if not taken and not waiting:
                return
            for task in taken:
                if not isinstance(task, Task):
                    yield task
                    continue
                try:
                    waiting[pool.submit(_grade_in_worker, task)] = task
                except BrokenProcessPool:
                    lost.append(task)
            finished, _ = wait(waiting, return_when=FIRST_COMPLETED)
            for future in finished:
                task = waiting.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    lost.append(task)
            if lost:
                lost += waiting.values()
                waiting.clear()
                pool.shutdown()
                pool = _open_pool(workers, tier, expected)
                if alone:
                    (task,) = lost
                    yield fault_record(task.student, task.content, setting, "the process that graded it died twice")
                else:
                    suspects += lost
    finally:
        pool.shutdown(cancel_futures=True)


_grader: Grader | None = None


def _open_pool(workers: int, tier: TierName, expected: Path) -> ProcessPoolExecutor:
    # Not forked: a fork would copy the threads' locks and all that this process has in memory.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_open_workshop, initargs=(tier, expected))


def _open_workshop(tier: TierName, expected: Path) -> None:
    global _grader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes the results
    _grader = Workshop(tier, expected).__enter__()


def _grade_in_worker(task: Task) -> Record:
    assert _grader is not None, "the worker was not set up"
    return _grader.grade(task.student, task.content)
