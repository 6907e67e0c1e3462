"""Text from outside made harmless for the place where it is shown: names, file names, code, errors, messages.

Students choose such text, so it may hold control characters, characters that turn other text around, markup and
formulas. Choose by the place. Each function takes the text as it came, not what another one has made of it.

| where the text goes | function |
|---|---|
| a name inside a sentence | `one_line` |
| a list of names inside a sentence | `list_names` |
| the message of an exception in a result | `for_record` |
| a terminal | `for_terminal`; with rich, `reports.terminal.plain`, which also ignores rich's markup |
| a cell of a CSV file | `for_csv` |
| an HTML page | `for_html`; the templates call it on every value, and escape the result |
| a sentence in Markdown | `for_markdown` |
| a student's own Markdown, or code inside Markdown | `answer_for_markdown`, `code_for_markdown` |
| the source of a notebook cell | `for_cell` |
| the output of a notebook cell | `for_html` on each text from outside, then `for_output` on the whole |
| the name or value of an element in XML | `for_xml` |
| a field of a platform that shows plain text | `for_platform` |

The name of a folder is made by `intake.student_ids.student_id`. Only the standard library is imported here, as the
process that reads notebooks has nothing else.
"""

import re
import unicodedata
from collections.abc import Iterable

LONGEST_NAME = 80
"""Characters of a name inside a sentence."""
FEW, MANY = 5, 20
"""Names in a list: cells or functions for a student; students for a teacher."""
LONGEST_MESSAGE = 500
"""Characters of the message of an exception."""
LONGEST_ON_PAGE = 2_000
"""Characters of one text on an HTML page."""
LONGEST_FIELD = 4_000
"""Characters of one text for a platform: a message about a function has a few hundred."""

# Categories of characters that control a terminal, end a line or a cell, hide, or turn around what follows.
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_INVISIBLE_ON_PAGE = _INVISIBLE | {"Co", "Cn"}
_JOINERS = "\u200c\u200d"  # some scripts need these between letters
_MOST_ACCENTS = 4  # on one letter
# Patterns are not compiled here: many processes, such as the one that reads notebooks, only need lists of names.
# What a spreadsheet begins a formula with; wide forms become these in some of them.
_FORMULA = r"[\s\"`“”„«»]*[=+\-@]"
_NOT_IN_XML = str.maketrans(dict.fromkeys("\ufffe\uffff", "?"))
_NOT_IN_SOURCE = "[\x00-\x08\x0b-\x1f\x7f]"

JOINER = "\u2060"
"""A character without width. Renderers of Markdown do not take the characters around it for markup."""
# What renderers turn into a link without any markup: `https://...`, `www....`, `name@host`.
_ADDRESS = r":(?=//)|\b[Ww]{3}(?=\.)|@(?=[\w-])"
_MARKUP = (
    # The beginning of a tag or an address, a link, a formula,
    r"<(?=\S)|\](?=[(\[:])|\\(?=[(\[\\]|begin\b)|"
    # an address that does something, or names something attached,
    r"\b(?:attachment|data|javascript|mailto|vbscript)(?=:)|"
    # a block of code that is drawn as a diagram, which may hold links,
    r"(?:```|~~~)[^\S\n]*(?=mermaid)|"
    # and what makes links, or loads and styles things, inside a formula.
    r"\\(?=(?:class|cssId|def|href|html\w*|let|newcommand|require|style|unicode)\b)|" + _ADDRESS
)


def one_line(name: str) -> str:
    """A name inside a sentence: one line, `?` for what cannot be printed, at most LONGEST_NAME characters."""
    plain = "".join(char if char.isprintable() else "?" for char in name[: LONGEST_NAME + 1])
    return f"{plain[:LONGEST_NAME]}..." if len(name) > LONGEST_NAME else plain


def list_names(names: Iterable[object], most: int = FEW) -> str:
    """Names in a row, each as `one_line` gives it; only the first ones where there are more than `most`."""
    every = [str(name) for name in names]
    more = f" and {len(every) - most:,} more" if len(every) > most else ""
    return f"{', '.join(map(one_line, every[:most]))}{more}"


def for_record(message: str) -> str:
    """The message of an exception: the lines stay, `?` for what cannot be printed, at most LONGEST_MESSAGE."""
    return "".join(char if char.isprintable() or char == "\n" else "?" for char in message[:LONGEST_MESSAGE])


def for_terminal(text: str) -> str:
    """A line on a terminal, without control sequences and line ends."""
    return _without_invisible(text)


def for_csv(cell: str) -> str:
    """A cell of one line that no spreadsheet takes for a formula, even one that ignores what is before the sign."""
    plain = _without_invisible(cell, " ")
    return f"'{plain}" if re.match(_FORMULA, unicodedata.normalize("NFKC", plain)) else plain


def for_html(text: str) -> str:
    """A text in one line with the numbers of invisible characters, still to be escaped by the template.

    It has at most LONGEST_ON_PAGE characters of the text, and at most four accents on a letter.
    """
    if text.isascii() and text.isprintable() and len(text) <= LONGEST_ON_PAGE:
        return text
    shown, accents = [], 0
    for char in text[:LONGEST_ON_PAGE]:
        category = unicodedata.category(char)
        accents = accents + 1 if category in ("Mn", "Me") else 0
        if char in "\n\t":
            shown.append(" ")
        elif category in _INVISIBLE_ON_PAGE and char not in _JOINERS:
            shown.append(f"[U+{ord(char):04X}]")
        elif accents <= _MOST_ACCENTS:
            shown.append(char)
    return "".join(shown) + (" … (cut)" if len(text) > LONGEST_ON_PAGE else "")


# nbgrader's formgrader and its feedback show Markdown with all HTML, links and formulas in it, in the browser of a
# teacher who is logged in. JupyterLab shows the same files, and makes links of bare addresses in plain output, too.


def for_markdown(sentence: str) -> str:
    """A sentence in one line of Markdown: it looks the same, and has no tag, link or formula."""
    return _without_markup(for_html(" ".join(sentence.split()))).replace("$", "\N{FULLWIDTH DOLLAR SIGN}")


def answer_for_markdown(markdown: str) -> str:
    """A written answer in Markdown, with its formulas, but without HTML, links, pictures and active formulas."""
    return _without_markup(for_cell(markdown))


def code_for_markdown(source: str, language: str = "") -> str:
    """A text of many lines as a block of code in Markdown, whatever marks it has."""
    longest = max((len(run) for run in re.findall("`+", source)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{for_cell(source)}\n{marks}"


def for_cell(source: str) -> str:
    """A text of many lines that a file in UTF-8 can hold: `?` for half characters and control characters."""
    return re.sub(_NOT_IN_SOURCE, "?", source).encode("utf-8", errors="replace").decode("utf-8")


def for_output(text: str) -> str:
    """A plain text of many lines in which no address becomes a link."""
    return re.sub(_ADDRESS, lambda found: found[0] + JOINER, text)


def for_platform(text: str, longest: int = LONGEST_FIELD) -> str:
    """A plain text of many lines, without control characters and of at most `longest` characters."""
    kept = text[: longest + 1].replace("\r\n", "\n")
    plain = "\n".join(map(_without_invisible, kept[:longest].split("\n")))
    return f"{plain} ..." if len(kept) > longest else plain


def for_xml(text: str) -> str:
    """What `for_platform` gives, for XML 1.0, which has no place for some more characters."""
    return for_platform(text).translate(_NOT_IN_XML)


def _without_invisible(text: str, instead: str = "?") -> str:
    if text.isascii() and text.isprintable():
        return text
    return "".join(instead if unicodedata.category(char) in _INVISIBLE else char for char in text)


def _without_markup(text: str) -> str:
    return re.sub(_MARKUP, lambda found: found[0] + JOINER, text)
