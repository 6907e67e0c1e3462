"""The notebook of a student as its teacher is to see it: the answers by name, and whatever else it holds.

Nothing of it is run, and no metadata is needed: answers to exercises are found by the names of the functions.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property

from autograder.outline import Outline
from autograder.reading.misplaced import find_defined
from autograder.reading.notebook import Cell, UnreadableNotebookError, read_all_cells
from autograder.reading.reader import read_submission
from autograder.reading.submission import Submission

LONGEST_SHOWN = 50_000
"""Characters of one cell that are shown."""
UNREADABLE = "# Nothing was handed in that can be read as a notebook."
CUT = "\n# ... The rest of this cell is left out here."


@dataclass(frozen=True)
class Submitted:
    """A notebook that was handed in. readable: False if it is not a notebook."""

    cells: tuple[Cell, ...] = ()
    submission: Submission = field(default_factory=Submission)
    readable: bool = True

    def answer(self, name: str) -> tuple[str, int]:
        """What the notebook has for an exercise, and the number of the cell if all of it is that.

        It is the cell with the definition that counts, or the definition alone where others share the cell with it.
        """
        found = self.submission.definition(name)
        if found is not None:
            cell = self._by_label[found.unit.label]
            alone = not any(
                self._label(other) == found.unit.label for other in self.submission.functions if other != name
            )
            return (cut(cell.source), cell.number) if alone else (cut(found.unit.source), 0)
        for cell in reversed(self.cells):
            if cell.kind == "code" and name in find_defined(cell.source):
                return cut(cell.source), cell.number
        return (f"# The submitted notebook has no function {name}." if self.readable else UNREADABLE), 0

    def written(self, grade_id: str) -> Cell | None:
        """The cell that still has a name of nbgrader's: an answer in words, which belongs to no function."""
        return next((cell for cell in reversed(self.cells) if cell.grade_id == grade_id), None)

    def others(self, shown: Collection[int], known: Collection[str]) -> list[Cell]:
        """The cells that are shown nowhere else. shown: numbers of those that are. known: sources of the course."""
        return [
            cell
            for cell in self.cells
            if cell.number not in shown and (source := cell.source.strip()) and source not in known
        ]

    @cached_property
    def _by_label(self) -> dict[str, Cell]:
        return {cell.label: cell for cell in self.cells}

    def _label(self, name: str) -> str:
        found = self.submission.definition(name)
        return found.unit.label if found else ""


def read_submitted(content: bytes, outline: Outline) -> Submitted:
    """Read a notebook from its bytes. Never raises: content that is not a notebook has no cells.

    outline: of the assignment.
    """
    try:
        cells = tuple(read_all_cells(content))
    except UnreadableNotebookError:
        return Submitted(readable=False)
    return Submitted(cells, read_submission(content, outline))


def cut(source: str) -> str:
    """The source of a cell as far as it is shown."""
    return source if len(source) <= LONGEST_SHOWN else source[:LONGEST_SHOWN] + CUT
