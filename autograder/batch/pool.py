"""Grading many submissions on all cores: each worker process keeps one sandbox and one session of checks open.

Records come back to one process, which writes them. What of stored results still holds is not graded again, so an
interrupted batch goes on where it stopped.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import count, islice
from multiprocessing.connection import wait as wait_for
from multiprocessing.util import Finalize
from pathlib import Path

from autograder.batch.journal import Journal
from autograder.batch.resume import Resume, Stored
from autograder.comparison import Comparison
from autograder.exercises import EXERCISES
from autograder.expected import EXPECTED, Key, read_key
from autograder.grading import Grader, describe_setting, fault_record, unread_record
from autograder.intake.collection import Found, emptying
from autograder.intake.files import RefusedError
from autograder.judging import ChecksError, CheckSession
from autograder.result import ExerciseResult, Record, Setting, write_record
from autograder.sandbox import SandboxUnavailable, TierName, open_sandbox
from autograder.storage import occupy, remove_partial

IN_FLIGHT = 4
"""Submissions handed out at a time to each worker: enough to keep it busy, few enough to hold in memory."""
TIDIED = 200
"""Submissions after which a worker gives back the memory that Python keeps at hand for new tuples and the like."""


@dataclass(frozen=True)
class Task:
    """A submission with its bytes, ready to be graded anywhere.

    remarks: what is to be noted of how it was found. kept: results by exercise that still hold, with comparisons.
    """

    student: str
    content: bytes
    remarks: tuple[str, ...] = ()
    kept: Mapping[str, ExerciseResult] = field(default_factory=dict)
    comparisons: tuple[Comparison, ...] = ()

    def run(self, grader: Grader) -> Record:
        """Grade it."""
        record = grader.grade(self.student, self.content, self.remarks, self.kept)
        known = tuple(comparison for comparison in self.comparisons if comparison.exercise in self.kept)
        order = list(EXERCISES)
        shown = sorted((*known, *record.comparisons), key=lambda comparison: order.index(comparison.exercise))
        return replace(record, comparisons=tuple(shown)) if known else record


@dataclass(frozen=True, slots=True)
class Graded:
    """What the rest of the program needs of a result. kept: nothing of the submission had to be graded."""

    student: str
    score: float
    exercises: dict[str, float]
    faulty: bool
    kept: bool = False


class Workshop:
    """One grader, with the sandbox and the session of checks that it needs. Use as a context manager."""

    def __init__(self, tier: TierName, expected: Path = EXPECTED, own_notebook: bool = False) -> None:
        """Prepare for a tier and a file of cases; entering raises SandboxUnavailable where there is no such tier.

        own_notebook: the code is of whoever runs this, so that a system that no tier is made for will do.
        """
        self._tier = tier
        self._own_notebook = own_notebook
        self._expected = expected
        self._stack = ExitStack()

    def __enter__(self) -> Grader:
        """Open sandbox and checks."""
        with ExitStack() as stack:
            sandbox = stack.enter_context(open_sandbox(self._tier, self._own_notebook))
            session = stack.enter_context(CheckSession(self._expected))
            self._stack = stack.pop_all()
        return Grader(sandbox, session)

    def __exit__(self, *_: object) -> None:
        """Close both."""
        self._stack.close()


def grade_all(
    found: list[Found],
    results: Path,
    tier: TierName,
    workers: int,
    fresh: bool,
    expected: Path = EXPECTED,
    cluster: str | None = None,
) -> Iterator[Graded]:
    """Grade submissions and write each result as it comes; yields them in the order in which they are done.

    found: given up on the way, so that the list is empty afterwards. tier: auto, bwrap, landlock or none. workers:
    number of processes. fresh: grade also what has a result. expected: the cases to judge by. cluster: address of a
    Dask scheduler, to grade on its workers instead.
    Raises SandboxUnavailable, ChecksError, ClusterError, and OSError when a result cannot be written, or another
    command does that.
    """
    submissions = len(found)
    results.mkdir(parents=True, exist_ok=True)
    with occupy(results):
        remove_partial(results)
        if workers == 1 and cluster is None:
            with Workshop(tier, expected) as grader:
                tasks = _tasks(found, Resume(results, grader.setting, grader.session.key), grader.setting, fresh)
                yield from _keep((task.run(grader) if isinstance(task, Task) else task for task in tasks), results)
            return
        # Only to find the tier, and what protects there: the workers open sandboxes and checks of their own.
        with open_sandbox(tier) as sandbox:
            key = _read_cases(expected)
            setting, opened = describe_setting(key.sha256, sandbox), sandbox.tier
        tasks = _tasks(found, Resume(results, setting, key), setting, fresh)
        if cluster is None:
            done = _grade_in_parallel(tasks, setting, workers, opened, expected)
        else:
            from autograder.batch.cluster import grade_on_cluster  # Dask is optional, and takes a second to load

            done = grade_on_cluster(tasks, setting, opened, expected, cluster, submissions)
        yield from _keep(done, results)


def _read_cases(path: Path) -> Key:
    try:
        return read_key(path)
    except (KeyError, ValueError) as error:
        raise ChecksError(f"{path.name} is no file of cases that this grader can judge by: {error}") from error


def _tasks(found: list[Found], resume: Resume, setting: Setting, fresh: bool) -> Iterator[Task | Stored | Record]:
    """Read the submissions: what must be graded as tasks, what is done already or cannot be read as results."""
    for one in emptying(found):
        try:
            reading = one.read()
        except (RefusedError, OSError) as error:
            yield unread_record(one.student, setting, error, one.remarks)
            continue
        stored = None if fresh else resume.find(one.student, reading.content)
        if stored is None:
            yield Task(one.student, reading.content, reading.remarks)
        elif not stored.whole or not set(reading.remarks) <= set(stored.record.notes):
            yield Task(one.student, reading.content, reading.remarks, stored.kept, stored.record.comparisons)
        else:
            yield stored


def _keep(done: Iterator[Record | Stored], results: Path) -> Iterator[Graded]:
    """Write what is new, and pass on what the rest of the program needs."""
    journal = Journal(results)
    for result in done:
        record = result.record if isinstance(result, Stored) else result
        if isinstance(result, Record):
            journal.note(record)
        if not (isinstance(result, Stored) and result.current):
            write_record(record, results)
        scores = _scores(tuple(exercise.score for exercise in record.exercises))
        yield Graded(record.student, record.score, scores, record.faulty, kept=isinstance(result, Stored))


@lru_cache(maxsize=4096)
def _scores(scores: tuple[float, ...]) -> dict[str, float]:
    """Scores by exercise: most of a class share few combinations, so that many results take little memory."""
    return dict(zip(EXERCISES, scores, strict=True))


def _grade_in_parallel(
    tasks: Iterator[Task | Stored | Record], setting: Setting, workers: int, tier: TierName, expected: Path
) -> Iterator[Record | Stored]:
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
            # While there are results that hold, the next submission to grade is looked for without waiting.
            more = any(not isinstance(task, Task) for task in taken)
            finished, _ = wait(waiting, timeout=0 if more else None, return_when=FIRST_COMPLETED)
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
                    reason = "the process that graded it died twice"
                    yield fault_record(task.student, task.content, setting, reason, task.remarks)
                else:
                    suspects += lost
    finally:
        pool.shutdown(cancel_futures=True)


_numbers = count(1)
_grader: Grader | SandboxUnavailable | ChecksError | None = None
"""Of a worker: what it grades with, or why it has nothing."""


def _open_pool(workers: int, tier: TierName, expected: Path) -> ProcessPoolExecutor:
    # Not forked: a fork would copy the threads' locks and all that this process has in memory.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_open_workshop, initargs=(tier, expected))


def _open_workshop(tier: TierName, expected: Path) -> None:
    global _grader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes the results
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()
    workshop = Workshop(tier, expected)
    try:
        _grader = workshop.__enter__()
        # What `atexit` calls comes too late: with the worker's threads the kernel has ended the sandbox by then.
        Finalize(None, workshop.__exit__, exitpriority=0)
    except (SandboxUnavailable, ChecksError) as error:
        _grader = error  # told with the first submission: a pool only says that it is broken


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for its next submission for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _grade_in_worker(task: Task) -> Record:
    assert _grader is not None, "the worker was not set up"
    if isinstance(_grader, Exception):
        raise _grader
    if next(_numbers) % TIDIED == 0:
        gc.collect()
    return task.run(_grader)
