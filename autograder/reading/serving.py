"""The process that reads notebooks for a grader, one after the other, within limits that the system enforces.

It loads the standard library and this package only, runs nothing of what it reads, and answers with plain JSON, so
that whatever a notebook does to it costs one answer. It ends when the grader does: then there is no more to read.
"""

import gc
import json
import os
import struct
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from autograder.outline import Outline, read_outline
from autograder.reading.analysis import analyse
from autograder.reading.answers import find_answers
from autograder.reading.written import find_written

try:
    import resource
except ImportError:  # Windows: the deadline of the grader is the only limit
    resource = None  # type: ignore[assignment]

REQUEST = struct.Struct(">BQQ")
"""What is asked, and the numbers of bytes that follow: of the outline of the assignment, and of the notebook."""
ANSWER = struct.Struct(">BQ")
"""How it went, and the number of bytes that follow."""
Question = Callable[[bytes, Outline], str]
READY = b"R"
"""What the process says first: if it ends before, that is not the fault of any notebook."""
DONE, OVER_LIMITS, FAILED = range(3)
LAST = 0x80
"""Added to how it went by a process that has grown: another one is to take its place."""
MAX_MEMORY = 600 * 10**6
MAX_SECONDS = 5
"""Of processor time for one notebook, counted in whole seconds of the process: up to one less than this."""
MAX_KEPT = 64 * 10**6
"""Memory that a process may keep after an answer. It starts with 16 MB; files of 2 and 5 MB leave it with 28 and 36."""


def serve(requests: BinaryIO, answers: BinaryIO) -> None:
    """Report that the process is ready, and answer requests until there are no more."""
    _limit("RLIMIT_AS", MAX_MEMORY)
    _limit("RLIMIT_CORE", 0)
    answers.write(READY)
    answers.flush()
    while head := requests.read(REQUEST.size):
        kind, *sizes = REQUEST.unpack(head)
        outline, content = map(requests.read, sizes)
        _limit("RLIMIT_CPU", _seconds() + MAX_SECONDS)
        status, text = _answer(QUESTIONS[kind], content, read_outline(outline))
        grown = LAST if _memory() > MAX_KEPT else 0
        answers.write(ANSWER.pack(status | grown, len(text)) + text)
        answers.flush()


def _answer(question: Question, content: bytes, outline: Outline) -> tuple[int, bytes]:
    try:
        return DONE, question(content, outline).encode()
    except (MemoryError, RecursionError):
        return OVER_LIMITS, b""
    except Exception as error:
        return FAILED, f"{type(error).__name__}: {error}".encode(errors="replace")


# In this order: the number of a question is its place.
QUESTIONS: tuple[Question, ...] = (
    lambda content, outline: analyse(content, outline).to_json(),
    lambda content, outline: json.dumps(find_written(content, outline)),
    lambda content, outline: json.dumps(find_answers(content, outline)),
)


def _limit(name: str, most: int) -> None:
    """Set a limit of this process where the system has it, and no higher than it may be."""
    if resource is None:
        return
    with suppress(AttributeError, OSError, ValueError):
        kind = getattr(resource, name)
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, hard))


def _seconds() -> int:
    used = resource.getrusage(resource.RUSAGE_SELF) if resource else None
    return int(used.ru_utime + used.ru_stime) if used else 0


def _memory() -> int:
    """The memory that this process has now, in bytes; 0 where the system is not Linux."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return 0


def main() -> None:
    """What the process does from its start to its end."""
    gc.disable()  # reading makes no circles; looking for them takes a quarter of the time of the largest cells
    serve(sys.stdin.buffer, sys.stdout.buffer)
