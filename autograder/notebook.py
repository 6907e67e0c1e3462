"""Reading the code cells of a notebook from its bytes, whatever has happened to it. Nothing is run.

Only `json` is used: the notebook may come from anybody, and beside JupyterLab the import of
nbformat costs more than grading a submission does.
"""

import codecs
import json
from dataclasses import dataclass

MAX_BYTES = 64 * 2**20
MAX_SOURCE = 2**20
MAX_CELLS = 5_000


class UnreadableNotebookError(Exception):
    """The bytes are no notebook; the message says why and what to do, for the student."""


@dataclass(frozen=True)
class Cell:
    """One code cell. number counts all cells of the notebook from 1, as a reader would."""

    number: int
    source: str

    @property
    def label(self) -> str:
        """What the cell is called in messages."""
        return f"cell {self.number}"


def read_cells(content: bytes) -> list[Cell]:
    """The code cells of a notebook of format 3 or 4.

    Raises UnreadableNotebookError.
    """
    if len(content) > MAX_BYTES:
        limit = f"{MAX_BYTES // 2**20} MB"
        raise UnreadableNotebookError(
            f"The file is larger than {limit}. Clear the outputs in JupyterLab and hand in again."
        )
    text = _decode(content)
    try:
        notebook = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableNotebookError(_why_no_json(text)) from error
    found = notebook.get("cells") if isinstance(notebook, dict) else None
    if found is None and isinstance(notebook, dict):
        found = _cells_of_sheets(notebook.get("worksheets"))
    if not isinstance(found, list):
        raise UnreadableNotebookError(
            "The file holds no notebook cells. Hand in the .ipynb file that JupyterLab saves."
        )
    cells, total = [], 0
    for number, cell in enumerate(found[:MAX_CELLS], 1):
        source = _source(cell)
        total += len(source)
        if source and total <= MAX_SOURCE:
            cells.append(Cell(number, source))
    return cells


def _cells_of_sheets(sheets: object) -> list | None:
    """The cells of a notebook of format 3, which has them in worksheets."""
    if not isinstance(sheets, list):
        return None
    found = [sheet.get("cells") for sheet in sheets if isinstance(sheet, dict)]
    return [cell for cells in found if isinstance(cells, list) for cell in cells]


def _source(cell: object) -> str:
    if not isinstance(cell, dict) or cell.get("cell_type") != "code":
        return ""
    source = cell.get("source", cell.get("input", ""))
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    return source.replace("\r\n", "\n").replace("\r", "\n") if isinstance(source, str) else ""


def _decode(content: bytes) -> str:
    utf16 = (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")
    marks = (codecs.BOM_UTF8, "utf-8-sig"), *utf16
    encoding = next((name for mark, name in marks if content.startswith(mark)), "utf-8")
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UnreadableNotebookError(
            "The file is not text, so it is no notebook. Hand in the .ipynb file that JupyterLab saves."
        ) from error


def _why_no_json(text: str) -> str:
    start = text.lstrip()[:200].lower()
    if not start:
        return "The file is empty. Save the notebook in JupyterLab and hand in the .ipynb file again."
    if start.startswith(("<!doctype", "<html", "<?xml")):
        return "The file is a saved web page, not the notebook. Download the notebook itself (.ipynb)."
    return "The file is no notebook: it is not valid JSON, or it was cut off. Hand in the .ipynb file again."
