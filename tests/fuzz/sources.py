"""Sources of cells: real code, code by a grammar, deep and long shapes that parsers dislike, and damage to them."""

from random import Random

from tests.first_assignment import EXERCISES
from tests.fuzz.drawing import damage, often, size, text

NAMES = (
    *EXERCISES,
    *("np", "x", "X", "pad", "hparameters", "cache", "self", "_", "__builtins__", "print", "f", "a", "helper"),
    *("numpy", "os", "match", "type", "é", "\u017f", "Ⅷx", "display", "get_ipython", "None_", "zero_pad_", "Zero_Pad"),
)
OPERATORS = (
    *("+", "-", "*", "/", "//", "%", "**", "@", "<<", "&", "|", "^", " and ", " or ", " in ", " is ", "<", "==", ":="),
)
LINES = (
    *("import numpy as np", "from os import *", "from . import x", "import a.b.c as d", "%matplotlib inline", "%%time"),
    *("%%bash\nrm -rf x", "!ls", "?np", "np?", "x = !ls", "%%capture", "\\", "\t", "\x0c", ";", "pass;;", "  pass"),
    *("return 1", "yield", "await x", "global x", "nonlocal x", "del zero_pad", "zero_pad = zero_pad"),
    *("np.allclose = 1", "assert 0, x", "# GRADED FUNCTION: zero_pad", "# YOUR CODE STARTS HERE", "# X_pad = None"),
    *("# -*- coding: utf-16 -*-", '"""', "'''", "raise SystemExit", "if __name__ == '__main__':\n    x = 1"),
    *("try:\n    import y\nexcept* E:\n    pass", "type X = int", "def f[T](x: T) -> T: ..."),
    *("match x:\n    case {'a': [*_], **r} if r: pass", "async def f():\n    async for x in y: pass"),
    *("lambda: (yield)", "f'{x!r:{y}}'", "f'{", "b'\\xff'", "'\\ud800'", "'\\N{DIGIT ONE}'", "0_1", "1__0", "0x"),
    "1e999999",
    "99999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999999",
    *("class A(B, metaclass=C):\n    x = 1", "@a.b(c)[d]\ndef f(): pass", "(x := 1)", "print(*x, **y)", "x: int"),
    *("a, *b = c", "..."),
)
# Each is a beginning, a piece that is repeated, a middle and a piece that closes; repeated often they are hostile.
SHAPES: tuple[tuple[str, str, str, str], ...] = (
    ("x = ", "(", "1", ")"),
    ("x = ", "[", "", "]"),
    ("x = ", "{1:", "1", "}"),
    ("x = ", "-", "1", ""),
    ("x = ", "not ", "1", ""),
    ("x = ", "1+", "1", ""),
    ("x = ", "1<", "1", ""),
    ("x = ", "a if b else ", "1", ""),
    ("x = ", "lambda a=", "1", ":1"),
    ("x = ", "lambda:", "1", ""),
    ("x = a", ".a", "", ""),
    ("x = a", "[0]", "", ""),
    ("x = a", "(0)", "", ""),
    ("x = ", "f(", "1", ")"),
    ("x = ", "*", "1", ""),
    ("import a", ".a", "", ""),
    ("import a", ", a", "", ""),
    ("from ", ".", " import a", ""),
    ("", "x = ", "1", ""),
    ("", "x = 1\n", "", ""),
    ("", "x=1;", "", ""),
    ("", "np.x = 1\n", "", ""),
    ("x = ", "'a' ", "", ""),
    ("x = '", "a", "'", ""),
    ("x = f'", "{a}", "'", ""),
    ("x = f'", "{a!r:>{b}}", "'", ""),
    ("x = f'", '{f"', "a", '"}'),
    ("x = '''", "\n", "'''", ""),
    ("x = '", "\\N{DIGIT ONE}", "'", ""),
    ("x = ", "9", "", ""),
    ("x = ", "é", "", ""),
    ("def f(", "a,", "", ""),
    ("def ", "f", "(): pass", ""),
    ("", "@a\n", "def f(): pass", ""),
    ("", "def zero_pad(X, pad): return X\n", "", ""),
    ("", "def f(): return zero_pad\n", "", ""),
    ("", "#", "", ""),
    ("", "#\n", "", ""),
    ("", "\\\n", "x", ""),
    ("", " ", "", ""),
    ("", "\t", "x", ""),
    ("", "%", "", ""),
    ("", "!a\n", "", ""),
    ("x = ", "[a for a in ", "b", "]"),
    ("x = [a", " for a in b", "]", ""),
    ("x = a", " if a", "", ""),
    ("", "a:", "1", ""),
    ("x: ", "a[", "", "]"),
    ("match x:\n case ", "[", "", "]"),
    ("match x:\n case ", "1|", "1: pass", ""),
    ("with ", "a as a,", "a: pass", ""),
    ("global ", "a,", "a", ""),
    ("x = ", "(a:=", "1", ")"),
    ("x = ", "await ", "1", ""),
    ('"""', "'\"", '"""', ""),
    ("x = ", '"""', "", ""),
    ("class A(", "a,", "): pass", ""),
)
ATOMS = ("1", "-1.5e300", "1j", "None", "...", "'a'", "b''", "f'{x}'", "10**100", "''", "[]")
BLOCKS = (
    *("if x:", "for x in y:", "while x:", "def f():", "class A:", "try:", "with x:", "else:", "match x:", "case 1:"),
    "async def f():",
)
LONGEST = 2**19
"""Characters of one repeated shape; the whole of a notebook's code may have as many."""


def make_source(draw: Random, real: list[str]) -> str:
    """The source of a cell. real: sources of real cells to start from."""
    return often(
        draw,
        (3, lambda: draw.choice(real)),
        (3, lambda: "\n".join(_statement(draw, 0) for _ in range(draw.randint(1, 6)))),
        (1, lambda: make_shape(draw)),
        (1, lambda: _blocks(draw)),
        (3, lambda: _damaged(draw, draw.choice(real))),
        (1, lambda: _damaged(draw, "\n".join(_statement(draw, 0) for _ in range(3)))),
        (1, lambda: text(draw, 60)),
    )


def make_shape(draw: Random, least: float = 0.0) -> str:
    """One piece of code, repeated. least: 0 for any length, 1 for the greatest that a notebook may have."""
    start, piece, middle, end = draw.choice(SHAPES)
    count = int((LONGEST // len(piece + end)) ** max(least, draw.random() ** 2))
    # What closes is often missing: then the parser has to give up at the very end.
    closing = end * (count if draw.random() < 0.7 else draw.randint(0, count))
    whole = f"{start}{piece * count}{middle}{closing}"
    return often(
        draw,
        (3, lambda: whole),
        (1, lambda: f"def {draw.choice(NAMES)}(a=1):\n    {whole.replace(chr(10), chr(10) + '    ')}\n    return a"),
        (1, lambda: f"{whole}\n{_statement(draw, 0)}"),
    )


def _blocks(draw: Random) -> str:
    """Blocks inside of blocks, each deeper than the last, now and then by another kind of space."""
    space = draw.choice((" ", "    ", "\t", "\xa0"))
    depth = size(draw, 300)
    lines = [f"{space * level}{draw.choice(BLOCKS)}" for level in range(depth)]
    return "\n".join([*lines, f"{space * draw.randint(max(0, depth - 2), depth)}pass"])


def _statement(draw: Random, depth: int) -> str:
    name = draw.choice(NAMES)

    def inner() -> str:
        lines = [line for _ in range(draw.randint(1, 3)) for line in _statement(draw, depth + 1).split("\n")]
        return "\n".join(f"    {line}" for line in lines)

    if depth > 4:
        return "pass"
    return often(
        draw,
        (3, lambda: f"{name} = {_expression(draw, 0)}"),
        (3, lambda: f"def {name}({_parameters(draw)}):\n{inner()}\n    return {_expression(draw, 0)}"),
        (1, lambda: f"{draw.choice(BLOCKS)}\n{inner()}"),
        (1, lambda: f"{_expression(draw, 0)}.{draw.choice(NAMES)} = {_expression(draw, 0)}"),
        (1, lambda: f"import {name}, {draw.choice(NAMES)}.{draw.choice(NAMES)} as {draw.choice(NAMES)}"),
        (1, lambda: f"@{_expression(draw, 2)}\nclass {name}({_expression(draw, 2)}):\n{inner()}"),
        (1, lambda: f"{name} = lambda {_parameters(draw)}: {_expression(draw, 0)}"),
        (1, lambda: _expression(draw, 0)),
        (3, lambda: draw.choice(LINES)),
    )


def _parameters(draw: Random) -> str:
    kinds = ("{}", "*{}", "**{}", "{}=1", "{}: int", "/", "*", "{}: {}={}")
    return ", ".join(draw.choice(kinds).replace("{}", draw.choice(NAMES)) for _ in range(draw.randrange(5)))


def _expression(draw: Random, depth: int) -> str:
    if depth > 4 or draw.random() < 0.3:
        return draw.choice(
            (*NAMES, "1", "-1.5e300", "1j", "None", "...", "'a'", "b''", "f'{x}'", "10**100", "''", "[]")
        )

    def inner() -> str:
        return _expression(draw, depth + 1)

    return often(
        draw,
        (2, lambda: f"{inner()}{draw.choice(OPERATORS)}{inner()}"),
        (2, lambda: f"{inner()}.{draw.choice(NAMES)}"),
        (2, lambda: f"{inner()}({inner()}, {draw.choice(NAMES)}={inner()})"),
        (1, lambda: f"{inner()}[{inner()}:{inner()}, ...]"),
        (1, lambda: f"[{inner()} for {draw.choice(NAMES)} in {inner()} if {inner()}]"),
        (1, lambda: f"{{{inner()}: {inner()}, **{inner()}}}"),
        (1, lambda: f"(lambda {_parameters(draw)}: {inner()})"),
        (1, lambda: f"({inner()} if {inner()} else {inner()})"),
        (1, lambda: f"f'{{{inner()}!r:{{{inner()}}}}}'"),
        (1, lambda: f"(*{inner()}, {inner()})"),
        (1, lambda: f"({draw.choice(NAMES)} := {inner()})"),
    )


def _damaged(draw: Random, source: str) -> str:
    return damage(draw, source.encode("utf-8", "surrogatepass")).decode("utf-8", draw.choice(("replace", "ignore")))
