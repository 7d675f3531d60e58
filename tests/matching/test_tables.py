"""Tables as spreadsheets write them, on any system."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from bot.tables.table import NotATable, read

ROWS = (["id", "name", "skills"], ["a", "Zoé", "finance;conseil"], ["b", 'dit "Bob"', "x, y"])


def text(separator: str, end: str = "\r\n") -> str:
    written = StringIO(newline="")
    csv.writer(written, delimiter=separator, lineterminator=end).writerows(ROWS)
    return written.getvalue()


FILES = {
    "comma": text(",").encode(),
    "semicolon with a mark": text(";").encode("utf-8-sig"),
    "tab in UTF-16": text("\t").encode("utf-16"),
    "Excel on Windows": text(";").encode("cp1252"),
    "Excel's separator line": f"sep=;\r\n{text(';')}".encode(),
    "old Macintosh": text(",", "\r").encode(),
}


@pytest.mark.parametrize("name", FILES)
def test_a_text_is_read_however_it_was_saved(tmp_path: Path, name: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(FILES[name])
    table = read(path)
    assert table.columns == tuple(ROWS[0])
    assert [list(row.cells.values()) for row in table.rows] == list(ROWS[1:])
    assert [row.line for row in table.rows] == ([3, 4] if name == "Excel's separator line" else [2, 3])
    assert table.assumed == ("Windows-1252" if name == "Excel on Windows" else "")


def test_a_workbook_is_known_by_what_is_in_it(tmp_path: Path) -> None:
    book = Workbook()
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "people.xlsx")
    renamed = (tmp_path / "people.xlsx").rename(tmp_path / "people.csv")
    assert [list(row.cells.values()) for row in read(renamed).rows] == list(ROWS[1:])


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("people.csv", b"", "empty_file"),
        ("people.csv", b"\n\n", "empty_file"),
        ("people.csv", bytes(range(256)), "no_text"),
        ("people.xls", b"\xd0\xcf\x11\xe0", "not_a_workbook"),
        ("people.xlsx", b"PK\x03\x04", "not_a_workbook"),
        ("people.csv", b'id,name\na,"Bob\nb,Eve\n', "broken_quotes"),
        ("people.csv", b"id;skills\na;x;y\n", "too_many_cells"),
        ("people.csv", b"id,id\na,b\n", "column_twice"),
    ],
)
def test_what_is_no_table_is_refused(tmp_path: Path, name: str, content: bytes, why: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(NotATable) as refused:
        read(path)
    assert refused.value.name == why
