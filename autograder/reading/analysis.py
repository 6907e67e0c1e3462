"""From the bytes of a notebook to a submission, in this process and without any limit but those of what is read.

Others use `reader.read_submission`, which has a process of its own do this, within limits of memory and time.
"""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from autograder.outline import Outline
from autograder.reading.dependencies import MAX_STATEMENT, Found, find_needs, read_statements
from autograder.reading.misplaced import find_defined, find_misplaced
from autograder.reading.notebook import DELETE, Cell, Notebook, UnreadableNotebookError, read_notebook, tell_cells
from autograder.reading.parsing import capital, parse
from autograder.reading.remembered import remember_short
from autograder.reading.statement import Needs, Statement, find_definitions, find_makers
from autograder.reading.submission import OwnFunction, Submission
from autograder.reading.syntax_errors import explain_syntax
from autograder.reading.tampering import find_tampering
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


def analyse(content: bytes, outline: Outline) -> Submission:
    """Read a notebook from its bytes: what cannot be read becomes a note. outline: of the assignment.

    Raises MemoryError and RecursionError when it takes more than this process has.
    """
    try:
        notebook = read_notebook(content)
    except UnreadableNotebookError as error:
        return Submission(outline.functions, notes=(str(error),), readable=False)
    statements = _Statements(outline)
    for cell in notebook.cells:
        statements.add(cell)
    notes = (*notebook.notes, *statements.notes(), *statements.mended[:MAX_NOTES], *_tell_release(notebook, outline))
    notes += tuple(_tell_python(notebook, bool(statements.failures)))
    submission = _Names(statements.found, outline.functions).submission(statements.unread, notes)
    misplaced = find_misplaced(notebook, outline.functions)
    tampering = tuple(islice(find_tampering(notebook.cells), MAX_NOTES))
    return replace(submission, elsewhere=misplaced.elsewhere, cut=misplaced.cut, tampering=tampering)


def _tell_release(notebook: Notebook, outline: Outline) -> Iterator[str]:
    """What differs for the student whose notebook was made from an older release."""
    number = int(notebook.release) if re.fullmatch("[1-9][0-9]{0,3}", notebook.release) else outline.release
    if number < outline.release:
        yield (
            f"Your notebook was made from release {number} of this assignment; the current one is release "
            f"{outline.release}. What differs: {' '.join(outline.changes[number - 1 :])}"
        )


def _tell_python(notebook: Notebook, failed: bool) -> Iterator[str]:
    """That the notebook ran with a newer Python, where some of it could not be read. failed: whether that is so."""
    found = re.match(r"3\.([0-9]{1,3})(?![0-9])", notebook.python)
    if found and failed and int(found[1]) > sys.version_info.minor:
        yield (
            f"Your notebook ran with Python 3.{found[1]}, and grading has Python 3.{sys.version_info.minor}: what only "
            "the newer one can read is not read here."
        )


@dataclass
class _Statements:
    """The statements that were found in the cells so far, and what became of the cells that are not read.

    found: each with the label of its cell. failures: cells that do not parse, each with the reason and the functions in
    it. mended: notes on cells that were not Python as they were. giant: numbers of cells that have too many statements.
    oversized: statements left out.
    """

    outline: Outline
    found: list[tuple[Found, str]] = field(default_factory=list)
    failures: list[tuple[str, list[str]]] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    giant: list[int] = field(default_factory=list)
    oversized: list[Unit] = field(default_factory=list)
    left_to_mend: int = MAX_MENDED

    def add(self, cell: Cell) -> None:
        try:
            new, note = _read_code(cell.source, len(cell.source) <= self.left_to_mend, self.outline)
        except SyntaxError as error:
            self.left_to_mend -= len(cell.source)
            names = find_defined(cell.source)
            # Its traceback is part of a circle that would keep the whole notebook in memory for long.
            self.failures.append((explain_syntax(cell, error.with_traceback(None)), names))
            return
        if note is not None:
            self.left_to_mend -= len(cell.source)
        if len(self.found) + len(new) > MAX_STATEMENTS:
            self.giant.append(cell.number)
            return
        self.found += ((one, cell.label) for one in new if not one.oversized)
        self.oversized += (replace(one.statement.unit, label=cell.label) for one in new if one.oversized)
        if note:
            self.mended.append(f"{capital(cell.label)} {note}")

    @property
    def unread(self) -> dict[str, str]:
        """The functions of cells that do not parse, with the reason; the last counts."""
        return {name: reason for reason, names in self.failures for name in names}

    def notes(self) -> Iterator[str]:
        """Sentences for the student on what is not read."""
        defined = {name for one, _ in self.found for name in one.statement.binds}
        for reason, names in self.failures[:MAX_NOTES]:
            yield f"{capital(reason)}; {_cost(names, defined)}."
        if len(self.failures) > MAX_NOTES:
            yield f"{len(self.failures) - MAX_NOTES:,} more cells do not parse."
        if self.giant:
            yield (
                f"{tell_cells(self.giant)} left out: together with the cells before, there are more than "
                f"{MAX_STATEMENTS:,} statements outside of functions. Delete what the exercises do not need and hand "
                "in again."
            )
        if self.oversized:
            first = self.oversized[0]
            yield (
                f"{capital(first.label)}, line {first.first_line}: this statement is longer than {MAX_STATEMENT:,} "
                f"characters and was left out. {DELETE}"
            )


@remember_short
def _read_code(source: str, mend: bool, outline: Outline) -> tuple[tuple[Found, ...], str | None]:
    """The statements of a cell, and what had to be mended for it; None if it is Python as it is. Raises SyntaxError.

    Of a cell with more statements than a submission may have, so many are read that this is known.
    """
    parsed = parse(source, mend)
    note = None if parsed.source == source else parsed.note
    return tuple(islice(read_statements(parsed, outline), MAX_STATEMENTS + 1)), note


def _cost(names: list[str], defined: set[str]) -> str:
    """What a cell that does not parse costs: the functions in it that no other cell defines."""
    if lost := [name for name in names if name not in defined]:
        return f"it costs {list_names(lost)} only"
    return f"for {list_names(names)} another cell counts" if names else "it costs nothing"


class _Names:
    """Which statements make what each name stands for."""

    def __init__(self, found: Sequence[tuple[Found, str]], functions: Mapping[str, tuple[str, ...]]) -> None:
        """found: all statements of a notebook, in order, each with the label of its cell.

        functions: the exercises, with their parameters.
        """
        self._found, self._functions = [one for one, _ in found], functions
        self._labels = [label for _, label in found]
        self._statements = [one.statement for one in self._found]
        self._places: dict[str, list[int]] = {}
        for index, one in enumerate(self._found):
            for name in one.statement.binds.keys() | one.changes:
                self._places.setdefault(name, []).append(index)

    def submission(self, unread: dict[str, str], notes: tuple[str, ...]) -> Submission:
        """What the exercises need of the statements, and the rest of what is known of the notebook."""
        makers, needs = self._follow()
        kept = sorted({*needs, *(index for indices in makers.values() for index in indices)})
        numbers = {index: number for number, index in enumerate(kept)}
        return Submission(
            self._functions,
            tuple(self._complete(index, needs.get(index, Needs())) for index in kept),
            {name: tuple(numbers[index] for index in indices) for name, indices in makers.items()},
            self._own_functions(),
            unread,
            notes,
        )

    def _complete(self, index: int, needs: Needs) -> Statement:
        statement = self._statements[index]
        return replace(statement, unit=replace(statement.unit, label=self._labels[index]), **needs._asdict())

    def _follow(self) -> tuple[dict[str, tuple[int, ...]], dict[int, Needs]]:
        """The makers of all names that an exercise needs, and what each statement that comes along needs."""
        needs = {index: Needs() for index, one in enumerate(self._statements) if one.star}
        every: dict[str, tuple[int, ...]] = {}

        def makers(name: str) -> tuple[int, ...]:
            if name not in every:
                every[name] = tuple(self._makers(name)) if name in self._places else ()
            return every[name]

        def find(index: int) -> Needs:
            if index not in needs:
                needs[index] = find_needs(self._statements[index].unit.source)
            return needs[index]

        # What the starter's functions need is not asked: they are never called by themselves.
        written = [name for name in self._functions if not self._is_unwritten(name, makers(name))]
        found = find_makers(written, makers, self._statements, find)
        # Of an exercise also those that do not count: one that is written may come before one that is not.
        own = {name: makers(name) for name in self._functions if makers(name)}
        return {name: tuple(sorted(indices, reverse=True)) for name, indices in found.items()} | own, needs

    def _is_unwritten(self, name: str, makers: Iterable[int]) -> bool:
        """Whether the definition of an exercise that counts, the last, is the starter's."""
        last = next(find_definitions(name, makers, self._statements), None)
        return last is not None and last.unwritten

    def _makers(self, name: str) -> Iterator[int]:
        """The statements that may make what a name stands for, the last first.

        A variable that was later given the name of a function does not replace it, and changes of what was imported
        (`np.allclose = ...`) do not count. In

            def add(x): ...        # 0
            add.calls = 0          # 1
            add = add(data)        # 2
            def add(x, by): ...    # 3

        the makers of `add` are 3, 1 and 0.
        """
        places = self._places[name]
        kinds = [self._statements[index].binds.get(name) for index in places]  # None: it only changes the object
        # A call may give a function; for an exercise, which somebody must have meant to define, it is taken for one.
        variables = ("value",) if name in self._functions else ("value", "call")
        first_code = next((at for at, kind in enumerate(kinds) if kind is not None and kind not in variables), None)
        imported = any(self._found[index].imports and name in self._statements[index].binds for index in places)
        for at in reversed(range(len(places))):
            changes_only = kinds[at] is None
            hides_code = kinds[at] in variables and first_code is not None and at > first_code
            if not hides_code and not (changes_only and imported):
                yield places[at]

    def _find_exercises(self, source: str) -> tuple[str, ...]:
        words = set(re.findall(r"\w+", source))
        return tuple(name for name in self._functions if name in words)

    def _own_functions(self) -> dict[str, OwnFunction]:
        """What the notebook itself defines; an imported function, such as a public test, is not an exercise renamed."""
        own = {
            name: OwnFunction(one.parameters, self._find_exercises(one.statement.unit.source))
            for one in self._found
            for name, kind in one.statement.binds.items()
            if kind == "code" and not one.imports and name not in self._functions and len(name) <= MAX_NAME
        }
        return dict(list(own.items())[-MAX_OWN:])
