"""Results on a terminal: one submission in words, a class as a table."""

import re
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path
from statistics import mean, median

from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.assignment import Assignment
from autograder.reports.grades import Row
from autograder.result import Record
from autograder.sandbox import PROTECTIONS, Diagnosis
from autograder.text import for_terminal

LONGEST_TABLE = 40


def plain(text: str) -> Text:
    """A line from outside, in which rich sees no markup."""
    return Text(for_terminal(text))


def open_console(quiet: bool = False) -> Console:
    """A console for sentences. In a window they are wrapped; a file, or another program, gets each in one line."""
    return Console(quiet=quiet, highlight=False, soft_wrap=not sys.stdout.isatty())


def write_line(console: Console, sentence: str, style: str | None = None) -> None:
    """A line from outside. In a window it is wrapped between words: what is longer than a line stays whole, too."""
    if console.soft_wrap:
        console.print(plain(sentence), style=style)
        return
    indent = sentence[: len(sentence) - len(sentence.lstrip())]
    lines = textwrap.wrap(
        for_terminal(sentence.lstrip()),
        max(console.width, 20),
        initial_indent=indent,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    for line in lines:
        console.print(Text(line), style=style, overflow="ignore", crop=False, no_wrap=True)


def say(*sentences: str) -> None:
    """Sentences on standard output, each in a line of its own."""
    console = open_console()
    for sentence in sentences:
        write_line(console, sentence)


def print_summary(rows: Iterable[Row], faulty: int, assignment: Assignment, command: str, console: Console) -> None:
    """Mean and median, how many submissions need a look and why, and the command that comes next.

    faulty: how many could not be graded. command: the next one.
    """
    scores = [score for _, score, _ in rows]
    if scores:
        write_line(console, f"Mean {mean(scores):.1f}, median {median(scores):g} of {assignment.max_score} points.")
    empty = sum(score == 0 for score in scores)
    reasons = {"without points": empty, "not graded": faulty}
    found = ", ".join(f"{count} {reason}" for reason, count in reasons.items() if count)
    write_line(console, f"Needs a look: {found or 'none'}. Next: {command}")


def print_record(record: Record, console: Console) -> None:
    """One submission: a line for each exercise and for each check that adds something to it, then the notes."""
    for exercise in record.exercises:
        points = "optional" if exercise.optional else f"{exercise.score}/{exercise.max_score}"
        write_line(console, f"{exercise.name:<24} {exercise.status:<13} {points:>9}  {exercise.message}")
        said = {""}
        for check in exercise.checks:
            if check.message not in said and not exercise.message.endswith(check.message):
                kind = "hidden" if check.hidden else "public"
                write_line(console, f"    {kind} check: {check.name} {check.message}")
            said.add(check.message)
    for note in record.all_notes:
        write_line(console, note)
    write_line(console, f"Score: {record.score} of {record.max_score}. {protection(record)}")


def protection(record: Record) -> str:
    """A sentence on what protected the machine and the marks while this was graded."""
    sandbox = record.setting.sandbox
    return f"Sandbox: {sandbox.tier}." if sandbox.trusted_for_marks else "No sandbox: do not use this score as a mark."


def print_table(rows: Iterable[Row], assignment: Assignment, console: Console) -> None:
    """The scores of a class; of a large one the beginning, as the rest is in grades.csv."""
    everybody = sorted(rows, key=lambda row: row[0])
    table = Table(title=f"Scores of {len(everybody)} submissions")
    table.add_column("student", min_width=24, overflow="fold")
    graded = [name for name, exercise in assignment.exercises.items() if not exercise.optional]
    for heading in ("score", *graded):
        table.add_column(heading.replace("_", "_\n"), justify="right")
    for student, score, exercises in everybody[:LONGEST_TABLE]:
        table.add_row(plain(student), f"{score:g}", *(f"{exercises[name]:g}" for name in graded))
    console.print(table)
    if len(everybody) > LONGEST_TABLE:
        console.print(f"and {len(everybody) - LONGEST_TABLE} more in grades.csv")


def print_tiers(diagnosis: Diagnosis, console: Console) -> None:
    """What protects this machine, as the self-test measured it, and how to get what is missing."""
    user = {None: "", 0: ", as root"}.get(diagnosis.user, f", as an ordinary user ({diagnosis.user})")
    chosen = f"uses the tier {diagnosis.chosen}" if diagnosis.chosen else "grades nothing, because no tier works"
    write_line(console, f"Here `--sandbox auto` {chosen}{user}.")
    for tier in diagnosis.tiers:
        console.print()
        if not tier.available:
            write_line(console, f"{tier.tier}: not available: {tier.reason}")
        elif tier.tier == "none":
            write_line(
                console, "none: works, but does not protect your files or the marks; only for notebooks that you trust"
            )
        else:
            write_line(console, f"{tier.tier}: works. The self-test showed that code inside cannot:")
            for word in tier.protections:
                write_line(console, f"    {PROTECTIONS[word]}")
    for finding in diagnosis.findings:
        console.print()
        write_line(console, f"Found: {finding.found}")
        write_line(console, f"To do: {finding.advice}")
        for command in finding.commands:
            write_line(console, f"    {command}")


def compare_python(environment: Path, version: tuple[int, int]) -> str:
    """A sentence that compares the grading Python with the students' range; empty if their file gives none.

    environment: the students' environment.yml. version: major and minor number of the one that grades.
    """
    try:
        text = environment.read_text(encoding="utf-8")
    except OSError:
        return ""
    found = re.search(r"^ *- python *>=3\.(\d+),<3\.(\d+)$", text, re.MULTILINE)
    if not found:
        return ""
    first, last = int(found[1]), int(found[2]) - 1
    own = f"Python {version[0]}.{version[1]}"
    other = "" if first <= version[1] <= last else f" {own} is not one of these."
    return (
        f"You grade with {own}; students may use 3.{first} to 3.{last} ({environment.name}).{other} Grade with your "
        "students' version: an older Python cannot read code for a newer one."
    )
