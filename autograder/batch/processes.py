"""The worker processes of this machine: each keeps a grader open, and one that dies takes nobody with it."""

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import count, islice
from multiprocessing.connection import wait as wait_for
from multiprocessing.util import Finalize
from pathlib import Path

from autograder.batch.resume import Stored
from autograder.batch.task import Task, Workshop
from autograder.grading import Grader, fault_record
from autograder.judging import ChecksError
from autograder.result import Record, Setting
from autograder.sandbox import SandboxUnavailable, TierName

IN_FLIGHT = 4
"""Submissions handed out at a time to each worker: enough to keep it busy, few enough to hold in memory."""
TIDIED = 200
"""Submissions after which a worker gives back the memory that Python keeps at hand for new tuples and the like."""


class WorkerProcesses:
    """So many processes, started when there is something to grade for them. To be closed."""

    def __init__(self, number: int, tier: TierName, expected: Path) -> None:
        """Nothing is started yet. tier, expected: what each of them opens a grader with."""
        self._number = number
        self._order = tier, expected
        self._pool = _open_pool(number)

    def start(self) -> None:
        """Start all now, so that they get ready while the first task is looked for."""
        for _ in range(self._number):
            self._pool.submit(_open_grader, *self._order)

    def close(self) -> None:
        """End all, once they have done what they are at."""
        self._pool.shutdown(cancel_futures=True)

    def grade(self, tasks: Iterator[Task | Stored | Record], setting: Setting) -> Iterator[Record | Stored]:
        """The records of tasks as they come; what is no task passes through.

        Raises SandboxUnavailable and ChecksError when the workers cannot grade.
        """
        waiting: dict[Future[Record], Task] = {}
        suspects: list[Task] = []
        while True:
            # When a worker died nobody knows which task did it: each that was out is tried again alone.
            alone = bool(suspects)
            lost: list[Task] = []
            taken = [suspects.pop()] if alone else list(islice(tasks, IN_FLIGHT * self._number - len(waiting)))
            if not taken and not waiting:
                return
            for task in taken:
                if not isinstance(task, Task):
                    yield task
                    continue
                try:
                    waiting[self._pool.submit(_grade_in_worker, task, *self._order)] = task
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
                self._pool.shutdown()
                self._pool = _open_pool(self._number)
                if alone:
                    (task,) = lost
                    reason = "the process that graded it died twice"
                    yield fault_record(task.student, task.content, setting, reason, task.remarks)
                else:
                    suspects += lost


_numbers = count(1)
_grader: Grader | SandboxUnavailable | ChecksError | None = None
"""Of a worker: what it grades with, or why it has nothing."""


def _open_pool(number: int) -> ProcessPoolExecutor:
    # Not forked: a fork would copy the threads' locks and all that this process has in memory.
    return ProcessPoolExecutor(number, mp_context=multiprocessing.get_context("spawn"), initializer=_begin)


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes the results
    threading.Thread(target=_end_with_parent, name="parent", daemon=True).start()


def _end_with_parent() -> None:
    """A worker whose parent was killed would wait for its next submission for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
        os._exit(1)


def _open_grader(tier: TierName, expected: Path) -> None:
    """Open what a worker grades with, unless it has it already. What keeps it from that is told with its first task."""
    global _grader
    if _grader is not None:
        return
    workshop = Workshop(tier, expected)
    try:
        _grader = workshop.__enter__()
        # What `atexit` calls comes too late: with the worker's threads the kernel has ended the sandbox by then.
        Finalize(None, workshop.__exit__, exitpriority=0)
    except (SandboxUnavailable, ChecksError) as error:
        _grader = error


def _grade_in_worker(task: Task, tier: TierName, expected: Path) -> Record:
    _open_grader(tier, expected)
    assert _grader is not None, "there is a grader, or what keeps it from being opened"
    if isinstance(_grader, Exception):
        raise _grader
    if next(_numbers) % TIDIED == 0:
        gc.collect()
    return task.run(_grader)
