"""`make confusion`: which mistake is recognised when each known mistake is graded for real, as a table.

Each variant of the answer key is put into the starter and graded in the sandbox. Exercises that do not call each
other share a notebook.
"""

import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from rich.console import Console
from rich.table import Table

from autograder.authoring.answer_key import DEFINITION, read_answers, read_function
from autograder.authoring.definition import Mistake
from autograder.batch.task import open_grader
from autograder.exercises import EXERCISES
from autograder.grading.grader import Grader
from examples.build import Notebook, fill, read_starter
from tests.conftest import result_of, to_bytes

# The helpers go together, then those who call them, with right helpers.
TOGETHER = (
    ("zero_pad", "conv_single_step", "pool_forward", "create_mask_from_window", "distribute_value"),
    ("conv_forward", "conv_backward", "pool_backward"),
)


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


def answer_key() -> dict[str, str]:
    """The source of each function of the answer key by name."""
    notebook = read_answers()
    return {name: read_function(notebook, name) for name in EXERCISES}


def grade_mistakes(grader: Grader, starter: Notebook) -> Iterator[Recognition]:
    """Grade every known mistake once, each alone in its function."""
    right = answer_key()
    for exercises in TOGETHER:
        columns = [[mistake for mistake in DEFINITION.mistakes if mistake.exercise == name] for name in exercises]
        for row in zip_longest(*columns):
            mistakes = [mistake for mistake in row if mistake is not None]
            wrong = {mistake.exercise: mistake.apply(right[mistake.exercise]) for mistake in mistakes}
            yield from _grade_notebook(grader, starter, _helpers(wrong, right) | wrong, mistakes)


def _helpers(wrong: Mapping[str, str], right: Mapping[str, str]) -> dict[str, str]:
    return {helper: right[helper] for name in wrong for helper in EXERCISES[name].prerequisites}


def _grade_notebook(
    grader: Grader, starter: Notebook, sources: Mapping[str, str], mistakes: list[Mistake]
) -> Iterator[Recognition]:
    record = grader.grade("confusion", to_bytes(fill(starter, sources)))
    for mistake in mistakes:
        result = result_of(record, mistake.exercise)
        yield Recognition(mistake, result.mistake, result.status, result.score)


def main() -> int:
    """Print the table by exercise and the rate. Exit status 1 when a mistake is taken for another one."""
    with open_grader("auto") as grader:
        found = list(grade_mistakes(grader, read_starter()))
    console = Console()
    for name in EXERCISES:
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
        f"{right} of {len(found)} known mistakes recognised as themselves ({100 * right / len(found):.1f} %), "
        f"{len(confused)} taken for another one."
    )
    return 1 if confused else 0


if __name__ == "__main__":
    sys.exit(main())
