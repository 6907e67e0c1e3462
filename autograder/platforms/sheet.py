"""A CSV file of a platform in which a column is filled: every other row stays as it is, byte for byte."""

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.platforms import PlatformError

MAX_BYTES = 64 * 2**20
DELIMITERS = ",;\t"


@dataclass
class Row:
    """One row. raw: as it is in the file, with its line end."""

    cells: list[str]
    raw: str

    def set(self, column: int, value: float, delimiter: str) -> None:
        """Put a number into one cell; the others stay as they are, byte for byte."""
        end = self.raw[len(self.raw.rstrip("\r\n")) :]
        pieces = _split(self.raw.removesuffix(end), delimiter)
        for cells in (self.cells, pieces):
            cells += [""] * (column + 1 - len(cells))
            cells[column] = f"{value}"
        self.raw = delimiter.join(pieces) + end

    def cell(self, column: int | None) -> str:
        """A cell without the spaces around it; empty where the row has none."""
        return "" if column is None or column >= len(self.cells) else self.cells[column].strip()


@dataclass
class Sheet:
    """The rows of a file, the first of which names the columns."""

    rows: list[Row]
    delimiter: str
    mark: bytes

    @property
    def header(self) -> list[str]:
        """The names of the columns."""
        return [cell.strip() for cell in self.rows[0].cells]

    def column(self, name: str) -> int | None:
        """The column of a name, whatever its case."""
        return next((at for at, cell in enumerate(self.header) if cell.casefold() == name.casefold()), None)

    def to_bytes(self) -> bytes:
        """The file."""
        return self.mark + "".join(row.raw for row in self.rows).encode("utf-8")


def read_sheet(content: bytes, name: str) -> Sheet:
    """Read a file in UTF-8, with commas, semicolons or tabs. Raises PlatformError."""
    if len(content) > MAX_BYTES:
        raise PlatformError(f"{name} is larger than {MAX_BYTES // 2**20} MB.")
    mark = codecs.BOM_UTF8 if content.startswith(codecs.BOM_UTF8) else b""
    try:
        text = content[len(mark) :].decode("utf-8")
    except UnicodeDecodeError as error:
        raise PlatformError(f"{name} is not in UTF-8. Use the file exactly as you downloaded it.") from error
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    try:
        rows = list(_read_rows(text, delimiter))
    except csv.Error as error:
        raise PlatformError(f"{name} is not a CSV file: {error}.") from error
    if not rows or not any(rows[0].cells):
        raise PlatformError(f"{name} has no first line with column names.")
    return Sheet(rows, delimiter, mark)


def _split(raw: str, delimiter: str) -> list[str]:
    """The cells of a row with the quotes that they have in the file."""
    cell = re.compile(f'(?:"(?:[^"]|"")*")?[^{delimiter}]*')
    pieces, at = [], 0
    while at <= len(raw):
        found = cell.match(raw, at)
        assert found is not None  # it may be empty
        pieces.append(found[0])
        at = found.end() + 1
    return pieces


def _read_rows(text: str, delimiter: str) -> Iterator[Row]:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    for cells in csv.reader(lines(), delimiter=delimiter, strict=True):
        yield Row(cells, "".join(taken))
        taken.clear()
