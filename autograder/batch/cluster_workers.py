"""The workers of a Dask scheduler: which of them are fit for a batch, and what each has in hand."""

import logging
import queue
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from types import TracebackType

import dask
from distributed import Client, Future, KilledWorker
from distributed.security import Security

from autograder.batch.cluster_worker import ClusterError, Order, close, grade_chunk, prepare
from autograder.batch.task import Task
from autograder.result import Record
from autograder.text import list_names

IN_FLIGHT = 2
"""Chunks handed out at a time for each worker: one in work, and the next one."""
CONNECT_SECONDS = 10.0
FETCH_SECONDS = 5.0
PATIENCE = 60.0
"""Seconds without any worker that can be used, after which a batch stops."""
HOPE = 10.0
"""Seconds in which others have to appear when all are refused and none was ever fit."""
LOOK_SECONDS = 1.0
"""How often it is looked who has come and gone."""
LOSSES = 2
"""How often all the workers that may do a chunk are lost before it is suspected of it."""
DIED = "every worker that tried to grade it died"
TOLD = 3
"""How many workers a sentence names."""
GOES_ON = "Finished results are kept; run the same command to continue."


@dataclass(frozen=True)
class Chunk:
    """Tasks that go out together.

    alone: nothing else is out. workers: the addresses of those that may do it. losses: how often all of them died.
    """

    tasks: tuple[Task, ...]
    alone: bool = False
    workers: frozenset[str] = frozenset()
    losses: int = 0


Answer = list[Record] | str | None
"""What came of a chunk: records of its first tasks, or what went wrong. None: it has to be sent again."""


class Crew:
    """The workers that are fit for an order, and the chunks that are out. Use as a context manager."""

    def __init__(self, address: str, order: Order, wanted: Mapping[str, str], say: Callable[[str], None]) -> None:
        """Prepare for a scheduler; entering connects.

        wanted: what `prepare` must return on a worker that can be used. say: gets a sentence on those that are not.
        """
        self._address = address
        self._order = order
        self._wanted = wanted
        self._say = say
        self._news: queue.SimpleQueue[Future] = queue.SimpleQueue()
        self._asked: dict[Future, str] = {}
        self._fit: set[str] = set()
        self._refused: dict[str, str] = {}
        self._told: set[str] = set()
        self._looked = self._useful = 0.0
        self._proven = False
        self.out: dict[Future, Chunk] = {}

    def __enter__(self) -> "Crew":
        """Connect. Raises ClusterError when no scheduler answers."""
        self._client = _connect(self._address)
        self._useful = time.monotonic()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Release what is out, have the graders closed, and disconnect."""
        for future in (*self.out, *self._asked):
            future.release()
        if self._fit and not isinstance(error, ClusterError):
            with suppress(OSError, ValueError, RuntimeError):  # whoever is gone has no grader any more
                self._client.run(close, self._order.key, workers=sorted(self._fit), wait=False, on_error="ignore")
        self._client.close(timeout=CONNECT_SECONDS)

    @property
    def room(self) -> int:
        """How many chunks may be out."""
        return IN_FLIGHT * len(self._fit)

    def send(self, chunk: Chunk) -> None:
        """Hand a chunk out, to whichever of the workers Dask chooses."""
        future = self._submit(grade_chunk, self._order.key, chunk.tasks, workers=sorted(self._fit))
        self.out[future] = replace(chunk, workers=frozenset(self._fit))

    def wait(self) -> list[tuple[Chunk, Answer]]:
        """The chunks that came back, after a moment at most.

        Raises ClusterError when the scheduler is gone, or when no worker is left to wait for.
        """
        back: list[tuple[Chunk, Answer]] = []
        if time.monotonic() - self._looked > LOOK_SECONDS:
            back += self._look()
        try:
            future = self._news.get(timeout=0 if back else LOOK_SECONDS)
        except queue.Empty:
            return back
        if future not in self._asked and future not in self.out:
            return back
        try:
            answer = self._fetch(future)
        except TimeoutError:
            self._news.put(future)  # a worker died after its work was done: somebody else does it, or it is stranded
            return back
        if future in self._asked:
            self._admit(self._asked.pop(future), answer)
            return back
        chunk = self.out.pop(future)
        if answer is None:
            self._fit -= chunk.workers  # one of them is not what it was, so all are asked once more
        return [*back, (chunk, answer)]

    def _submit(self, function: Callable[..., object], *arguments: object, workers: list[str]) -> Future:
        future = self._client.submit(function, *arguments, workers=workers, pure=False)
        future.add_done_callback(self._news.put)
        return future

    def _fetch(self, future: Future) -> Answer:
        """What a worker answered. Raises TimeoutError when it cannot be had at present."""
        if future.status == "cancelled":
            raise self._lost()
        if future.status == "error":
            error = future.exception()
            if isinstance(error, KilledWorker):
                return DIED
            return f"{type(error).__name__}: {error}"
        return future.result(timeout=FETCH_SECONDS)

    def _look(self) -> list[tuple[Chunk, Answer]]:
        """See who has come and gone; returns the chunks that none of those present may do."""
        try:
            present: dict[str, int] = self._client.nthreads()
        except (OSError, ValueError, RuntimeError, AttributeError) as error:  # a closed client has no scheduler
            raise self._lost() from error
        self._looked = time.monotonic()
        self._fit &= present.keys()
        self._refused = {worker: reason for worker, reason in self._refused.items() if worker in present}
        self._asked = {future: worker for future, worker in self._asked.items() if worker in present}
        for worker in present.keys() - self._fit - self._refused.keys() - set(self._asked.values()):
            if present[worker] == 1:
                self._asked[self._submit(prepare, self._order, workers=[worker])] = worker
            else:
                self._refused[worker] = f"{present[worker]} threads instead of one (--nthreads 1)"
        self._judge()
        stranded = [future for future, chunk in self.out.items() if not chunk.workers & present.keys()]
        return [self._count_loss(self.out.pop(future)) for future in stranded]

    def _count_loss(self, chunk: Chunk) -> tuple[Chunk, Answer]:
        chunk = replace(chunk, losses=chunk.losses + 1)
        return chunk, DIED if chunk.losses >= LOSSES else None

    def _admit(self, worker: str, answer: object) -> None:
        """Take a worker on if what it makes is what is made here, and refuse it otherwise."""
        if isinstance(answer, Mapping):
            differences = [
                f"{name} {answer.get(name, 'unknown')} instead of {value}"
                for name, value in self._wanted.items()
                if answer.get(name) != value
            ]
        else:
            differences = [str(answer)]
        if differences:
            self._refused[worker] = "; ".join(differences)
        else:
            self._fit.add(worker)
            self._proven = True
            self._useful = time.monotonic()
        if self._fit:
            self._tell_refusals()  # now, as a small class may be graded before the next look

    def _judge(self) -> None:
        """Report who is refused; raises ClusterError when nobody is left."""
        if self._fit:
            self._useful = time.monotonic()
            self._tell_refusals()
            return
        waited = time.monotonic() - self._useful
        if self._refused and not self._asked and not self._proven and waited > HOPE:
            raise ClusterError(f"no worker can be used. {self._refusals(set(self._refused))}. {GOES_ON}")
        if waited > PATIENCE:
            raise ClusterError(
                f"no worker of {self._address} was ready for {PATIENCE:.0f} seconds. Start workers. {GOES_ON}"
            )

    def _tell_refusals(self) -> None:
        if untold := self._refused.keys() - self._told:
            self._say(f"some workers cannot be used. {self._refusals(untold)}")
            self._told |= untold

    def _refusals(self, workers: set[str]) -> str:
        by_reason: dict[str, list[str]] = {}
        for worker in sorted(workers):
            by_reason.setdefault(self._refused[worker], []).append(worker)
        return "; ".join(f"{list_names(names, TOLD)}: {reason}" for reason, names in by_reason.items())

    def _lost(self) -> ClusterError:
        return ClusterError(f"lost the scheduler {self._address}. {GOES_ON}")


def _connect(address: str) -> Client:
    # The error message is one of our own sentences.
    for name in ("asyncio", "distributed", "distributed.client", "distributed.core"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A single notebook may be larger than Dask likes a message to be.
    dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GiB"})
    try:
        security = Security()
        if address.startswith("tls:") and security.get_connection_args("client").get("ssl_context") is None:
            raise ClusterError(f"{address} needs certificates; see docs/cluster.md. {GOES_ON}")
        return Client(address, timeout=CONNECT_SECONDS, set_as_default=False, name="autograder", security=security)
    except (OSError, ValueError, TypeError) as error:
        raise ClusterError(f"no scheduler answers at {address} ({error}). {GOES_ON}") from error
