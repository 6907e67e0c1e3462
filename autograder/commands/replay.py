"""The command `replay`: compares a stored result with a new one for the same notebook, and lists what differs.

What a result depends on comes first (notebook, cases, grader, environment), then what it says (score, exercises,
checks, messages, notes). The sandbox is listed but does not count: no mark depends on it.
"""

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from autograder.assignment import load_assignment
from autograder.authoring.secret_cases import find_cases
from autograder.batch.task import open_grader
from autograder.errors import DIFFERS, OK, OUR_FAULT, CommandError
from autograder.intake.collection import one_file
from autograder.reports.terminal import open_console, plain
from autograder.result import ExerciseResult, Record

PARTS = ("notebook", "cases", "grader", "environment", "score", "exercises", "checks", "messages", "notes", "sandbox")
UNCOUNTED = "sandbox"
NOT_THERE = "none"
ADVICE = {
    "notebook": "This is not the notebook, byte for byte, that was graded.",
    "cases": "The hidden cases are different. If the class has a secret, pass it: --secret FILE.",
    "grader": "Another version of the grader made the result. Use that version to repeat it exactly.",
    "environment": "Numbers and messages can differ between versions of Python and numpy.",
    "sandbox": "The sandbox does not change marks, but do not trust a result that was graded without one.",
}


class ReceiptError(CommandError):
    """The file is not a result that can be replayed; the message says why."""


@dataclass(frozen=True)
class Difference:
    """One thing that differs. part: one of PARTS. where: which exercise or check, empty when there is only one."""

    part: str
    where: str
    then: str
    now: str


def run(options: argparse.Namespace) -> int:
    """Grade a notebook again and compare with its stored result; status 4 if something differs."""
    then = read_receipt(options.result)
    assignment = load_assignment(then.assignment)
    reading = one_file(then.student, options.notebook).read(assignment)
    with open_grader(options.sandbox, find_cases(assignment.name, options.secret)) as grader:
        record = grader.grade(then.student, reading.content, reading.remarks)
    same = print_replay(then, record, open_console())
    return OUR_FAULT if record.faulty else OK if same else DIFFERS


def read_receipt(path: Path) -> Record:
    """The stored result. Raises ReceiptError, and OSError when it cannot be read."""
    try:
        return Record.from_json(path.read_bytes())
    except ValueError as error:
        raise ReceiptError(f"{path} is not a result of this grader ({error}).") from error


def compare_results(then: Record, now: Record) -> Iterator[Difference]:
    """What differs between two results, in the order of PARTS."""
    for part in PARTS:
        one, other = dict(_tell(then, part)), dict(_tell(now, part))
        if part == "notes":
            one, other = _without_findings(one, other), other
        for where in dict.fromkeys((*one, *other)):
            if one.get(where) != other.get(where):
                yield Difference(part, where, one.get(where, NOT_THERE), other.get(where, NOT_THERE))


def is_same(differences: Iterable[Difference]) -> bool:
    """Whether the receipt holds: nothing differs but the sandbox."""
    return all(difference.part == UNCOUNTED for difference in differences)


def print_replay(then: Record, now: Record, console: Console) -> bool:
    """Print whether two results are the same, or what differs; returns whether they are the same."""
    differences = list(compare_results(then, now))
    same = is_same(differences)
    differing = list(dict.fromkeys(difference.part for difference in differences))
    agreeing = [part for part in PARTS if part not in differing]
    if differences:
        table = Table("what", "then", "now")
        for difference in differences:
            what = f"{difference.part} {difference.where}".strip()
            table.add_row(*map(plain, (what, difference.then, difference.now)))
        console.print(table)
    if not same:
        console.print(plain(f"Differs: {', '.join(part for part in differing if part != UNCOUNTED)}."))
    console.print(plain(f"Same: {', '.join(agreeing)}."))
    for part, advice in ADVICE.items():
        if part in differing:
            console.print(plain(advice))
    left = len(then.notes) - len(now.notes)
    if left > 0 and "notebook" not in differing:
        console.print(plain(f"Not compared: the notes on how the notebook was found ({left})."))
    console.print("The stored result holds." if same else "The stored result does not hold.")
    return same


def _without_findings(then: dict[str, str], now: dict[str, str]) -> dict[str, str]:
    """The notes without those at the end on how a submission was found, which a single notebook cannot show again."""
    return {where: note for where, note in then.items() if where in now}


def _tell(record: Record, part: str) -> Iterator[tuple[str, str]]:
    """One part of a result as text, by what it is about."""
    if part == "notebook":
        yield "", record.sha256
    elif part == "cases":
        yield "", record.setting.grader.cases_sha256
    elif part == "grader":
        yield "", record.setting.grader.version
    elif part == "environment":
        yield from asdict(record.setting.environment).items()
    elif part == "score":
        yield "", f"{record.score:g} of {record.max_score:g}"
    elif part == "notes":
        yield from ((str(number), note) for number, note in enumerate(record.all_notes, 1))
    elif part == "sandbox":
        yield "", record.setting.sandbox.tier
    else:
        for exercise in record.exercises:
            yield from _tell_exercise(exercise, part)


def _tell_exercise(exercise: ExerciseResult, part: str) -> Iterator[tuple[str, str]]:
    name, checks = exercise.name, exercise.checks
    if part == "exercises":
        told = [exercise.status, f"{exercise.score:g} of {exercise.max_score:g}"]
        told += ["by follow-through"] if exercise.follow_through else []
        told += [f"mistake {exercise.mistake}"] if exercise.mistake else []
        yield name, ", ".join(told)
    elif part == "checks":
        for number, check in enumerate(checks, 1):
            kind = "hidden" if check.hidden else "public"
            verdict = "passed" if check.passed else "failed"
            yield f"{name}, check {number}", f"{verdict}, {check.score:g} of {check.max_score:g}, {kind}, {check.name}"
    else:
        yield name, exercise.message
        messages = ((f"{name}, check {number}", check.message) for number, check in enumerate(checks, 1))
        yield from ((where, message) for where, message in messages if message)
