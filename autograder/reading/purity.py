"""Whether a statement can leave anything behind that another function would notice. Told from its source alone.

Functions of which that is sure may share a process whatever they return; of any others only those that pass do.
Whatever is not plainly harmless counts as not pure, which costs a little time and nothing else.
"""

import ast
from collections.abc import Iterable, Iterator

MODULES = frozenset({"numpy", "math", "copy", "itertools", "operator", "typing"})
BUILTINS = frozenset({
    "AssertionError", "Ellipsis", "Exception", "IndexError", "KeyError", "NotImplementedError", "TypeError",
    "ValueError", "ZeroDivisionError", "abs", "all", "any", "bool", "complex", "dict", "divmod", "enumerate",
    "filter", "float", "int", "isinstance", "len", "list", "map", "max", "min", "pow", "print", "range", "reversed",
    "round", "set", "slice", "sorted", "str", "sum", "tuple", "zip",
})  # fmt: skip
"""What a pure function may use besides its own names and those of other pure statements."""
# As tuples: a union in `isinstance` is made anew for each node of a tree.
IMPORTS = (ast.Import, ast.ImportFrom)
OTHER_SCOPES = (ast.Global, ast.ClassDef, ast.AsyncFunctionDef)
PLACES = (ast.Attribute, ast.Subscript)
CONSTANT = (ast.Constant, ast.Tuple, ast.UnaryOp, ast.unaryop, ast.BinOp, ast.operator, ast.expr_context)
STATEFUL = frozenset({"random", "seterr", "seterrcall", "setbufsize", "set_printoptions", "set_state", "seed"})
"""Attributes of numpy that change something for everybody in the process."""


def is_pure(source: str) -> bool:
    """Whether a statement at module level is an import, a constant or a function without any lasting effect."""
    try:
        (node,) = ast.parse(source).body
        if isinstance(node, ast.FunctionDef):
            return not node.decorator_list and _is_harmless(node)
        if isinstance(node, IMPORTS):
            return _imports_only_known(node)
        return (
            isinstance(node, ast.Assign)
            and all(isinstance(target, ast.Name) for target in node.targets)
            and _is_constant(node.value)
        )
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False


def _is_harmless(function: ast.FunctionDef) -> bool:
    nodes = list(ast.walk(function))
    own = set(_own_names(nodes))
    return all(_leaves_nothing(node, own) for node in nodes)


def _own_names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    """Names that a function or a part of it gives a value, but for its own."""
    for node in nodes:
        if isinstance(node, ast.arg):
            yield node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.id


def _leaves_nothing(node: ast.AST, own: set[str]) -> bool:
    if isinstance(node, OTHER_SCOPES):
        return False
    if isinstance(node, IMPORTS):
        return _imports_only_known(node)
    if isinstance(node, ast.arguments):
        # A default is made once: a list there remembers the calls before.
        return all(_is_constant(default) for default in (*node.defaults, *filter(None, node.kw_defaults)))
    if isinstance(node, ast.Attribute) and (node.attr in STATEFUL or node.attr.startswith("__")):
        return False
    if isinstance(node, PLACES) and not isinstance(node.ctx, ast.Load):
        root: ast.expr = node
        while isinstance(root, PLACES):
            root = root.value
        return isinstance(root, ast.Name) and root.id in own
    return True


def _imports_only_known(node: ast.Import | ast.ImportFrom) -> bool:
    if isinstance(node, ast.ImportFrom):
        named = [node.module or ""] if node.level == 0 and node.names[0].name != "*" else [""]
        return named[0].partition(".")[0] in MODULES and STATEFUL.isdisjoint(alias.name for alias in node.names)
    parts = [alias.name.split(".") for alias in node.names]
    return all(first in MODULES and STATEFUL.isdisjoint(rest) for first, *rest in parts)


def _is_constant(value: ast.expr) -> bool:
    return all(isinstance(node, CONSTANT) for node in ast.walk(value))
