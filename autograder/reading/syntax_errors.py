"""Why a cell is not Python, in a sentence for its author: which line is wrong, and what to look at there.

Python names the line in which it noticed. The one that is wrong is often above it, most of all with indentation.
"""

import re
import sys
import unicodedata

from autograder.reading.notebook import Cell

# What text programs make of plain characters, by the character that Python wants.
LOOKALIKES = {'"': "“”„‟«»″", "'": "‘’‚‛‹›′´", "-": "‐‑‒–—―−", "*": "×∗·", "/": "÷∕", "...": "…"}  # noqa: RUF001
NO_BLOCK = re.compile(r"expected an indented block after (.+) on line (\d+)")
# What a line begins with that an older Python cannot read, and the first one that can.
NEWER = (
    (re.compile(r"\s*type\s+\w+\s*(?:\[[^\]]*\]\s*)?=(?!=)"), "a `type` statement", 12),
    (re.compile(r"\s*(?:async\s+)?def\s+\w+\s*\["), "type parameters in square brackets", 12),
    (re.compile(r"\s*class\s+\w+\s*\["), "type parameters in square brackets", 12),
)
IN_F_STRING = re.compile(r"f-string expression part cannot include (a backslash|'#')")
OWN = sys.version_info.minor
COUNTED = re.compile(r"(?<![\w.])(\d+[A-Za-df-z_]\w*)")  # 2x, but not 1e5


def explain_syntax(cell: Cell, error: SyntaxError) -> str:
    """Why a cell does not parse, without a full stop; characters that only look right are named."""
    number, lines = error.lineno or 1, cell.source.split("\n")
    if isinstance(error, TabError):
        return f"{cell.label} does not parse: {error.msg} (line {number}); indent the whole cell with spaces, no tabs"
    line = lines[number - 1].partition("#")[0] if number <= len(lines) else ""
    reason = (
        f"{cell.label} does not parse: {_newer(error.msg, line, number) or _reason(error.msg, number, line, lines)}"
    )
    for character in dict.fromkeys(line):  # each once: a line may be as long as a cell
        plain = next((plain for plain, others in LOOKALIKES.items() if character in others), "")
        if not plain and not character.isascii() and not character.isalnum():
            plain = unicodedata.normalize("NFKC", character).strip()
        if plain and plain.isascii():
            name = unicodedata.name(character, "a character").lower()
            return f"{reason}; the line holds {character} ({name}), as copying leaves it: type {plain} in its place"
    return reason


def _newer(message: str, line: str, number: int) -> str:
    """The words for a line that only a newer Python can read; empty if that is not certain."""
    for pattern, what, since in NEWER:
        if since > OWN and pattern.match(line):
            return f"line {number} has {what}, which needs Python 3.{since}; grading has Python 3.{OWN}"
    if found := IN_F_STRING.match(message):
        what = "a backslash" if found[1] == "a backslash" else "`#`"
        return (
            f"line {number} has {what} inside the braces of an f-string, which needs Python 3.12; grading has Python "
            f"3.{OWN}"
        )
    if OWN < 12 and message.startswith("f-string: "):
        return (
            f"{message} (line {number}); grading has Python 3.{OWN}, in which the quotes inside the braces of an "
            "f-string must differ from those around it: Python 3.12 and later allow the same ones"
        )
    return ""


def _reason(message: str, number: int, line: str, lines: list[str]) -> str:
    """What is wrong and in which line. number: of the line that Python names. line: without its comment."""
    if found := NO_BLOCK.fullmatch(message):
        what, above = found[1].removesuffix(" statement").replace("function definition", "`def`"), int(found[2])
        between = [text for text in lines[above : number - 1] if text.strip()]
        if between:
            return f"{what} in line {above} has only comments below it, and needs an indented line"
        return f"{what} in line {above} needs an indented line below it, and line {number} is not indented"
    if message.startswith("unindent does not match"):
        widths = sorted({len(text) - len(text.lstrip()) for text in lines[: number - 1] if text.split("#")[0].strip()})
        known = " or ".join(str(width) for width in widths[-4:])
        own = len(line) - len(line.lstrip())
        return (
            f"line {number} is indented by {own} space{'s' if own > 1 else ''}, and the lines above it by {known}: the "
            "lines of one block are indented alike"
        )
    if message == "unexpected indent":
        return f"line {number} is indented further than the line above it, which begins no block"
    word = line.split()[0].rstrip(":") if line.split() else ""
    if message in ("invalid syntax", "expected ':'") and word == "else" and line.split()[1:2] == ["if"]:
        return f"`else if` in line {number} is written `elif` in Python"
    if message == "invalid syntax" and word in ("else", "elif", "except", "finally"):
        begins = "`try`" if word in ("except", "finally") else "`if`"
        return f"`{word}` in line {number} does not follow its {begins} block: look at the indentation above it"
    if "decimal literal" in message and (product := COUNTED.search(line)) and len(product[1]) <= 20:
        return f"`{product[1]}` in line {number} is neither a number nor a name: a `*` may be missing"
    return f"{message} (line {number})"
