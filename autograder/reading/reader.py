"""Reading notebooks in a process of their own, so that one that is made to be slow or large costs one note.

Everybody who reads a submission comes here. The process is started when it is first needed, and again after one that
ended or was killed. See `serving` for what it does.
"""

import atexit
import json
import math
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from autograder.outline import Outline
from autograder.reading.answers import Answer, read_answer
from autograder.reading.serving import ANSWER, DONE, FAILED, LAST, READY, REQUEST
from autograder.reading.submission import Submission

SECONDS = 30.0
"""Until a process that does not answer is killed, on systems that do not limit its processor time as well."""
LOOK_SECONDS = 0.5
"""Between looks at the deadline: a timer for each notebook would start a thread each time."""
ROOT = Path(__file__).resolve().parents[2]
START = "import sys; sys.path.insert(0, sys.argv[1]); from autograder.reading.serving import main; main()"
PIPE_BYTES = 2**18
"""So that most notebooks are sent in one go, where the system allows it."""
SUBMISSION, WRITTEN, ANSWERS = range(3)
OVER_LIMITS = (
    "The notebook could not be read: that takes more time or memory than the exercises can need. Clear the outputs, "
    "delete the cells that the exercises do not need, and hand in again."
)


class ReaderError(Exception):
    """The process that reads notebooks failed in a way that is not the notebook's."""


class Reader:
    """A process that reads notebooks for this one, one at a time."""

    def __init__(self) -> None:
        """Nothing is started yet."""
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._deadline = math.inf

    def ask(self, question: int, content: bytes, outline: Outline) -> bytes | None:
        """The answer to a question about a notebook, None when the notebook is beyond the limits.

        Raises ReaderError, and OSError when no process can be started.
        """
        with self._lock:
            if self._process is not None and self._process.poll() is not None:
                self._end()  # it was killed while nobody asked, which says nothing about this notebook
            process = self._process or self._start()
            answer = None
            try:
                self._deadline = time.monotonic() + SECONDS
                answer = _talk(process, question, content, outline.text)
            finally:
                self._deadline = math.inf
                # Also after Ctrl-C: what is still to come would be taken for the next answer.
                if answer is None or answer[0] & LAST:
                    self._end()
        if answer is None:
            return None
        status, text = answer[0] & ~LAST, answer[1]
        if status == FAILED:
            raise ReaderError(text.decode(errors="replace"))
        return text if status == DONE else None

    def close(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._end()

    def _start(self) -> subprocess.Popen[bytes]:
        """Start a process and wait until it is ready. Raises ReaderError, and OSError."""
        # Neither the environment nor site-packages: what is there could load whatever it wants.
        self._process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-B", "-c", START, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            pipesize=PIPE_BYTES,
            start_new_session=True,  # Ctrl-C is for the process that writes the results
            creationflags=getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        process = self._process
        assert process.stdout is not None
        ready = b""
        self._deadline = time.monotonic() + SECONDS
        threading.Thread(target=self._watch, args=(process,), daemon=True).start()
        try:
            ready = process.stdout.read(len(READY))
        finally:
            self._deadline = math.inf
            if ready != READY:
                self._end()
        if ready != READY:
            raise ReaderError("the process that reads notebooks does not start")
        return process

    def _watch(self, process: subprocess.Popen[bytes]) -> None:
        """Kill a process that is not done in time: then reading from it ends."""
        while process.poll() is None:
            if time.monotonic() > self._deadline:
                process.kill()
            time.sleep(LOOK_SECONDS)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        with suppress(OSError):
            process.communicate()


def _talk(process: subprocess.Popen[bytes], question: int, content: bytes, outline: bytes) -> tuple[int, bytes] | None:
    """How it went and the answer, None when the process ended before it was complete."""
    assert process.stdin is not None
    assert process.stdout is not None
    with suppress(OSError):
        process.stdin.write(REQUEST.pack(question, len(outline), len(content)) + outline)
        process.stdin.write(content)
        process.stdin.flush()
        head = process.stdout.read(ANSWER.size)
        if len(head) == ANSWER.size:
            status, size = ANSWER.unpack(head)
            text = process.stdout.read(size)
            if len(text) == size:
                return status, text
    return None


_reader = Reader()


def close_reader() -> None:
    """End the process that reads for this one. The next question starts another."""
    _reader.close()


atexit.register(close_reader)


def read_submission(content: bytes, outline: Outline) -> Submission:
    """Read a notebook from its bytes: what cannot be read becomes a note. outline: of the assignment.

    Raises ReaderError, and OSError when no process can be started.
    """
    answer = _reader.ask(SUBMISSION, content, outline)
    if answer is None:
        return Submission(outline.functions, notes=(OVER_LIMITS,), readable=False)
    return Submission.from_json(answer, outline.functions)


def count_written(content: bytes, outline: Outline) -> int:
    """In how many exercises of a notebook something is written; -1 for what cannot be read.

    Raises as `read_submission` does.
    """
    answer = _reader.ask(WRITTEN, content, outline)
    return json.loads(answer) if answer is not None else -1


def read_answers(content: bytes, outline: Outline) -> dict[str, Answer]:
    """The functions of a notebook by exercise, to be shown and compared; none for what cannot be read.

    Raises as `read_submission` does.
    """
    answer = _reader.ask(ANSWERS, content, outline)
    return {} if answer is None else {name: read_answer(values) for name, values in json.loads(answer).items()}
