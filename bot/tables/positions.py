"""From HR's table of people to entries: the columns as HR people call them, in French or English."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.errors import Fault
from bot.domain.facts import SLACK_ID, plain
from bot.domain.positions import Entry
from bot.tables.table import Row, Table

COLUMNS: Mapping[str, str] = {
    "id": "id, slack id, id slack, slack, slack user id, user id, member id, identifiant slack",
    "email": "email, e mail, mail, email address, work email, courriel, adresse mail, adresse e mail, adresse email, "
    "adresse electronique, email professionnel, e mail professionnel, mail professionnel",
    "name": "name, full name, employee, employee name, nom complet, nom et prenom, prenom et nom, collaborateur, "
    "collaboratrice, salarie, salariee, employe",
    "first_name": "first name, given name, prenom",
    "last_name": "last name, surname, family name, nom, nom de famille",
    "department": "department, dept, departement, service, direction, equipe, team",
    "site": "site, location, office, lieu, lieu de travail, bureau, etablissement, ville, city",
    "manager_id": "manager, manager id, manager email, manager e mail, line manager, reports to, n+1, manager n+1, "
    "superieur, superieur hierarchique, responsable, responsable hierarchique, mail du manager, email manager, "
    "email du manager, e mail du manager",
    "level": "level, seniority, grade, niveau, seniorite, classification",
    "started_on": "start date, started on, hire date, hired on, joining date, date d entree, date entree, entree, "
    "date d embauche, date embauche, date d arrivee, date de debut, embauche",
}
"""What each column may be called, without accents, case and punctuation."""
WHO = ("id", "email", "name", "first_name", "last_name")
_MEANING = {word: meaning for meaning, words in COLUMNS.items() for word in words.split(", ")}


class WrongColumns(ValueError):
    """The heading says nothing of whom, or nothing about them, or the same thing twice."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.fault = Fault(name, facts)


@dataclass(frozen=True)
class Written:
    """What a file says; `ignored` are the columns that were not read."""

    file: str
    entries: tuple[Entry, ...]
    ignored: tuple[str, ...]


def read(table: Table, file: str) -> Written:
    """The lines of HR's table; raises WrongColumns."""
    meant: dict[str, str] = {}
    for column in filter(None, table.columns):
        meaning = _MEANING.get(plain(column))
        if meaning in meant:
            raise WrongColumns("column_meant_twice", one=meant[meaning], other=column)
        if meaning:
            meant[meaning] = column
    if not meant.keys() & set(WHO):
        raise WrongColumns("no_person_column", known=", ".join(filter(None, table.columns)))
    if not meant.keys() - set(WHO):
        raise WrongColumns("no_fact_column", known=", ".join(filter(None, table.columns)))
    entries = tuple(_entry(row, meant) for row in table.rows)
    return Written(file, entries, tuple(each for each in table.columns if each and each not in meant.values()))


def _entry(row: Row, meant: Mapping[str, str]) -> Entry:
    cells = {meaning: " ".join(row.cells[column].split()) for meaning, column in meant.items()}
    full_name = " ".join(filter(None, (cells.get("first_name"), cells.get("last_name"))))
    id = cells.get("id", "")
    person = (id if SLACK_ID.fullmatch(id) else "") or cells.get("email") or cells.get("name") or full_name
    return Entry(row.line, person, {name: text for name, text in cells.items() if name not in WHO})
