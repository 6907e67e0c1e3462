"""One kind of input, tried for a while in a process of its own, which is started again whenever an input ends it."""

import json
import os
import re
import select
import signal
import subprocess
import sys
import tempfile
import time
from base64 import b64decode
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.fuzz.steps import TOO_SLOW

ROOT = Path(__file__).resolve().parents[2]
STALLED = 120.0
"""Seconds without a word after which a process is killed: it waits for something and takes no processor time."""


@dataclass(frozen=True)
class Finding:
    """An input that something is wrong with. what: a line that says it; detail: all that is known."""

    kind: str
    seed: int
    number: int
    content: bytes
    what: str
    detail: str

    @property
    def sort(self) -> str:
        """The same for findings that are likely to be one fault."""
        return re.sub(r"'[^']*'|\[[^]]*\]|\d+|failed on \w+ \(\w+", "...", self.what)[:150]

    def write(self, folder: Path) -> Path:
        """Write the input, and what is wrong with it beside it; returns the path of the input."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{self.kind}-{self.seed}-{self.number}"
        path.write_bytes(self.content)
        again = f"python -m tests.fuzz --replay {path}"
        text = f"{self.what}\nseed {self.seed}, number {self.number}: {again}\n\n{self.detail}"
        path.with_name(f"{path.name}.txt").write_text(text, encoding="utf-8", errors="replace")
        return path


@dataclass
class Campaign:
    """What came of one kind. outcomes: of steps that were as they should be; counts: findings of each
    sort. slowest, largest: seconds of a step and bytes of an input, with the number of the input."""

    kind: str
    seed: int
    most: int = sys.maxsize
    tried: int = 0
    slowest: tuple[float, int] = (0.0, 0)
    largest: tuple[int, int] = (0, 0)
    outcomes: Counter[str] = field(default_factory=Counter)
    counts: Counter[str] = field(default_factory=Counter)

    def run(self, seconds: float, tell: Callable[[Finding], None]) -> None:
        """Try inputs for so many seconds, at most `most`. tell: is given the first finding of each sort at once."""
        deadline = time.monotonic() + seconds
        number = 0
        with tempfile.TemporaryDirectory() as folder:
            while (left := deadline - time.monotonic()) > 0 and number < self.most:
                number = self._run_process(number, left, Path(folder) / "input", tell) + 1

    def _run_process(self, first: int, seconds: float, current: Path, tell: Callable[[Finding], None]) -> int:
        """Run one process to its end, and return the number of its last input. current: where it puts its input."""
        number = first
        for report in run_steps([self.kind, str(self.seed), str(first), str(seconds), str(current)]):
            number = report.get("number", number)
            fault = report.get("ended") or report.get("fault")
            if "outcomes" in report:
                self._count(report)
            if fault:
                what, _, detail = fault.partition("\n")
                content = b64decode(report["input"]) if "input" in report else current.read_bytes()
                finding = Finding(self.kind, self.seed, number, content, what, detail)
                self.counts[finding.sort] += 1
                if self.counts[finding.sort] == 1:
                    tell(finding)
            if "outcomes" in report and number + 1 >= self.most:
                break
        return number

    def _count(self, report: dict) -> None:
        self.tried += 1
        self.outcomes.update(report["outcomes"])
        self.slowest = max(self.slowest, (report["seconds"], report["number"]))
        self.largest = max(self.largest, (report["bytes"], report["number"]))


def run_steps(arguments: list[str]) -> Iterator[dict]:
    """The reports of a process that tries inputs; the last one says how it ended: empty when all was well."""
    environment = os.environ | {"PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1"}
    command = [sys.executable, "-m", "tests.fuzz.steps", *arguments]
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=said) as process,
    ):
        assert process.stdout is not None
        rest, report = b"", {}
        try:
            while select.select([process.stdout], [], [], STALLED)[0]:
                piece = os.read(process.stdout.fileno(), 1 << 16)
                if not piece:
                    said.seek(0)
                    ended = _tell_end(process.wait(), said.read()[-2_000:].decode(errors="replace"))
                    unfinished = "" if "outcomes" in report else "a step ended the process"
                    yield {"ended": ended or unfinished}
                    return
                *lines, rest = (rest + piece).split(b"\n")
                for report in map(json.loads, lines):
                    yield report
            yield {"ended": f"a step waited for {STALLED:g} s without an end"}
        finally:
            process.kill()


def _tell_end(status: int, said: str) -> str:
    """How a process ended, and what it wrote to standard error; empty when all was well."""
    if status == -signal.SIGPROF:
        return TOO_SLOW
    if status < 0:
        return f"the process was ended by {signal.Signals(-status).name}\n{said}"
    return f"the process ended with status {status}\n{said}" if status else ""
