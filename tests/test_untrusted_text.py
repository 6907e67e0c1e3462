"""Hostile text at each place where text is shown: what comes out is a text there, and nothing else."""

import csv
import io
import re
import unicodedata
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograder.text import (
    FEW,
    LONGEST_FIELD,
    LONGEST_MESSAGE,
    LONGEST_NAME,
    LONGEST_ON_PAGE,
    MANY,
    answer_for_markdown,
    code_for_markdown,
    for_cell,
    for_csv,
    for_html,
    for_markdown,
    for_output,
    for_platform,
    for_record,
    for_terminal,
    for_xml,
    list_names,
    one_line,
)
from autograder.version import PACKAGE

TABLE = {
    "control sequence": (
        "a\x1b[2J\x07b",
        {
            one_line: "a?[2J?b",
            for_record: "a?[2J?b",
            for_terminal: "a?[2J?b",
            for_csv: "a [2J b",
            for_html: "a[U+001B][2J[U+0007]b",
            for_markdown: "a[U+001B]\u2060[2J[U+0007]b",
            answer_for_markdown: "a?[2J?b",
            code_for_markdown: "```\na?[2J?b\n```",
            for_cell: "a?[2J?b",
            for_platform: "a?[2J?b",
            for_xml: "a?[2J?b",
        },
    ),
    "line ends": (
        "a\r\nb\nc\u2028d\te",
        {
            one_line: "a??b?c?d?e",
            for_record: "a?\nb\nc?d?e",
            for_terminal: "a??b?c?d?e",
            for_csv: "a  b c d e",
            for_html: "a[U+000D] b c[U+2028]d e",
            for_markdown: "a b c d e",
            answer_for_markdown: "a?\nb\nc\u2028d\te",
            code_for_markdown: "```\na?\nb\nc\u2028d\te\n```",
            for_cell: "a?\nb\nc\u2028d\te",
            for_platform: "a\nb\nc?d?e",
            for_xml: "a\nb\nc?d?e",
        },
    ),
    "text turned around": (
        "a\u202egnp.exe",
        {
            one_line: "a?gnp.exe",
            for_record: "a?gnp.exe",
            for_terminal: "a?gnp.exe",
            for_csv: "a gnp.exe",
            for_html: "a[U+202E]gnp.exe",
            for_markdown: "a[U+202E]gnp.exe",
            for_platform: "a?gnp.exe",
            for_xml: "a?gnp.exe",
        },
    ),
    "half a character": (
        "a\ud800b",
        {
            one_line: "a?b",
            for_record: "a?b",
            for_terminal: "a?b",
            for_csv: "a b",
            for_html: "a[U+D800]b",
            for_markdown: "a[U+D800]b",
            answer_for_markdown: "a?b",
            code_for_markdown: "```\na?b\n```",
            for_cell: "a?b",
            for_platform: "a?b",
            for_xml: "a?b",
        },
    ),
    "no character of XML": ("a\ufffe\uffffb", {one_line: "a??b", for_html: "a[U+FFFE][U+FFFF]b", for_xml: "a??b"}),
    "formula of a spreadsheet": (
        "=1+1",
        {one_line: "=1+1", for_terminal: "=1+1", for_csv: "'=1+1", for_html: "=1+1", for_platform: "=1+1"},
    ),
    "wide formula behind a space": ("\u00a0\uff1d1", {for_csv: "'\u00a0\uff1d1"}),
    "tag": (
        "<b>x</b> 2 < 3",
        {
            for_html: "<b>x</b> 2 < 3",  # the template escapes it
            for_markdown: "<\u2060b>x<\u2060/b> 2 < 3",
            answer_for_markdown: "<\u2060b>x<\u2060/b> 2 < 3",
            for_cell: "<b>x</b> 2 < 3",
            for_xml: "<b>x</b> 2 < 3",  # ElementTree escapes it
        },
    ),
    "link": (
        "[x](javascript:1)",
        {
            for_markdown: "[x]\u2060(javascript\u2060:1)",
            answer_for_markdown: "[x]\u2060(javascript\u2060:1)",
            code_for_markdown: "```\n[x](javascript:1)\n```",
        },
    ),
    "address": (
        "http://a.b www.a.b c@a.b",
        {
            for_markdown: "http:\u2060//a.b www\u2060.a.b c@\u2060a.b",
            for_output: "http:\u2060//a.b www\u2060.a.b c@\u2060a.b",
            for_cell: "http://a.b www.a.b c@a.b",
        },
    ),
    "formula": (
        r"$x$ \(\href{a}{b}\)",
        {
            for_markdown: "\uff04x\uff04 \\\u2060(\\\u2060href{a}{b}\\)",
            answer_for_markdown: "$x$ \\\u2060(\\\u2060href{a}{b}\\)",
        },
    ),
    "end of a code block": ("a\n````\nb", {code_for_markdown: "`````\na\n````\nb\n`````"}),
    "accents without end": ("e" + "\u0301" * 9 + "x", {for_html: "e" + "\u0301" * 4 + "x"}),
    "letters that are joined": ("\u0915\u094d\u200d\u0937", {for_html: "\u0915\u094d\u200d\u0937"}),
}
CASES = [
    pytest.param(make, text, shown, id=f"{kind}, {make.__name__}")
    for kind, (text, places) in TABLE.items()
    for make, shown in places.items()
]


@pytest.mark.parametrize(("make", "text", "shown"), CASES)
def test_hostile_text_is_text_at_its_place(make: Callable[[str], str], text: str, shown: str) -> None:
    """Each function makes of each hostile text what the table says."""
    assert make(text) == shown


@pytest.mark.parametrize(
    ("make", "longest", "end"),
    [
        (one_line, LONGEST_NAME, "..."),
        (for_record, LONGEST_MESSAGE, ""),
        (for_html, LONGEST_ON_PAGE, " … (cut)"),
        (for_platform, LONGEST_FIELD, " ..."),
        (for_xml, LONGEST_FIELD, " ..."),
    ],
)
def test_long_text_is_cut(make: Callable[[str], str], longest: int, end: str) -> None:
    """A text of the longest length is left alone; of a longer one the beginning stays, and most places mark the end."""
    assert make("x" * longest) == "x" * longest
    assert make("x" * (longest + 1)) == "x" * longest + end


def test_lists_of_names_are_short_and_one_line() -> None:
    """A list has few names by default and many on demand, counts the others, and makes each name one line."""
    assert list_names([]) == ""
    assert list_names(range(FEW)) == "0, 1, 2, 3, 4"
    assert list_names(range(2006)) == "0, 1, 2, 3, 4 and 2,001 more"
    assert list_names(map(str, range(MANY + 1)), MANY).endswith(", 19 and 1 more")
    assert list_names(["ada\n", "b" * 81]) == f"ada?, {'b' * 80}..."
    assert list_names([one_line("b" * 81)]) == one_line("b" * 81)


@pytest.mark.parametrize("kind", TABLE)
def test_no_text_is_more_than_text(kind: str) -> None:
    """What each place reads from a hostile text is one element, one cell, one line, and no live markup."""
    text = TABLE[kind][0]
    element = ElementTree.Element("x", name=for_xml(text))
    read = ElementTree.fromstring(ElementTree.tostring(element, encoding="utf-8"))
    assert (read.tag, len(read), read.attrib.keys()) == ("x", 0, {"name"})
    file = io.StringIO(newline="")
    csv.writer(file).writerow([for_csv(text), "next"])
    assert [row[1:] for row in csv.reader(io.StringIO(file.getvalue(), newline=""))] == [["next"]]
    for line in (one_line(text), for_terminal(text), for_html(text), for_markdown(text)):
        assert not {char for char in line if unicodedata.category(char) in ("Cc", "Cs", "Zl", "Zp")}
    for markdown in (for_markdown(text), answer_for_markdown(text), code_for_markdown(text)):
        page = markdown2html_mistune(markdown)
        assert not [live for live in ("<a ", "<b>", 'href="javascript') if live in page]
    for kept in (for_cell(text), for_platform(text), for_record(text), answer_for_markdown(text)):
        kept.encode("utf-8")


def test_characters_are_looked_at_in_one_place() -> None:
    """No other module decides which characters may be shown; `parsing` mends code that was copied."""
    looking = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if re.search(r"unicodedata\.category|isprintable|maketrans", path.read_text(encoding="utf-8"))
    }
    assert looking == {"text.py", "reading/parsing.py"}
