"""One run: what is measured, how large, how often and in which order.

The rounds are interleaved, so that a machine that is slow for a while is slow for everybody.
"""

import json
import shutil
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.bare import Cost
from benchmarks.commands import ROOT, autograde, environment, grade, make_course
from benchmarks.isolation import Isolation
from benchmarks.processes import Usage, measure, stolen_time
from benchmarks.submissions import choose, make_class, write_tree

Say = Callable[[str], None]


@dataclass(frozen=True)
class Sizes:
    """How much is measured. students: of the class, all if None. batch: how many times the class.

    nbgrader: in how many of the rounds, the last ones, it takes part. repeats, openings: of `measure_isolation`.
    memory: numbers of submissions, ascending.
    """

    students: int | None
    batch: int
    rounds: int
    nbgrader: int
    repeats: int
    openings: int
    memory: tuple[int, ...]


FULL = Sizes(None, batch=45, rounds=3, nbgrader=1, repeats=3, openings=5, memory=(100, 1_000, 10_000))
QUICK = Sizes(3, batch=2, rounds=1, nbgrader=1, repeats=1, openings=1, memory=(2, 4, 8))


@dataclass
class Measured:
    """What was measured, a number a round. students: of the class. batch: submissions of the larger batch.

    once: one worker on the class. alone, together: one and two workers on the batch. memory: two workers, by number of
    submissions. stolen: the share of the rounds' busy time that the host of this machine gave to others.
    """

    students: int
    batch: int
    nbgrader: list[Usage] = field(default_factory=list)
    once: list[Usage] = field(default_factory=list)
    alone: list[Usage] = field(default_factory=list)
    together: list[Usage] = field(default_factory=list)
    isolation: list[Isolation] = field(default_factory=list)
    memory: dict[int, Usage] = field(default_factory=dict)
    stolen: float = 0.0


def run(sizes: Sizes, scratch: Path, say: Say) -> Measured:
    """Measure everything in a folder of its own. Raises CommandError when one of the commands fails."""
    everybody = make_class()
    texts = choose(everybody, sizes.students or len(everybody))
    students = len(texts)
    measured = Measured(students, sizes.batch * students)
    variables = environment(scratch)
    once = write_tree(texts, scratch / "once")
    batch = write_tree(texts, scratch / "batch", measured.batch)
    say("warm-up")
    course = make_course(scratch / "course", variables)
    autograde(course, choose(texts, 1), variables)
    grade(once, students, 1, variables)
    before = stolen_time()
    for number in range(sizes.rounds):
        say(f"round {number + 1} of {sizes.rounds}")
        measured.once.append(grade(once, students, 1, variables))
        measured.together.append(grade(batch, measured.batch, 2, variables))
        # Side by side, as one is subtracted from the other.
        measured.alone.append(grade(batch, measured.batch, 1, variables))
        measured.isolation.append(isolate(once, scratch / "isolation.json", sizes, variables))
        if number >= sizes.rounds - sizes.nbgrader:
            measured.nbgrader.append(autograde(course, texts, variables))
    stolen, everything = (now - then for now, then in zip(stolen_time(), before, strict=True))
    measured.stolen = stolen / everything
    for count in sizes.memory:
        say(f"{count:,} submissions, 2 workers")
        tree = write_tree(texts, scratch / f"memory-{count}", count)
        measured.memory[count] = grade(tree, count, 2, variables, memory=True)
        shutil.rmtree(tree)
    return measured


def isolate(tree: Path, report: Path, sizes: Sizes, variables: dict[str, str]) -> Isolation:
    """Measure floor and isolation in a process of their own, with one thread for matrices as in the sandbox."""
    command = [sys.executable, "-m", "benchmarks.isolation", str(tree), str(report)]
    options = ["--repeats", str(sizes.repeats), "--openings", str(sizes.openings)]
    one_thread = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    measure([*command, *options], ROOT, variables | one_thread)
    told = json.loads(report.read_text(encoding="utf-8"))
    opening, added = ({tier: Cost(**cost) for tier, cost in told[name].items()} for name in ("opening", "added"))
    return Isolation(told["floor"], told["jobs"], opening, added)
