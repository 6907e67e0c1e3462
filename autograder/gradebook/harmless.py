"""Texts that come from students, for pages that are not ours.

nbgrader's formgrader and its feedback show Markdown with whatever HTML, links and formulas are in it, and in the
browser of a teacher who is logged in. So nothing of a student's text may become such there.
"""

import re

from autograder.reports.page import reveal

JOINER = "\u2060"
"""A character without width: where it stands, what is around it is not taken for markup."""
MARKUP = re.compile(
    # The beginning of a tag or an address, a link, a formula,
    r"<(?=[A-Za-z/!?])|\](?=[(\[:])|\\(?=[(\[\\]|begin\b)|"
    # an address that does something, or names something attached,
    r"\b(?:attachment|data|javascript|vbscript)(?=:)|"
    # and what makes links, or loads and styles things, inside of a formula.
    r"\\(?=(?:class|cssId|def|href|html\w*|let|newcommand|require|style|unicode)\b)"
)
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
BACKTICKS = re.compile("`+")


def tame(sentence: str) -> str:
    """A sentence in one line, for Markdown: it looks the same, and nothing in it is a tag, a link or a formula."""
    return _break(reveal(" ".join(sentence.split()))).replace("$", "\N{FULLWIDTH DOLLAR SIGN}")


def tame_answer(markdown: str) -> str:
    """A written answer in Markdown, formulas and all, without HTML, links, pictures and active formulas."""
    return _break(printable(markdown))


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
