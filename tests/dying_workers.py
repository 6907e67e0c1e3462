"""Worker processes that die at a chosen moment, in place of those that grade. Nothing is graded here.

A worker gets a folder in place of the file of cases. Each death makes a folder in it, so that it happens once and can
be counted, whichever process dies it. What a submission is called says when its worker dies.
"""

import os
import pickle
import re
import signal
import socket
import struct
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from autograder.batch import worker
from autograder.batch.task import Task
from autograder.grading.record_frame import RecordFrame
from autograder.result import Note, Record
from autograder.sandbox import SandboxUnavailable, TierName
from autograder.setting import Environment, GraderVersion, Protection, Setting
from tests.first_assignment import ASSIGNMENT

LARGE = 1 << 20
"""Bytes: more than a connection holds, so that whoever sends them waits for the other side."""
SETTING = Setting(GraderVersion("", ""), Environment("", ""), Protection("none", False, ()))
FRAME = RecordFrame(ASSIGNMENT, SETTING)


def begin(folder: Path, name: str) -> bool:
    """Make a folder; whether it was not there."""
    with suppress(FileExistsError):
        (folder / name).mkdir()
        return True
    return False


def die() -> None:
    """As the kernel ends a process when memory is short."""
    os.kill(os.getpid(), signal.SIGKILL)


class Grading:
    """In place of an open grader."""

    frame = FRAME

    def __init__(self, _: TierName, folder: Path) -> None:
        """Nothing happens yet."""
        self._folder = folder

    def __enter__(self) -> "Grading":
        """Two workers die here after each that does not, or none can be used, if the folder asks for it."""
        if (self._folder / "broken").exists():
            raise LookupError("a case is missing")
        if (self._folder / "start").exists():
            number = next(number for number in range(1_000) if begin(self._folder, f"start{number}"))
            if number % 3 < 2:
                die()
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is open."""

    def grade(self, student: str, content: bytes, remarks: tuple[str, ...]) -> Record:
        """A record without exercises, and with what was handed in as its note."""
        if student.startswith("grading") and begin(self._folder, student):
            die()
        if student.startswith("always"):
            die()
        if student.startswith("endless"):
            signal.pause()
        return Record("", student, (), (Note(content.decode()),), "", SETTING, 100)


class Breaking:
    """A worker's connection that breaks in the middle of a large submission or of a large result."""

    def __init__(self, connection: Connection, folder: Path) -> None:
        """Until something large comes it is the connection that it is given."""
        self._connection = connection
        self._folder = folder

    def recv(self) -> Task | None:
        """What was sent."""
        with socket.socket(fileno=os.dup(self._connection.fileno())) as raw:
            head = raw.recv(4, socket.MSG_PEEK)
            if len(head) == 4 and struct.unpack("!i", head)[0] > LARGE:
                while len(start := raw.recv(1_000, socket.MSG_PEEK)) < 1_000:
                    pass
                found = re.search(rb"sending\d+", start)
                if found and begin(self._folder, found[0].decode()):
                    raw.recv(1_000)
                    die()
        task: Task | None = self._connection.recv()
        return task

    def send(self, answer: object) -> None:
        """Send it, or half of it."""
        if isinstance(answer, Record) and answer.student.startswith("answering"):
            content = pickle.dumps(answer)
            if begin(self._folder, answer.student):
                os.write(self._connection.fileno(), struct.pack("!i", len(content)) + content[: len(content) // 2])
                die()
        self._connection.send(answer)


SERVE = worker.serve


def serve(connection: Connection, tier: TierName, folder: Path) -> None:
    """A worker that may die at any moment."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "open_grader", Grading)
        SERVE(Breaking(connection, folder), tier, folder)  # type: ignore[arg-type]


def serve_nobody(*_: object) -> None:
    """A worker that cannot even be started."""
    raise ImportError("a module is missing")


def refuse(connection: Connection, *_: object) -> None:
    """A worker on a machine that protects nothing."""
    connection.send(SandboxUnavailable("install bubblewrap"))
