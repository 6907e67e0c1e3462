"""The hints of the exercises: read from the notebook, where authors write them, made readable in a terminal.

In the notebook they are folded: `<details><summary>Hint 1: a question</summary> ... </details>`, above the cell of
their exercise. `python public_tests.py --hint EXERCISE` shows the same text.
"""

import html
import json
import re
from collections.abc import Collection
from pathlib import Path

Hint = tuple[str, str]
"""What a hint is about, and its text, both as a terminal can show them."""

FOLDED = re.compile(r"<details>\s*<summary>\s*Hint (\d+)\s*:\s*(.*?)\s*</summary>(.*?)</details>", re.DOTALL)
FORMULA = re.compile(r"\$\$(.+?)\$\$|\$(.+?)\$", re.DOTALL)
FENCE = re.compile(r"^```[^\n]*\n(.*?)^```$\n?", re.DOTALL | re.MULTILINE)
SPAN = re.compile(r"(`[^`]+`)")

# One after the other, over and over until nothing changes: the innermost braces go first.
STRUCTURES = (
    (r"\\(?:text|mathrm|mathit|mathbf|mathrel|operatorname)\{([^{}]*)\}", r"\1"),
    (r"\\sum_\{([^{}]*)\}\s*\^\{([^{}]*)\}", r"the sum over \1 to \2 of "),
    (r"\\sum_\{([^{}]*)\}", r"the sum over \1 of "),
    (r"\^\{?([A-Za-z]{2,})\}?", r"_\1"),
    (r"\^\{([^{}]*)\}", r"^\1"),
    (r"_\{([^{},]*)\}", r"_\1"),
    (r"_\{([^{}]*)\}", r"[\1]"),
    (r"\\frac\{([^{}]*)\}\{([^{}]*)\}", r"(\1) / (\2)"),
)
SIGNS = {
    **{r"\lfloor": "floor(", r"\rfloor": ")", r"\cdot": "*", r"\times": "*", r"\ldots": "...", r"\dots": "..."},
    **{r"\leq": "<=", r"\geq": ">=", r"\neq": "!=", r"\le": "<=", r"\ge": ">=", r"\ne": "!=", r"\to": "->"},
    **{r"\rightarrow": "->", r"\longrightarrow": "->", r"\partial": "d", r"\quad": "  ", r"\qquad": "  "},
    **{r"\left": "", r"\right": "", r"\,": " ", r"\;": " ", r"\:": " ", r"\!": "", r"\ ": " ", r"\\": "\n"},
}
SIGN = re.compile("|".join(re.escape(sign) + r"(?![A-Za-z])" * sign[-1].isalpha() for sign in SIGNS))


def read_hints(path: Path, exercises: Collection[str]) -> dict[str, list[Hint]]:
    """The hints of each exercise of one of our notebooks, in order.

    A hint belongs to the exercise whose cell comes next. Raises ValueError when the numbers of the hints of an
    exercise do not count 1, 2, 3 and so on.
    """
    hints: dict[str, list[Hint]] = {}
    waiting: list[tuple[int, Hint]] = []
    for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
        source = "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            found = FOLDED.findall(source)
            waiting += [(int(number), (to_plain(title), to_plain(text))) for number, title, text in found]
        elif cell.get("id") in exercises:
            name = cell["id"]
            if [number for number, _ in waiting] != list(range(1, len(waiting) + 1)):
                raise ValueError(f"{name}: its hints are numbered {', '.join(str(number) for number, _ in waiting)}")
            hints[name] = [hint for _, hint in waiting]
            waiting = []
    return hints


def to_plain(markdown: str) -> str:
    """Markdown with formulas as plain text: code keeps its backquotes, fenced code is set in by four spaces."""
    parts = FENCE.split(markdown)
    parts[::2] = [_plain_prose(prose) for prose in parts[::2]]
    parts[1::2] = [re.sub(r"^(?=.)", "    ", code, flags=re.MULTILINE) for code in parts[1::2]]
    return re.sub(r"\A\s*\n|\s+\Z", "", "".join(parts))


def _plain_prose(text: str) -> str:
    parts = SPAN.split(text)
    parts[::2] = [_plain_words(words) for words in parts[::2]]
    return "".join(parts)


def _plain_words(text: str) -> str:
    text = FORMULA.sub(lambda found: plain_formula(found[1] or found[2]), text)
    text = re.sub(r"\[([^\]]+)\]\([^)\s]+\)", r"\1", text)
    text = re.sub(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1", r"\2", text)
    text = re.sub(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])", r"\1", text)
    return html.unescape(re.sub(r"</?[a-z][^<>]*>", "", text))


def plain_formula(latex: str) -> str:
    """A formula as one would type it: n_H_prev for n_H^{prev}, (a) / (b) for a fraction."""
    text, before = SIGN.sub(lambda found: SIGNS[found[0]], latex), ""
    while text != before:
        before = text
        for pattern, plain in STRUCTURES:
            text = re.sub(pattern, plain, text)
    text = re.sub(r"\\([A-Za-z]+)", r"\1", text).replace("{", "").replace("}", "")
    return re.sub(r" {2,}", " ", text).strip()
