"""A CSV file of a platform in which a column is filled: every other row stays as it is, byte for byte."""

import codecs
import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass

from autograder.platforms import PlatformError

MAX_BYTES = 64 * 2**20
DELIMITERS = ",;\t"


@dataclass
class Row:
    """One row. raw: as it stands in the file, with its line end."""

    cells: list[str]
    raw: str

    def set(self, column: int, value: str, delimiter: str) -> None:
        """Give one cell a value. The row is written anew, so that cells that were quoted needlessly are no more."""
        self.cells += [""] * (column + 1 - len(self.cells))
        self.cells[column] = value
        end = self.raw[len(self.raw.rstrip("\r\n")) :]
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=delimiter, lineterminator=end).writerow(self.cells)
        self.raw = text.getvalue()

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
        raise PlatformError(f"{name} is not in UTF-8: use the file as the platform gave it.") from error
    delimiter = max(DELIMITERS, key=text.partition("\n")[0].count)
    try:
        rows = list(_read_rows(text, delimiter))
    except csv.Error as error:
        raise PlatformError(f"{name} is no CSV file: {error}.") from error
    if not rows or not any(rows[0].cells):
        raise PlatformError(f"{name} has no first line that names the columns.")
    return Sheet(rows, delimiter, mark)


def _read_rows(text: str, delimiter: str) -> Iterator[Row]:
    taken: list[str] = []

    def lines() -> Iterator[str]:
        for line in io.StringIO(text, newline=""):
            taken.append(line)
            yield line

    for cells in csv.reader(lines(), delimiter=delimiter, strict=True):
        yield Row(cells, "".join(taken))
        taken.clear()
