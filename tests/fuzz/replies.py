"""Replies: a child that is made up here answers the grader's frames with whatever a hostile process could send."""

import pickle
import signal
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any, Self

from autograder.differences import DIFFERENCES, read_comparisons
from autograder.grading.checks.session import CheckSession
from autograder.grading.grader import Grader
from autograder.reports.class_counts import Tally
from autograder.reports.feedback import render_feedback
from autograder.sandbox import Call, Job, JobResult, Limits, Sandbox, TierName
from autograder.sandbox.children import Ending
from autograder.sandbox.inside import wire
from public_tests import Suite
from tests.example_class import read_example
from tests.first_assignment import ASSIGNMENT, EXERCISES, EXPECTED, NAME
from tests.fuzz.drawing import text
from tests.fuzz.records import check_record
from tests.fuzz.values import spoil, write_near, write_record, write_tree

EXCEPTIONS = (
    "NameError",
    "ValueError",
    "TypeError",
    "IndexError",
    "KeyError",
    "AttributeError",
    "ZeroDivisionError",
    "X" * 90,
)
MESSAGES = (
    *("name 'np' is not defined", "operands could not be broadcast together with shapes (1,2) (3,4)", "", "\n" * 600),
    *("zero_pad() missing 1 required positional argument: 'pad'", "module 'numpy' has no attribute 'float'", "x" * 501),
    *("index 5 is out of bounds for axis 0 with size 5", "could not convert string to float: ''", "'pad'", "None"),
    *("'NoneType' object has no attribute 'shape'", "cannot unpack non-iterable int object", "(((((((", "\ud800" * 400),
)
SIGNALS = (0, 0, 6, 9, 9, 11, 24, 31, 64)


class Replies:
    """Makes up what children send, and grades notebooks with them."""

    max_seconds = 2.0
    max_bytes = 600 << 20

    def __init__(self, stack: ExitStack) -> None:
        """Open the checks, and read the notebooks whose functions seem to be called."""
        self.session = CheckSession(EXPECTED)
        names = ("right_with_loops_100", "optional_part_done_100")
        self.contents = [read_example(name) for name in names]
        self.folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))

    def make(self, draw: Random) -> bytes:
        """The number that everything a child sends is drawn from."""
        return str(draw.getrandbits(64)).encode()

    def attempt(self, content: bytes) -> Iterator[str]:
        """Grade, write and report a submission. Yields what came of each step; raises what a step raises."""
        draw = Random(int(content))
        sandbox = MadeUp(draw, self.session.key.suite)
        record = Grader(sandbox, self.session).grade("somebody", draw.choice(self.contents))
        result = check_record(record, self.folder)
        for status in sorted({exercise.status for exercise in record.exercises}):
            yield f"graded: {status}"
        path = self.folder / "somebody" / NAME / DIFFERENCES
        page = render_feedback(result, read_comparisons(path, record.sha256), ASSIGNMENT)
        page.encode("utf-8", errors="strict")
        Tally().add(result)
        yield f"reported: {'with' if record.comparisons else 'without'} pictures"


class MadeUp(Sandbox):
    """A sandbox that runs jobs as always, in children that only exist as bytes."""

    tier: TierName = "none"
    trusted_for_marks = False
    protections = ()

    def __init__(self, draw: Random, suite: Suite) -> None:
        """Start nothing."""
        self._lock, self._closed = threading.Lock(), False
        self._zygote = self.children = Child(draw, suite)

    def run(self, job: Job, limits: Limits = Limits()) -> JobResult:  # noqa: B008  (it is frozen)
        """Run a job. No code is run."""
        self.children.job = job
        return super().run(job, limits)


class Child:
    """A child that was never started, and where it came from. job: what it is given.

    most: how often a part of an answer is something else; by submission, so that some are almost right.
    """

    job: Job

    def __init__(self, draw: Random, suite: Suite) -> None:
        """Choose how hostile this submission is."""
        self.draw, self.suite = draw, suite
        self.most = draw.choice((0.0, 0.003, 0.02, 0.1, 0.3))
        self.cases = {id(case.arguments): case for cases in suite.cases.values() for case in cases}

    def start_child(self, memory: int, cpu: int, canary: str | None = None) -> Any:
        """The data socket."""
        return Socket(self)

    def end_child(self, patience: float = 0.0) -> Ending:
        """How it may end, by itself or killed."""
        number = self.draw.choice(SIGNALS)
        known = {signal.value for signal in signal.Signals}
        seconds = self.draw.choice((0.0, 0.1, 11.9, 13.0))
        code, asked = self.draw.choice((0, 0, 1, 255)), self.draw.random() < 0.3
        return Ending(code, number if number in known else 0, seconds, asked)

    def close(self) -> None:
        """Nothing is open."""

    def loaded(self) -> bytes:
        """The tree of a LOADED frame."""
        names = list(dict.fromkeys(call.function for call in self.job.calls))
        if self.draw.random() < self.most:
            names = self.draw.sample([*names, *EXERCISES, "", "\ud800"], self.draw.randrange(len(names) + 1))
        errors = [self._raised() for _ in range(self.draw.randrange(4) if self.draw.random() < self.most * 3 else 0)]
        return spoil(self.draw, write_record(self.draw, self.most / 5, errors=errors, defined=names))

    def reply(self, call: Call) -> list[bytes]:
        """The three sections of the reply to a call: how it ended, the value, the arguments afterwards."""
        draw, most = self.draw, self.most
        end = rest = b""
        if draw.random() < most:
            status = draw.choice(("raised", "raised", "raised", "out_of_memory", "returned", text(draw)))
            raised = None if draw.random() < 0.1 else self._raised()
            end = write_record(draw, most / 5, status=status, raised=raised)
        if draw.random() < most:
            rest = write_near(draw, call.arguments, 0.2) if draw.random() < 0.9 else write_tree(draw)
        value = write_tree(draw, 1) if draw.random() < most / 2 else write_near(draw, self._expected(call), most)
        return [spoil(draw, section) if draw.random() < most else section for section in (end, value, rest)]

    def _expected(self, call: Call) -> Any:
        """What a right function returns, now and then what a known mistake returns."""
        case = self.cases[id(call.arguments)]
        arrays = case.expected
        if case.known and self.draw.random() < self.most:
            arrays = case.expected | self.draw.choice(case.known).arrays
        names = self.suite.returns[case.exercise]
        arguments = tuple(one for one in case.arguments if type(one) is not str)
        parts = tuple(arrays.get(name, arguments) for name in names)
        return parts if len(parts) > 1 else parts[0]

    def _raised(self) -> dict[str, object]:
        draw = self.draw
        unit = draw.choice(self.job.units)
        line = unit.first_line + draw.randrange(40)
        return {
            "type_name": draw.choice((*EXCEPTIONS, text(draw))),
            "message": draw.choice((*MESSAGES, text(draw, 100))),
            "label": unit.label if draw.random() < 0.8 else draw.choice((None, text(draw), 1)),
            "line": line if draw.random() < 0.8 else draw.choice((None, 0, -1, 2**70, 1.5, text(draw))),
            "name": draw.choice((None, "np", "zero_pad", text(draw), "(" * 300, 1)),
        }


@dataclass
class Socket:
    """The grader's end of a socket: what is sent to it is answered at once, in frames that may be damaged."""

    child: Child
    arrived: bytearray = field(default_factory=bytearray)
    silent: bool = False

    def __enter__(self) -> Self:
        """Return the socket itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """There is nothing to close."""

    def settimeout(self, seconds: float) -> None:
        """Time does not pass here."""

    def sendall(self, frame: bytes) -> None:
        """Take a frame from the grader, and have the answer ready."""
        draw, most = self.child.draw, self.child.most
        kind, number, _ = wire.HEADER.unpack_from(frame)
        payload = frame[wire.HEADER.size :]
        if kind == wire.JOB:
            # All that comes before student code is honest: else it would be a fault of the sandbox.
            self.arrived += wire.frame(wire.HELLO, 0, b"")
            answer = wire.frame(wire.LOADED, 0, self.child.loaded())
        else:
            numbers, _ = pickle.loads(payload)  # the grader's own
            calls = self.child.job.calls[number : number + len(numbers)]
            sections = [section for call in calls for section in self.child.reply(call)]
            if draw.random() < most / 10:
                sections = sections[: draw.randrange(len(sections))]
            joined = wire.join(sections)
            answer = wire.frame(wire.REPLY, number, spoil(draw, joined) if draw.random() < most else joined)
        if draw.random() < most / 10:
            answer = self._broken(answer)
        self.arrived += answer

    def _broken(self, answer: bytes) -> bytes:
        """A frame that comes in part, twice, with another header, or never."""
        draw = self.child.draw
        how = draw.randrange(5)
        if how == 0:
            self.silent = draw.random() < 0.5
            return answer[: draw.randrange(len(answer))]
        if how == 1:
            return answer + answer
        if how == 2:
            return spoil(draw, answer[: wire.HEADER.size]) + answer[wire.HEADER.size :]
        if how == 3:
            header = (draw.choice(b"HFLRPJCx"), draw.randrange(3), draw.choice((0, 5, 2**32 - 1)))
            return wire.HEADER.pack(*header) + answer[wire.HEADER.size :]
        return draw.randbytes(draw.randrange(50))

    def recv(self, size: int) -> bytes:
        """What has arrived, in pieces of any size; at the end silence or nothing more."""
        if not self.arrived and self.silent:
            raise TimeoutError
        some = min(len(self.arrived), size, 1 + self.child.draw.randrange(1 << self.child.draw.randrange(20)))
        piece = bytes(self.arrived[:some])
        del self.arrived[:some]
        return piece
