"""The figures of the page: medians over the rounds, ratios within a round, and whether each target was met."""

import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from autograder.sandbox import TierName
from benchmarks.bare import Cost
from benchmarks.isolation import TIERS, Isolation
from benchmarks.processes import Usage
from benchmarks.rounds import Measured

MEGABYTE = 1e6
CROWD = 100_000
CORES = (2, 16, 64)


@dataclass(frozen=True)
class Target:
    """What a figure should be. at_most: it is an upper bound. aim: what would be better still, None for nothing."""

    bound: float
    at_most: bool = True
    aim: float | None = None

    def is_met(self, value: float) -> bool:
        """Whether a figure keeps within the bound."""
        return value <= self.bound if self.at_most else value >= self.bound


@dataclass(frozen=True)
class Figure:
    """One line of the table. value: in seconds, megabytes or as a plain number; None for what is not to be had here.

    unit: in which it is told: s, ms, min, MB, times or jobs. label: its name in the picture, if it is there.
    """

    name: str
    value: float | None
    unit: str
    target: Target | None = None
    label: str = ""

    @property
    def verdict(self) -> str:
        """Whether the target was met; empty when there is none."""
        if self.target is None:
            return ""
        if self.value is None:
            return "not measured"
        return "met" if self.target.is_met(self.value) else "missed"


@dataclass(frozen=True)
class Memory:
    """Peaks in bytes: of the process that reads and writes, of the largest worker, and of all of these together."""

    parent: int
    worker: int
    total: int


def memory_of(usage: Usage) -> Memory:
    """The peaks of the grader's own processes; not of the sandbox, which has limits of its own."""
    workers = [own.peak for own in usage.processes if own.worker]
    parent = sum(own.peak for own in usage.processes if not own.worker)
    return Memory(parent, max(workers, default=0), parent + sum(workers))


def costs(measured: Measured) -> list[Figure]:
    """What a submission costs, and nbgrader beside it."""
    students, batch = measured.students, measured.batch
    nbgrader = [usage.cpu / students for usage in measured.nbgrader]
    once = [usage.cpu / students for usage in measured.once]
    ours = [usage.cpu / batch for usage in measured.alone]
    marginal = [
        (large.cpu - small.cpu) / (batch - students) for large, small in zip(measured.alone, measured.once, strict=True)
    ]
    floor = [isolation.floor for isolation in measured.isolation]
    return [
        Figure(f"nbgrader autograde, class of {students}: CPU a submission", _median(nbgrader), "s", label="nbgrader"),
        Figure("the same: wall time a submission", _median(u.wall / students for u in measured.nbgrader), "s"),
        Figure(
            f"ours, 1 worker, batch of {batch}: CPU a submission, start included",
            _median(ours),
            "ms",
            label="ours, start included",
        ),
        Figure("the same: wall time a submission", _median(u.wall / batch for u in measured.alone), "ms"),
        Figure(f"ours, 1 worker, class of {students}: CPU a submission, start included", _median(once), "ms"),
        Figure("ours: CPU of one submission more", _median(marginal), "ms", label="ours, one more"),
        Figure(
            f"CPU of nbgrader over ours in a batch of {batch}",
            _median(a / b for a, b in zip(nbgrader, ours[-len(nbgrader) :], strict=True)),
            "times",
            Target(60, at_most=False, aim=100),
        ),
        Figure(
            f"CPU of nbgrader over ours, both with the class of {students}",
            _median(a / b for a, b in zip(nbgrader, once[-len(nbgrader) :], strict=True)),
            "times",
        ),
        Figure("floor: CPU of the bare calls, a submission", _median(floor), "ms", label="floor, bare calls"),
        Figure(
            f"beyond the floor: CPU a submission in a batch of {batch}, start included",
            _median(a - b for a, b in zip(ours, floor, strict=True)),
            "ms",
            Target(0.030, aim=0.020),
        ),
        Figure(
            "beyond the floor: CPU of one submission more",
            _median(a - b for a, b in zip(marginal, floor, strict=True)),
            "ms",
        ),
    ]


def isolation(measured: Measured) -> list[Figure]:
    """What the sandbox adds to bare calls, and what its start takes, in each tier."""
    figures = []
    for tier in TIERS:

        def over_rounds(
            take: Callable[[Isolation], dict[TierName, Cost]], what: str, tier: TierName = tier
        ) -> float | None:
            return _median(getattr(take(one)[tier], what) for one in measured.isolation if tier in take(one))

        for what, words in (("cpu", "CPU"), ("wall", "wall time")):
            added = over_rounds(lambda one: one.added, what)
            figures.append(Figure(f"isolation, `{tier}`: {words} a submission", added, "ms", Target(0.015)))
        for what, words, target in (("cpu", "CPU", None), ("wall", "wall time", Target(0.5))):
            opening = over_rounds(lambda one: one.opening, what)
            figures.append(Figure(f"start of a sandbox, `{tier}`: {words} a worker", opening, "s", target))
    return [*figures, Figure("jobs a submission, on average", _median(o.jobs for o in measured.isolation), "jobs")]


def scale(measured: Measured) -> list[Figure]:
    """Workers, memory and the time of large classes."""
    least, most = min(measured.memory), max(measured.memory)
    first, last = memory_of(measured.memory[least]), memory_of(measured.memory[most])
    speed_up = _median(one.wall / two.wall for one, two in zip(measured.alone, measured.together, strict=True))
    return [
        Figure(
            f"wall time with 1 worker over 2 workers, batch of {measured.batch}",
            speed_up,
            "times",
            Target(1.8, at_most=False),
        ),
        Figure(
            f"peak memory with {most:,} submissions beyond that with {least:,}",
            (last.total - first.total) / MEGABYTE,
            "MB",
            Target(20),
        ),
        Figure(f"{most:,} submissions on 2 cores, 2 workers", measured.memory[most].wall, "min", Target(600)),
    ]


def capacity(measured: Measured) -> dict[int, float]:
    """Hours for 100,000 submissions by number of cores, from the largest batch with 2 workers.

    Workers share nothing; but one process reads and writes for all of them and takes the processor time that it took
    here, however many there are.
    """
    count = max(measured.memory)
    usage = measured.memory[count]
    serial = sum(own.cpu for own in usage.processes if not own.worker) / count
    shared = 2 * usage.wall / count
    return {cores: CROWD * max(shared / cores, serial) / 3600 for cores in CORES}


def _median(values: Iterable[float]) -> float | None:
    numbers = list(values)
    return statistics.median(numbers) if numbers else None
