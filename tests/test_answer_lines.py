"""The lines of a function as they are compared with those of another one, and which of them a page marks."""

from autograder.reading.answers import Answer, read_source
from autograder.reading.reader import read_answers
from autograder.reports.compared_code import compare_code
from examples.build import Notebook, fill
from tests.conftest import to_bytes
from tests.first_assignment import OUTLINE

CODE = '''def f(x, n):
    """What it does.

    More.
    """
    # total
    total = 0
    for i in range(n):  # each
        if x[i] > 0:
            total += x[i]
        else:
            total -= x[i]
    return total
'''


def marked(own: str, *right: str) -> list[str]:
    """The marked lines of an answer beside right ones."""
    compared = compare_code(read_source(own), [(read_source(other), "ada") for other in right])
    return ["".join(text for _, text in line.parts).strip() for line in compared.lines if line.differs]


def test_only_the_lines_that_differ_are_marked() -> None:
    """Names, comments and layout mark nothing; a changed expression, place or block marks its line."""
    renamed = CODE.replace("total", "s").replace("  # each", "")
    assert marked(CODE, renamed) == []
    assert marked(CODE.replace("x[i] > 0", "x[i] < 0"), renamed) == ["if x[i] < 0:"]
    assert marked(CODE.replace("    return", "        return"), CODE) == ["return total"]
    assert marked(CODE.replace("    total = 0\n", "    total = 0\n    more = 1\n"), CODE) == ["more = 1"]
    assert marked(CODE.replace("range(n)", "range(\n        n + 1\n    )"), CODE) == [
        *("for i in range(", "n + 1", "):  # each"),
    ]


def test_the_right_answer_that_is_closest_counts() -> None:
    """Of several right answers the one that differs least is compared with."""
    other = "def f(x, n):\n    return sum(abs(x[:n]))\n"
    assert marked(other.replace("abs", "max"), CODE, other) == ["return sum(max(x[:n]))"]
    assert marked(CODE) == []


def test_the_docstring_is_not_shown() -> None:
    """The text that the starter gives is left out of the code of a page."""
    texts = ["".join(text for _, text in line.parts) for line in compare_code(read_source(CODE), []).lines]
    assert texts == [line for number, line in enumerate(CODE.splitlines(), 1) if number not in range(2, 6)]


def test_any_source_has_lines_or_none() -> None:
    """Every kind of statement has a line; what is no `def`, or nested too deep, has none."""
    kinds = (
        "async def g():\n  async with a as b: await b\n  async for i in b: yield i\n",
        "while x: break\nelse: pass\n",
        "try: pass\nexcept E as e: raise\nexcept F: pass\nelse: x = 1\nfinally: x = 2\n",
        "match x:\n  case [1, *y] if y: pass\n  case _: return\n",
        "class A:\n  b = 1\n",
        "with a as b, c: pass\n",
        "@g\ndef h(x, *, y: int = 1) -> int: return (yield)\n",
    )
    body = "".join(f"  {line}\n" for kind in kinds for line in kind.splitlines())
    assert len(read_source(f"def f(x):\n{body}").lines) == 1 + 5 + 3 + 8 + 3 + 2 + 2 + 2
    deep = [f"def f(x):\n return {'-' * depth}x" for depth in (900, 19_000)]
    for source in ("f = lambda x: x", "x = (", "import numpy; x = 1", *deep):
        assert read_source(source) == Answer(source, ())


def test_a_notebook_gives_its_functions(starter: Notebook, loops: dict[str, str]) -> None:
    """The functions that count, by exercise; nothing of what is not a notebook."""
    answers = read_answers(to_bytes(fill(starter, loops)), OUTLINE)
    assert list(answers) == list(OUTLINE.functions)
    assert answers["zero_pad"].source.strip().endswith(loops["zero_pad"].strip().splitlines()[-1].strip())
    assert read_answers(b"no notebook", OUTLINE) == {}
