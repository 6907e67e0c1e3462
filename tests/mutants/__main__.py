"""`make mutants`: grade every mutant of the answer key and print what became of it, by function.

Exit status: 0 when nothing survives besides the reviewed equivalents and each of these does survive, else 1.
With `--redraws N` the mutants are called directly on the cases drawn from N random secrets instead.
"""

import argparse
import sys
import time
from collections import Counter
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from autograder.exercises import EXERCISES
from tests.mutants.catalogue import Mutant, mutants, read_equivalents
from tests.mutants.grading import grade_all
from tests.mutants.redraws import survivors

COLUMNS = ("killed", "equivalent", "survived")


def main(given: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Prove the hidden cases by mutants.")
    parser.add_argument("--redraws", type=int, metavar="N", help="draw the cases from N random secrets, call directly")
    parser.add_argument("--exercise", choices=EXERCISES, help="the mutants of one function only")
    chosen = parser.parse_args(given)
    started, console = time.monotonic(), Console()
    with console.status("making mutants"):
        made = [mutant for mutant in mutants() if chosen.exercise in (None, mutant.exercise)]
    with console.status(f"trying {len(made)} mutants"):
        faults = _redraw(made, chosen.redraws, console) if chosen.redraws else _grade(made, console)
    for fault in faults:
        console.print(fault, markup=False, highlight=False, soft_wrap=True)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    console.print(f"{len(made)} mutants in {minutes} min {seconds} s: {'not all is well' if faults else 'all is well'}")
    return 1 if faults else 0


def _grade(made: list[Mutant], console: Console) -> list[str]:
    listed = {entry.place for entry in read_equivalents()}
    counts, faults = Counter[tuple[str, str]](), []
    for mutant, killed in grade_all(made):
        equivalent = mutant.place in listed
        outcome = "killed" if killed else "equivalent" if equivalent else "survived"
        counts[mutant.exercise, outcome] += 1
        if killed == equivalent:
            faults.append(_describe(mutant, "is listed as equivalent and was killed" if killed else "survived"))
    console.print(_table(counts))
    return faults


def _table(counts: Counter[tuple[str, str]]) -> Table:
    table = Table("function", "mutants", *COLUMNS)
    for column in table.columns[1:]:
        column.justify = "right"
    rows = {name: [counts[name, column] for column in COLUMNS] for name in EXERCISES}
    rows["all"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    for name, row in rows.items():
        if sum(row):
            table.add_row(name, *map(str, (sum(row), *row)), end_section=name == [*EXERCISES][-1])
    return table


def _redraw(made: list[Mutant], redraws: int, console: Console) -> list[str]:
    listed = {entry.place for entry in read_equivalents()}
    to_kill = [mutant for mutant in made if mutant.place not in listed]
    faults = []
    for number, (secret, passed) in enumerate(survivors(to_kill, redraws), 1):
        console.print(f"redraw {number}: {len(to_kill) - len(passed)} of {len(to_kill)} killed", highlight=False)
        faults += [_describe(mutant, f"survived the cases drawn from {secret}") for mutant in passed]
    return faults


def _describe(mutant: Mutant, what: str) -> str:
    return f"{mutant.exercise} ({mutant.operator}): {mutant.before!r} -> {mutant.after!r} {what}"


if __name__ == "__main__":
    sys.exit(main())
