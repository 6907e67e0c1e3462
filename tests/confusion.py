"""`make confusion`: which mistake is recognised when each known mistake is graded for real, as a table.

Below it: of how many functions, with one mistake or with two, the checks that fail name different mistakes.

`python -m tests.confusion [NAME ...]` takes some assignments, without a name all. Each variant of the answer key is put
into the starter and graded in the sandbox. Exercises that do not call each other share a notebook.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console
from rich.table import Table

from autograder.authoring.definition import Mistake
from autograder.authoring.places import add_names
from autograder.batch.task import open_grader
from autograder.grading.grader import Grader
from examples.build import Notebook, fill, read_starter
from public_tests import Case, Suite
from tests.conftest import result_of, to_bytes
from tests.installed import ASSIGNMENTS, Installed, look_at_all


@dataclass(frozen=True)
class Recognition:
    """One known mistake and what grading made of it. recognised: the id in the result, None for none."""

    mistake: Mistake
    recognised: str | None
    status: str
    score: float

    @property
    def right(self) -> bool:
        """Whether it is recognised as itself."""
        return self.recognised == self.mistake.name


def grade_mistakes(installed: Installed, grader: Grader) -> Iterator[Recognition]:
    """Grade every known mistake of an assignment once, each alone in its function."""
    definition, starter = installed.definition, read_starter(installed.name)
    for exercises in _together(installed):
        columns = [[mistake for mistake in definition.mistakes if mistake.exercise == name] for name in exercises]
        for row in zip_longest(*columns):
            mistakes = [mistake for mistake in row if mistake is not None]
            wrong = {mistake.exercise: mistake.apply(installed.sources[mistake.exercise]) for mistake in mistakes}
            helpers = {helper for name in wrong for helper in definition.exercises[name].prerequisites}
            sources = {name: installed.sources[name] for name in helpers} | wrong
            yield from _grade_notebook(grader, starter, sources, mistakes)


def _together(installed: Installed) -> tuple[list[str], list[str]]:
    """The exercises that call no other one, and those that do, which get right helpers."""
    exercises = installed.definition.exercises.values()
    alone = [exercise.name for exercise in exercises if not exercise.prerequisites]
    return alone, [exercise.name for exercise in exercises if exercise.prerequisites]


def _grade_notebook(
    grader: Grader, starter: Notebook, sources: Mapping[str, str], mistakes: list[Mistake]
) -> Iterator[Recognition]:
    record = grader.grade("confusion", to_bytes(fill(starter, sources)))
    for mistake in mistakes:
        result = result_of(record, mistake.exercise)
        yield Recognition(mistake, result.mistake, result.status, result.score)


def names_told(suite: Suite, cases: Sequence[Case], function: Callable) -> set[str | None]:
    """The mistakes that the failed checks of a function name; None where a check names none."""
    wrong = [finding for finding in look_at_all(suite, cases, function) if not finding.right]
    # Where one number is right and in an array, the check is about the array.
    wrong = [finding for finding in wrong if not finding.numbers_are_right] or wrong
    return {finding.mistake for finding in wrong}


def list_divided(installed: Installed, mistakes: Sequence[Mistake]) -> list[str]:
    """The mistakes of which not all failed checks of the function name the same, or none."""
    suite = installed.key.suite
    return [
        f"{mistake.exercise}/{mistake.name}"
        for mistake in mistakes
        for function in [installed.load(mistake.exercise, mistake.apply)]
        if len(names_told(suite, suite.cases[mistake.exercise], function)) != 1
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the table by exercise and the rate. Exit status 1 if one is taken for another or checks disagree."""
    parser = argparse.ArgumentParser(prog="python -m tests.confusion", description=main.__doc__)
    add_names(parser)
    return 1 if sum([_print_tables(ASSIGNMENTS[name]) for name in parser.parse_args(arguments).names]) else 0


def _print_tables(installed: Installed) -> int:
    """Grade the mistakes of an assignment and print the tables; how many are taken for another one."""
    with open_grader("auto", installed.expected) as grader:
        found = list(grade_mistakes(installed, grader))
    console = Console()
    for name in installed.definition.exercises:
        own = [recognition for recognition in found if recognition.mistake.exercise == name]
        right = sum(recognition.right for recognition in own)
        table = Table(title=f"{name}: {right} of {len(own)} recognised", title_justify="left")
        for column in ("known mistake", "recognised as", "status", "score"):
            table.add_column(column)
        for recognition in own:
            shown = "itself" if recognition.right else recognition.recognised or "nothing"
            table.add_row(recognition.mistake.name, shown, recognition.status, f"{recognition.score:g}")
        console.print(table)
    right = sum(recognition.right for recognition in found)
    confused = [recognition for recognition in found if recognition.recognised and not recognition.right]
    console.print(
        f"{installed.name}: {right} of {len(found)} known mistakes recognised as themselves "
        f"({100 * right / len(found):.1f} %), {len(confused)} taken for another one."
    )
    definition = installed.definition
    stories = {"one mistake": definition.mistakes, "two mistakes": definition.pairs}
    divided = {kind: list_divided(installed, mistakes) for kind, mistakes in stories.items()}
    for kind, names in divided.items():
        console.print(
            f"{installed.name}: {len(names)} of {len(stories[kind])} functions with {kind} have checks that do not "
            f"all name the same mistake. {', '.join(names)}".strip()
        )
    return len(confused) + sum(map(len, divided.values()))


if __name__ == "__main__":
    sys.exit(main())
