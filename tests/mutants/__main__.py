"""`make mutants`: grade every mutant of the answer keys and print what became of it, by function.

`python -m tests.mutants [NAME ...]` takes some assignments, without a name all.
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

from autograder.authoring.places import add_names
from tests.course_copy import ROOT
from tests.installed import ASSIGNMENTS
from tests.mutants.catalogue import Mutant, find_equivalents, mutants, read_equivalents
from tests.mutants.grading import grade_all
from tests.mutants.redraws import survivors

COLUMNS = ("killed", "equivalent", "survived")


def main(given: Sequence[str] | None = None) -> int:
    """Run the command."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description="Prove the hidden cases by mutants.")
    add_names(parser)
    parser.add_argument("--redraws", type=int, metavar="N", help="draw the cases from N random secrets, call directly")
    parser.add_argument("--exercise", metavar="EXERCISE", help="the mutants of one function only")
    chosen = parser.parse_args(given)
    console, faults = Console(), 0
    for name in chosen.names:
        faults += _try(name, chosen.exercise, chosen.redraws, console)
    return 1 if faults else 0


def _try(assignment: str, exercise: str | None, redraws: int | None, console: Console) -> int:
    """Try the mutants of an assignment and print what became of them; the number of faults."""
    started = time.monotonic()
    with console.status("making mutants"):
        made = [mutant for mutant in mutants(assignment) if exercise in (None, mutant.exercise)]
    with console.status(f"trying {len(made)} mutants"):
        faults = _redraw(assignment, made, redraws, console) if redraws else _grade(assignment, made, console)
    for fault in faults:
        console.print(fault, markup=False, highlight=False, soft_wrap=True)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    verdict = f"{len(faults)} to look at" if faults else "all is well"
    console.print(f"{assignment}: {len(made)} mutants in {minutes} min {seconds} s: {verdict}")
    if faults:
        listed = find_equivalents(assignment).relative_to(ROOT)
        console.print(f"List those that make no difference in {listed}, with the reason.", soft_wrap=True)
    return len(faults)


def _grade(assignment: str, made: list[Mutant], console: Console) -> list[str]:
    listed = {entry.place for entry in read_equivalents(assignment)}
    counts, faults = Counter[tuple[str, str]](), []
    for mutant, killed in grade_all(assignment, made):
        equivalent = mutant.place in listed
        outcome = "killed" if killed else "equivalent" if equivalent else "survived"
        counts[mutant.exercise, outcome] += 1
        if killed == equivalent:
            faults.append(_describe(mutant, "is listed as equivalent and was killed" if killed else "survived"))
    console.print(_table([*ASSIGNMENTS[assignment].definition.exercises], counts))
    return faults


def _table(exercises: Sequence[str], counts: Counter[tuple[str, str]]) -> Table:
    table = Table("function", "mutants", *COLUMNS)
    for column in table.columns[1:]:
        column.justify = "right"
    rows = {name: [counts[name, column] for column in COLUMNS] for name in exercises}
    rows["all"] = [sum(column) for column in zip(*rows.values(), strict=True)]
    for name, row in rows.items():
        if sum(row):
            table.add_row(name, *map(str, (sum(row), *row)), end_section=name == exercises[-1])
    return table


def _redraw(assignment: str, made: list[Mutant], redraws: int, console: Console) -> list[str]:
    listed = {entry.place for entry in read_equivalents(assignment)}
    to_kill = [mutant for mutant in made if mutant.place not in listed]
    faults = []
    for number, (secret, passed) in enumerate(survivors(assignment, to_kill, redraws), 1):
        console.print(f"redraw {number}: {len(to_kill) - len(passed)} of {len(to_kill)} killed", highlight=False)
        faults += [_describe(mutant, f"survived the cases drawn from {secret}") for mutant in passed]
    return faults


def _describe(mutant: Mutant, what: str) -> str:
    return f"{mutant.exercise} ({mutant.operator}): {mutant.before!r} -> {mutant.after!r} {what}"


if __name__ == "__main__":
    sys.exit(main())
