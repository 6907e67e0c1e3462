"""Reading the cells of a notebook from its bytes, whatever has happened to it. Nothing is run.

Only `json` is used: the notebook may come from anybody, and in an environment with JupyterLab the import of
nbformat costs more than grading a submission does.
"""

import json
import re
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

from autograder.reading.file_kinds import describe
from autograder.text import list_names

MAX_BYTES = 64 * 2**20
MAX_VALUES = 1_000_000
"""JSON values in a file: a few bytes each can take two hundred in memory, so limiting bytes alone is not enough."""
MAX_SOURCE = 2**19
MAX_CELLS = 5_000

STRING = re.compile(rb'"(?:[^"\\]++|\\.)*+"', re.DOTALL)
HAND_IN = "Hand in the .ipynb file that JupyterLab saves."
SAVE_AGAIN = "Open the notebook in JupyterLab, save it, and hand in the .ipynb file again."
# What to do about a file that is something else, where that is not to hand in the notebook.
INSTEAD = {
    "an empty file": SAVE_AGAIN,
    "zero bytes and nothing else": f"Saving or copying it failed. {SAVE_AGAIN}",
    "a pointer of Git LFS": "It only says where the notebook is kept. Run `git lfs pull`, then hand in the notebook.",
    "a web page": "Download the notebook itself (.ipynb), not the page that shows it.",
    "a Python script": "The grader reads the cells of the notebook, not a script. Hand in the .ipynb file.",
}
OF_TEXT = ("markdown", "raw")
# Python looks for characters far quicker than for beginnings of lines, so the character of each mark comes first.
CONFLICT = re.compile(r"<(?<=^<)<{6} |=(?<=^=)={6}\s*$|>(?<=^>)>{6} ", re.MULTILINE)
BEHIND = " \t\r\n\x00"
"""What may follow a notebook: some ways to copy a file fill it up with zero bytes."""
DELETE = "Delete what the exercises do not need, such as data that was pasted in, and hand in again."


class UnreadableNotebookError(Exception):
    """The bytes are not a notebook; the message explains why, and what to do."""


@dataclass(frozen=True)
class Cell:
    """One cell. number: counted from 1 over all cells of the notebook, as a reader would. kind: `code`, `markdown`...

    grade_id: nbgrader's name of it, if it was kept; only `read_all_cells` looks for it.
    """

    number: int
    source: str
    kind: str = "code"
    grade_id: str = ""

    @property
    def label(self) -> str:
        """What the cell is called in messages."""
        return f"cell {self.number}"


@dataclass(frozen=True)
class Notebook:
    """The code cells of a notebook that are read, and sentences for the student about those that are not.

    others: Markdown and raw cells that may hold a function. release: which release of the assignment it was made from.
    python: the version of Python that ran it last. Both are empty where the file does not have them.
    """

    cells: tuple[Cell, ...]
    notes: tuple[str, ...] = ()
    others: tuple[Cell, ...] = ()
    release: str = ""
    python: str = ""


def read_notebook(content: bytes) -> Notebook:
    """The code cells of a notebook of any format, 1 to 4, as far as the limits allow.

    Raises UnreadableNotebookError.
    """
    notebook = _load(content)
    found = _find_cells(notebook)
    cells, others, giant, total, text = [], [], [], 0, 0
    for number, cell in enumerate(found[:MAX_CELLS], 1):
        kind = cell.get("cell_type") if isinstance(cell, dict) else None
        source = _read_source(cell) if kind in ("code", *OF_TEXT) else ""
        if kind in OF_TEXT:
            text += len(source)
            others += [Cell(number, source, kind)] if "def " in source and text <= MAX_SOURCE else []
        elif total + len(source) > MAX_SOURCE:
            giant.append(number)
        elif source:
            total += len(source)
            cells.append(Cell(number, source))
    notes = []
    if giant:
        notes.append(
            f"{tell_cells(giant)} left out: together with the cells before, the code is longer than "
            f"{MAX_SOURCE:,} characters. {DELETE}"
        )
    if len(found) > MAX_CELLS:
        notes.append(
            f"The notebook has {len(found):,} cells; those after the first {MAX_CELLS:,} were left out. "
            "Delete the cells that the exercises do not need and hand in again."
        )
    release, python = (_find_text(notebook, *place) for place in (("course", "release"), ("language_info", "version")))
    return Notebook(tuple(cells), tuple(notes), tuple(others), release, python)


def read_all_cells(content: bytes) -> list[Cell]:
    """The cells of a notebook of every kind, without any limit on their number. Raises UnreadableNotebookError."""
    return [_read_cell(number, cell) for number, cell in enumerate(_find_cells(_load(content)), 1)]


def tell_cells(numbers: list[int]) -> str:
    """The cells of these numbers as the beginning of a sentence, with its verb."""
    if len(numbers) == 1:
        return f"Cell {numbers[0]} was"
    return f"Cells {list_names(numbers)} were"


def _load(content: bytes) -> object:
    """The JSON value of a file. Numbers are left out: no cell needs them, and their digits may be without end."""
    if len(content) > MAX_BYTES:
        limit = f"{MAX_BYTES // 2**20} MB"
        raise UnreadableNotebookError(
            f"The file is larger than {limit}. Clear the outputs in JupyterLab and hand in again."
        )
    if _has_too_many_values(content):
        raise UnreadableNotebookError(
            f"The file holds more than {MAX_VALUES:,} values, far more than cells and outputs need. "
            "Clear the outputs in JupyterLab and hand in again."
        )
    text = _decode(content)
    if b"\x00" in content:  # json passes over blanks by itself, and without a copy of the text
        text = text.rstrip(BEHIND)
    try:
        # strict: Jupyter writes no raw line ends and tabs into strings, but scripts that edit notebooks do.
        return json.loads(text, strict=False, parse_int=_no_number, parse_float=_no_number)
    except RecursionError as error:
        raise UnreadableNotebookError(
            "The file is not a notebook: its lists are nested far deeper than those of any notebook. " + HAND_IN
        ) from error
    except json.JSONDecodeError as error:
        raise UnreadableNotebookError(_why_no_json(text, error)) from error


def _has_too_many_values(content: bytes) -> bool:
    """Whether there are more values than allowed: each but the first comes after a comma, a bracket or a brace.

    A value takes two bytes at least, its end or the comma behind it included, so in a short file nothing is counted.
    Counted with all of the file first, which is quick, and outside its strings only where that is too many.
    """
    if len(content) <= 2 * MAX_VALUES or _count_values(content) <= MAX_VALUES:
        return False
    if b"\x00" in content:  # UTF-16 or UTF-32, where half a character may look like a quotation mark
        return True
    count = total = end = 0
    strings = STRING.finditer(content)
    while spans := [string.span() for string in islice(strings, 10_000)]:
        between = pairwise([(0, end), *spans])
        count += _count_values(b"".join(content[before[1] : after[0]] for before, after in between))
        total += len(spans)
        end = spans[-1][1]
        # Two strings make a key and its value; more of them than that are not JSON.
        if max(count, total // 2) > MAX_VALUES:
            return True
    return count + _count_values(content[end:]) > MAX_VALUES


def _count_values(text: bytes) -> int:
    return text.count(b",") + text.count(b"[") + text.count(b"{")


def _no_number(_: str) -> int:
    return 0


def _find_cells(notebook: object) -> list:
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    if found is None and isinstance(notebook, dict):
        found = _cells_of_sheets(notebook.get("worksheets"))
    if not isinstance(found, list):
        raise UnreadableNotebookError(f"The file holds no notebook cells. {HAND_IN}")
    return found


def _find_text(notebook: Any, group: str, key: str) -> str:
    """A text in a group of the metadata of a notebook; empty where there is none."""
    metadata = notebook.get("metadata")
    found = metadata.get(group) if isinstance(metadata, dict) else None
    text = found.get(key) if isinstance(found, dict) else None
    return text if isinstance(text, str) else ""


def _read_cell(number: int, cell: object) -> Cell:
    """A cell, empty and of no kind where it is not an object."""
    if not isinstance(cell, dict):
        return Cell(number, "", "")
    metadata = cell.get("metadata")
    of_nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = of_nbgrader.get("grade_id") if isinstance(of_nbgrader, dict) else cell.get("id")
    kind = cell.get("cell_type")
    return Cell(
        number,
        _read_source(cell),
        kind if isinstance(kind, str) else "",
        grade_id if isinstance(grade_id, str) else "",
    )


def _read_source(cell: dict) -> str:
    """The source of a cell of any kind; empty where there is none that can be read."""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        try:
            source = "".join(source)
        except TypeError:
            source = "".join([line for line in source if isinstance(line, str)])
    return source.replace("\r\n", "\n").replace("\r", "\n") if isinstance(source, str) else ""


def _cells_of_sheets(sheets: object) -> list | None:
    """The cells of a notebook of format 2 or 3, which has them in worksheets."""
    if not isinstance(sheets, list):
        return None
    found = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in found if isinstance(cells, list) for cell in cells]


def _decode(content: bytes) -> str:
    if kind := describe(content):
        raise UnreadableNotebookError(f"What was handed in is {kind}, not a notebook. {INSTEAD.get(kind, HAND_IN)}")
    try:
        # UTF-16 and UTF-32, with and without a mark, are recognised as json itself does. Half characters are let
        # through: they cost the cell that they are in.
        return content.decode(json.detect_encoding(content), errors="surrogatepass")
    except UnicodeDecodeError as error:
        why = "is not in UTF-8" if content.lstrip()[:1] == b"{" else "is not text, so it is not a notebook"
        raise UnreadableNotebookError(f"The file {why}. {HAND_IN}") from error


def _why_no_json(text: str, error: json.JSONDecodeError) -> str:
    """What has happened to a file that is not JSON as it is."""
    end = len(text.rstrip(BEHIND))
    if not end:
        return f"The file is empty. {SAVE_AGAIN}"
    if not text.lstrip("\ufeff \t\r\n").startswith("{"):
        return f"The file is not a notebook: it is not valid JSON. {HAND_IN}"
    if conflict := CONFLICT.search(text):
        return (
            f"Git left the marks of a merge conflict in the file, the first in line {_line(text, conflict.start())}. "
            "Decide between the two versions and delete the marks (lines with <<<<<<<, ======= and >>>>>>>), until the "
            "notebook opens in JupyterLab. Then hand it in again."
        )
    if error.msg.startswith("Extra data"):
        return (
            f"The notebook is complete, but something else follows it in line {error.lineno}. Open the file in a text "
            "editor, delete what follows the notebook, and hand in again."
        )
    if error.msg.startswith("Unterminated string") or error.pos >= end:
        return f"The file was cut off: it ends in the middle of line {_line(text, end)}. {SAVE_AGAIN}"
    return (
        f"The file is damaged: line {error.lineno} is not valid JSON. "
        f"If it was edited outside JupyterLab, undo that. {SAVE_AGAIN}"
    )


def _line(text: str, position: int) -> int:
    return text.count("\n", 0, position) + 1
