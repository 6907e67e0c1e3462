"""Operators: what one small change to a function is. Each reads the function's tree and yields pairs (old, new).

`old` is a node of the tree, or a list of statements or arguments in it; `new` is what stands there in the mutant.

cosmic-ray 8.7 was looked at. `cosmic_ray.mutating.mutate_code` can be called as a plain function, but its operators
know arithmetic, comparisons, signs, numbers and empty loops only, a fifth of what is below: no swapped names,
arguments, axes or slice bounds, no dropped statements, and its change of a variable draws a random number. For that
it would bring in some seventeen packages that nothing else here needs, an HTTP client and a git library among them.
So the operators are our own.

Two changes are left out because what they do depends on more than the call. `is` for `==` depends on which strings
the interpreter shares, and np.empty for np.zeros on what lay in the memory before.
"""

import ast
import copy
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from typing import Any

Change = tuple[ast.AST | list, ast.AST | list]
Places = dict[int, tuple[ast.AST | list, Any]]
Operator = Callable[[ast.FunctionDef], Iterator[Change]]

ARITHMETIC = (
    *(ast.Add, ast.Sub, ast.Mult, ast.MatMult, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow),
    *(ast.LShift, ast.RShift, ast.BitAnd, ast.BitOr, ast.BitXor),
)
IN_ORDER = (ast.Sub, ast.Div, ast.FloorDiv, ast.Mod, ast.Pow, ast.MatMult)
COMPARISONS = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)
FUNCTIONS = (
    ("max", "min", "mean", "sum", "prod", "median", "argmax"),
    ("zeros", "ones"),
    ("maximum", "minimum"),
    ("exp", "log", "sqrt"),
)
STRINGS = (("stride", "pad", "f"), ("max", "average"), ("constant", "edge", "reflect", "symmetric", "wrap"))
KINDS = {
    "counter": ("i", "h", "w", "c"),
    "size": ("m", "n_H", "n_W", "n_C", "n_H_prev", "n_W_prev", "n_C_prev", "f", "stride", "pad"),
    "edge": ("vert_start", "vert_end", "horiz_start", "horiz_end"),
    "data": (
        *("X", "X_pad", "A_prev", "A_prev_pad", "a_prev_pad", "a_slice_prev", "a_prev_slice", "a_slice", "A", "Z"),
        *("W", "weights", "b", "bias", "products", "total", "x", "mask", "dz", "average", "a", "share", "gradient"),
        *("dZ", "dA", "dA_prev", "dA_prev_pad", "dW", "db"),
        *("shifted", "exponentials", "totals", "P", "loss"),
    ),
    "index": ("examples", "y"),
    "key": ("name",),
    "rate": ("learning_rate", "beta"),
    "container": (
        *("hparameters", "cache", "shape", "mode"),
        *("parameters", "gradients", "velocities", "new_parameters", "new_velocities"),
    ),
}
WHOLE_NUMBERS = {*KINDS["counter"], *KINDS["size"], *KINDS["edge"], *KINDS["index"]}


def nodes(function: ast.FunctionDef, *kinds: type) -> Iterator:
    """All nodes of some types, in the order of the source, within the body and the signature."""
    yield from (node for node in ast.walk(function) if isinstance(node, kinds))


def bound_names(function: ast.FunctionDef) -> list[str]:
    """The names that the function gives a value, its parameters first, without throw-away ones."""
    names = [argument.arg for argument in function.args.args]
    names += [node.id for node in nodes(function, ast.Name) if isinstance(node.ctx, ast.Store)]
    return [name for name in dict.fromkeys(names) if name.strip("_")]


def shifted(node: ast.expr, by: int) -> ast.expr:
    """The expression plus or minus a whole number."""
    return ast.BinOp(node, ast.Add() if by > 0 else ast.Sub(), ast.Constant(abs(by)))


def swapped(parts: Sequence) -> Iterator[list]:
    """The sequence with each two of its members exchanged."""
    for one, other in combinations(range(len(parts)), 2):
        changed = list(parts)
        changed[one], changed[other] = parts[other], parts[one]
        yield changed


def shortened(parts: Sequence) -> Iterator[list]:
    """The sequence without each of its members."""
    for index in range(len(parts)):
        yield [*parts[:index], *parts[index + 1 :]]


def change_arithmetic(function: ast.FunctionDef) -> Iterator[Change]:
    """Another operator, the operands the other way round, one operand alone; in `+=` and its like too."""
    for node in nodes(function, ast.AugAssign):
        others = (other() for other in ARITHMETIC if not isinstance(node.op, other))
        yield from ((node, ast.AugAssign(node.target, other, node.value)) for other in others)
    for node in nodes(function, ast.BinOp):
        others = (other() for other in ARITHMETIC if not isinstance(node.op, other))
        yield from ((node, ast.BinOp(node.left, other, node.right)) for other in others)
        yield from ((node, operand) for operand in (node.left, node.right))
        if isinstance(node.op, IN_ORDER):
            yield node, ast.BinOp(node.right, node.op, node.left)


def change_comparisons(function: ast.FunctionDef) -> Iterator[Change]:
    """Another comparison."""
    for node in nodes(function, ast.Compare):
        yield from ((node.ops, [other()]) for other in COMPARISONS if not isinstance(node.ops[0], other))


def change_conditions(function: ast.FunctionDef) -> Iterator[Change]:
    """A condition negated, always true, never true."""
    for node in nodes(function, ast.If):
        yield from ((node.test, new) for new in (ast.UnaryOp(ast.Not(), node.test), *map(ast.Constant, (True, False))))


def change_constants(function: ast.FunctionDef) -> Iterator[Change]:
    """A number one larger or smaller, True for False; a string that is another of its kind, or misspelt."""
    for node in nodes(function, ast.Constant):
        if isinstance(node.value, str):
            kinds = [kind for kind in STRINGS if node.value in kind]
            others = [other for kind in kinds for other in kind if other != node.value]
            yield from ((node, ast.Constant(other)) for other in (*others, f"{node.value}s"))
        elif isinstance(node.value, bool):
            yield node, ast.Constant(not node.value)
        else:
            yield from ((node, ast.Constant(node.value + by)) for by in (-1, 1))


def change_names(function: ast.FunctionDef) -> Iterator[Change]:
    """Another name of the same kind, where a name is read, counted with or assigned alone."""
    bound = bound_names(function)
    unpacked = {
        id(part) for node in nodes(function, ast.Tuple) for part in node.elts if isinstance(node.ctx, ast.Store)
    }
    for node in nodes(function, ast.Name):
        for kind in KINDS.values():
            if node.id in kind and id(node) not in unpacked:
                others = (name for name in bound if name in kind and name != node.id)
                yield from ((node, ast.Name(other, node.ctx)) for other in others)


def change_to_any_name(function: ast.FunctionDef) -> Iterator[Change]:
    """Any other name that the function gave a value further up, of whatever kind, where a name is read.

    A name that gets its value further down would stop the function at once, and shows nothing.
    """
    first = {argument.arg: 0 for argument in function.args.args}
    for node in nodes(function, ast.Name):
        if isinstance(node.ctx, ast.Store):
            first[node.id] = min(node.lineno, first.get(node.id, node.lineno))
    bound = bound_names(function)
    for node in nodes(function, ast.Name):
        if isinstance(node.ctx, ast.Load) and node.id in bound:
            others = (name for name in bound if name != node.id and first[name] < node.lineno)
            yield from ((node, ast.Name(other, node.ctx)) for other in others)


def shift_names(function: ast.FunctionDef) -> Iterator[Change]:
    """A whole number, or an array of such, that is read by its name, one larger or smaller."""
    for node in nodes(function, ast.Name):
        if node.id in WHOLE_NUMBERS and isinstance(node.ctx, ast.Load):
            yield from ((node, shifted(node, by)) for by in (-1, 1))


def change_signs(function: ast.FunctionDef) -> Iterator[Change]:
    """The other sign for what is assigned."""
    for node in nodes(function, ast.Assign, ast.AugAssign):
        if not isinstance(node.value, ast.Tuple | ast.Dict):
            yield node.value, ast.UnaryOp(ast.USub(), node.value)


def change_arguments(function: ast.FunctionDef) -> Iterator[Change]:
    """Arguments swapped or left out, parameters swapped, a default left out, a call replaced by what it is given."""
    for node in nodes(function, ast.Call):
        yield from ((node.args, changed) for changed in (*swapped(node.args), *shortened(node.args)))
        yield from ((node.keywords, changed) for changed in shortened(node.keywords))
        receiver = [node.func.value] if isinstance(node.func, ast.Attribute) else []
        yield from ((node, given) for given in (*receiver, *node.args))
    signature = function.args
    yield from ((signature.args, changed) for changed in swapped(signature.args))
    yield from ((signature.defaults, changed) for changed in shortened(signature.defaults))


def change_tuples(function: ast.FunctionDef) -> Iterator[Change]:
    """Members of a tuple swapped or left out: shapes, axes of a subscript, widths, targets, returned values."""
    for node in nodes(function, ast.Tuple):
        yield from ((node.elts, changed) for changed in (*swapped(node.elts), *shortened(node.elts)))


def change_subscripts(function: ast.FunctionDef) -> Iterator[Change]:
    """An index that is first, last or everything; a whole axis taken at its first or last place only."""
    for node in nodes(function, ast.Subscript):
        for index in node.slice.elts if isinstance(node.slice, ast.Tuple) else (node.slice,):
            if isinstance(index, ast.Constant):
                continue
            yield index, ast.Constant(0)
            yield index, ast.UnaryOp(ast.USub(), ast.Constant(1))
            if not isinstance(index, ast.Slice):
                yield index, ast.Slice()


def change_slices(function: ast.FunctionDef) -> Iterator[Change]:
    """A bound of a slice moved by one, dropped, or given where there was none; the slice backwards or with gaps."""
    for node in nodes(function, ast.Slice):
        lower, upper = node.lower, node.upper
        for by in (-1, 1):
            yield node, ast.Slice(shifted(lower, by) if lower else ast.Constant(1), upper, node.step)
            yield node, ast.Slice(lower, shifted(upper, by) if upper else ast.UnaryOp(ast.USub(), ast.Constant(1)))
        yield node, ast.Slice(None, upper)
        yield node, ast.Slice(lower, None)
        yield node, ast.Slice(lower, upper, ast.Constant(2))
        yield node, ast.Slice(lower, upper, ast.UnaryOp(ast.USub(), ast.Constant(1)))


def change_loops(function: ast.FunctionDef) -> Iterator[Change]:
    """A loop that starts late, ends early or late, runs once or never."""
    last = ast.UnaryOp(ast.USub(), ast.Constant(1))
    for node in nodes(function, ast.For):
        if isinstance(node.iter, ast.Name):  # the names in a dictionary
            for bounds in ((ast.Constant(1), None), (None, last), (None, ast.Constant(0)), (None, ast.Constant(1))):
                names = ast.Call(ast.Name("list", ast.Load()), [node.iter], [])
                yield node.iter, ast.Subscript(names, ast.Slice(*bounds), ast.Load())
            continue
        (count,) = node.iter.args
        for arguments in ([ast.Constant(1), count], [shifted(count, -1)], [shifted(count, 1)]):
            yield node.iter.args, arguments
        yield from ((node.iter.args, [ast.Constant(number)]) for number in (0, 1))
        yield node.iter.args, [shifted(count, -1), count]


def change_functions(function: ast.FunctionDef) -> Iterator[Change]:
    """Another numpy function of the same use, and another attribute of an array for its shape."""
    for node in nodes(function, ast.Attribute):
        for names in (*FUNCTIONS, ("shape", "size", "T")):
            if node.attr in names:
                others = (name for name in names if name != node.attr)
                yield from ((node, ast.Attribute(node.value, other, node.ctx)) for other in others)


def drop_statements(function: ast.FunctionDef) -> Iterator[Change]:
    """A statement left out; the branch that follows a condition left out; what a loop or condition holds, alone."""
    for parent in nodes(function, ast.FunctionDef, ast.For, ast.If):
        for body in (parent.body, getattr(parent, "orelse", [])):
            yield from ((body, rest or [ast.Pass()]) for rest in shortened(body) if rest or body is parent.body)
            if body is not parent.body and body:
                yield body, []
            for index, node in enumerate(body):
                if isinstance(node, ast.If):
                    yield body, [*body[:index], *node.body, *body[index + 1 :]]


def change_assignments(function: ast.FunctionDef) -> Iterator[Change]:
    """`=` for `+=`, and `+=` for `=`."""
    for node in nodes(function, ast.AugAssign):
        yield node, ast.copy_location(ast.Assign([node.target], node.value), node)
    for node in nodes(function, ast.Assign):
        if not isinstance(node.targets[0], ast.Tuple):
            yield node, ast.AugAssign(node.targets[0], ast.Add(), node.value)


def change_returns(function: ast.FunctionDef) -> Iterator[Change]:
    """Nothing returned, one of the values alone, another order, or the other sign."""
    for node in nodes(function, ast.Return):
        yield node.value, ast.Constant(None)
        if isinstance(node.value, ast.Tuple):
            yield from ((node.value, part) for part in node.value.elts)
        else:
            yield node.value, ast.UnaryOp(ast.USub(), node.value)


OPERATORS: tuple[Operator, ...] = (
    *(change_arithmetic, change_comparisons, change_conditions, change_constants, change_names, shift_names),
    *(change_signs, change_arguments, change_tuples, change_subscripts, change_slices, change_loops),
    *(change_functions, drop_statements, change_assignments, change_returns, change_to_any_name),
)


def containers(function: ast.FunctionDef) -> Places:
    """Where each node and each list of the tree stands, by its id: what holds it, and at which field or index."""
    places: Places = {}
    for node in ast.walk(function):
        for name, value in ast.iter_fields(node):
            places[id(value)] = node, name
            if isinstance(value, list):
                places |= {id(member): (value, index) for index, member in enumerate(value)}
    return places


def apply(function: ast.FunctionDef, change: Change, places: Places) -> ast.FunctionDef:
    """The function with one change in it, given its `containers`. It shares with the original what did not change."""
    old, new = change
    while old is not function:
        container, place = places[id(old)]
        changed = copy.copy(container)
        if isinstance(changed, list):
            changed[place] = new
        else:
            setattr(changed, place, new)
        old, new = container, changed
    assert isinstance(new, ast.FunctionDef)
    return new
