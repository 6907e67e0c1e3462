"""Code beside the nearest right answer: which lines of it differ."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from autograder.reading.answers import Answer, Line

TAB = 4
LONGEST_LINE = 300
"""Characters of a line that are shown."""


@dataclass(frozen=True)
class ShownLine:
    """A line of code as a page shows it."""

    text: str
    differs: bool


@dataclass(frozen=True)
class Compared:
    """An answer beside a right one. student: who gave the right one, empty where there is none to compare with."""

    lines: tuple[ShownLine, ...]
    right: tuple[ShownLine, ...] = ()
    student: str = ""

    @property
    def same(self) -> bool:
        """Whether no line differs."""
        return not any(line.differs for line in (*self.lines, *self.right))


def compare_code(answer: Answer, right: Sequence[tuple[Answer, str]]) -> Compared:
    """An answer beside the right one that differs from it least. right: each with a student who gave it.

    Names of variables may differ or an additional variable may shift all their numbers: whichever of the two ways to
    compare finds less that differs is believed.
    """
    best: tuple[float, Compared] | None = None
    for other, student in right if answer.lines else ():
        for numbered in (False, True):
            own_texts, other_texts = _texts(answer.lines, numbered), _texts(other.lines, numbered)
            matcher = SequenceMatcher(None, own_texts, other_texts, autojunk=False)
            if best is not None and matcher.ratio() <= best[0]:
                continue
            changed = [opcode for opcode in matcher.get_opcodes() if opcode[0] != "equal"]
            own = {number for _, start, end, _, _ in changed for number in range(start, end)}
            others = {number for _, _, _, start, end in changed for number in range(start, end)}
            compared = Compared(show_code(answer, own), show_code(other, others), student)
            best = matcher.ratio(), compared
    return best[1] if best else Compared(show_code(answer))


def show_code(answer: Answer, differing: Collection[int] = ()) -> tuple[ShownLine, ...]:
    """The lines of an answer without its docstring, which is the starter's. differing: numbers of marked statements."""
    marked = {
        place for number in differing for place in range(answer.lines[number].first, answer.lines[number].last + 1)
    }
    hidden = range(answer.docstring[0], answer.docstring[1] + 1) if answer.docstring else ()
    lines = enumerate(answer.source.rstrip().split("\n"), 1)
    return tuple(_show(line, place in marked) for place, line in lines if place not in hidden)


def _show(line: str, marked: bool) -> ShownLine:
    text = line.expandtabs(TAB)
    shown = text if len(text) <= LONGEST_LINE else f"{text[:LONGEST_LINE]} ..."
    return ShownLine(shown, marked and bool(text.strip()) and not text.lstrip().startswith("#"))


def _texts(lines: Sequence[Line], numbered: bool) -> list[str]:
    return [line.numbered if numbered else line.text for line in lines]
