"""What hostile submissions cost a class: `python -m benchmarks.hostile_class`, a few minutes on two processors.

The class is graded without them and with them. Everybody else must get the same results, byte for byte, and the time
lost must stay below what the limits of the sandbox allow. Status 1 when it is not so.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from autograder.batch.pool import grade_all
from autograder.grading.calls import LIMITS, TOGETHER
from autograder.result import Record, Status
from autograder.stored_results import ResultsFolder
from examples.build import SUBMITTED, fill, read_answers, read_starter
from tests.first_assignment import EXPECTED, NAME, find_submissions

LOST = TOGETHER.exercise_seconds + LIMITS.exercise_seconds
"""Seconds of one worker that a function can cost which hangs, dies or eats memory and calls no faulty helper."""
ORDINARY = ("right_with_loops_100", "right_vectorised_100", "bias_added_before_the_sum_80", "untouched_starter_0")
HEAD = "def {name}:\n    import os\n    import numpy as np\n"
POOLING = 'pool_forward(A_prev, hparameters, mode="max")'
HOSTILE = {
    "loop": ("conv_forward(A_prev, W, b, hparameters)", "    while True:\n        pass\n", {"timed_out"}),
    # On a busy machine some of its calls run out of time before they run out of memory.
    "bomb": (
        POOLING,
        "    held = []\n    while True:\n        held.append(np.ones(1 << 20))\n",
        {"out_of_memory", "timed_out", "failed"},
    ),
    "exit": (POOLING, "    os._exit(0)\n", {"crashed"}),
}
"""Signature, body and the statuses that may come of it, by kind."""


@dataclass(frozen=True)
class Outcome:
    """What was measured. quiet, disturbed: seconds without and with the hostile submissions.

    harmed: ordinary students with another result. wrong: hostile ones without the status that is theirs.
    """

    quiet: float
    disturbed: float
    harmed: list[str]
    wrong: list[str]


def write_class(folder: Path, ordinary: int, hostile: dict[str, int]) -> None:
    """Write notebooks: so many ordinary ones, and so many of each kind of hostile ones, spread among them by name."""
    folder.mkdir(parents=True)
    for number in range(ordinary):
        source = next((SUBMITTED / ORDINARY[number % len(ORDINARY)]).glob("*/*.ipynb"))
        (folder / f"{number:04}_ordinary.ipynb").write_bytes(source.read_bytes())
    kinds = [kind for kind, count in hostile.items() for _ in range(count)]
    for number, kind in enumerate(kinds):
        signature, body, _ = HOSTILE[kind]
        answers = read_answers(NAME, "loops") | {signature.partition("(")[0]: HEAD.format(name=signature) + body}
        place = number * ordinary // len(kinds)
        path = folder / f"{place:04}_{kind}_{number}.ipynb"
        path.write_text(json.dumps(fill(read_starter(NAME), answers)), encoding="utf-8")


def measure(scratch: Path, ordinary: int, hostile: dict[str, int], workers: int) -> Outcome:
    """Grade the class without and with its hostile submissions."""
    write_class(scratch / "quiet", ordinary, {})
    write_class(scratch / "disturbed", ordinary, hostile)
    seconds = {}
    for name in ("quiet", "disturbed"):
        started = time.perf_counter()
        for _ in grade_all(
            find_submissions(scratch / name),
            ResultsFolder(scratch / f"{name}_results", NAME),
            "auto",
            workers,
            True,
            EXPECTED,
        ):
            pass
        seconds[name] = time.perf_counter() - started
    alone, among = dict(_results(scratch / "quiet_results")), dict(_results(scratch / "disturbed_results"))
    harmed = [student for student, result in alone.items() if among.get(student) != result]
    wrong = [student for student in among.keys() - alone.keys() if not _is_told(student, among[student])]
    missing = ordinary + sum(hostile.values()) - len(among)
    return Outcome(seconds["quiet"], seconds["disturbed"], harmed, wrong + ["no result"] * missing)


def _results(folder: Path) -> Iterator[tuple[str, str]]:
    """Each result as text, without what may differ between two runs."""
    for path in folder.glob(f"*/{NAME}/result.json"):
        yield path.parent.parent.name, json.dumps(json.loads(path.read_text(encoding="utf-8")) | {"run": {}})


def _is_told(student: str, text: str) -> bool:
    """Whether a hostile submission has a status of its kind in one exercise, and full marks for the others."""
    signature, _, statuses = HOSTILE[student.split("_")[1]]
    exercise = signature.partition("(")[0]
    record = Record.from_json(text)
    others = [result for result in record.exercises if result.name != exercise and not result.optional]
    attacked = record.exercise(exercise)
    told = attacked.status in statuses and attacked.score == 0
    return told and all(result.status == Status.PASSED for result in others)


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.hostile_class", description=__doc__)
    parser.add_argument("--ordinary", type=int, default=180)
    for kind, count in (("loop", 10), ("bomb", 5), ("exit", 5)):
        parser.add_argument(f"--{kind}s", dest=kind, type=int, default=count)
    parser.add_argument("--workers", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    hostile = {kind: getattr(options, kind) for kind in HOSTILE}
    with tempfile.TemporaryDirectory(prefix="hostile-class-") as scratch:
        outcome = measure(Path(scratch), options.ordinary, hostile, options.workers)
    lost, count = outcome.disturbed - outcome.quiet, sum(hostile.values())
    # At the end of a batch the last of them may run alone, while the other workers have nothing left to do.
    bound = LOST * (count / options.workers + 1)
    print(f"{options.ordinary} ordinary submissions, {options.workers} workers: {outcome.quiet:.1f} s")
    print(f"with {', '.join(f'{number} {kind}s' for kind, number in hostile.items())}: {outcome.disturbed:.1f} s")
    each = lost * options.workers / max(count, 1)
    print(f"lost: {lost:.1f} s, {each:.1f} s of a worker for each; bound: {bound:.0f} s")
    print(f"others with another result: {len(outcome.harmed)}; hostile ones not told as such: {len(outcome.wrong)}")
    return 0 if lost <= bound and not outcome.harmed and not outcome.wrong else 1


if __name__ == "__main__":
    sys.exit(main())
