"""Texts that come from students, for pages that are not ours.

nbgrader's formgrader and its feedback show Markdown with all HTML, links and formulas in it, in the browser of a
teacher who is logged in. JupyterLab shows the same files, and makes links of bare addresses in plain output, too. So
nothing that a student wrote may become active there.
"""

import re

from autograder.reports.page import reveal

JOINER = "\u2060"
"""A character without width: where it stands, what is around it is not taken for markup."""
# What renderers make a link of without any markup: `https://...`, `www....`, `name@host`.
ADDRESS = r":(?=//)|\b[Ww]{3}(?=\.)|@(?=[\w-])"
MARKUP = re.compile(
    # The beginning of a tag or an address, a link, a formula,
    r"<(?=\S)|\](?=[(\[:])|\\(?=[(\[\\]|begin\b)|"
    # an address that does something, or names something attached,
    r"\b(?:attachment|data|javascript|mailto|vbscript)(?=:)|"
    # a block of code that is drawn as a diagram, which may hold links,
    r"(?:```|~~~)[^\S\n]*(?=mermaid)|"
    # and what makes links, or loads and styles things, inside of a formula.
    r"\\(?=(?:class|cssId|def|href|html\w*|let|newcommand|require|style|unicode)\b)|" + ADDRESS,
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
BACKTICKS = re.compile("`+")


def tame(sentence: str) -> str:
    """A sentence in one line, for Markdown: it looks the same, and holds no tag, link or formula."""
    return _break(reveal(" ".join(sentence.split()))).replace("$", "\N{FULLWIDTH DOLLAR SIGN}")


def tame_answer(markdown: str) -> str:
    """A written answer in Markdown, formulas and all, without HTML, links, pictures and active formulas."""
    return _break(printable(markdown))


def unlink(text: str) -> str:
    """A plain text in which no address becomes a link."""
    return re.sub(ADDRESS, lambda found: found[0] + JOINER, text)


def _break(text: str) -> str:
    return MARKUP.sub(lambda found: found[0] + JOINER, text)


def printable(source: str) -> str:
    """A text of many lines as a file in UTF-8 can hold it: half characters and control characters become `?`."""
    return CONTROL.sub("?", source).encode("utf-8", errors="replace").decode("utf-8")


def fence(source: str, language: str = "") -> str:
    """A text as a block of code in Markdown, whatever stands in it."""
    longest = max((len(run) for run in BACKTICKS.findall(source)), default=0)
    marks = "`" * max(3, longest + 1)
    return f"{marks}{language}\n{printable(source)}\n{marks}"
