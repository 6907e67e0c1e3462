"""Functions that a notebook holds where nothing defines them: in a cell of text, behind `#`, or cut in two."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from itertools import pairwise

from autograder.reading.notebook import Notebook

DEFINED = re.compile(r"^[ \t]*(?:(?:async[ \t]+)?def[ \t]+(\w+)|(\w+)[ \t]*=[ \t]*lambda\b)", re.MULTILINE)
COMMENTED = re.compile(r"^[ \t]*#[# \t]*def[ \t]+(\w+)[ \t]*\(", re.MULTILINE)
KINDS = {"markdown": "a Markdown cell", "raw": "a raw cell"}


@dataclass(frozen=True)
class Misplaced:
    """Sentences on some functions. elsewhere: where one is that no cell defines. cut: of one cut in two."""

    elsewhere: Mapping[str, str]
    cut: Mapping[str, str]


def find_defined(source: str) -> list[str]:
    """The names of the functions that a text seems to define, each once, in order."""
    return list(dict.fromkeys(first or second for first, second in DEFINED.findall(source)))


def find_misplaced(notebook: Notebook, names: Collection[str]) -> Misplaced:
    """Where functions of these names are that are not where they belong. Each sentence names the cell."""
    elsewhere: dict[str, str] = {}
    cut: dict[str, str] = {}
    for cell in notebook.cells:
        for name in COMMENTED.findall(cell.source) if "def" in cell.source else ():
            elsewhere[name] = f"In {cell.label}, `def {name}` is a comment: delete the `#` in front of its lines."
        magic = cell.source.lstrip().partition("\n")[0].partition(" ")[0]
        if magic.startswith("%%"):
            told = f"begins with `{magic[:20]}`, so it defines nothing: delete that line."
            elsewhere |= {
                name: f"The cell with `def {name}` ({cell.label}) {told}" for name in find_defined(cell.source)
            }
    for cell in notebook.others:
        what = f"is {KINDS[cell.kind]}: select it and press Y to make it a code cell."
        elsewhere |= {
            name: f"{cell.label.capitalize()} holds `def {name}`, but {what}" for name in find_defined(cell.source)
        }
    for cell, following in pairwise(notebook.cells):
        first = following.source.strip("\n").partition("\n")[0]
        if first[:1] in (" ", "\t") and first.strip() and (defined := find_defined(cell.source)):
            cut[defined[-1]] = (
                f"{following.label.capitalize()} is indented. If it belongs to {defined[-1]} in {cell.label}, the "
                "function ends too early: put both into one cell."
            )
    return Misplaced(*({name: told for name, told in found.items() if name in names} for found in (elsewhere, cut)))
