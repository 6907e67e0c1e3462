"""The statements at the top level of a cell: what each gives a value, what it changes, and what it needs.

Found in syntax trees and Python's own symbol tables. Nothing runs.
"""

import ast
import symtable
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace

from autograder.outline import Outline
from autograder.reading.canonical import hash_canonical
from autograder.reading.parsing import Parsed
from autograder.reading.placeholders import is_unwritten
from autograder.reading.purity import find_purity
from autograder.reading.remembered import remember_short
from autograder.reading.statement import Kind, Needs, Statement
from autograder.unit import Unit

MAX_STATEMENT = 100_000
"""Characters of one statement. Data that was pasted in can be longer, a function cannot."""
UNKNOWN = Needs(later=frozenset({"?"}))
"""The needs of a statement of which nothing is known: no statement and no builtin has this name, so it is not pure."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
BLOCKS = ("body", "handlers", "orelse", "finalbody", "cases")  # where a statement has statements
SCOPES = (*FUNCTIONS, ast.ClassDef, ast.Lambda, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
AT_ONCE = frozenset({"listcomp", "setcomp", "dictcomp", "genexpr", "lambda"})
"""Names that Python's symbol tables give to the scopes of expressions, which may run with their statement."""
LEAVES = (*SCOPES, ast.Name, ast.Constant)
CHANGING_METHODS = frozenset({"add", "append", "extend", "fill", "insert", "setdefault", "sort", "update"})


@dataclass(frozen=True)
class Found:
    """A statement with what is needed to look it up.

    changes: names whose objects it changes in place. imports: it is an import. parameters: those of the function that
    it defines, if it is a `def`. oversized: it is longer than allowed, and nothing of it is known but its place.
    """

    statement: Statement
    changes: frozenset[str] = frozenset()
    imports: bool = False
    parameters: tuple[str, ...] = ()
    oversized: bool = False


def read_statements(parsed: Parsed, outline: Outline) -> Iterator[Found]:
    """The statements of a cell, without imports of all names from the course's own modules.

    Their units have no label: the same text may be in many cells.
    """
    # Not splitlines: Python splits at \n only. As bytes, since the parser's columns count bytes.
    lines = [line.encode() + b"\n" for line in parsed.source.split("\n")]
    for node in parsed.tree.body:
        decorators = getattr(node, "decorator_list", [])
        first = min([node.lineno, *(decorator.lineno for decorator in decorators)])
        unit = Unit("", first, _segment(lines, node, first))
        if len(unit.source) > MAX_STATEMENT:
            yield Found(Statement(replace(unit, source="")), oversized=True)
        elif isinstance(node, ast.Import) and len(node.names) > 1:
            # One at a time: a module that is not there at grading must not take the others with it.
            for alias in node.names:
                single = ast.Import([alias])
                yield _describe(replace(unit, source=ast.unparse(single)), single, outline)
        elif isinstance(node, ast.ImportFrom) and node.names[0].name == "*":
            if node.module not in outline.modules:
                yield Found(Statement(unit, star=True))
        else:
            yield _describe(unit, node, outline)


@remember_short
def find_needs(source: str) -> Needs:
    """The names that a statement reads from the module, directly or inside its functions.

    What is inside a `lambda` counts for both: it may be called at once.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            table = symtable.symtable(source, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return UNKNOWN  # it parses but does not compile; the sandbox reports that
    at_once = {symbol.get_name() for symbol in table.get_symbols() if symbol.is_referenced()}
    later: set[str] = set()
    inner = [(scope, True) for scope in table.get_children()]
    while inner:
        scope, runs = inner.pop()
        names = _globals(scope)
        runs = runs and (scope.get_type() == "class" or scope.get_name() in AT_ONCE)
        at_once |= names if runs else set()
        later |= names if not runs or scope.get_name() == "lambda" else set()
        inner.extend((child, runs) for child in scope.get_children())
    return Needs(frozenset(at_once), frozenset(later))


def _globals(scope: symtable.SymbolTable) -> set[str]:
    """The names of a scope that the module has. For a function Python finds them without an object for each symbol."""
    if isinstance(scope, symtable.Function):
        return set(scope.get_globals())
    return {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global()}


def _describe(unit: Unit, node: ast.stmt, outline: Outline) -> Found:
    parameters = node.args.posonlyargs + node.args.args if isinstance(node, FUNCTIONS) else []
    nodes = list(_in_module(node))
    pure, repeatable = find_purity(node)
    binds = dict(_bound(node, nodes))
    statement = Statement(
        unit,
        binds,
        replaces=_replaces(node),
        annotated=_is_annotated(node),
        pure=pure,
        repeatable=repeatable,
        unwritten=is_unwritten(node, unit, outline),
        sha256=hash_canonical(node) if binds.keys() & outline.functions.keys() else "",
    )
    return Found(
        statement,
        frozenset(_changed(nodes)),
        isinstance(node, ast.Import | ast.ImportFrom),
        tuple(parameter.arg for parameter in parameters),
    )


def _segment(lines: list[bytes], node: ast.stmt, first: int) -> str:
    """The source of a statement, of which nothing is copied but itself: a line may hold thousands of them."""
    last = node.end_lineno or node.lineno
    tail = lines[last - 1]
    start = 0 if first < node.lineno else node.col_offset
    end = node.end_col_offset or len(tail)
    if node.col_offset == 0 and end == len(tail) - 1:
        end = len(tail)
    if first == last:
        return tail[start:end].decode()
    return b"".join((lines[first - 1][start:], *lines[first : last - 1], tail[:end])).decode()


def _in_module(node: ast.AST) -> Iterator[ast.AST]:
    """A statement and what is below it, functions and classes included but not looked into."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        yield found
        if not isinstance(found, LEAVES):
            waiting.extend(ast.iter_child_nodes(found))


def _bound(node: ast.stmt, nodes: list[ast.AST]) -> Iterator[tuple[str, Kind]]:
    """The names that a statement gives a value, code last, so that it counts where there are both. nodes: all of it."""
    kind = _kind(node)
    code: list[tuple[str, Kind]] = []
    for found in nodes:
        if isinstance(found, ast.Name) and isinstance(found.ctx, ast.Store):
            yield found.id, kind
        elif isinstance(found, ast.Assign) and found is not node and (inner := _kind(found)) != "value":
            code += [(target.id, inner) for target in found.targets if isinstance(target, ast.Name)]
        elif isinstance(found, (*FUNCTIONS, ast.ClassDef)):
            code.append((found.name, "code"))
        elif isinstance(found, ast.Import | ast.ImportFrom):
            code += [(alias.asname or alias.name.partition(".")[0], "code") for alias in found.names]
    yield from code


def _kind(node: ast.stmt) -> Kind:
    """What an assignment gives: a call of the very name that it gives a value makes a plain value of it."""
    value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
    if isinstance(value, ast.Lambda | ast.Name | ast.Attribute):
        return "code"
    if not isinstance(value, ast.Call):
        return "value"
    names = _targets(node)
    if isinstance(value.func, ast.Name) and value.func.id in names:
        return "value"
    return "code" if names & _read(value) else "call"


def _targets(node: ast.stmt) -> set[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
    return {target.id for target in targets if isinstance(target, ast.Name)}


def _read(value: ast.expr) -> set[str]:
    """The names that an expression reads other than by calling them."""
    called = {id(found.func) for found in _in_module(value) if isinstance(found, ast.Call)}
    return {found.id for found in _in_module(value) if isinstance(found, ast.Name) and id(found) not in called}


def _changed(nodes: list[ast.AST]) -> Iterator[str]:
    """Names whose objects a statement changes: `x[0] = 1`, `x.y = 1`, `x.append(1)`."""
    for found in nodes:
        target = None
        if isinstance(found, ast.Subscript | ast.Attribute) and isinstance(found.ctx, ast.Store):
            target = found.value
        elif isinstance(found, ast.Expr) and isinstance(found.value, ast.Call):
            method = found.value.func
            target = method.value if isinstance(method, ast.Attribute) and method.attr in CHANGING_METHODS else None
        while isinstance(target, ast.Subscript | ast.Attribute):
            target = target.value
        if isinstance(target, ast.Name):
            yield target.id


def _replaces(node: ast.stmt) -> bool:
    """Whether what the names held before no longer matters after the statement: `f = lru_cache(f)` needs it."""
    if isinstance(node, ast.Assign):
        return all(isinstance(target, ast.Name) for target in node.targets) and not _targets(node) & _read(node.value)
    kinds = (*FUNCTIONS, ast.ClassDef, ast.Import, ast.ImportFrom)
    return isinstance(node, kinds) or (isinstance(node, ast.AnnAssign) and node.value is not None)


def _is_annotated(node: ast.AST) -> bool:
    """Whether there is an annotation in a statement or below it. Expressions, most of a tree, have none."""
    waiting = [node]
    while waiting:
        found = waiting.pop()
        if isinstance(found, ast.AnnAssign):
            return True
        if isinstance(found, FUNCTIONS):
            taken = found.args
            parameters = [*taken.posonlyargs, *taken.args, *taken.kwonlyargs, taken.vararg, taken.kwarg]
            if found.returns or any(parameter and parameter.annotation for parameter in parameters):
                return True
        for block in BLOCKS:
            waiting.extend(getattr(found, block, ()))
    return False
