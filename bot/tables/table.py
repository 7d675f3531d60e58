"""Tables: CSV and XLSX in, CSV and XLSX out."""

import csv
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO
from pathlib import Path


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
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


def read(path: Path) -> Table:
    """A table with a heading; raises NotATable."""
    if not path.is_file():
        raise NotATable("no_file", file=path.name)
    return parse(path.name, path.read_bytes())


def parse(name: str, content: bytes) -> Table:
    """The table that is in a file of that name; raises NotATable."""
    lines = _xlsx(name, content) if name.lower().endswith(".xlsx") else _csv(name, content)
    _, heading = next(lines, (0, ()))
    columns = tuple(cell.strip() for cell in heading)
    if not any(columns):
        raise NotATable("empty_file", file=name)
    twice = next((column for column in columns if column and columns.count(column) > 1), None)
    if twice:
        raise NotATable("column_twice", column=twice)
    rows = (Row(line, dict(zip(columns, (*cells, *[""] * len(columns)), strict=False))) for line, cells in lines)
    return Table(columns, tuple(row for row in rows if any(cell.strip() for cell in row.cells.values())))


def write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    """Writes rows, the heading first, as CSV, or as XLSX where the name says so."""
    if path.suffix.lower() == ".xlsx":
        _write_xlsx(path, rows)
        return
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([[_safe(cell) for cell in row] for row in rows])


def _csv(name: str, content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
    """The lines of a file with commas, semicolons or tabs, as its heading shows."""
    text = _decoded(name, content)
    heading = text.partition("\n")[0]
    reader = csv.reader(text.splitlines(keepends=True), delimiter=max(",;\t", key=heading.count))
    start = 1
    for cells in reader:
        yield start, cells
        start = reader.line_num + 1


def _decoded(name: str, content: bytes) -> str:
    """UTF-8 with or without a mark, UTF-16 with one, or else Windows-1252: what spreadsheets write in the West."""
    marked = {BOM_UTF16_LE: "utf-16", BOM_UTF16_BE: "utf-16", BOM_UTF8: "utf-8-sig"}
    encodings = [encoding for mark, encoding in marked.items() if content.startswith(mark)]
    for encoding in encodings or ("utf-8", "cp1252"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise NotATable("not_a_text", file=name)


def _xlsx(name: str, content: bytes) -> Iterator[tuple[int, Sequence[str]]]:
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
        yield line, [_text(cell) for cell in cells]
    book.close()


def _text(cell: object) -> str:
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
