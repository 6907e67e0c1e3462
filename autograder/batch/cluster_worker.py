"""What a worker of a cluster does: keep a grader open for an order, and grade submissions with it.

A worker shares no disk with whoever sends the order, so the cases come along in it. Nothing here needs Dask: the same
functions can be called anywhere.
"""

import asyncio
import hashlib
import platform
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from autograder.batch.task import Task
from autograder.errors import OUR_FAULT, CommandError
from autograder.grading.checks.session import CheckSession
from autograder.grading.grader import Grader
from autograder.result import Record
from autograder.sandbox import TierName, open_sandbox
from autograder.setting import Setting

OPEN = 2
"""Graders that a worker keeps open: that of the present batch, and one more, of a batch that may have been stopped."""
ENOUGH = 5.0
"""Seconds after which a worker hands in what it has done of a chunk, so that slow submissions are spread out."""


class ClusterError(CommandError):
    """The cluster cannot be reached or cannot be used any more; the message says why and what to do."""

    status = OUR_FAULT


@dataclass(frozen=True)
class Order:
    """What a batch asks of every worker. cases: the bytes of the file of cases."""

    tier: TierName
    cases: bytes

    @cached_property
    def key(self) -> str:
        """What distinguishes this order from others."""
        return hashlib.sha256(self.tier.encode() + b"\0" + self.cases).hexdigest()


# One of them works at a time, whatever threads the process has: a session of checks serves one caller.
_lock = threading.Lock()
_open: dict[str, Grader] = {}


# Whatever goes wrong comes back as a text: an exception that cannot be pickled would leave Dask waiting for ever.
def prepare(order: Order) -> dict[str, str] | str:
    """Open the grader of an order, unless it is open, and return what results made with it depend on.

    Where that cannot be done, return why.
    """
    try:
        with _lock:
            if order.key not in _open:
                while len(_open) >= OPEN:
                    _close(next(iter(_open)))
                _open[order.key] = _start(order)
            return describe(_open[order.key].frame.setting)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def grade_chunk(key: str, tasks: Sequence[Task], enough: float = ENOUGH) -> list[Record] | str | None:
    """The records of the first tasks, one at least; None when the grader of the order is not open here.

    key: of the order. enough: seconds after which no further task is begun. A text says what went wrong.
    """
    try:
        with _lock:
            if key not in _open:
                return None
            grader, end, records = _open[key], time.monotonic() + enough, []
            for task in tasks:
                records.append(task.run(grader))
                if time.monotonic() > end:
                    break
            return records
    except Exception as error:
        return f"{type(error).__name__}: {error}"


async def close(key: str) -> None:
    """Close the grader of an order, if it is open here, as soon as it has nothing to do."""
    await asyncio.to_thread(_close_when_free, key)


def _close_when_free(key: str) -> None:
    with _lock:
        if key in _open:
            _close(key)


def _start(order: Order) -> Grader:
    # Read once, when the grader opens: the cases are in no file afterwards.
    with tempfile.TemporaryDirectory(prefix="cases-") as folder:
        path = Path(folder) / "expected.h5"
        path.write_bytes(order.cases)
        session = CheckSession(path)
    return Grader(open_sandbox(order.tier), session)


def _close(key: str) -> None:
    _open.pop(key).sandbox.close()


def describe(setting: Setting) -> dict[str, str]:
    """What results depend on besides the notebook, by names for people: the same everywhere, or records differ."""
    return {
        "grader": setting.grader.version,
        "cases": setting.grader.cases_sha256,
        "python": setting.environment.python,
        "numpy": setting.environment.numpy,
        "machine": platform.machine(),
        "tier": setting.sandbox.tier,
        "trusted_for_marks": str(setting.sandbox.trusted_for_marks),
        "protections": str(list(setting.sandbox.protections)),
    }
