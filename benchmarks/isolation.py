"""What isolation adds to the bare calls, by tier: `python -m benchmarks.isolation FOLDER`, a report as JSON.

The jobs are those of the grader: it grades the class once, and what it gives to the sandbox is written down. Then each
job is run bare and in each tier, in turn, so that a machine that is slow for a second is slow for all of them.
Processor time is that of this process, of the sandbox's, and of the children that they have waited for.
"""

import argparse
import contextlib
import gc
import json
import os
import resource
import statistics
import sys
import time
import warnings
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import cast

from autograder.batch.task import open_grader
from autograder.grading.grader import Grader
from autograder.reading.reader import close_reader
from autograder.sandbox import Job, JobResult, Limits, Sandbox, SandboxUnavailable, TierName, open_sandbox
from benchmarks.bare import Cost, call_bare
from benchmarks.processes import adopt_orphans, cpu_of_ended, cpu_of_running, reap_orphans
from tests.first_assignment import EXPECTED, NAME, NOTEBOOK

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
    """What was measured.

    floor: seconds of processor time of bare calls of each function on all cases, twice, per submission.
    opening: the start of a sandbox, by tier. added: to the bare calls of the same jobs, per submission, by tier.
    jobs: per submission. A tier that this machine does not have is missing.
    """

    floor: float
    jobs: float
    opening: dict[TierName, Cost]
    added: dict[TierName, Cost]


def record_jobs(folder: Path) -> list[list[tuple[Job, Limits]]]:
    """Grade all submissions of a tree, as a worker does with one grader; returns the jobs of each."""
    recorded = []
    with open_grader("auto", EXPECTED) as grader:
        recorder = Recorder(grader.sandbox)
        recording = Grader(cast(Sandbox, recorder), grader.session)
        for notebook in sorted(folder.glob(f"*/{NAME}/{NOTEBOOK}")):
            recorder.jobs = []
            recording.grade("somebody", notebook.read_bytes())
            recorded.append(recorder.jobs)
    close_reader()
    return recorded


def measure_isolation(folder: Path, repeats: int, openings: int) -> Isolation:
    """Measure on a tree of submissions. repeats: of the whole class in each tier. openings: of each sandbox.

    To be called where there are no other child processes: those would be counted. Raises RuntimeError when one does
    not end.
    """
    recorded = record_jobs(folder)
    opened: dict[TierName, list[Cost]] = {}
    rounds: list[_Round] = []
    available = [tier for tier in TIERS if _is_available(tier)]
    for _ in range(openings):
        for tier in available:
            opened.setdefault(tier, []).append(_open(tier))
    # As in the sandbox: what the grader has loaded is not looked through again and again beside the bare calls.
    gc.collect()
    gc.freeze()
    with contextlib.ExitStack() as stack:
        sandboxes = {tier: stack.enter_context(open_sandbox(tier)) for tier in available}
        for _ in range(repeats):
            rounds.append(_Round({tier: Cost(0, 0) for tier in available}))
            for jobs in recorded:
                rounds[-1].run(jobs, sandboxes)
    _wait_for_sandboxes()
    share = len(recorded)
    floor = _median([Cost(one.floor, 0) for one in rounds], share).cpu
    opening = {tier: _median(costs) for tier, costs in opened.items()}
    added = {tier: _median([one.added[tier] for one in rounds], share) for tier in available}
    return Isolation(floor, sum(map(len, recorded)) / share, opening, added)


def twice(job: Job) -> Job:
    """A job with each of its cases called twice, however often the grader has called it: the floor stays the same."""
    return replace(job, calls=(*dict.fromkeys(job.calls),) * 2, batches=())


@dataclass
class _Round:
    """The sums of one round over the class. floor: processor time of each function on all cases, twice."""

    added: dict[TierName, Cost]
    floor: float = 0.0

    def run(self, jobs: list[tuple[Job, Limits]], sandboxes: dict[TierName, Sandbox]) -> None:
        """Run the jobs of a submission, each bare and in all sandboxes."""
        for number, (job, limits) in enumerate(jobs):
            bare = call_bare(job)
            # The first job of a submission is all its functions together, or its only function.
            self.floor += 0 if number else call_bare(twice(job)).cpu
            for tier, sandbox in sandboxes.items():
                cost, before = _run(sandbox, job, limits), self.added[tier]
                self.added[tier] = Cost(before.cpu + cost.cpu - bare.cpu, before.wall + cost.wall - bare.wall)


def _is_available(tier: TierName) -> bool:
    try:
        open_sandbox(tier).close()
    except SandboxUnavailable as error:
        print(f"{tier}: {error}", file=sys.stderr)
        return False
    return True


def _open(tier: TierName) -> Cost:
    """The cost of a sandbox with no job in it, from the start to the end; wall time until it is open."""
    _wait_for_sandboxes()
    before, started = _own_cpu() + cpu_of_ended(), time.perf_counter()
    sandbox = open_sandbox(tier)
    wall = time.perf_counter() - started
    sandbox.close()
    _wait_for_sandboxes()
    return Cost(_own_cpu() + cpu_of_ended() - before, wall)


def _wait_for_sandboxes() -> None:
    if not reap_orphans():
        raise RuntimeError("a process that is none of a sandbox's was left running and had to be killed")


def _run(sandbox: Sandbox, job: Job, limits: Limits) -> Cost:
    below, own, started = cpu_of_running(os.getpid()), _own_cpu(), time.perf_counter()
    sandbox.run(job, limits)
    wall, own = time.perf_counter() - started, _own_cpu() - own
    return Cost(own + cpu_of_running(os.getpid()) - below, wall)


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
