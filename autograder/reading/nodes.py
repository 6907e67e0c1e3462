"""The nodes of a syntax tree, found quicker than `ast.walk` does: each function of a submission is looked through."""

import ast
from collections.abc import Callable
from operator import attrgetter

NAMES = frozenset({"arg", "asname", "attr", "ctx", "id", "kind", "module", "name", "names", "op", "ops"})
"""Fields with names and operators: nothing is below them."""


def _get_fields(kind: type[ast.AST]) -> Callable[[ast.AST], tuple] | None:
    """What returns the fields of a node that may hold nodes; None where it has no such fields."""
    fields = [name for name in kind._fields if name not in NAMES and kind is not ast.Constant]
    # `attrgetter` returns a tuple only for several names.
    several = attrgetter(*fields) if len(fields) > 1 else lambda node: (getattr(node, fields[0]),)
    return several if fields else None


_FIELDS = {
    kind: _get_fields(kind) for kind in vars(ast).values() if isinstance(kind, type) and issubclass(kind, ast.AST)
}


def walk(top: ast.AST) -> list:
    """A node and what is below it, each after what it is in; there may be plain values among the nodes.

    Names, operators and contexts are left out.
    """
    found: list = [top]
    for node in found:
        if fields := _FIELDS.get(node.__class__):
            for value in fields(node):
                if value.__class__ is list:
                    found += value
                elif value is not None:
                    found.append(value)
    return found
