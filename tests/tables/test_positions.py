"""HR's file, with the usual mess."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import Workbook

from bot.domain.facts import read_day
from bot.tables.positions import Written, WrongColumns, read
from bot.tables.table import NotATable, parse

FRENCH = "Prénom;Nom;Service;Établissement;Responsable hiérarchique;Niveau;Date d’entrée;Salaire\n"
LINE = "Zoé;Le Guével;R&D;Montréal;claire@x.org;3;31/01/2024;30000\n"


def written(content: bytes, name: str = "people.csv") -> Written:
    return read(parse(name, content), name)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_any_usual_encoding_and_separator(encoding: str, separator: str) -> None:
    [entry] = written((FRENCH + LINE).replace(";", separator).encode(encoding)).entries
    assert (entry.line, entry.person) == (2, "Zoé Le Guével")
    assert entry.facts == {
        "department": "R&D",
        "site": "Montréal",
        "manager_id": "claire@x.org",
        "level": "3",
        "started_on": "31/01/2024",
    }


def test_columns_that_nobody_asked_for_are_not_read() -> None:
    told = written((FRENCH + LINE).encode())
    assert told.ignored == ("Salaire",)
    assert "30000" not in repr(told.entries)


@pytest.mark.parametrize(
    ("heading", "person"),
    [("E-mail", "a@x.org"), ("Adresse e-mail", "a@x.org"), ("Full Name", "a@x.org"), ("ID Slack", "")],
)
def test_headings_in_both_languages(heading: str, person: str) -> None:
    [entry] = written(f"{heading},Start date\na@x.org,2024-01-31\n".encode()).entries
    assert entry.person == person


def test_an_id_of_hrs_own_is_not_taken_for_slacks() -> None:
    [entry] = written(b"ID,Email,Site\n00123,a@x.org,Lyon\n").entries
    assert entry.person == "a@x.org"


def test_a_workbook_with_its_own_dates() -> None:
    book, kept = Workbook(), BytesIO()
    book.active.append(["E-mail", "Date d'embauche", "Niveau"])
    book.active.append(["a@x.org", datetime(2024, 1, 31), 3])
    book.active.append([None, None, None])
    book.active.append(["b@x.org", 45322, 2.0])
    book.save(kept)
    entries = written(kept.getvalue(), "people.XLSX").entries
    assert [each.line for each in entries] == [2, 4]
    assert {read_day(each.facts["started_on"]).isoformat() for each in entries} == {"2024-01-31"}
    assert [each.facts["level"] for each in entries] == ["3", "2"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"Site,Service\nLyon,RH\n", "no_person_column"),
        (b"E-mail,Salaire\na@x.org,3\n", "no_fact_column"),
        (b"E-mail,Service,Department\na@x.org,1,2\n", "column_meant_twice"),
    ],
)
def test_a_heading_that_does_not_do_is_explained(content: bytes, fault: str) -> None:
    with pytest.raises(WrongColumns) as wrong:
        written(content)
    assert wrong.value.fault.name == fault


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("a.csv", b"", "empty_file"),
        ("a.xls", b"\xd0\xcf\x11\xe0\0\0", "not_a_workbook"),
        ("a.xlsx", b"PK", "not_a_workbook"),
        ("a.csv", b"Site,Site\n", "column_twice"),
    ],
)
def test_what_is_no_table_is_refused(name: str, content: bytes, fault: str) -> None:
    with pytest.raises(NotATable) as wrong:
        parse(name, content)
    assert wrong.value.name == fault
