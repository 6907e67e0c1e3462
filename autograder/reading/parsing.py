"""From the text of a cell to its syntax tree, past the accidents of copying and past what only Jupyter reads.

A cell that is valid Python stays as it is. Otherwise what is not Python is mended step by step: invisible
characters, an indented cell, magics, shell lines and prompts, tabs among spaces. Lines keep their numbers.
"""

import ast
import re
import unicodedata
import warnings
from dataclasses import dataclass

# Cell magics whose body is not Python of this notebook; the body of any other (%%time, %%capture, ...) is.
OTHER_LANGUAGES = re.compile(
    r"!|bash|bigquery|cmd|cython|file|html|HTML|javascript|js|latex|markdown|perl|pypy|python[23]?|R|ruby|"
    r"script|sh|shell|sql|svg|SVG|sx|system|writefile"
)
PROMPT = re.compile(r"^([ \t]*)(?:>>> ?|\.\.\. ?|In \[\d*\]: )", re.MULTILINE)
LONGEST_WITH_TABS = 100_000
"""Characters of a cell in which tabs and spaces are sorted out, which takes four times as long as reading it."""
MAX_F_STRING = 20_000
"""Characters of an f-string: Python takes time with the square of its length."""
MAX_DOTTED = 100
"""Parts of a name with dots: Python takes memory with the square of their number in an import."""
_LETTER = r"[^\x00-\x2f\x3a-\x40\x5b-\x5e\x60\x7b-\x7f\s]"  # a letter, a digit or what else a name may hold
_GAP = r"[ \t\f\r\n\\]*+"
DOTTED = re.compile(rf"(?<!{_LETTER})(?:(?!\d){_LETTER}++{_GAP}\.{_GAP}){{{MAX_DOTTED}}}+")
F_STRING = re.compile(r"f[a-z]?[\"']", re.IGNORECASE | re.ASCII)
"""How every f-string begins, and some text does that is none."""
# A comment, or a string with its prefix; one that is not closed ends with the text or with its line.
STRING = re.compile(
    r"#[^\n]*+|"
    r"([A-Za-z]{0,2})(?:"
    r"\"{3}(?:[^\\\"]++|\\.?|\"(?!\"\"))*+(?:\"{3})?|"
    r"'{3}(?:[^\\']++|\\.?|'(?!''))*+(?:'{3})?|"
    r"\"(?:[^\\\"\n]++|\\.?)*+\"?|"
    r"'(?:[^\\'\n]++|\\.?)*+'?)",
    re.DOTALL,
)
TIMED = re.compile(r"^(\s*)%time\s+(?=\S)")
PYLAB = re.compile(r"^%pylab\b.*")
COMMAND = re.compile(r"^(\s*)(?:[!%]|\?{1,2}[\w.]+\s*$|[\w.]+\?{1,2}\s*$)")
ASSIGNED_COMMAND = re.compile(r"^([ \t]*[\w.,\[\]][\w.,\[\] ]*=[ \t]*)[!%]")


@dataclass(frozen=True)
class Parsed:
    """A cell that is Python now. source: what the tree was made of. note: what had to be mended, for the student.

    The note is the rest of a sentence that begins with the name of the cell.
    """

    source: str
    tree: ast.Module
    note: str = ""


def parse(source: str, mend: bool = True) -> Parsed:
    """The Python of the text of a cell, and its syntax tree.

    mend: whether to try more than the text as it is. Raises SyntaxError, also for what Python reports in other
    ways: null bytes, lone surrogates, nesting too deep.
    """
    try:
        return Parsed(source, read_tree(source))
    except SyntaxError as error:
        if not mend:
            raise
        failure = error
    clean, debris = _without_debris(source)
    tried = {source}
    # Debris comes last: in strings and comments it does no harm and needs no note.
    for text, note in ((source, ""), (clean, debris)):
        for change in (lambda plain: plain, _without_first_indentation, _without_magics):
            text = change(text)
            if text in tried:
                continue
            tried.add(text)
            try:
                return Parsed(text, read_tree(text), note)
            except SyntaxError as error:
                failure = error
    if isinstance(failure, IndentationError) and (found := _without_tabs(text)):
        mixed = (
            "is indented with tabs and spaces mixed. It was read in the only way that it can be read and costs "
            "nothing, but Jupyter refuses it: use spaces."
        )
        return Parsed(*found, mixed)
    raise failure


def capital(sentence: str) -> str:
    """A sentence, or its beginning, with a capital letter in front."""
    return sentence[0].upper() + sentence[1:]


def read_tree(source: str) -> ast.Module:
    """The syntax tree of a text. Raises SyntaxError, whatever is wrong with it.

    What Python reads at a cost that grows with the square of its length is refused beforehand.
    """
    _refuse_costly(source)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except SyntaxError:
        raise
    except (ValueError, RecursionError, MemoryError) as error:
        raise SyntaxError(str(error) or "nested too deeply") from error


def _refuse_costly(source: str) -> None:
    """Raise SyntaxError for an f-string or a dotted name that is far too long."""
    if source.count(".") >= MAX_DOTTED and (dotted := DOTTED.search(source)):
        raise _syntax_error(f"a name of more than {MAX_DOTTED} parts with dots", source, dotted.start())
    # Looking for such a beginning takes a tenth of the time of looking at each string, and few cells have one.
    if len(source) > MAX_F_STRING and F_STRING.search(source):
        for string in STRING.finditer(source):
            if string.end() - string.start() > MAX_F_STRING and "f" in (string[1] or "").lower():
                raise _syntax_error(f"an f-string of more than {MAX_F_STRING:,} characters", source, string.start())


def _syntax_error(reason: str, source: str, start: int) -> SyntaxError:
    error = SyntaxError(reason)
    error.lineno = source.count("\n", 0, start) + 1
    return error


def _without_debris(source: str) -> tuple[str, str]:
    """The text with plain spaces for all kinds of space and without invisible characters, and what was found."""
    if source.isascii():
        return source, ""
    kinds = {character: unicodedata.category(character) for character in set(source) if not character.isascii()}
    table = {ord(character): " " if kind == "Zs" else "" for character, kind in kinds.items() if kind in ("Zs", "Cf")}
    if not table:
        return source, ""
    names = sorted(unicodedata.name(chr(code), f"U+{code:04X}").lower() for code in table)
    first = next(number for number, line in enumerate(source.split("\n"), 1) if line.translate(table) != line)
    said = (
        f"holds invisible characters, as copying leaves them (first in line {first}: {', '.join(names)}). They were "
        "read as spaces or left out and cost nothing, but Jupyter refuses them: type that text again."
    )
    return source.translate(table), said


def _without_first_indentation(source: str) -> str:
    """The text moved to the left when its first line is indented, as Jupyter does."""
    lines = source.split("\n")
    first = next((line for line in lines if line.strip()), "")
    space = first[: len(first) - len(first.lstrip())]
    return "\n".join(line.removeprefix(space) for line in lines)


def _without_magics(source: str) -> str:
    """The text without prompts; magics, shell lines and calls for help do nothing; `%time` leaves its statement."""
    first, _, body = source.lstrip("\n").partition("\n")
    if first.startswith("%%"):
        if OTHER_LANGUAGES.fullmatch(first[2:].partition(" ")[0]):
            return ""
        source = "\n" * (source.count("\n") - body.count("\n")) + body
    lines, continued = [], False
    for line in PROMPT.sub(r"\1", source).split("\n"):
        if not continued and not any(mark in line for mark in "%!?"):
            lines.append(line)
            continue
        line = PYLAB.sub("from pylab import *", TIMED.sub(r"\1", line))
        command, assigned = COMMAND.match(line), ASSIGNED_COMMAND.match(line)
        ends_open = line.endswith("\\") and bool(continued or command or assigned)
        if continued:
            line = ""
        elif command:
            line = f"{command.group(1)}pass"
        elif assigned:
            line = f"{assigned.group(1)}None"
        lines.append(line)
        continued = ends_open
    return "\n".join(lines)


def _without_tabs(source: str) -> tuple[str, ast.Module] | None:
    """The text with spaces for the tabs that indent it; None unless widths of 4 and 8 agree on what it means."""
    readings: dict[str, tuple[str, ast.Module]] = {}
    if len(source) > LONGEST_WITH_TABS:
        return None
    for width in (4, 8):
        plain = "\n".join(_expand_indentation(line, width) for line in source.split("\n"))
        try:
            tree = read_tree(plain)
            readings[ast.dump(tree)] = plain, tree
        except (SyntaxError, RecursionError):
            continue
    return next(iter(readings.values())) if len(readings) == 1 and "\t" in source else None


def _expand_indentation(line: str, width: int) -> str:
    text = line.lstrip(" \t")
    return line[: len(line) - len(text)].expandtabs(width) + text
