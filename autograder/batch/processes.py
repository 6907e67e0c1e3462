"""The worker processes of this machine: what each is given, and what becomes of it when one dies."""

from collections import deque
from collections.abc import Iterator, Sequence
from multiprocessing.connection import wait
from pathlib import Path

from autograder.batch.task import Graded, Task
from autograder.batch.worker import Worker, WorkerDiedError
from autograder.grading.checks.session import ChecksError
from autograder.grading.record_frame import RecordFrame
from autograder.result import Record
from autograder.sandbox import TierName

IN_FLIGHT = 2
"""Submissions that a worker has at a time: the one that it grades, and the next one."""
STARTS = 3
"""How many workers in a row may die before they are ready: then the grader itself does not work."""


class _Backlog:
    """The tasks that no worker has yet, and what is known of submissions on which a worker died.

    Such a submission is tried once more, as the system may have run out of memory for another reason. What its worker
    had besides was not begun. All of it is given to a worker that has nothing else: a worker may also die of what it
    takes in while it grades another submission, and that one must not be blamed twice.
    """

    def __init__(self) -> None:
        """Nothing waits, and nothing is blamed."""
        self.waiting: deque[Task] = deque()
        self._alone: set[str] = set()
        self._blamed: set[str] = set()

    def is_alone(self, task: Task) -> bool:
        """Whether a task is to be the only one of its worker."""
        return task.student in self._alone

    def take_back(self, tasks: Sequence[Task]) -> Task | None:
        """Take the tasks of a worker that has died. Returns the one on which it died if it is the second time."""
        if not tasks:
            return None
        self._alone.update(task.student for task in tasks)
        task, *others = tasks
        self.waiting.extendleft(reversed(others))
        if task.student in self._blamed:
            return task
        self._blamed.add(task.student)
        self.waiting.appendleft(task)
        return None


class WorkerProcesses:
    """So many processes, started when there is something to grade for them. To be closed."""

    def __init__(self, number: int, tier: TierName, expected: Path) -> None:
        """Nothing is started yet. tier, expected: what each of them opens a grader with."""
        self._number = number
        self._order = tier, expected
        self._workers: list[Worker] = []
        self._stillborn = 0

    def start(self) -> None:
        """Start those that do not run, so that they get ready while the first task is looked for. Raises OSError."""
        while len(self._workers) < self._number:
            self._workers.append(Worker(*self._order))

    def close(self) -> None:
        """End all. What one of them is working on is lost."""
        for worker in self._workers:
            worker.dismiss()
        while self._workers:
            self._workers.pop().bury()

    def grade(self, tasks: Iterator[Task | Graded | Record], frame: RecordFrame) -> Iterator[Record | Graded]:
        """The records of tasks as they come; items that are not tasks pass through. frame: of the records.

        See `_Backlog` for the tasks of a worker that dies. Raises SandboxUnavailable and ChecksError when the workers
        cannot grade, and OSError when none can be started.
        """
        backlog = _Backlog()
        while True:
            item = None if backlog.waiting else next(tasks, None)
            if isinstance(item, Task):
                backlog.waiting.append(item)
            elif item is not None:
                yield item
            self._hand_out(backlog)
            if isinstance(item, Task) and not backlog.waiting:
                continue  # there may be room for another one
            if item is None and not backlog.waiting and not any(worker.tasks for worker in self._workers):
                return
            # What needs no grading does not wait for what does.
            for worker, sent in self._wait(None if item is None or backlog.waiting else 0):
                try:
                    record = worker.receive(sent)
                except WorkerDiedError:
                    self._remove(worker)
                    if task := backlog.take_back(worker.tasks):
                        reason = "the process that graded it died twice"
                        yield frame.fault(task.student, task.content, reason, task.remarks)
                    continue
                self._stillborn = 0
                if record is not None:
                    yield record

    def _hand_out(self, backlog: _Backlog) -> None:
        """Give tasks in order to the workers that have the fewest, as long as one has room."""
        if backlog.waiting:
            self.start()
        while backlog.waiting:
            ready = [one for one in self._workers if one.ready and not any(map(backlog.is_alone, one.tasks))]
            worker = min(ready, key=lambda one: len(one.tasks), default=None)
            room = 1 if backlog.is_alone(backlog.waiting[0]) else IN_FLIGHT
            if worker is None or len(worker.tasks) >= room:
                return
            worker.give(backlog.waiting.popleft())

    def _wait(self, timeout: float | None) -> list[tuple[Worker, bool]]:
        """The workers that have sent something or died, and whether there is something to receive.

        timeout: seconds to wait for the first of them; None: as long as it takes.
        """
        signs = wait([sign for one in self._workers for sign in (one.connection, one.sentinel)], timeout)
        heard = [(one, one.connection in signs, one.sentinel in signs) for one in self._workers]
        return [(one, sent) for one, sent, died in heard if sent or died]

    def _remove(self, worker: Worker) -> None:
        """Take out a worker that has died. Raises ChecksError when no worker can even start grading."""
        self._workers.remove(worker)
        status = worker.bury()
        self._stillborn += not worker.ready
        if self._stillborn == STARTS:
            raise ChecksError(f"{STARTS} worker processes in a row ended before they could grade (status {status})")
