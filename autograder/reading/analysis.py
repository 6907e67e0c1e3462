"""From the bytes of a notebook to a submission, in this process and without any limit but those of what is read.

Others use `reader.read_submission`, which has a process of its own do this, within limits of memory and time.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import islice

from autograder.exercises import EXERCISES
from autograder.reading.dependencies import MAX_STATEMENT, Found, find_needs, read_statements
from autograder.reading.notebook import DELETE, Cell, UnreadableNotebookError, read_notebook, tell_cells
from autograder.reading.parsing import capital, explain_syntax, parse
from autograder.reading.submission import Submission
from autograder.text import list_names
from autograder.unit import Unit

MAX_STATEMENTS = 10_000
"""Statements at the top level of all cells: reading each costs 40 microseconds, and a written notebook has 200."""
MAX_MENDED = 2**18
"""Characters of all cells that are not Python as they are and are read in other ways, up to seven of them."""
MAX_NOTES = 20
"""Cells that do not parse and have a note of their own; the rest share one."""
MAX_OWN, MAX_NAME = 200, 100
"""Functions that are not exercises, and characters of their names, among which a renamed exercise is looked for."""
SHORT = 5_000
"""Characters of a cell or statement that is remembered, so that the memory for it stays small."""
DEFINED = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def[ \t]+(\w+)|(\w+)[ \t]*=[ \t]*lambda\b)", re.MULTILINE)


def analyse(content: bytes) -> Submission:
    """Read a notebook from its bytes: what cannot be read becomes a note.

    Raises MemoryError and RecursionError when it takes more than this process has.
    """
    try:
        notebook = read_notebook(content)
    except UnreadableNotebookError as error:
        return Submission(notes=(str(error),), readable=False)
    found: list[Found] = []
    failures: list[tuple[Cell, SyntaxError]] = []
    mended, giant = [], []
    oversized: list[Unit] = []
    to_mend = MAX_MENDED
    for cell in notebook.cells:
        read = _read_short_cell if len(cell.source) <= SHORT else _read_cell
        try:
            new, note = read(cell, len(cell.source) <= to_mend)
        except SyntaxError as error:
            to_mend -= len(cell.source)
            # Its traceback leads back to this list and to the whole notebook: a circle, which would stay for long.
            failures.append((cell, error.with_traceback(None)))
            continue
        if note is not None:
            to_mend -= len(cell.source)
        if len(found) + len(new) > MAX_STATEMENTS:
            giant.append(cell.number)
            continue
        oversized += (one.statement.unit for one in new if one.oversized)
        found.extend(one for one in new if not one.oversized)
        if note:
            mended.append(note)
    defined = {name for one in found for name in one.statement.binds}
    unread, notes = {}, []
    for cell, failure in failures:
        reason = explain_syntax(cell, failure)
        names = list(dict.fromkeys(first or second for first, second in DEFINED.findall(cell.source)))
        unread.update(dict.fromkeys(names, reason))
        notes.append(f"{capital(reason)}; {_cost(names, defined)}.")
    if len(notes) > MAX_NOTES:
        notes[MAX_NOTES:] = [f"{len(notes) - MAX_NOTES:,} more cells do not parse."]
    if giant:
        notes.append(
            f"{tell_cells(giant)} left out: together with the cells before, there are more than {MAX_STATEMENTS:,} "
            "statements outside of functions. Delete what the exercises do not need and hand in again."
        )
    if oversized:
        notes.append(
            f"{capital(oversized[0].label)}, line {oversized[0].first_line}: this statement "
            f"is longer than {MAX_STATEMENT:,} characters and was left out. {DELETE}"
        )
    return _Names(found).submission(unread, (*notebook.notes, *notes, *mended[:MAX_NOTES]))


def _read_cell(cell: Cell, mend: bool) -> tuple[tuple[Found, ...], str | None]:
    """The statements of a cell, and what had to be mended for it; None if it is Python as it is. Raises SyntaxError.

    Of a cell with more statements than a submission may have, so many are read that this is known.
    """
    parsed = parse(cell, mend)
    note = None if parsed.source == cell.source else parsed.note
    return tuple(islice(read_statements(cell, parsed), MAX_STATEMENTS + 1)), note


# Most cells of a class are the starter's own, in the same places.
_read_short_cell = lru_cache(maxsize=256)(_read_cell)
_find_short_needs = lru_cache(maxsize=256)(find_needs)


def _cost(names: list[str], defined: set[str]) -> str:
    """What a cell that does not parse costs: the functions in it that no other cell defines."""
    if lost := [name for name in names if name not in defined]:
        return f"it costs {list_names(lost)} only"
    return f"for {list_names(names)} another cell counts" if names else "it costs nothing"


class _Names:
    """Which statements make what each name stands for."""

    def __init__(self, found: Sequence[Found]) -> None:
        """found: all statements of a notebook, in order."""
        self._found = found
        self._places: dict[str, list[int]] = {}
        for index, one in enumerate(found):
            for name in one.statement.binds.keys() | one.changes:
                self._places.setdefault(name, []).append(index)

    def submission(self, unread: dict[str, str], notes: tuple[str, ...]) -> Submission:
        """What the exercises need of the statements, and the rest of what is known of the notebook."""
        makers, needs = self._follow()
        kept = sorted({*needs, *(index for indices in makers.values() for index in indices)})
        numbers = {index: number for number, index in enumerate(kept)}
        return Submission(
            tuple(replace(self._found[index].statement, needs=needs.get(index, frozenset())) for index in kept),
            {name: tuple(numbers[index] for index in indices) for name, indices in makers.items()},
            self._own_functions(),
            unread,
            notes,
        )

    def _follow(self) -> tuple[dict[str, tuple[int, ...]], dict[int, frozenset[str]]]:
        """The makers of all names that an exercise needs, and what each statement that comes along needs."""
        needs = {index: frozenset[str]() for index, one in enumerate(self._found) if one.statement.star}
        makers: dict[str, tuple[int, ...]] = {}
        wanted = list(EXERCISES)
        while wanted:
            current = wanted.pop()
            if current in makers or current not in self._places:
                continue
            all_makers = tuple(self._makers(current))
            counting = tuple(self._until_replaced(current, all_makers))
            # Of an exercise also those that do not count: one that is written may come before one that is not.
            makers[current] = all_makers if current in EXERCISES else counting
            for index in counting:
                if index not in needs:
                    unit = self._found[index].statement.unit
                    needs[index] = (_find_short_needs if len(unit.source) <= SHORT else find_needs)(unit)
                    wanted.extend(needs[index])
        return makers, needs

    def _until_replaced(self, name: str, makers: Sequence[int]) -> Iterator[int]:
        for index in makers:
            yield index
            statement = self._found[index].statement
            if statement.replaces and name in statement.binds:
                return

    def _makers(self, name: str) -> Iterator[int]:
        """The statements that may make what a name stands for, the last first.

        A variable that was later given the name of a function, as in `padded = padded(x, 1)`, does not replace it.
        Changes of what was imported (`np.allclose = ...`) do not count.
        """
        places = self._places[name]
        found = [self._found[index] for index in places]
        # A call may give a function; for an exercise, which somebody must have meant to define, it is taken for one.
        variables = ("value",) if name in EXERCISES else ("value", "call")
        kinds = [one.statement.binds.get(name) for one in found]
        imported = any(one.imports for one in found if name in one.statement.binds)
        first = next((at for at, kind in enumerate(kinds) if kind is not None and kind not in variables), len(found))
        for at in range(len(found) - 1, -1, -1):
            shadow = at > first and kinds[at] in variables
            if not shadow and not (kinds[at] is None and imported):
                yield places[at]

    def _own_functions(self) -> dict[str, tuple[str, ...]]:
        own = {
            name: one.parameters
            for one in self._found
            for name, kind in one.statement.binds.items()
            if kind == "code" and name not in EXERCISES and len(name) <= MAX_NAME
        }
        return dict(list(own.items())[-MAX_OWN:])
