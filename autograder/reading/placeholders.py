"""Whether a function still is what a starter gave: whether anything is left of it once the placeholders are out.

Starters come in several generations. In the released one the hints are comments; in older notebooks they are code that
cannot run: `x = None`, loops over `range(None)`, `y[...] += None`; or these loops are comments.
"""

import ast
import re
from collections.abc import Set
from functools import lru_cache

from autograder.outline import Outline
from autograder.reading.nodes import walk
from autograder.unit import Unit

LONGEST_STUB = 20_000
"""Characters of a function that can still be a starter's; those of this course have 3,000 at most."""


OPEN_LOOP = re.compile(r"^\s*#\s*for \w+ in range ?\(None\)", re.MULTILINE)
"""A loop that older starters give as a comment."""


def is_unwritten(node: ast.stmt, unit: Unit, outline: Outline) -> bool:
    """Whether a statement defines an exercise that is the starter's: only what the released stub has is left of it.

    unit: the source of the statement.
    """
    if not isinstance(node, ast.FunctionDef) or node.name not in outline.functions or len(unit.source) > LONGEST_STUB:
        return False
    left = _find_leftover(node, unit, outline.preparation)
    return left is not None and left <= _find_given(outline.stubs.get(node.name, ""))


def _find_leftover(node: ast.FunctionDef, unit: Unit, preparation: Set[str]) -> frozenset[str] | None:
    """What is left of a function's body without placeholders; None when something surely is not the starter's.

    Above loops that are still empty and cannot run, sizes and an array of zeros count as placeholders too.
    preparation: names of the functions that may be called there.
    """
    try:
        left = []
        for part in node.body:
            if _says_nothing(part):
                continue
            if not (_prepares(part, preparation) or _ends_a_stub(part)):
                return None
            left.append(part)
        hollow = next((part.lineno for part in node.body if isinstance(part, ast.For) and _says_nothing(part)), 0)
        if not hollow and (comment := OPEN_LOOP.search(unit.source)):
            hollow = unit.first_line + unit.source.count("\n", 0, comment.end())
        left = [part for part in left if part.lineno >= hollow or not _prepares(part, preparation)]
        return frozenset(map(ast.dump, left))
    except RecursionError:  # nested far deeper than any stub
        return None


@lru_cache(maxsize=64)
def _find_given(stub: str) -> frozenset[str]:
    """The statements of a released stub."""
    given = next((node for node in ast.parse(stub).body if isinstance(node, ast.FunctionDef)), None)
    return frozenset(map(ast.dump, given.body if given else ()))


def _says_nothing(node: ast.stmt) -> bool:
    """A docstring, an assertion, `x = None`, `raise NotImplementedError`, or a block that holds only such."""
    if isinstance(node, ast.Pass | ast.Assert):
        return True
    if isinstance(node, ast.Expr):
        return isinstance(node.value, ast.Constant)
    if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return):
        return node.value is None or _is_placeholder(node.value)
    if isinstance(node, ast.Raise):
        return node.exc is not None and "NotImplementedError" in ast.dump(node.exc)
    if isinstance(node, ast.For):
        return _is_placeholder(node.iter) and all(map(_says_nothing, node.body))
    return isinstance(node, ast.If) and all(map(_says_nothing, node.body + node.orelse))


def _is_placeholder(value: ast.expr) -> bool:
    """`None` or `...`, or what is made of nothing else or cannot be made of it: `range(None)`, `vert_start + None`."""
    if isinstance(value, ast.Constant):
        return value.value is None or value.value is ...
    if isinstance(value, ast.BinOp):
        return _is_placeholder(value.left) or _is_placeholder(value.right)
    parts: list[ast.expr] = []
    if isinstance(value, ast.Tuple | ast.List):
        parts = value.elts
    elif isinstance(value, ast.Call):
        parts = [*value.args, *(keyword.value for keyword in value.keywords)]
    return bool(parts) and all(map(_is_placeholder, parts))


def _ends_a_stub(node: ast.stmt) -> bool:
    """The released stubs end by collecting variables and returning them."""
    value = node.value if isinstance(node, ast.Assign | ast.Return) else None
    parts = value.elts if isinstance(value, ast.Tuple) else [value]
    return all(isinstance(part, ast.Name) for part in parts)


def _prepares(node: ast.stmt, preparation: Set[str]) -> bool:
    if not isinstance(node, ast.Assign):
        return False
    calls = [found.func for found in walk(node.value) if isinstance(found, ast.Call)]
    names = {call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "") for call in calls}
    return names <= preparation
