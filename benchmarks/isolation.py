"""What isolation adds to the bare calls, by tier: `python -m benchmarks.isolation FOLDER`, a report as JSON.

The jobs are those of the grader: it grades the class once, and what it gives to the sandbox is written down. Then the
same jobs are run bare and in each tier, in turn. Processor time is that of this process, of the sandbox's, and of the
children that they have waited for.
"""

import argparse
import contextlib
import json
import os
import resource
import statistics
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import cast

from autograder.batch.pool import Workshop
from autograder.exercises import ASSIGNMENT, NOTEBOOK
from autograder.grading import Grader
from autograder.sandbox import Job, JobResult, Limits, Sandbox, SandboxUnavailable, TierName, open_sandbox
from benchmarks.bare import Cost, call_bare
from benchmarks.processes import adopt_orphans, cpu_of_ended, cpu_of_running, reap_orphans

TIERS: tuple[TierName, ...] = ("bwrap", "landlock")


@dataclass
class Recorder:
    """Stands in for the sandbox of a grader and notes what it is given. jobs: of the submission at hand."""

    sandbox: Sandbox
    jobs: list[tuple[Job, Limits]] = field(default_factory=list)

    def __getattr__(self, name: str) -> object:
        """All else is the sandbox's."""
        return getattr(self.sandbox, name)

    def run(self, job: Job, limits: Limits) -> JobResult:
        """Note the job and have it run."""
        self.jobs.append((job, limits))
        return self.sandbox.run(job, limits)


@dataclass(frozen=True)
class Isolation:
    """What was measured. floor: seconds of processor time of the bare calls, each function once, per submission.

    opening: the start of a sandbox, by tier. added: to the bare calls of the same jobs, per submission, by tier.
    jobs: per submission. A tier that this machine does not have is missing.
    """

    floor: float
    jobs: float
    opening: dict[TierName, Cost]
    added: dict[TierName, Cost]


def record_jobs(folder: Path) -> list[list[tuple[Job, Limits]]]:
    """Grade all submissions of a tree; returns the jobs of each that has any."""
    recorded = []
    with Workshop("auto") as grader:
        for notebook in sorted(folder.glob(f"*/{ASSIGNMENT}/{NOTEBOOK}")):
            recorder = Recorder(grader.sandbox)
            Grader(cast(Sandbox, recorder), grader.session).grade("somebody", notebook.read_bytes())
            recorded.append(recorder.jobs)
    return recorded


def measure_isolation(folder: Path, repeats: int, openings: int) -> Isolation:
    """Measure on a tree of submissions. repeats: of the whole class in each tier. openings: of each sandbox.

    To be called where there are no other child processes: those would be waited for, and counted.
    """
    recorded = record_jobs(folder)
    every = [job for jobs in recorded for job in jobs]
    # The first job of a submission is all its functions together, or its only function.
    once = [jobs[0] for jobs in recorded if jobs]
    floor: list[Cost] = []
    bare: list[Cost] = []
    opened: dict[TierName, list[Cost]] = {}
    ran: dict[TierName, list[Cost]] = {}
    available = [tier for tier in TIERS if _is_available(tier)]
    for _ in range(openings):
        for tier in available:
            opened.setdefault(tier, []).append(_open(tier))
    for _ in range(repeats):
        floor.append(_run_bare(once))
        bare.append(_run_bare(every))
        for tier in available:
            ran.setdefault(tier, []).append(_run(tier, every))
    added = {}
    for tier, costs in ran.items():
        more = [Cost(cost.cpu - plain.cpu, cost.wall - plain.wall) for cost, plain in zip(costs, bare, strict=True)]
        added[tier] = _median(more, len(recorded))
    opening = {tier: _median(costs) for tier, costs in opened.items()}
    return Isolation(_median(floor, len(recorded)).cpu, len(every) / len(recorded), opening, added)


def _is_available(tier: TierName) -> bool:
    try:
        open_sandbox(tier).close()
    except SandboxUnavailable as error:
        print(f"{tier}: {error}", file=sys.stderr)
        return False
    return True


def _open(tier: TierName) -> Cost:
    """The cost of a sandbox with no job in it, from the start to the end; wall time until it is open."""
    reap_orphans()  # of sandboxes before
    before, started = _own_cpu() + cpu_of_ended(), time.perf_counter()
    sandbox = open_sandbox(tier)
    wall = time.perf_counter() - started
    sandbox.close()
    reap_orphans()
    return Cost(_own_cpu() + cpu_of_ended() - before, wall)


def _run(tier: TierName, jobs: list[tuple[Job, Limits]]) -> Cost:
    """The cost of jobs in a sandbox that is open."""
    with open_sandbox(tier) as sandbox:
        before, started = _own_cpu() + cpu_of_running(os.getpid()), time.perf_counter()
        for job, limits in jobs:
            sandbox.run(job, limits)
        wall = time.perf_counter() - started
        cpu = _own_cpu() + cpu_of_running(os.getpid()) - before
    reap_orphans()
    return Cost(cpu, wall)


def _run_bare(jobs: list[tuple[Job, Limits]]) -> Cost:
    costs = [call_bare(job) for job, _ in jobs]
    return Cost(sum(cost.cpu for cost in costs), sum(cost.wall for cost in costs))


def _own_cpu() -> float:
    own = resource.getrusage(resource.RUSAGE_SELF)
    return own.ru_utime + own.ru_stime


def _median(costs: list[Cost], share: int = 1) -> Cost:
    cpu, wall = (statistics.median(getattr(cost, what) for cost in costs) for what in ("cpu", "wall"))
    return Cost(cpu / share, wall / share)


@contextlib.contextmanager
def silence() -> Iterator[None]:
    """Nothing of what the bare calls write, by whatever way: the sandbox shows none of it either."""
    kept = [os.dup(number) for number in (1, 2)]
    null = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in (1, 2):
            os.dup2(null, number)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        for number, copied in zip((1, 2), kept, strict=True):
            os.dup2(copied, number)
            os.close(copied)
        os.close(null)


def main() -> None:
    """Measure and print the report."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.isolation")
    parser.add_argument("folder", type=Path)
    parser.add_argument("report", type=Path)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--openings", type=int, default=5)
    options = parser.parse_args()
    adopt_orphans()
    with silence():
        measured = measure_isolation(options.folder, options.repeats, options.openings)
    options.report.write_text(json.dumps(asdict(measured)), encoding="utf-8")


if __name__ == "__main__":
    main()
