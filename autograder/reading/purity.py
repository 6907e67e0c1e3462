"""Whether a statement can leave anything behind that a later call would notice. Only its source is looked at.

Functions that surely leave nothing behind may share a process whatever they return; of any others only those that pass
do. Those that make no array of uninitialised memory either give the same answer again, so they are called only once.
Whatever is not plainly harmless counts as not pure, which costs a little time and nothing else.

Why the rule is short: what outlives a call are modules, functions, classes and constants. A pure function stores no
attribute of anything, so it changes none of the first three, whatever name it has them under; constants and defaults
cannot be changed. It reaches no other object that outlives the call: every attribute that it reads or imports, of
whatever object, is on a list, and so is every builtin. What it changes in place is therefore its own.
"""

import ast
import itertools
import math
from collections.abc import Callable, Mapping, Sequence

from autograder.reading.nodes import walk

MODULES = frozenset({"itertools", "math", "numpy", "typing"})
BUILTINS = frozenset({
    "AssertionError", "Ellipsis", "Exception", "IndexError", "KeyError", "NotImplementedError", "TypeError",
    "ValueError", "ZeroDivisionError", "abs", "all", "any", "bool", "complex", "dict", "divmod", "enumerate",
    "filter", "float", "int", "isinstance", "len", "list", "map", "max", "min", "pow", "print", "range", "reversed",
    "round", "set", "slice", "sorted", "str", "sum", "tuple", "zip",
})  # fmt: skip
"""What a pure function may use besides its own names and those of other pure statements."""
# Left out on purpose: as_strided and resize, which reach memory of others; errstate and all other settings; random;
# ma and others that keep state of their own; whatever reads or writes files; ctypes, data and frames (gi_frame, ...).
OF_NUMPY = frozenset({
    "ArrayLike", "NDArray", "abs", "absolute", "add", "all", "allclose", "amax", "amin", "any", "apply_along_axis",
    "apply_over_axes", "arange", "argmax", "argmin", "argpartition", "argsort", "argwhere", "around", "array",
    "array_equal", "array_split", "asarray", "ascontiguousarray", "asfortranarray", "atleast_1d", "atleast_2d",
    "atleast_3d", "average", "bincount", "block", "bool_", "broadcast_arrays", "broadcast_shapes", "broadcast_to",
    "c_", "ceil", "clip", "column_stack", "concatenate", "convolve", "copyto", "correlate", "count_nonzero", "cumprod",
    "cumsum", "delete", "det", "diag", "diagonal", "diff", "divide", "dot", "double", "dsplit", "dstack", "dtype", "e",
    "einsum", "einsum_path", "empty", "empty_like", "equal", "exp", "expand_dims", "eye", "fill_diagonal", "finfo",
    "fix", "flatnonzero", "flip", "fliplr", "flipud", "float16", "float32", "float64", "floating", "floor",
    "floor_divide", "fmax", "fmin", "full", "full_like", "greater", "greater_equal", "histogram", "hsplit", "hstack",
    "identity", "iinfo", "indices", "inf", "inner", "int16", "int32", "int64", "int8", "int_", "integer", "interp",
    "intp", "inv", "isclose", "isfinite", "isin", "isinf", "isnan", "isscalar", "ix_", "kron", "less", "less_equal",
    "lib", "linalg", "linspace", "log", "logical_and", "logical_not", "logical_or", "logical_xor", "matmul",
    "matrix_transpose", "maximum", "mean", "median", "meshgrid", "mgrid", "minimum", "mod", "moveaxis", "multiply",
    "nan", "nan_to_num", "nanmax", "nanmean", "nanmin", "nansum", "ndarray", "ndenumerate", "ndim", "ndindex",
    "negative", "newaxis", "nonzero", "norm", "not_equal", "number", "ogrid", "ones", "ones_like", "outer", "pad",
    "pi", "piecewise", "place", "power", "prod", "ptp", "put", "put_along_axis", "putmask", "quantile", "r_", "ravel",
    "ravel_multi_index", "reciprocal", "remainder", "repeat", "reshape", "roll", "rollaxis", "rot90", "round", "s_",
    "searchsorted", "select", "shape", "sign", "size", "sliding_window_view", "solve", "sort", "split", "sqrt",
    "square", "squeeze", "stack", "std", "stride_tricks", "subtract", "sum", "swapaxes", "take", "take_along_axis",
    "tensordot", "tile", "trace", "transpose", "tri", "tril", "triu", "true_divide", "trunc", "typing", "uint8",
    "unique", "unravel_index", "var", "vdot", "vecdot", "vectorize", "vsplit", "vstack", "where", "zeros",
    "zeros_like",
})  # fmt: skip
OF_ARRAYS = frozenset({
    "T", "at", "astype", "compress", "conj", "copy", "fill", "flags", "flat", "flatten", "imag", "item", "itemsize",
    "kind", "max", "min", "nbytes", "real", "reduce", "strides", "tolist", "view",
})  # fmt: skip
OF_CONTAINERS = frozenset({
    "add", "append", "clear", "count", "discard", "endswith", "extend", "format", "get", "index", "insert", "items",
    "join", "keys", "lower", "pop", "remove", "replace", "reverse", "setdefault", "startswith", "strip", "update",
    "upper", "values",
})  # fmt: skip
OF_TYPING = frozenset({
    "Any", "Callable", "Dict", "Iterable", "Iterator", "List", "Literal", "Mapping", "Optional",
    "Sequence", "Tuple", "Union",
})  # fmt: skip
# All that these two modules have are functions and numbers.
OF_OTHERS = frozenset(name for module in (itertools, math) for name in vars(module) if not name.startswith("_"))
ATTRIBUTES = OF_NUMPY | OF_ARRAYS | OF_CONTAINERS | OF_TYPING | OF_OTHERS
"""Attributes that a pure function may read, of whatever object, and names that it may import."""
UNINITIALISED = frozenset({"NDArray", "empty", "empty_like", "ndarray", "view"})
"""What makes an array of memory as it was, or shows the memory between the entries of an array as entries."""
DOUBTFUL = UNINITIALISED | {"pad"}
TAKING = frozenset({ast.Attribute, ast.MatchClass, ast.ImportFrom})
CONCERNED = TAKING | {ast.Call, ast.FunctionDef, ast.AsyncFunctionDef, ast.arg, ast.AnnAssign}
IMPORTS = (ast.Import, ast.ImportFrom)
CONSTANT = (ast.Constant, ast.Tuple, ast.UnaryOp, ast.unaryop, ast.BinOp, ast.operator, ast.expr_context)


def find_purity(node: ast.stmt) -> tuple[bool, bool]:
    """Whether a statement at module level leaves nothing behind, and whether it also does the same again.

    It leaves nothing behind if it is an import, a constant or a function without any lasting effect. It does the same
    again if it also makes no array of uninitialised memory, which could be other memory in the next call.
    """
    if isinstance(node, ast.FunctionDef):
        nodes = walk(node)
        rules = ((RULES.get(found.__class__), found) for found in nodes)
        pure = not node.decorator_list and all(rule(found) for rule, found in rules if rule)
        return pure, pure and _fills_arrays(nodes)
    if isinstance(node, IMPORTS):
        pure = _imports_only_known(node)
        return pure, pure and _fills_arrays([node])
    constant = (
        isinstance(node, ast.Assign)
        and all(isinstance(target, ast.Name) for target in node.targets)
        and _is_constant(node.value)
    )
    return constant, constant


def _fills_arrays(nodes: Sequence[ast.AST]) -> bool:
    """Whether none of the nodes of a pure statement makes an array of memory as it was. nodes: the outer ones first."""
    left_out: set[int] = set()
    for found in nodes:
        if found.__class__ not in CONCERNED or id(found) in left_out:
            continue
        if isinstance(found, ast.Call):
            # Where `where` is false, a ufunc fills nothing in; `**` may hold any option.
            if any(keyword.arg in ("where", None) for keyword in found.keywords):
                return False
            if isinstance(found.func, ast.Attribute) and found.func.attr == "pad":
                if not _pads_with_values(found):
                    return False
                left_out.add(id(found.func))
        elif found.__class__ in TAKING:
            if not DOUBTFUL.isdisjoint(_names_taken(found)):
                return False
        # Annotations are never evaluated.
        elif annotation := getattr(found, "returns", None) or getattr(found, "annotation", None):
            left_out.update(map(id, walk(annotation)))
    return True


def _pads_with_values(call: ast.Call) -> bool:
    """Whether a call of `np.pad` names, in its text, a mode that gives the border values, or names none."""
    modes = [*call.args[2:], *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    given = all(isinstance(mode, ast.Constant) and mode.value != "empty" for mode in modes)
    return given and not any(isinstance(argument, ast.Starred) for argument in call.args)


def _names_taken(node: ast.AST) -> Sequence[str]:
    """The attributes that a node reads, and what it imports from a module."""
    if isinstance(node, ast.Attribute):
        return (node.attr,)
    if isinstance(node, ast.MatchClass):
        return node.kwd_attrs
    return [alias.name for alias in node.names] if isinstance(node, ast.ImportFrom) else ()


def _imports_only_known(node: ast.Import | ast.ImportFrom) -> bool:
    names = [alias.name for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        names = [f"{'.' * node.level}{node.module or ''}.{name}" for name in names]
    parts = [name.split(".") for name in names]
    return all(first in MODULES and ATTRIBUTES.issuperset(rest) for first, *rest in parts)


def _is_constant(value: ast.expr) -> bool:
    return all(isinstance(node, CONSTANT) for node in ast.walk(value))


def _has_constant_defaults(node: ast.arguments) -> bool:
    """A default is made once: a list there remembers the calls before."""
    return all(_is_constant(default) for default in (*node.defaults, *filter(None, node.kw_defaults)))


RULES: Mapping[type, Callable] = {
    ast.Attribute: lambda node: node.attr in ATTRIBUTES and isinstance(node.ctx, ast.Load),
    ast.MatchClass: lambda node: ATTRIBUTES.issuperset(node.kwd_attrs),
    ast.arguments: _has_constant_defaults,
    **dict.fromkeys(IMPORTS, _imports_only_known),
    **dict.fromkeys((ast.Global, ast.ClassDef, ast.AsyncFunctionDef), lambda _: False),
}
"""Whether a part of a function leaves nothing behind, by its kind. A part of any other kind always does so."""
