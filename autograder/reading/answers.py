"""The functions of a notebook as they are shown to a teacher, and their lines as they are compared with others'.

Like all that looks at a notebook this runs in the process that reads notebooks, and runs nothing of it.
"""

import ast
import copy
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from autograder.outline import Outline
from autograder.reading.analysis import analyse
from autograder.reading.canonical import find_locals, is_text

LONGEST_SHOWN = 20_000
"""Characters of a function that are shown."""
MOST_LINES = 500
"""Statements of a function that are compared."""
BLOCKS = ("body", "orelse", "handlers", "finalbody", "cases")


@dataclass(frozen=True)
class Line:
    """A statement, of one with others inside its first line.

    text: with the names as they are. numbered: with local variables numbered. first, last: where it is in the source.
    """

    text: str
    numbered: str
    first: int
    last: int


@dataclass(frozen=True)
class Answer:
    """A function of a notebook. lines: none where it is not a `def`. docstring: its first and last line, if any.

    names: of its local variables; parameters and imports are left out.
    """

    source: str
    lines: tuple[Line, ...]
    docstring: tuple[int, ...] = ()
    names: tuple[str, ...] = ()


def find_answers(content: bytes, outline: Outline) -> dict[str, dict]:
    """The functions of a notebook that count, by exercise, as plain data that `read_answer` reads."""
    submission = analyse(content, outline)
    found = {name: submission.definition(name) for name in outline.functions}
    return {name: asdict(read_source(one.unit.source)) for name, one in found.items() if one is not None}


def read_answer(values: dict) -> Answer:
    """An answer from what `find_answers` gave."""
    lines = tuple(Line(**line) for line in values["lines"])
    return Answer(values["source"], lines, tuple(values["docstring"]), tuple(values["names"]))


def read_source(source: str) -> Answer:
    """A function by its source. Of one that is nested too deep for Python's own tools no lines are compared."""
    shown = source[:LONGEST_SHOWN]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
        function = tree.body[0] if len(tree.body) == 1 else None
        if not isinstance(function, ast.FunctionDef):
            return Answer(shown, ())
        names = _own_names(function)
        numbered = _number_names(copy.deepcopy(function), names)
        first = function.body[0]
        docstring = (first.lineno, first.end_lineno or first.lineno) if is_text(first) else ()
        return Answer(shown, tuple(_lines(function, numbered))[:MOST_LINES], docstring, names)
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # the parser's word for too deep, too
        return Answer(shown, ())


def _lines(function: ast.FunctionDef, numbered: ast.FunctionDef) -> Iterator[Line]:
    """The lines of a function, each with that of its copy with numbered names, in order."""
    yield Line(_write(function), _write(numbered), function.lineno, _end_of_head(function))
    waiting = list(_inner(function, numbered, "    "))[::-1]
    while waiting:
        own, other, depth = waiting.pop()
        yield Line(depth + _write(own), depth + _write(other), own.lineno, _end_of_head(own))
        waiting += list(_inner(own, other, depth))[::-1]


def _inner(own: ast.AST, other: ast.AST, depth: str) -> Iterator[tuple]:
    """The statements inside a statement; what follows an `else` is not the same as what comes before it."""
    for block in BLOCKS:
        deeper = f"{depth}{'    ' if block == 'body' else block}"
        statements = getattr(own, block, None)
        if not isinstance(statements, list):
            continue
        for number, (one, two) in enumerate(zip(statements, getattr(other, block), strict=True)):
            if number == 0 and block == "body" and isinstance(own, ast.FunctionDef) and is_text(one):
                continue
            if isinstance(one, ast.match_case):
                yield from _inner(one, two, deeper)
            else:
                yield one, two, deeper


def _write(node: ast.AST) -> str:
    """A statement as text, of one with others inside the first line."""
    if not any(isinstance(getattr(node, block, None), list) for block in BLOCKS):
        return ast.unparse(node)
    head = copy.copy(node)
    for block in BLOCKS:
        if hasattr(head, block):
            setattr(head, block, [ast.Pass()] if block == "body" else [])
    if isinstance(head, ast.Try):
        return "try:"
    if isinstance(head, ast.Match):
        return f"match {ast.unparse(head.subject)}:"
    return ast.unparse(head).partition("\n    pass")[0]


def _end_of_head(node: ast.stmt | ast.ExceptHandler) -> int:
    """The last line of a statement, of one with others inside that before the first of them."""
    inner = [statement for block in BLOCKS for statement in getattr(node, block, ())]
    first = min((_first_line(statement) for statement in inner), default=None)
    return (node.end_lineno or node.lineno) if first is None else max(node.lineno, first - 1)


def _first_line(node: ast.AST) -> int:
    return node.pattern.lineno if isinstance(node, ast.match_case) else node.lineno  # type: ignore[attr-defined]


def _own_names(function: ast.FunctionDef) -> tuple[str, ...]:
    """The local variables whose names a student chose: without parameters and imports, which answers share."""
    nodes = list(ast.walk(function))
    shared = {node.arg for node in nodes if isinstance(node, ast.arg)}
    shared |= {node.asname or node.name for node in nodes if isinstance(node, ast.alias)}
    return tuple(name for name in find_locals(function) if name not in shared)


def _number_names(function: ast.FunctionDef, names: Sequence[str]) -> ast.FunctionDef:
    """A function with its local variables numbered. names: of these."""
    numbers = {name: f"_{number}" for number, name in enumerate(names)}
    for node in ast.walk(function):
        if isinstance(node, ast.Name):
            node.id = numbers.get(node.id, node.id)
    return function
