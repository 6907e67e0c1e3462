"""The worker processes of this machine: what each is given, and what becomes of it when one dies."""

from collections import deque
from collections.abc import Iterator, Set
from multiprocessing.connection import wait
from pathlib import Path

from autograder.batch.task import Graded, Task
from autograder.batch.worker import Worker, WorkerDiedError
from autograder.grading.checks.session import ChecksError
from autograder.grading.grader import fault_record
from autograder.result import Record
from autograder.sandbox import TierName
from autograder.setting import Setting

IN_FLIGHT = 2
"""Submissions that a worker has at a time: the one that it grades, and the next one."""
STARTS = 3
"""How many workers in a row may die before they are ready: then the grader itself does not work."""


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

    def grade(self, tasks: Iterator[Task | Graded | Record], setting: Setting) -> Iterator[Record | Graded]:
        """The records of tasks as they come; what is no task passes through.

        A submission on which a worker dies is tried once more, as the system may have run out of memory for another
        reason. What the worker had besides has not been begun. All of it is given to a worker that has nothing else:
        a worker may also die of what it takes in while it grades another one, and that one must not be blamed twice.
        Raises SandboxUnavailable and ChecksError when the workers cannot grade, and OSError when none can be started.
        """
        backlog: deque[Task] = deque()
        blamed: set[str] = set()
        alone: set[str] = set()
        while True:
            item = None if backlog else next(tasks, None)
            if isinstance(item, Task):
                backlog.append(item)
            elif item is not None:
                yield item
            self._hand_out(backlog, alone)
            if isinstance(item, Task) and not backlog:
                continue  # there may be room for another one
            if item is None and not backlog and not any(worker.tasks for worker in self._workers):
                return
            # What needs no grading does not wait for what does.
            for worker, sent in self._wait(None if item is None or backlog else 0):
                try:
                    record = worker.receive(sent)
                except WorkerDiedError:
                    self._remove(worker)
                    if not worker.tasks:
                        continue
                    alone.update(task.student for task in worker.tasks)
                    task, *others = worker.tasks
                    backlog.extendleft(reversed(others))
                    if task.student not in blamed:
                        blamed.add(task.student)
                        backlog.appendleft(task)
                    else:
                        reason = "the process that graded it died twice"
                        yield fault_record(task.student, task.content, setting, reason, task.remarks)
                else:
                    self._stillborn = 0
                    if record is not None:
                        yield record

    def _hand_out(self, backlog: deque[Task], alone: Set[str]) -> None:
        """Give tasks in order to the workers that have the fewest, as long as one has room.

        alone: whose tasks are to be the only one of a worker.
        """
        if backlog:
            self.start()
        while backlog:
            ready = [one for one in self._workers if one.ready and not any(task.student in alone for task in one.tasks)]
            worker = min(ready, key=lambda one: len(one.tasks), default=None)
            if worker is None or len(worker.tasks) >= (1 if backlog[0].student in alone else IN_FLIGHT):
                return
            worker.give(backlog.popleft())

    def _wait(self, timeout: float | None) -> list[tuple[Worker, bool]]:
        """The workers that have sent something or died, and whether there is something to receive.

        timeout: seconds to wait for the first of them; None: as long as it takes.
        """
        signs = wait([sign for one in self._workers for sign in (one.connection, one.sentinel)], timeout)
        heard = [(one, one.connection in signs, one.sentinel in signs) for one in self._workers]
        return [(one, sent) for one, sent, died in heard if sent or died]

    def _remove(self, worker: Worker) -> None:
        """Take out a worker that has died. Raises ChecksError when no worker gets as far as to grade."""
        self._workers.remove(worker)
        status = worker.bury()
        self._stillborn += not worker.ready
        if self._stillborn == STARTS:
            raise ChecksError(f"{STARTS} worker processes in a row ended before they could grade (status {status})")
