"""Who gained or lost what when a class was graded again: a table on the terminal, and `changes.csv`."""

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.batch.journal import Change, Journal
from autograder.reports.grades import encode_table
from autograder.reports.terminal import LONGEST_TABLE, plain
from autograder.storage import write_whole
from autograder.stored_results import ResultsFolder
from autograder.text import for_csv

CHANGES = "changes.csv"
COLUMNS = ("student", "before", "after", "because", "exercises")


def report_changes(results: ResultsFolder, console: Console) -> tuple[Path, ...]:
    """At the end of a command report what changed since the last one that finished.

    Returns the path of the table, or nothing when nothing changed: then an earlier table stays.
    Raises OSError.
    """
    journal = Journal(results)
    changes = list(journal.changes())
    written = (write_changes(changes, results.path),) if changes else ()
    if changes:
        print_changes(changes, console)
    journal.clear()
    return written


def write_changes(changes: Sequence[Change], results: Path) -> Path:
    """Write the table whole or not at all, in place of an earlier one, and return its path. Raises OSError."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for change in changes:
        because = " and ".join(change.because)
        writer.writerow((for_csv(change.student), change.before, change.after, because, _tell(change)))
    path = results / CHANGES
    write_whole(path, encode_table(text.getvalue()), lasting=True)
    return path


def print_changes(changes: Sequence[Change], console: Console) -> None:
    """The same on a terminal; of many the beginning."""
    gained = sum(change.after > change.before for change in changes)
    lost = sum(change.after < change.before for change in changes)
    table = Table(title=f"Changed results: {len(changes)} ({gained} with more points, {lost} with fewer)")
    table.add_column("student", min_width=16, overflow="fold")
    table.add_column("before", justify="right")
    table.add_column("after", justify="right")
    table.add_column("exercises", overflow="fold")
    for change in changes[:LONGEST_TABLE]:
        table.add_row(plain(change.student), f"{change.before:g}", f"{change.after:g}", plain(_tell(change)))
    console.print(table)
    if len(changes) > LONGEST_TABLE:
        console.print(f"and {len(changes) - LONGEST_TABLE} more in {CHANGES}")


def _tell(change: Change) -> str:
    return "; ".join(f"{name}: {_standing(before)} to {_standing(after)}" for name, before, after in change.exercises)


def _standing(standing: list) -> str:
    status, score = standing
    return f"{status} {score:g}"
