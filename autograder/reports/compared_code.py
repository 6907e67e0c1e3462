"""Code next to the nearest right answer: which lines differ."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from pygments.lexers import PythonLexer
from pygments.token import Comment, Keyword, Literal, Number, Operator

from autograder.reading.answers import Answer, Line

TAB = 4
LONGEST_LINE = 300
"""Characters of a line that are shown."""
TONES = {Comment: "comment", Keyword: "keyword", Operator.Word: "keyword", Number: "literal", Literal: "literal"}
"""How parts of code are coloured, by the kinds that Pygments knows."""


@dataclass(frozen=True)
class ShownLine:
    """A line of code as a page shows it. parts: each with its tone in TONES, empty for plain text."""

    parts: tuple[tuple[str, str], ...]
    differs: bool


@dataclass(frozen=True)
class Compared:
    """An answer next to a right one. student: who gave the right one, empty where there is none to compare with."""

    lines: tuple[ShownLine, ...]
    right: tuple[ShownLine, ...] = ()
    student: str = ""

    @property
    def same(self) -> bool:
        """Whether no line differs."""
        return not any(line.differs for line in (*self.lines, *self.right))


def compare_code(answer: Answer, right: Sequence[tuple[Answer, str]]) -> Compared:
    """An answer next to the right one that differs from it least. right: each with a student who gave it.

    Names of variables may differ or an additional variable may shift all their numbers: whichever of the two ways to
    compare finds less that differs is believed.
    """
    best = -1.0
    nearest: tuple[Answer, set[int], set[int], str] | None = None
    for other, student in right if answer.lines else ():
        for numbered in (False, True):
            own_texts, other_texts = _texts(answer.lines, numbered), _texts(other.lines, numbered)
            matcher = SequenceMatcher(None, own_texts, other_texts, autojunk=False)
            if matcher.ratio() <= best:
                continue
            changed = [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]
            own = {number for _, start, end, _, _ in changed for number in range(start, end)}
            others = {number for _, _, _, start, end in changed for number in range(start, end)}
            best, nearest = matcher.ratio(), (other, own, others, student)
    if nearest is None:
        return Compared(show_code(answer))
    other, own, others, student = nearest
    return Compared(show_code(answer, own), show_code(other, others), student)


def show_code(answer: Answer, differing: Collection[int] = ()) -> tuple[ShownLine, ...]:
    """The lines of an answer without its docstring, which is the starter's. differing: numbers of marked statements."""
    marked = {
        place for number in differing for place in range(answer.lines[number].first, answer.lines[number].last + 1)
    }
    hidden = range(answer.docstring[0], answer.docstring[1] + 1) if answer.docstring else ()
    lines = [_shorten(line) for line in answer.source.rstrip().split("\n")]
    shown = zip(range(1, len(lines) + 1), lines, _colour("\n".join(lines)), strict=True)
    return tuple(
        ShownLine(parts, place in marked and bool(text.partition("#")[0].strip()))
        for place, text, parts in shown
        if place not in hidden
    )


def _shorten(line: str) -> str:
    text = line.expandtabs(TAB).replace("\r", " ")
    return text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]} ..."


def _colour(source: str) -> list[tuple[tuple[str, str], ...]]:
    """The parts of each line of a source."""
    lines: list[list[tuple[str, str]]] = [[]]
    for kind, text in PythonLexer(stripnl=False, ensurenl=False).get_tokens(source):
        tone = next((tone for parent, tone in TONES.items() if kind in parent), "")
        first, *others = text.split("\n")
        lines[-1].append((tone, first))
        lines += [[(tone, part)] for part in others]
    return [tuple(line) for line in lines]


def _texts(lines: Sequence[Line], numbered: bool) -> list[str]:
    return [line.numbered if numbered else line.text for line in lines]
