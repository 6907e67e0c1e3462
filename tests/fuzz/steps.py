"""The process that tries inputs of one kind, with limits of memory and processor time, and reports in lines of JSON.

`python -m tests.fuzz.steps KIND SEED FIRST SECONDS FILE` tries the inputs numbered from FIRST on, for so many seconds,
each of which it writes into a file first; `python -m tests.fuzz.steps KIND FILE` tries the input in a file. A step that
takes too much processor time ends the process by a signal, whatever it is doing; then the file holds the input.
"""

import json
import resource
import signal
import sys
import time
import traceback
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from random import Random
from typing import Protocol

from tests.fuzz.notebooks import Notebooks
from tests.fuzz.planted import Planted
from tests.fuzz.replies import Replies
from tests.fuzz.zips import Zips
from tests.processes import processor_seconds

TOO_SLOW = "a step took too much processor time"


class Kind(Protocol):
    """A kind of input.

    max_seconds: processor time that a step may take; max_bytes: memory that an input may take, beyond what the process
    has before it.
    """

    max_seconds: float
    max_bytes: int

    def make(self, draw: Random) -> bytes:
        """Return an input."""

    def attempt(self, content: bytes) -> Iterator[str]:
        """Handle an input step by step; yields what came of each step. Whatever it raises is a finding."""


KINDS: dict[str, Callable[[ExitStack], Kind]] = {"zips": Zips, "notebooks": Notebooks, "replies": Replies}
ALL_KINDS = {**KINDS, "planted": Planted}


def main(given: list[str]) -> None:
    """Try inputs until the time is over."""
    name, *rest = given
    with ExitStack() as stack:
        kind = ALL_KINDS[name](stack)
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        _limit_memory(3 * kind.max_bytes)
        inputs = _made(kind, name, *rest) if rest[1:] else [(0, Path(rest[0]).read_bytes())]
        for number, content in inputs:
            print(json.dumps({"number": number}), flush=True)
            _report(number, kind, content)


def _made(kind: Kind, name: str, seed: str, first: str, seconds: str, file: str) -> Iterator[tuple[int, bytes]]:
    """The inputs from a number on until the time is over, each written into a file."""
    deadline = time.monotonic() + float(seconds)
    for number in count(int(first)):
        if time.monotonic() >= deadline:
            return
        content = kind.make(Random(f"{name} {seed} {number}"))
        Path(file).write_bytes(content)
        yield number, content


def _limit_memory(size: int) -> None:
    """Stop at more than is allowed: enough to see that it was too much, and to leave the machine alone."""
    limit = _memory("VmSize") + size
    resource.setrlimit(resource.RLIMIT_AS, (limit, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _memory(field: str) -> int:
    """Bytes that the kernel counts of this process: VmSize, VmRSS, or VmHWM, the peak of that."""
    text = Path("/proc/self/status").read_text(encoding="ascii")
    return int(text.partition(f"{field}:")[2].split()[0]) << 10


def _report(number: int, kind: Kind, content: bytes) -> None:
    """Try one input and print what came of it."""
    outcomes: list[str] = []
    slowest = 0.0
    fault = ""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak starts again
    before = _memory("VmRSS")
    steps = kind.attempt(content)
    while not fault:
        # The kernel ends the process when the time is used up, also inside of a regular expression or the parser.
        signal.setitimer(signal.ITIMER_PROF, 2 * kind.max_seconds)
        started = processor_seconds()
        try:
            outcome = next(steps, None)
        except Exception as error:
            outcome, fault = None, _describe(error)
        seconds = processor_seconds() - started
        slowest = max(slowest, seconds)
        if seconds > kind.max_seconds and not fault:
            fault = TOO_SLOW
        if outcome is None:
            break
        outcomes.append(outcome)
    signal.setitimer(signal.ITIMER_PROF, 0)
    if (peak := _memory("VmHWM") - before) > kind.max_bytes:
        fault = fault or f"the steps took more than {kind.max_bytes >> 20} MB of memory"
    report = {"number": number, "outcomes": outcomes, "seconds": slowest, "bytes": peak, "fault": fault}
    if fault:
        report["input"] = b64encode(content).decode()
    print(json.dumps(report), flush=True)


def _describe(error: Exception) -> str:
    """The place and kind of an exception in the first line, the traceback below."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/autograder/" in frame.filename or frame.filename.endswith("public_tests.py")]
    last = (own or frames)[-1]
    place = f"{Path(last.filename).name}, in {last.name}"
    text = str(error).partition("\n")[0][:200]
    lines = "".join(traceback.format_exception(error, limit=-12)).split("\n")
    whole = "\n".join(line if len(line) <= 300 else f"{line[:300]}..." for line in lines)
    return ascii(f"{type(error).__name__} at {place}: {text}")[1:-1] + "\n" + whole


if __name__ == "__main__":
    main(sys.argv[1:])
