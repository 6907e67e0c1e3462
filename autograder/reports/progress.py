"""How far a batch has come: a bar on a terminal, a plain line every few seconds elsewhere."""

import time
from collections import deque
from collections.abc import Callable
from datetime import timedelta
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

WINDOW = 200
"""The rate is that of so many submissions: long enough to be steady, short enough to follow what comes."""
EVERY = 5.0
"""Seconds from one plain line to the next, at least."""


class Pace:
    """Count, rate, time left and problems in the grader, of a batch."""

    def __init__(self, total: int, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is done yet. clock: seconds, from wherever."""
        self.total = total
        self.done = 0
        self.faults = 0
        self._clock = clock
        self._times = deque([clock()], maxlen=WINDOW + 1)

    def add(self, kept: bool, faulty: bool) -> None:
        """One submission is done. kept: it had its result already, so it does not count for the rate."""
        self.done += 1
        self.faults += faulty
        if not kept:
            self._times.append(self._clock())
        elif len(self._times) == 1:
            self._times[0] = self._clock()

    def tell(self) -> str:
        """The rate, the time left and the number of problems in the grader, if there are any."""
        seconds = self._clock() - self._times[0]
        said = []
        if len(self._times) > 1 and seconds > 0:
            rate = (len(self._times) - 1) / seconds
            left = timedelta(seconds=round((self.total - self.done) / rate))
            said = [f"{rate:.3g} a second", f"{left} left"]
        if self.faults:
            said.append(f"problems in the grader: {self.faults}")
        return ", ".join(said)


class BatchProgress:
    """Shows a batch on a console. Use as a context manager; a console that is quiet shows nothing."""

    def __init__(self, total: int, console: Console, clock: Callable[[], float] = time.monotonic) -> None:
        """Nothing is shown yet. total: how many submissions there are."""
        self._console = console
        self._clock = clock
        self._pace = Pace(total, clock)
        self._lines = not console.is_terminal or console.is_dumb_terminal
        self._said = clock()
        columns = (TextColumn("grading"), BarColumn(15), MofNCompleteColumn(), TextColumn("{task.fields[pace]}"))
        self._bar = Progress(*columns, console=console, transient=True, disable=self._lines)
        self._task = self._bar.add_task("grading", total=total, pace="")

    def __enter__(self) -> "BatchProgress":
        """Begin."""
        self._bar.start()
        if self._lines:
            self._say(f"Submissions: {self._pace.total}.")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave a clean line; if the batch was stopped, print how far it came."""
        self._bar.stop()
        if kind is not None:
            self._say(f"{self._pace.done} of {self._pace.total} done.")

    def advance(self, kept: bool, faulty: bool) -> None:
        """One submission is done. kept: it had its result already. faulty: the grader failed on it."""
        self._pace.add(kept, faulty)
        if not self._lines:
            self._bar.update(self._task, advance=1, pace=self._pace.tell())
        elif self._clock() - self._said >= EVERY:
            self._said = self._clock()
            self._say(", ".join(filter(None, (f"{self._pace.done} of {self._pace.total} done", self._pace.tell()))))

    def _say(self, sentence: str) -> None:
        self._console.print(sentence, highlight=False, soft_wrap=True)
