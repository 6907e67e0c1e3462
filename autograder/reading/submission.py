"""A submission: which functions a notebook defines and what each needs at module level. Nothing is run.

A function is taken by name from the syntax tree. What it needs comes along and nothing else does: the
imports, helper functions and constants that its body refers to, in the order of the notebook.
"""

import difflib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice

from autograder.exercises import EXERCISES
from autograder.reading.dependencies import Statement, read_statements
from autograder.reading.notebook import Cell, UnreadableNotebookError, read_notebook, tell, tell_cells
from autograder.reading.parsing import explain_syntax, parse
from autograder.reading.purity import BUILTINS
from autograder.sandbox import Unit

MAX_STATEMENTS = 10_000
"""Statements at the top level of all cells: reading each costs 40 microseconds, and a written notebook has 200."""
MAX_NOTES = 20
"""Cells that do not parse and have a note of their own; the rest share one."""
SHORT = 20_000
"""Characters of a cell that is remembered, so that the memory for it stays small."""
DEFINED = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def[ \t]+(\w+)|(\w+)[ \t]*=[ \t]*lambda\b)", re.MULTILINE)
# What Jupyter puts among the builtins. Shown objects are of no interest at grading.
OF_JUPYTER = {"display": "def display(*objects, **options):\n    pass\n"}


@dataclass(frozen=True)
class Submission:
    """What was read of one notebook.

    statements: of all cells that parse, in order.
    unread: functions that are defined in a cell that does not parse, with the reason.
    notes: sentences for the student. readable: False when the file is no notebook.
    """

    statements: tuple[Statement, ...] = ()
    unread: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    readable: bool = True

    @property
    def broken(self) -> dict[str, str]:
        """The functions whose only definition stands in a cell that does not parse, with the reason."""
        return {name: reason for name, reason in self.unread.items() if self.definition(name) is None}

    def definitions(self, name: str) -> list[Statement]:
        """The statements that make a function of the name, or whatever the notebook has under it; the last first."""
        return [self.statements[index] for index in self._makers(name) if name in self.statements[index].binds]

    def definition(self, name: str) -> Statement | None:
        """The statement whose function counts: the last."""
        return next(iter(self.definitions(name)), None)

    def program(self, *names: str, right: Mapping[str, str] | None = None) -> tuple[Unit, ...]:
        """The statements that functions need, each once, in the order of the notebook.

        right: source of functions to use in place of the submission's own, by name (follow-through).
        """
        helpers = {helper: Unit(f"right {helper}", 1, source) for helper, source in (right or {}).items()}
        chosen = self._chosen(names, frozenset(helpers))
        needed = {wanted for statement in chosen for wanted in statement.needs}
        of_jupyter = [
            Unit("Jupyter", 1, source)
            for wanted, source in OF_JUPYTER.items()
            if wanted in needed and wanted not in self._places
        ]
        # A statement that defines several functions may define one of the helpers too: then the right one comes again.
        again = [unit for helper, unit in helpers.items() if any(helper in statement.binds for statement in chosen)]
        return (*helpers.values(), *of_jupyter, *(statement.runnable for statement in chosen), *again)

    def is_pure(self, *names: str) -> bool:
        """Whether functions, with all that they need, are sure to leave nothing behind for each other."""
        chosen = self._chosen(names)
        known = BUILTINS.union(*(statement.binds for statement in chosen))
        return all(statement.pure and statement.needs <= known for statement in chosen)

    def uses(self, name: str) -> frozenset[str]:
        """The other exercises that the function `name` calls, directly or through helpers."""
        chosen = self._chosen([name])
        return frozenset(
            other for other in EXERCISES if other != name and any(self.definition(other) is found for found in chosen)
        )

    def variables(self, name: str) -> dict[str, str]:
        """Variables of the notebook that the function `name` or a helper reads, each with the label of its cell.

        Constants in capitals are not told: they are there to be read.
        """
        variables: dict[str, str] = {}
        waiting, seen = [name], {name, *EXERCISES}
        while waiting:
            reader = self.definition(waiting.pop())
            for wanted in sorted(reader.needs - seen) if reader else ():
                seen.add(wanted)
                made = self.definition(wanted)
                if made is not None and made.binds[wanted] == "code":
                    waiting.append(wanted)
                elif made is not None and not wanted.isupper():
                    variables[wanted] = made.unit.label
        return variables

    @cached_property
    def own_functions(self) -> dict[str, tuple[str, ...]]:
        """The parameters of all that is code and no exercise, by name; the last definition counts."""
        return {
            name: statement.parameters
            for statement in self.statements
            for name, kind in statement.binds.items()
            if kind == "code" and name not in EXERCISES
        }

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """The numbers of the statements that bind or change each name, in order."""
        places: dict[str, list[int]] = {}
        for index, statement in enumerate(self.statements):
            for name in statement.binds.keys() | statement.changes:
                places.setdefault(name, []).append(index)
        return places

    def _makers(self, name: str) -> Iterator[int]:
        """The statements that may make what a name stands for, the last first.

        A variable that was later given the name of a function, as in `padded = padded(x, 1)`, does not replace it.
        Changes of what was imported (`np.allclose = ...`) do not count.
        """
        places = self._places.get(name, [])
        found = [self.statements[index] for index in places]
        # A call may give a function; for an exercise, which somebody must have meant to define, it is taken for one.
        variables = ("value",) if name in EXERCISES else ("value", "call")
        kinds = [statement.binds.get(name) for statement in found]
        imported = any(statement.imports for statement in found if name in statement.binds)
        first = next((at for at, kind in enumerate(kinds) if kind is not None and kind not in variables), len(found))
        for at in range(len(found) - 1, -1, -1):
            shadow = at > first and kinds[at] in variables
            if not shadow and not (kinds[at] is None and imported):
                yield places[at]

    def _chosen(self, names: Iterable[str], given: frozenset[str] = frozenset()) -> list[Statement]:
        """The statements that functions need, each once, in order. given: names that are there already."""
        indices = {index for name in names for index in self._needed(name, given)}
        return [self.statements[index] for index in sorted(indices)]

    def _needed(self, name: str, given: frozenset[str]) -> set[int]:
        """The numbers of the statements that one function needs."""
        chosen = {index for index, statement in enumerate(self.statements) if statement.star}
        wanted, seen = [name], set(given)
        while wanted:
            current = wanted.pop()
            if current in seen:
                continue
            seen.add(current)
            for index in self._makers(current):
                statement = self.statements[index]
                if index not in chosen:
                    chosen.add(index)
                    wanted.extend(statement.needs)
                if statement.replaces and current in statement.binds:
                    break
        return chosen


def read_submission(content: bytes) -> Submission:
    """Read a notebook from its bytes. Never raises: what cannot be read becomes a note."""
    try:
        notebook = read_notebook(content)
    except UnreadableNotebookError as error:
        return Submission(notes=(str(error),), readable=False)
    statements: list[Statement] = []
    failures: list[tuple[Cell, SyntaxError]] = []
    mended, giant = [], []
    for cell in notebook.cells:
        try:
            found, note = _read_cell(cell) if len(cell.source) > SHORT else _read_short_cell(cell)
        except SyntaxError as error:
            # Its traceback leads back to this list and to the whole notebook: a circle, which would stay for long.
            failures.append((cell, error.with_traceback(None)))
            continue
        if len(statements) + len(found) > MAX_STATEMENTS:
            giant.append(cell.number)
            continue
        statements.extend(found)
        if note:
            mended.append(note)
    defined = {name for statement in statements for name in statement.binds}
    unread, notes = {}, []
    for cell, failure in failures:
        reason = explain_syntax(cell, failure)
        names = list(dict.fromkeys(first or second for first, second in DEFINED.findall(cell.source)))
        unread.update(dict.fromkeys(names, reason))
        notes.append(f"{reason[0].upper()}{reason[1:]}; {_cost(names, defined)}.")
    if len(notes) > MAX_NOTES:
        notes[MAX_NOTES:] = [f"{len(notes) - MAX_NOTES:,} more cells do not parse."]
    if giant:
        notes.append(
            f"{tell_cells(giant)} left out: together with the cells before, there are more than {MAX_STATEMENTS:,} "
            "statements outside of functions. Delete what the exercises do not need and hand in again."
        )
    return Submission(tuple(statements), unread, (*notebook.notes, *notes, *mended[:MAX_NOTES]))


def _read_cell(cell: Cell) -> tuple[tuple[Statement, ...], str]:
    """The statements of a cell and what had to be mended. Raises SyntaxError.

    Of a cell with more statements than a submission may have, so many are read that this can be told.
    """
    parsed = parse(cell)
    return tuple(islice(read_statements(cell, parsed), MAX_STATEMENTS + 1)), parsed.note


# Most cells of a class are the starter's own, in the same places.
_read_short_cell = lru_cache(maxsize=256)(_read_cell)


def _cost(names: list[str], defined: set[str]) -> str:
    """What a cell that does not parse costs: the functions in it that no other cell defines."""
    if lost := [name for name in names if name not in defined]:
        return f"it costs {tell(lost)} only"
    return f"for {tell(names)} another cell counts" if names else "it costs nothing"


def similar_name(submission: Submission, name: str) -> str | None:
    """A function of the submission that probably is the exercise, renamed: by its name, or else by its parameters."""
    others = submission.own_functions
    plain = {found.casefold(): found for found in others}
    if close := difflib.get_close_matches(name, plain, n=1, cutoff=0.8):
        return plain[close[0]]
    parameters = EXERCISES[name].parameters
    alike = [found for found in plain.values() if others[found] == parameters and len(parameters) > 1]
    return alike[0] if alike else None
