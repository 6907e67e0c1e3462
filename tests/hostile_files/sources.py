"""Cells that take Python as much time and memory as a notebook may cost, by the kind of thing they are full of."""

from collections.abc import Callable

from autograder.reading.notebook import MAX_SOURCE

SIZE = MAX_SOURCE - 2_000
NEST = 95


def full(piece: str, before: str = "", after: str = "", size: int = SIZE) -> str:
    """As many pieces as fit into a notebook, with something before and after them."""
    return before + piece * ((size - len(before) - len(after)) // len(piece)) + after


def nested(left: str, inner: str, right: str, depth: int = NEST) -> str:
    """Brackets in brackets."""
    return left * depth + inner + right * depth


# Each is one cell, or several.
SOURCES: dict[str, Callable[[], str | list[str]]] = {
    "f-string of fields": lambda: full("{a}", 'x = f"', '"'),
    "f-string of fields with formats": lambda: full("{a:{b}}", 'x = f"', '"'),
    "f-string of lines": lambda: full("{a}\n", 'x = f"""', '"""'),
    "f-string of braces": lambda: full("{{", 'x = f"', '"'),
    "f-string with strings in it": lambda: full('{"a"}', 'x = f"', '"'),
    "f-string that is not closed": lambda: full("{", 'x = f"', '"'),
    "f-strings": lambda: full('f"{a}"\n'),
    "f-strings as long as allowed": lambda: full('f"' + "{a}" * 6_600 + '"\n'),
    "f-strings in a row": lambda: full("f'{a}' ", "x = (", ")"),
    "import with dots": lambda: full("a.", "import ", "a"),
    "import from with dots": lambda: full("a.", "from ", "a import b"),
    "import with dots on lines": lambda: full("a.\\\n", "import ", "a"),
    "import with dots of letters that are no word": lambda: full("a\xb7.", "import ", "a"),
    "imports as long as allowed": lambda: full("import " + "a." * 99 + "b\n"),
    "imports on a line": lambda: full("a,", "import ", "a"),
    "attributes": lambda: full(".a", "x = a"),
    "attribute stores": lambda: "import numpy as np\n" + "np.a=1\n" * 9_900,
    "attribute stores that change an exercise": lambda: "conv_forward.a=1\n" * 9_900,
    "long name": lambda: "a" * SIZE + " = 1",
    "long word of a letter that becomes many": lambda: "\ufdfa" * (SIZE // 3) + " = 1",
    "names that are not ASCII": lambda: full("\xe9,", "x = [", "]"),
    "signs": lambda: full("-", "x = ", "1"),
    "sums": lambda: full("1+", "x = ", "1"),
    "powers": lambda: full("1**", "x = ", "1"),
    "comparisons": lambda: full("1<", "x = ", "1"),
    "conditions": lambda: full("1 if 1 else ", "x = ", "1"),
    "lambdas in lambdas": lambda: full("lambda:", "x = ", "1"),
    "lambdas beside lambdas": lambda: full("lambda:1,", "x = ", "1"),
    "walrus": lambda: full("(a:=1),", "x = [", "]"),
    "list": lambda: full("1,", "x = [", "]"),
    "list of names": lambda: full("a,", "x = [", "]"),
    "dictionary": lambda: full("1:1,", "x = {", "}"),
    "slices": lambda: full("::,", "x = a[", "]"),
    "calls": lambda: full("(1)", "x = a"),
    "brackets in brackets": lambda: full(nested("[", "", "]") + "\n"),
    "parentheses in parentheses": lambda: full(nested("(", "", ")") + ",", "x = [", "]"),
    "parentheses that are not closed": lambda: full("("),
    "parentheses before an error": lambda: full(nested("(", "", ")") + "\n", after="1 1"),
    "calls in calls with an error": lambda: nested("f(", "a b", ")"),
    "subscripts in subscripts with an error": lambda: nested("a[", "a:b c", "]"),
    "dictionaries in dictionaries with an error": lambda: nested("{1:", "a b", "}"),
    "lambdas in defaults with an error": lambda: nested("(lambda x=", "a b", ":1)", 60),
    "comprehensions in comprehensions": lambda: full(nested("[a for a in ", "b", "]") + "\n"),
    "comprehension of many loops": lambda: full(" for a in b", "x = [a", "]"),
    "match of alternatives": lambda: full("1|", "match x:\n case ", "1:\n  pass"),
    "match of cases": lambda: full(" case 1: pass\n", "match x:\n"),
    "match of a name with dots": lambda: full("a.", "match x:\n case ", "a:\n  pass"),
    "match of nested patterns with an error": lambda: "match x:\n case " + nested("A(", "a b", ")") + ": pass",
    "with": lambda: full("a,", "with (", "a): pass"),
    "with, and an error": lambda: full("a as b,", "with (", "a) as c d: pass"),
    "targets": lambda: full("a=", after="1"),
    "starred targets": lambda: full("*a,", after="=1"),
    "decorators": lambda: full("@a\n", after="def f(): pass"),
    "decorators of nothing": lambda: full("@a\n", after="x=1"),
    "parameters": lambda: "def f(" + ",".join(f"a{number}:int=1" for number in range(36_000)) + "): pass",
    "arguments, and an error": lambda: "f(" + ",".join(f"a{number}=1" for number in range(40_000)) + ", 1 1)",
    "annotations": lambda: full("a:int\n"),
    "huge integer": lambda: "x = " + "9" * SIZE,
    "huge hexadecimal integer": lambda: "x = 0x" + "f" * SIZE,
    "strings in a row": lambda: full("'a' ", "x = (", ")"),
    "strings with bad escapes": lambda: full("'\\d'\n"),
    "string of named characters": lambda: full("\\N{DIGIT ONE}", "x = '", "'"),
    "quotation marks": lambda: full("\\'''", "x='''", "\\"),
    "blanks": lambda: " " * SIZE + "x",
    "lines": lambda: "\n" * SIZE,
    "continued lines": lambda: full("\\\n", "x = ", "1"),
    "blocks in blocks": lambda: full(
        "".join(" " * depth + "if 1:\n" for depth in range(NEST)) + " " * NEST + "x=1\n",
    ),
    "branches": lambda: full("elif 1: pass\n", "if 1: pass\n"),
    "handlers": lambda: full("except a: pass\n", "try: pass\n"),
    "statements": lambda: full("x=1\n"),
    "statements on a line": lambda: full("x=1;"),
    "statements in a function": lambda: full(" x=1\n", "def f():\n"),
    "classes": lambda: full("class a:pass\n"),
    "definitions of an exercise": lambda: "def conv_forward(A):pass\n" * 9_900,
    "empty loops of an exercise": lambda: full(
        " x=int(a)\n", "def conv_forward(A):\n", " for i in range(None): pass\n", 19_900
    ),
    "functions called nearly like an exercise": lambda: "".join(
        f"def conv_forwarx{number}():pass\n" for number in range(9_900)
    ),
    "functions of an exercise's size": lambda: [f"def conv_forward(X, pad=[{'a,' * 49_000}]): pass\n"] * 5,
    "helpers that call each other": lambda: (
        "".join(f"def f{number}(): f{number + 1}()\n" for number in range(9_900)) + "def conv_forward(): f0()"
    ),
    "tabs among spaces": lambda: full("\tx=1\n", "if 1:\n        x=1\n", size=99_000),
    "tabs among spaces and a list": lambda: "if 1:\n        x=1\n\tx=[" + "1," * 49_000 + "]\n",
    "magics before an error": lambda: full("!ls\nx=1\n", after="1 1"),
    "magics, indentation and debris before an error": lambda: (
        "  x='\u200b'\n" + full("  !ls\n  x=(((1)))\n", after="  1 1")
    ),
    "all that is tried, as large as it may be": lambda: full(
        nested("(", "", ")") + "\n", "x=1\n", "!ls\nx='\u200b'\n1 1", 2**18 - 1_000
    ),
    "all that is tried, in many cells": lambda: ["!ls\nx='\u200b'\n" + "x=((((1))))\n" * 300 + "1 1"] * 130,
    "print without parentheses": lambda: full("print(a)\n", after="print a"),
    "null byte": lambda: full("x=1\n", after="\x00"),
    "string that is not closed": lambda: "'''" + "a\n" * (SIZE // 2),
}
