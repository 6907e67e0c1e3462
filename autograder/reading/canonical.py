"""The form in which two functions are the same code: without comments, docstring, layout and names of local variables.

It is made from the syntax tree with a list in place of recursion, so that no depth of nesting is too much for it, and
in one pass: it is made for each submission, where reading a whole notebook takes milliseconds.
"""

import ast
import hashlib
from collections.abc import Callable, Sequence
from operator import attrgetter
from types import NoneType

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
WITH_DOCSTRING = (*FUNCTIONS, ast.ClassDef)
LEFT_OUT = frozenset({"ctx", "kind", "type_comment", "type_ignores", "type_params"})
"""Fields that say nothing about what is run, or that not all versions of Python have."""
NAMING = {
    ast.FunctionDef: "name",
    ast.AsyncFunctionDef: "name",
    ast.ClassDef: "name",
    ast.arg: "arg",
    ast.ExceptHandler: "name",
    ast.alias: "asname",
    ast.MatchAs: "name",
    ast.MatchStar: "name",
    ast.MatchMapping: "rest",
}
"""What gives a local variable its value besides names that are assigned to, and the field with the name."""
PLAIN = frozenset({str, int, bool, NoneType})
"""What fields hold besides nodes and lists."""
Parts = Callable[[ast.AST], tuple]


def _reversed_fields(kind: type[ast.AST]) -> Parts:
    """What gives the fields of a node, the last first, as they go onto a stack."""
    fields = [name for name in kind._fields if name not in LEFT_OUT and name != NAMING.get(kind)]
    if not fields:
        return lambda _: ()
    if len(fields) == 1:
        (only,) = fields
        return lambda node: (getattr(node, only, None),)
    return attrgetter(*reversed(fields))


_PARTS: dict[type, Parts] = {
    kind: _reversed_fields(kind) for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def write_canonical(statement: ast.stmt) -> str:
    """The canonical form of a statement that defines a function: equal for the same code, and for nothing else.

    Local variables are numbered in the order in which they are first named. The name of the function stays.
    """
    out, named, local = _write_out(statement)
    numbers: dict[str, str] = {}
    for place in named:
        if (name := out[place]) in local:
            out[place] = numbers.setdefault(name, f"local {len(numbers)}")
    return "\n".join(out)


def hash_canonical(statement: ast.stmt) -> str:
    """The SHA-256 of the canonical form of a statement."""
    return hashlib.sha256(write_canonical(statement).encode("utf-8", errors="replace")).hexdigest()


def find_locals(statement: ast.stmt) -> list[str]:
    """The local variables of a function, parameters among them, in the order in which they are first named."""
    out, named, local = _write_out(statement)
    return list(dict.fromkeys(out[place] for place in named if out[place] in local))


def _write_out(statement: ast.stmt) -> tuple[list[str], list[int], set[str]]:
    """The parts of a statement, the places in them of names that may be local, and the names that are."""
    out: list[str] = []
    named: list[int] = []
    local: set[str] = set()
    shared: set[str] = set()
    waiting: list = [statement]
    while waiting:
        node = waiting.pop()
        kind = node.__class__
        if kind is ast.Name:
            named.append(len(out))
            out.append(node.id)
            if node.ctx.__class__ is not ast.Load:
                local.add(node.id)
        elif kind is list:
            out.append(f"{len(node)}")
            waiting += node[::-1]
        elif kind is ast.Constant:
            out.append(_write_constant(node.value))
        elif kind in PLAIN:
            out.append(f"{node}")
        else:
            out.append(kind.__name__)
            parts = _PARTS[kind](node)
            if kind in NAMING:
                _add_name(node, statement, out, named, local)
                if kind in WITH_DOCSTRING:
                    parts = tuple(_without_docstring(part) if part is node.body else part for part in parts)
            elif kind is ast.Global:
                shared.update(node.names)
            waiting += parts
    return out, named, local - shared


def _add_name(node: ast.AST, top: ast.stmt, out: list[str], named: list[int], local: set[str]) -> None:
    name = getattr(node, NAMING[type(node)])
    if name is not None and node is not top:
        named.append(len(out))
        local.add(name)
    out.append(f"{name}")


def _without_docstring(body: Sequence[ast.stmt]) -> list[ast.stmt]:
    """The statements of a function without the text that they may begin with."""
    return list(body[1:] if body and is_text(body[0]) else body)


def is_text(statement: ast.AST) -> bool:
    """Whether a statement is a text by itself, as a docstring is."""
    if not isinstance(statement, ast.Expr) or not isinstance(statement.value, ast.Constant):
        return False
    return isinstance(statement.value.value, str)


def _write_constant(value: object) -> str:
    """A constant with its type: 1, 1.0 and True are not the same code. Python refuses to write very long integers."""
    if isinstance(value, int) and not isinstance(value, bool):
        return hex(value)
    return f"{value.__class__.__name__} {value!r}"
