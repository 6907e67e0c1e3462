"""Prose measured: what people read in a cell, how long its sentences are, how easy it is to read, which symbols."""

import re
from dataclasses import dataclass

LEFT_OUT = (
    (r"```.*?```", ""),  # code and expected output
    (r"\$\$.*?\$\$", ". "),  # formulas on lines of their own
    (r"(?m)^\|.*$", ""),  # tables
    (r"(?m)^#+ .*$", ""),  # headings
    (r"(?m)^\s*- \[.*$", ""),  # the outline
    (r"<[^>]+>", "\n\n"),
    (r"\[\[.*?\]\]", "x"),  # numbers of an array
    (r"`[^`]*`|\$[^$]*\$", "x"),  # a name or a symbol reads as one word
    (r"\[([^\]]*)\]\([^)]*\)", r"\1"),  # links
    (r"[*_>]", ""),
)
WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
COMMAND = re.compile(r"\\text\{[^}]*\}|\\(?:begin|end)\{\w+\}|\\[A-Za-z]+|\\.")


@dataclass(frozen=True)
class Measure:
    """Numbers of one or more texts: words, sentences, syllables, and the words of the longest sentence."""

    words: int
    sentences: int
    syllables: int
    longest: int

    @property
    def sentence_length(self) -> float:
        """Words in a sentence, on average."""
        return self.words / self.sentences

    @property
    def ease(self) -> float:
        """Flesch's reading ease: 60 to 70 is plain English for people of 13 to 15, more is easier."""
        return 206.835 - 1.015 * self.sentence_length - 84.6 * self.syllables / self.words


def plain(markdown: str) -> str:
    """The sentences of a markdown text, without code, formulas, tables, headings and marks."""
    for pattern, instead in LEFT_OUT:
        markdown = re.sub(pattern, instead, markdown, flags=re.DOTALL if ".*?" in pattern else 0)
    return markdown


def syllables(word: str) -> int:
    """The number of groups of vowels in a word, a silent e at its end left out; one at least."""
    count = len(re.findall(r"[aeiouy]+", word.lower()))
    if word.lower().endswith("e") and not word.lower().endswith(("le", "ee")):
        count -= 1
    return max(count, 1)


def measure(markdown: str) -> Measure:
    """Measure the sentences of a text; pieces of fewer than three words are none."""
    pieces = [WORD.findall(piece) for piece in re.split(r"[.!?:;]\s+|\n\s*\n|\n\s*- ", plain(markdown))]
    pieces = [words for words in pieces if len(words) >= 3]
    words = [word for piece in pieces for word in piece]
    return Measure(len(words), len(pieces), sum(map(syllables, words)), max(map(len, pieces), default=0))


def symbols(markdown: str) -> set[str]:
    """The letters and names in the formulas of a text, indices among them: "n", "H", "prev", "dZ"."""
    formulas = re.findall(r"\$\$(.*?)\$\$|\$([^$]+)\$", re.sub(r"```.*?```", "", markdown, flags=re.DOTALL), re.DOTALL)
    return {name for pair in formulas for name in re.findall(r"[A-Za-z]+", COMMAND.sub(" ", "".join(pair)))}
