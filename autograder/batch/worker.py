"""One worker process of this machine, from both sides: the handle that its parent has, and what the process does.

Each worker has a connection of its own. So when one dies, its parent knows what it was working on.
"""

import gc
import multiprocessing
import os
import signal
import threading
from collections import deque
from contextlib import ExitStack, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue

from autograder.batch.task import Task, open_grader
from autograder.grading.checks.session import ChecksError
from autograder.result import Record
from autograder.sandbox import SandboxUnavailable, TierName

TIDIED = 200
"""Submissions after which a worker gives back the memory that Python keeps for new tuples and the like."""
PATIENCE = 10.0
"""Seconds that a worker has for its end: then it is killed."""
# Not forked: a fork would copy the locks of threads, all that the parent has in memory, and the other connections.
SPAWN = multiprocessing.get_context("spawn")


class WorkerDiedError(Exception):
    """A worker process has ended, although nobody dismissed it."""


class Worker:
    """A worker process.

    connection: can be read once the worker has answered or died. sentinel: once it has died.
    ready: it can grade. tasks: what it was given and has not answered, in the order in which it works on them.
    """

    def __init__(self, tier: TierName, expected: Path) -> None:
        """Start the process, which opens a grader. tier, expected: for the grader. Raises OSError."""
        self.connection, theirs = SPAWN.Pipe()
        # Nobody but the worker keeps the other end: when it dies, reading and writing here fail at once.
        with theirs:
            self._process = SPAWN.Process(target=serve, args=(theirs, tier, expected))
            self._process.start()
        self.sentinel = self._process.sentinel
        self.ready = False
        self.tasks: deque[Task] = deque()

    def give(self, task: Task) -> None:
        """Give it a task. If it has died meanwhile, its sentinel shows it."""
        self.tasks.append(task)
        with suppress(OSError):
            self.connection.send(task)

    def receive(self, sent: bool) -> Record | None:
        """What it has sent: the record of the first of its tasks, or None when it has become ready.

        sent: whether `connection` can be read. Raises WorkerDiedError, and what keeps the worker from grading:
        SandboxUnavailable or ChecksError.
        """
        if not sent:
            raise WorkerDiedError
        try:
            answer: Record | SandboxUnavailable | ChecksError | None = self.connection.recv()
        except (EOFError, OSError) as error:  # OSError: in the middle of an answer
            raise WorkerDiedError from error
        if isinstance(answer, Exception):
            raise answer
        if answer is None:
            self.ready = True
        else:
            self.tasks.popleft()
        return answer

    def dismiss(self) -> None:
        """Let it end: by itself when it has nothing to do, else at once, and what it is working on is lost."""
        if self.tasks:
            self._process.kill()
        else:
            with suppress(OSError):
                self.connection.send(None)

    def bury(self) -> int | None:
        """Wait for the end of a process that has died or was dismissed, and return its exit status."""
        self._process.join(PATIENCE)
        self._process.kill()
        self._process.join()
        self.connection.close()
        return self._process.exitcode


def serve(connection: Connection, tier: TierName, expected: Path) -> None:
    """What a worker does: open a grader, report whether it is ready, and grade tasks until it is dismissed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that writes the results
    tasks: SimpleQueue[Task | None] = SimpleQueue()
    threading.Thread(target=_take_in, args=(connection, tasks), daemon=True).start()
    with ExitStack() as stack:
        try:
            grader = stack.enter_context(open_grader(tier, expected))
        except (SandboxUnavailable, ChecksError) as error:
            connection.send(error)
            return
        except Exception as error:
            connection.send(ChecksError(f"a worker process cannot start ({type(error).__name__}: {error})"))
            return
        connection.send(None)
        for number, task in enumerate(iter(tasks.get, None), 1):
            connection.send(task.run(grader))
            if number % TIDIED == 0:
                gc.collect()


def _take_in(connection: Connection, tasks: "SimpleQueue[Task | None]") -> None:
    """Take in tasks as they come, so that the parent never waits until the one before is graded.

    Ends the process when its parent was killed, whatever it is doing, and when a task cannot be taken in.
    """
    try:
        while True:
            task = connection.recv()
            tasks.put(task)
            if task is None:
                return
    except BaseException:
        os._exit(1)
