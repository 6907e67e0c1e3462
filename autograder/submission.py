"""A submission: which functions a notebook defines and what each needs at module level. Nothing is run.

A function is taken by name from the syntax tree. What it needs comes along and nothing else does: the
imports, helper functions and constants that its body refers to, in the order of the notebook, found by
Python's own symbol tables.
"""

import ast
import difflib
import re
import symtable
import warnings
from dataclasses import dataclass, field

from autograder.exercises import EXERCISES
from autograder.notebook import Cell, UnreadableNotebookError, parse, read_cells
from autograder.sandbox import Unit

PUBLIC_MODULES = frozenset({"public_tests", "figures"})


@dataclass(frozen=True)
class Statement:
    """One statement at the top level of a cell. binds: the names that it gives a value."""

    unit: Unit
    binds: frozenset[str]
    replaces: bool
    star: bool = False

    def needs(self) -> frozenset[str]:
        """The names that it reads from the module, directly or inside its functions."""
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                table = symtable.symtable(self.unit.source, self.unit.label, "exec")
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return frozenset()  # it parses but does not compile; the worker reports that
        names = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
        inner = list(table.get_children())
        while inner:
            scope = inner.pop()
            names.update(symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global())
            inner.extend(scope.get_children())
        return frozenset(names)


@dataclass(frozen=True)
class Submission:
    """What was read of one notebook.

    statements: of all cells that parse, in order.
    broken: exercises whose only definition stands in a cell that does not parse, with the reason.
    notes: sentences for the student. readable: False when the file is no notebook.
    """

    statements: tuple[Statement, ...] = ()
    broken: dict[str, str] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    readable: bool = True

    def definition(self, name: str) -> Statement | None:
        """The last statement that gives the name a value."""
        return next((statement for statement in reversed(self.statements) if name in statement.binds), None)

    def program(self, name: str, right: dict[str, str] | None = None) -> tuple[Unit, ...]:
        """The statements that the function `name` needs, in the order of the notebook.

        right: source of functions to use in place of the submission's own, by name (follow-through).
        """
        right = right or {}
        chosen: set[int] = {index for index, statement in enumerate(self.statements) if statement.star}
        wanted, seen = [name], set(right)
        while wanted:
            current = wanted.pop()
            if current in seen:
                continue
            seen.add(current)
            for index in range(len(self.statements) - 1, -1, -1):
                statement = self.statements[index]
                if current not in statement.binds:
                    continue
                if index not in chosen:
                    chosen.add(index)
                    wanted.extend(statement.needs())
                if statement.replaces:
                    break
        units = tuple(self.statements[index].unit for index in sorted(chosen))
        return tuple(Unit(f"right {helper}", 1, source) for helper, source in right.items()) + units

    def uses(self, name: str) -> frozenset[str]:
        """The other exercises that the function `name` calls, directly or through helpers."""
        sources = {unit.source for unit in self.program(name)}
        return frozenset(
            other
            for other in EXERCISES
            if other != name and (found := self.definition(other)) and found.unit.source in sources
        )


def read_submission(content: bytes) -> Submission:
    """Read a notebook from its bytes. Never raises: what cannot be read becomes a note."""
    try:
        cells = read_cells(content)
    except UnreadableNotebookError as error:
        return Submission(notes=(str(error),), readable=False)
    statements: list[Statement] = []
    failures: list[tuple[Cell, SyntaxError]] = []
    for cell in cells:
        try:
            source, tree = parse(cell)
        except SyntaxError as error:
            failures.append((cell, error))
            continue
        statements.extend(_statements(cell, source, tree))
    defined = {name for statement in statements for name in statement.binds}
    broken, notes = {}, []
    for cell, failure in failures:
        reason = f"{cell.label} does not parse: {failure.msg} (line {failure.lineno or 1})"
        names = [name for name in EXERCISES if re.search(rf"^\s*def\s+{name}\b", cell.source, re.MULTILINE)]
        broken.update({name: reason for name in names if name not in defined})
        costs = f"it costs {', '.join(names)} only" if names else "it costs nothing"
        notes.append(f"{reason[0].upper()}{reason[1:]}; {costs}.")
    return Submission(tuple(statements), broken, tuple(notes))


def similar_name(submission: Submission, name: str) -> str | None:
    """A function of the submission whose name is nearly that of the exercise: probably it was renamed."""
    others = {found for statement in submission.statements for found in statement.binds} - EXERCISES.keys()
    return next(iter(difflib.get_close_matches(name, others, n=1, cutoff=0.8)), None)


def _statements(cell: Cell, source: str, tree: ast.Module) -> list[Statement]:
    lines = [line + "\n" for line in source.split("\n")]  # not splitlines: Python splits at \n only
    found = []
    for node in tree.body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        unit = Unit(cell.label, first, _segment(lines, node, first))
        if isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            if node.module not in PUBLIC_MODULES:
                found.append(Statement(unit, frozenset(), replaces=False, star=True))
        else:
            found.append(Statement(unit, _bound(node), _replaces(node)))
    return found


def _segment(lines: list[str], node: ast.stmt, first: int) -> str:
    """The source of a statement. Column offsets count bytes, as Python's parser does."""
    last = node.end_lineno or node.lineno
    text = "".join(lines[first - 1 : last])
    tail = lines[last - 1].encode()
    end = node.end_col_offset or len(tail)
    if node.col_offset == 0 and end == len(tail.rstrip(b"\n")):
        return text
    start = 0 if first < node.lineno else node.col_offset
    content = text.encode()
    return content[start : len(content) - len(tail) + end].decode()


def _bound(node: ast.stmt) -> frozenset[str]:
    if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
        return frozenset({node.name})
    if isinstance(node, (ast.Import, ast.ImportFrom)):
        return frozenset(alias.asname or alias.name.partition(".")[0] for alias in node.names)
    names: set[str] = set()
    for found in ast.walk(node):
        if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Store):
            names.add(found.id)
        elif isinstance(found, (ast.FunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)):
            names |= _bound(found)
    return frozenset(names)


def _replaces(node: ast.stmt) -> bool:
    """Whether what the name held before no longer matters after the statement."""
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Name) for target in node.targets)
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)
    return isinstance(node, kinds) or (isinstance(node, ast.AnnAssign) and node.value is not None)
