"""A grader that stays ready between requests, in worker processes, so that nothing of it is in the process that asks.

The process that asks may be a web server. It keeps its environment, and waits for no submission longer than it wants.
"""

import atexit
import threading
from collections.abc import Iterator
from multiprocessing.connection import wait
from pathlib import Path

from autograder.batch.task import Task, describe_frame
from autograder.batch.worker import Worker, WorkerDiedError
from autograder.grading.checks.session import ChecksError
from autograder.result import Record
from autograder.sandbox import TierChoice, open_sandbox

MOST_ASIDE = 3
"""Workers that may go on with submissions nobody waits for any more; then the oldest is ended."""
TRIES = 2
"""How many workers may die on a submission, as when the system has no memory left for a moment."""


_opened: "dict[tuple[TierChoice, Path, int, float], Standby]" = {}


class StillGradingError(Exception):
    """A submission takes longer than its caller wants to wait. It goes on: ask again for the result."""


class Standby:
    """Grades one submission at a time, and frees its processes when nobody has asked for a while."""

    def __init__(self, tier: TierChoice, expected: Path, idle: float) -> None:
        """Find the tier; no worker is started yet. idle: seconds without a request until its processes end.

        Raises SandboxUnavailable and ChecksError.
        """
        # The workers open sandboxes of their own.
        with open_sandbox(tier) as sandbox:
            self._order = sandbox.tier, expected
            self.frame = describe_frame(expected, sandbox)
        self._idle = idle
        self._worker: Worker | None = None
        self._aside: dict[Task, Worker] = {}
        self._finished: dict[Task, Record] = {}
        self._lock = threading.Lock()
        self._timer: threading.Timer | None = None

    def grade(self, task: Task, seconds: float | None = None) -> Record:
        """Grade a submission, or take the result of an earlier request for the same. seconds: to wait at most.

        Raises StillGradingError after that time, OSError when no worker can be started, and what keeps a worker from
        grading.
        """
        with self._lock:
            self._stop_timer()
            try:
                return self._grade(task, seconds)
            finally:
                self._timer = threading.Timer(self._idle, self.close)
                self._timer.daemon = True
                self._timer.start()

    def close(self) -> None:
        """End all processes. What they are working on is lost; the next request starts new ones."""
        with self._lock:
            self._stop_timer()
            self._finished.clear()
            for worker in self._take_workers():
                worker.dismiss()
                worker.bury()

    def _stop_timer(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _take_workers(self) -> Iterator[Worker]:
        while self._aside:
            yield self._aside.popitem()[1]
        if self._worker is not None:
            worker, self._worker = self._worker, None
            yield worker

    def _grade(self, task: Task, seconds: float | None) -> Record:
        self._look_aside()
        if record := self._finished.pop(task, None):
            return record
        worker = self._aside.pop(task, None)
        for _ in range(TRIES):
            try:
                if worker is None:
                    worker = self._get_ready()
                    worker.give(task)
                record = _await(worker, seconds)
            except WorkerDiedError:
                self._bury(worker)
                worker = None
                continue
            except BaseException:
                self._bury(worker)
                raise
            if record is None:
                self._set_aside(task, worker)
                raise StillGradingError
            self._keep(worker)
            return record
        return self.frame.fault(task.student, task.content, "the process that graded it died twice", task.remarks)

    def _get_ready(self) -> Worker:
        """The worker that has nothing to do, which is then the caller's."""
        worker, self._worker = self._worker or Worker(*self._order), None
        while not worker.ready:
            try:
                worker.receive(worker.connection in wait([worker.connection, worker.sentinel]))
            except WorkerDiedError as error:
                self._bury(worker)
                raise ChecksError("a worker process died before it could grade") from error
            except BaseException:
                self._bury(worker)
                raise
        return worker

    def _look_aside(self) -> None:
        """Take the results that have come meanwhile."""
        for task, worker in list(self._aside.items()):
            try:
                record = _await(worker, 0)
            except WorkerDiedError:
                self._bury(self._aside.pop(task))
                continue
            if record is not None:
                self._finished[task] = record
                self._keep(self._aside.pop(task))

    def _set_aside(self, task: Task, worker: Worker) -> None:
        if len(self._aside) == MOST_ASIDE:
            self._bury(self._aside.pop(next(iter(self._aside))))
        self._aside[task] = worker

    def _keep(self, worker: Worker) -> None:
        """Keep a worker that has nothing to do, unless there is one already."""
        if self._worker is None:
            self._worker = worker
        else:
            self._bury(worker)

    def _bury(self, worker: Worker | None) -> None:
        if worker is not None:
            worker.dismiss()
            worker.bury()


def _await(worker: Worker, seconds: float | None) -> Record | None:
    """What a worker answers within some seconds; None when it does not. Raises WorkerDiedError."""
    ready = wait([worker.connection, worker.sentinel], seconds)
    return worker.receive(worker.connection in ready) if ready else None


def open_standby(tier: TierChoice, expected: Path, idle: float) -> Standby:
    """The grader of this process for a tier and a compiled assignment, which stays the same from request to request.

    Raises SandboxUnavailable, ChecksError and OSError.
    """
    order = tier, expected, expected.stat().st_mtime_ns, idle
    if order not in _opened:
        _opened[order] = Standby(tier, expected, idle)
        # multiprocessing waits for its processes when a program ends, so this has to come first.
        atexit.register(_opened[order].close)
    return _opened[order]
