"""From a table's rows to people, with every error by line and column."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, timedelta, timezone, tzinfo
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from bot.domain.errors import Fault
from bot.domain.matching.encoding import LEVELS
from bot.domain.matching.participants import Participant
from bot.tables.mapping import Column, Kind, Mapped
from bot.tables.table import Row, Table

ROLES = {"mentee": (True, False), "mentor": (False, True), "both": (True, True)}
YES = frozenset({"yes", "oui", "true", "vrai", "x", "1"})
NO = frozenset({"no", "non", "false", "faux", "", "0"})
REQUIRED = ("id", "role")

T = TypeVar("T")


@dataclass(frozen=True)
class Mistake:
    """Something wrong in a table. `line` is 0 where it is about a whole column, `column` "" where about them all."""

    line: int
    column: str
    fault: Fault


class WrongTable(ValueError):
    """A table that people can't be read from."""

    def __init__(self, mistakes: tuple[Mistake, ...]) -> None:
        super().__init__(f"{len(mistakes)} mistakes")
        self.mistakes = mistakes


@dataclass(frozen=True)
class People:
    """Mentees and mentors, and what may be an oversight: ids that nobody has, columns that nothing is made of."""

    mentees: tuple[Participant, ...]
    mentors: tuple[Participant, ...]
    unknown_managers: tuple[str, ...]
    unknown_people: tuple[str, ...]
    unused: tuple[str, ...]
    assumed: str = ""


class _Refused(Exception):
    """A cell that says nothing that can be used."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.fault = Fault(name, facts)


@dataclass
class _Cells:
    """The cells of one row, by fact; what can't be read is noted."""

    mapped: Mapped
    row: Row
    mistakes: list[Mistake] = field(default_factory=list)

    def of(self, column: str | None, read: Callable[[str], T], default: T) -> T:
        """A cell as its reader reads it; the default where the table has no such column or the cell is empty."""
        cell = self.row.cells.get(column or "", "").strip()
        try:
            return read(cell) if cell else default
        except _Refused as refused:
            self.mistakes.append(Mistake(self.row.line, column or "", refused.fault))
            return default

    def fact(self, name: str, read: Callable[[str], T], default: T) -> T:
        return self.of(self.mapped.people.get(name), read, default)


def read(table: Table, mapped: Mapped) -> People:
    """Everybody in a table; raises WrongTable with all that is wrong."""
    mistakes = list(_missing_columns(table, mapped))
    if mistakes:
        raise WrongTable(tuple(mistakes))
    found: dict[str, Participant] = {}
    roles: dict[str, tuple[bool, bool]] = {}
    for row in table.rows:
        cells = _Cells(mapped, row)
        person, role = _person(cells), _role(cells)
        if person.id in found:
            cells.mistakes.append(Mistake(row.line, mapped.people["id"], Fault("twice", {"value": person.id})))
        found[person.id], roles[person.id] = person, role
        mistakes += cells.mistakes
    if mistakes:
        raise WrongTable(tuple(mistakes))
    everybody = found.values()
    named = [{*person.chosen, *person.not_with, *person.ended_with} for person in everybody]
    return People(
        tuple(person for person in everybody if roles[person.id][0]),
        tuple(person for person in everybody if roles[person.id][1]),
        tuple(sorted({person.manager for person in everybody if person.manager} - set(found))),
        tuple(sorted(set().union(*named) - set(found))),
        _unused(table, mapped),
        table.assumed,
    )


def _unused(table: Table, mapped: Mapped) -> tuple[str, ...]:
    """Columns that are neither a fact nor an answer: they may be misspelt."""
    used = {*mapped.people.values(), *(each.column for each in mapped.answers.values())}
    return tuple(column for column in table.columns if column and column not in used)


def _missing_columns(table: Table, mapped: Mapped) -> Iterable[Mistake]:
    """One mistake for all columns that must be there: that say who is who, and that criteria are made of."""
    used = {name for each in mapped.criteria for name in (each.mentee, each.mentor)}
    needed = [mapped.people.get(name, name) for name in REQUIRED]
    needed += [column.column for name, column in mapped.answers.items() if name in used]
    missing = [column for column in dict.fromkeys(needed) if column not in table.columns]
    if missing:
        facts = {"missing": ", ".join(missing), "known": ", ".join(table.columns)}
        yield Mistake(0, "", Fault("no_columns", facts))


def _person(cells: _Cells) -> Participant:
    mapped = cells.mapped
    names, nobody = _split(mapped.separator), cast("tuple[str, ...]", ())
    id = cells.fact("id", str, "")
    if not id:
        cells.mistakes.append(Mistake(cells.row.line, mapped.people["id"], Fault("no_id")))
    return Participant(
        id,
        cells.fact("name", str, id),
        _answers(cells),
        frozenset(cells.fact("languages", names, nobody)),
        cells.fact("zone", _zone, cast(tzinfo, UTC)),
        (cells.fact("works_from", _minutes, 9 * 60), cells.fact("works_until", _minutes, 17 * 60 + 30)),
        cells.fact("department", str, ""),
        cells.fact("manager", str, None),
        cells.fact("capacity", _capacity, mapped.capacity),
        cells.fact("chosen", names, nobody),
        frozenset(cells.fact("not_with", names, nobody)),
        frozenset(cells.fact("ended_with", names, nobody)),
        cells.fact("trained", _yes_no, False),
        cells.fact("paused_until", _date, None),
        cells.fact("left_over", _yes_no, False),
    )


def _role(cells: _Cells) -> tuple[bool, bool]:
    role = cells.fact("role", str, "")
    if role.lower() not in ROLES:
        cells.mistakes.append(Mistake(cells.row.line, cells.mapped.people["role"], Fault("role", {"value": role})))
        return (False, False)
    return ROLES[role.lower()]


def _answers(cells: _Cells) -> dict[str, object]:
    mapped = cells.mapped
    return {name: cells.of(each.column, _reader(each, mapped), None) for name, each in mapped.answers.items()}


def _reader(column: Column, mapped: Mapped) -> Callable[[str], object]:
    values = _split(mapped.separator)
    readers: Mapping[Kind, Callable[[str], object]] = {
        Kind.TEXT: lambda cell: cell,
        Kind.NUMBER: lambda cell: _number(cell, column.least, column.most),
        Kind.LIST: values,
        Kind.LEVELS: lambda cell: dict(_level(each) for each in values(cell)),
    }

    def read(cell: str) -> object:
        text = _character(cell, column.at)
        return None if text in mapped.nothing else readers[column.kind](text)

    return read


def _character(cell: str, at: int | None) -> str:
    """The whole cell, or one character of it, from 1."""
    if at is not None and len(cell) < at:
        raise _Refused("too_short", value=cell, least=at)
    return cell if at is None else cell[at - 1]


def _split(separator: str) -> Callable[[str], tuple[str, ...]]:
    return lambda cell: tuple(dict.fromkeys(part.strip() for part in cell.split(separator) if part.strip()))


def _level(text: str) -> tuple[str, int]:
    skill, colon, level = text.rpartition(":")
    if not colon:
        return text, LEVELS
    if level.strip() not in {str(each) for each in range(1, LEVELS + 1)}:
        raise _Refused("level", value=level.strip(), most=LEVELS)
    return skill.strip(), int(level)


def _number(cell: str, least: float | None, most: float | None) -> float:
    try:
        number = float(cell.replace(",", "."))
    except ValueError:
        raise _Refused("number", value=cell) from None
    if not (least is None or number >= least) or not (most is None or number <= most):
        raise _Refused("out_of_range", value=cell, least=least, most=most)
    return number


def _capacity(cell: str) -> int:
    if not cell.isdecimal():
        raise _Refused("capacity", value=cell)
    return int(cell)


def _zone(cell: str) -> tzinfo:
    """An IANA name, or hours east of UTC."""
    try:
        return timezone(timedelta(hours=float(cell)))
    except ValueError:
        pass
    try:
        return ZoneInfo(cell)
    except (KeyError, ValueError, OSError):
        raise _Refused("zone", value=cell) from None


def _minutes(cell: str) -> int:
    hours, _, minutes = cell.partition(":")
    if not (hours.isdecimal() and (minutes or "0").isdecimal() and int(hours) < 24 and int(minutes or 0) < 60):
        raise _Refused("time", value=cell)
    return int(hours) * 60 + int(minutes or 0)


def _date(cell: str) -> date | None:
    try:
        return date.fromisoformat(cell)
    except ValueError:
        raise _Refused("date", value=cell) from None


def _yes_no(cell: str) -> bool:
    if cell.lower() not in YES | NO:
        raise _Refused("yes_no", value=cell)
    return cell.lower() in YES
