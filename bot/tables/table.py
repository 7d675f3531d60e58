"""Tables: CSV and XLSX in, CSV and XLSX out."""

import csv
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from io import BytesIO, StringIO
from itertools import zip_longest
from pathlib import Path

ZIP = b"PK\x03\x04"
"""How a workbook begins, whatever its name."""

WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods", ".numbers")

Line = tuple[int, Sequence[str]]
"""A line's number in the file, and its cells."""


class NotATable(ValueError):
    """The file can't be read as a table; `name` is a block of `templates/matching/faults.j2`."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.name, self.facts = name, facts


@dataclass(frozen=True)
class Row:
    """One line of a table, by column. `line` is the line of the file, or the row of the sheet, from 1."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file. `assumed` is the encoding that it was taken to have; empty where that is sure."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    assumed: str = ""


def read(path: Path) -> Table:
    """A table with a heading; raises NotATable."""
    if not path.is_file():
        raise NotATable("no_file", file=path.name)
    return parse(path.name, path.read_bytes())


def parse(name: str, content: bytes) -> Table:
    """The table that is in a file of that name; raises NotATable."""
    if content.startswith(ZIP):
        return _table(name, _xlsx(name, content))
    if name.lower().endswith(WORKBOOKS):
        raise NotATable("not_a_workbook", file=name)
    text, assumed = _text(name, content)
    return replace(_table(name, _csv(text)), assumed=assumed)


def _table(name: str, lines: Iterator[Line]) -> Table:
    _, heading = next(lines, (0, ()))
    columns = tuple(cell.strip() for cell in heading)
    if not any(columns):
        raise NotATable("empty_file", file=name)
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice:
        raise NotATable("column_twice", column=twice)
    return Table(columns, tuple(_rows(columns, lines)))


def _rows(columns: Sequence[str], lines: Iterator[Line]) -> Iterator[Row]:
    """The lines that say something; raises NotATable where one has more cells than the heading."""
    for line, cells in lines:
        if any(cell.strip() for cell in cells[len(columns) :]):
            raise NotATable("too_many_cells", line=line, cells=len(cells), columns=len(columns))
        if any(cell.strip() for cell in cells):
            yield Row(line, dict(zip_longest(columns, cells[: len(columns)], fillvalue="")))


def write(path: Path, rows: Sequence[Sequence[object]], separator: str = ",") -> None:
    """Writes rows, the heading first, as XLSX where the name says so, else as CSV with this separator."""
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, rows)
        return
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file, delimiter=separator).writerows([[_safe(cell) for cell in row] for row in rows])


def _text(name: str, content: bytes) -> tuple[str, str]:
    """The text of a file, and its encoding where that is a guess: Excel's, as it saves CSV on a European Windows."""
    encoding = "utf-16" if content.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    try:
        text, assumed = content.decode(encoding), ""
    except UnicodeDecodeError:
        text, assumed = content.decode("cp1252", errors="replace"), "Windows-1252"
    if "\0" in text or "\N{REPLACEMENT CHARACTER}" in text:
        raise NotATable("no_text", file=name)
    return text, assumed


def _csv(text: str) -> Iterator[Line]:
    """The lines of a text with commas, semicolons or tabs, as its heading shows; Excel's `sep=;` is skipped."""
    lines = list(StringIO(text, newline=""))
    skipped = 1 if text.lower().startswith("sep=") else 0
    heading = next(iter(lines[skipped:]), "")
    reader = csv.reader(lines[skipped:], delimiter=max(",;\t", key=heading.count), strict=True)
    start = skipped + 1
    try:
        for cells in reader:
            yield start, cells
            start = skipped + reader.line_num + 1
    except csv.Error as error:
        raise NotATable("broken_quotes", line=start) from error


def _xlsx(name: str, content: bytes) -> Iterator[Line]:
    """The rows of a workbook's first sheet."""
    from zipfile import BadZipFile

    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(BytesIO(content), read_only=True, data_only=True)
    except (BadZipFile, InvalidFileException, KeyError) as error:
        raise NotATable("not_a_workbook", file=name) from error
    sheet = book.worksheets[0]
    for line, cells in enumerate(sheet.iter_rows(values_only=True), start=1):
        yield line, [_cell(cell) for cell in cells]
    book.close()


def _cell(cell: object) -> str:
    """What a cell of a sheet says, as it would stand in a CSV file."""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, time):
        return cell.strftime("%H:%M")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else str(cell)


def _safe(cell: object) -> object:
    """A text that a spreadsheet would take for a formula is marked as text (OWASP, CSV injection)."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell


def _write_xlsx(path: Path, rows: Sequence[Sequence[object]]) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append([_safe(cell) for cell in row])
    book.save(path)
