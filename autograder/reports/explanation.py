"""An explanation on the instructor's terminal: the student's code, then inputs, expected, got, the first difference."""

import re
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from rich.console import Console
from rich.rule import Rule
from rich.syntax import Syntax
from rich.table import Table

from autograder.assignment import Exercise
from autograder.explain import Explanation, Failure
from autograder.reports.array_text import cut, draw, fit
from autograder.reports.terminal import plain, write_line
from autograder.result import ExerciseResult
from autograder.sandbox import Reply, Unit
from autograder.text import for_terminal
from public_tests import Case, Difference, describe, find_difference, name_entry, same_value

LINES = 120
"""Lines of code that are shown of one function, and of all that it needs besides."""


def print_explanation(explanation: Explanation, exercise: ExerciseResult, console: Console) -> None:
    """Print all of it. exercise: the stored result."""
    points = "optional" if exercise.optional else f"{exercise.score:g} of {exercise.max_score:g}"
    message = "" if explanation.failures else exercise.message  # otherwise each check says it
    write_line(console, f"{exercise.name}: {exercise.status}, {points}. {message}".rstrip())
    write_line(console, "For instructors only: hidden cases are shown below.", "bold")
    _print_code(explanation, console)
    _print_verdict(explanation, console)
    told: set[str] = set()
    for failure in explanation.failures:
        _print_failure(failure, explanation, told, console)


def _print_failure(failure: Failure, explanation: Explanation, told: set[str], console: Console) -> None:
    """One check. told: the mistakes and sentences of earlier checks, which are not repeated."""
    report, finding = failure.report, failure.report.finding
    kind = "hidden" if report.hidden else "public"
    console.print()
    console.print(
        Rule(plain(f"check {failure.number} of {explanation.checks}, {kind}, {report.points} points"), align="left")
    )
    write_line(console, f"Not passed: {report.line}", "bold")  # the line says what should be so
    sentences = re.split(r"(?<=[.?]) ", finding.message)
    if message := " ".join(sentence for sentence in sentences if sentence not in told):
        write_line(console, message)
    if finding.mistake and finding.mistake not in told:
        write_line(console, f"Mistake: {finding.mistake}")
        told.update((finding.mistake, *sentences))
    difference = None
    reply = failure.outcome.first
    if reply.status == "returned":
        difference = find_difference(failure.case, explanation.exercise.returns, reply.value)
    at = _first_index(failure, explanation.exercise.returns) if difference is not None else ()
    console.print("Inputs:", style="bold")
    for name, value in _named_inputs(failure, explanation.exercise):
        _print_value(name, value, failure.case, console, at)
    console.print("Got:", style="bold")
    _print_got(failure, explanation.exercise, difference, console)


def _named_inputs(failure: Failure, exercise: Exercise) -> Iterator[tuple[str, object]]:
    """The arguments by name, those within a cache each by its own."""
    for parameter, value in zip(exercise.parameters, failure.case.arguments, strict=False):
        if isinstance(value, tuple) and parameter in exercise.packed:
            yield from zip((f"{parameter}: {part}" for part in exercise.packed[parameter]), value, strict=True)
        else:
            yield parameter, value


def _first_index(failure: Failure, returns: Sequence[str]) -> tuple[int, ...]:
    """Where the first wrong value is in the returned array, if that has the right shape."""
    case, value = failure.case, failure.outcome.first.value
    parts = value if isinstance(value, tuple | list) else (value,)
    for name, part in zip(returns, parts, strict=False):
        expected = case.expected.get(name)
        if expected is not None and isinstance(part, np.ndarray) and part.shape == expected.shape:
            wrong = np.argwhere(~case.close(part, expected))
            if len(wrong):
                return tuple(int(axis) for axis in wrong[0])
    return ()


def _print_value(name: str, value: object, case: Case, console: Console, at: tuple[int, ...] = ()) -> None:
    """One argument. at: the first wrong value of the answer, whose sample and channel are the ones to look at."""
    if isinstance(value, dict) and any(isinstance(part, np.ndarray) for part in value.values()):
        for key, part in value.items():
            _print_value(name_entry(name, key), part, case, console)
        return
    if not isinstance(value, np.ndarray):
        write_line(console, f"  {name} = {value!r}")
        return
    where, part = cut(name.rpartition(" ")[2], value, case.rules.axes, at)
    write_line(console, f"  {name}: shape {value.shape}, {value.dtype}{where}")
    rows = part.tolist()
    console.print(draw(rows, columns=fit([rows], console.width - 4), indent="    "))


def _print_got(failure: Failure, exercise: Exercise, difference: Difference | None, console: Console) -> None:
    reply, finding = failure.outcome.first, failure.report.finding
    if reply.status != "returned":
        _print_stop(reply, failure, console)
    elif difference is not None:
        _print_difference(difference, console)
    elif finding.rung == "inputs":
        for (name, before), after in zip(_named_inputs(failure, exercise), _flat(reply.arguments), strict=False):
            if not same_value(before, after):
                write_line(console, f"  The call changed {name}. It is now:")
                _print_value(name, after, failure.case, console)
    elif finding.rung == "again":
        again = failure.outcome.again
        value = describe(again.value) if again.status == "returned" else again.status
        write_line(console, f"  The first call is right; the second call gave {value}.")
    else:
        values = reply.value if isinstance(reply.value, tuple | list) else (reply.value,)
        write_line(console, f"  {', '.join(describe(value) for value in values)}")


def _flat(arguments: Iterable[object]) -> Iterator[object]:
    for value in arguments:
        if isinstance(value, tuple):
            yield from value
        else:
            yield value


def _print_stop(reply: Reply, failure: Failure, console: Console) -> None:
    """How a call ended that gave no answer, with the line of the notebook where that is known."""
    raised = reply.raised
    if not failure.outcome.defined and failure.outcome.load_errors:
        raised = failure.outcome.load_errors[-1]
    if raised is None:
        write_line(console, f"  no result: {reply.status} {reply.detail}".rstrip())
        return
    write_line(console, f"  no result: {raised.type_name}: {raised.message}")
    if raised.label and raised.line:
        line = f": {raised.source_line.strip()}" if raised.source_line else ""
        write_line(console, f"  in {raised.label}, line {raised.line}{line}")


def _print_difference(difference: Difference, console: Console) -> None:
    """Both arrays around the first wrong value, side by side if there is room."""
    part = difference.caption.partition(". ")[0] or difference.name
    wrong = difference.wrong
    write_line(console, f"  {part}{'; stars mark what differs' if difference.same_shape else ''}")
    grids = (difference.expected, difference.got)
    columns = fit(grids, console.width - 4, difference.first[1] if difference.first else 0)
    row, column = (start + more for start, more in zip(difference.corner, (0, columns.start), strict=True))
    if row or column:
        write_line(console, f"  shown from row {row} and column {column} on")
    expected = draw(difference.expected, wrong if difference.same_shape else (), columns)
    got = draw(difference.got, wrong, columns)
    widest = max(len(line) for text in (expected, got) for line in text.plain.splitlines() or [""])
    if 2 * widest + 8 <= console.width:
        table = Table("expected", "got", box=None, padding=(0, 4, 0, 2))
        table.add_row(expected, got)
        console.print(table)
        return
    for title, text in (("expected", expected), ("got", got)):
        console.print(f"  {title}")
        console.print(text)


def _print_verdict(explanation: Explanation, console: Console) -> None:
    """How many pass, also with right helpers in place of the student's own."""
    console.print()
    passed = explanation.checks - len(explanation.failures)
    if explanation.checks:
        write_line(console, f"{passed} of {explanation.checks} checks pass now.")
    if explanation.helpers:
        names = " and ".join(explanation.helpers)
        write_line(console, f"With a correct {names}, {explanation.passed_with_helpers} of {explanation.checks} pass.")


def _print_code(explanation: Explanation, console: Console) -> None:
    submission, name = explanation.submission, explanation.exercise.name
    definition = submission.definition(name)
    if definition is None:
        return
    raised = [failure.outcome.first.raised for failure in explanation.failures]
    stops = {one.line for one in raised if one and one.line and one.label == definition.unit.label}
    console.print()
    console.print(Rule(plain(f"{name}, {definition.unit.label}"), align="left"))
    console.print(_highlight(definition.unit, stops))
    others = {found.unit for other in submission.functions if (found := submission.definition(other))}
    needed = [unit for unit in submission.program(name) if unit not in others and unit.label.startswith("cell")]
    helpers = [unit for unit in needed if not unit.source.lstrip().startswith(("import ", "from "))]
    if helpers:
        console.print(Rule("other code that it needs", align="left"))
    for unit in helpers[:LINES]:
        console.print(_highlight(unit, set()))
    if used := submission.uses(name):
        write_line(console, f"It calls {', '.join(sorted(used))}: run `explain` on that, too.")


def _highlight(unit: Unit, stops: set[int]) -> Syntax:
    """Code with the numbers of its lines in the cell, and without control characters."""
    lines = unit.source.expandtabs(4).splitlines()
    code = "\n".join(for_terminal(line) for line in lines[:LINES])
    return Syntax(
        code,
        "python",
        line_numbers=True,
        start_line=unit.first_line,
        highlight_lines=stops,
        theme="ansi_dark",
        background_color="default",
        word_wrap=True,
    )
