"""Where people work, as HR's file says: who is meant, and what it would change."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.domain.errors import Fault
from bot.domain.facts import ERASED, FACTS, READERS, Unreadable, digest_of, plain
from bot.domain.people import Person


@dataclass(frozen=True)
class Entry:
    """A line of a file: who it is about, as it is written (a Slack id, an address or a name), and what it says."""

    line: int
    person: str
    facts: Mapping[str, str]


@dataclass(frozen=True)
class Change:
    """A line that would change something; `facts` are new values by name."""

    line: int
    person: Person
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Obstacle:
    """A line that is left out, as a whole, and why."""

    line: int
    fault: Fault


@dataclass(frozen=True)
class Prospect:
    """What a file would do. A line is taken as a whole or left out as a whole."""

    changes: tuple[Change, ...]
    obstacles: tuple[Obstacle, ...]
    unchanged: int

    @property
    def fingerprint(self) -> str:
        """The same for the same changes: what is confirmed is what was seen."""
        said = [
            (each.person.id, sorted((name, str(value)) for name, value in each.facts.items())) for each in self.changes
        ]
        return sha256(repr(said).encode()).hexdigest()[:32]


class _Left(Exception):
    """This line is left out."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.fault = Fault(name, facts)


class _Register:
    """Everybody, by all that a file may call them."""

    def __init__(self, people: Sequence[Person]) -> None:
        self._by_id = {each.id: each for each in people}
        self._by_digest = {each.email_digest: each for each in people if each.email_digest}
        self._by_name: dict[str, list[Person]] = defaultdict(list)
        for each in people:
            for name in {plain(each.full_name), plain(each.name)} - {""}:
                self._by_name[name].append(each)

    def find(self, text: str, kind: str) -> Person:
        """The one who is meant; raises _Left with a fault whose name begins with `kind`."""
        found = self._by_id.get(text) or (self._by_digest.get(digest_of(text)) if "@" in text else None)
        if found:
            return found
        alike = self._by_name.get(plain(text), [])
        named = [each for each in alike if each.is_active and not each.is_bot] or alike
        if len(named) > 1:
            raise _Left(f"{kind}_ambiguous", value=text, people=", ".join(each.id for each in named[:5]))
        if not named:
            raise _Left(f"{kind}_unknown", value=text)
        return named[0]


def prospect(entries: Sequence[Entry], people: Sequence[Person]) -> Prospect:
    """What a file's lines would change, given everybody who is known."""
    register = _Register(people)
    obstacles: list[Obstacle] = []
    told: dict[str, Change] = {}
    for entry in entries:
        try:
            person = _subject(entry, register, told)
            told[person.id] = Change(entry.line, person, _news(entry, person, register))
        except Unreadable as unreadable:
            obstacles.append(Obstacle(entry.line, unreadable.fault))
        except _Left as left:
            obstacles.append(Obstacle(entry.line, left.fault))
    obstacles += _break_cycles(told, people)
    changes = tuple(each for each in told.values() if each.facts)
    in_order = sorted(obstacles, key=lambda each: each.line)
    return Prospect(changes, tuple(in_order), unchanged=len(told) - len(changes))


def _subject(entry: Entry, register: _Register, told: Mapping[str, Change]) -> Person:
    if not entry.person:
        raise _Left("nobody")
    person = register.find(entry.person, "person")
    if person.is_bot or not person.is_active:
        raise _Left("person_left", value=entry.person)
    if person.id in told:
        raise _Left("person_twice", value=entry.person, line=told[person.id].line)
    return person


def _news(entry: Entry, person: Person, register: _Register) -> dict[str, object]:
    """What the line says that is not known yet; raises Unreadable, _Left."""
    said = {name: _value(name, text, person, register) for name, text in entry.facts.items() if text}
    return {name: said[name] for name in FACTS if name in said and said[name] != getattr(person, name)}


def _value(name: str, text: str, person: Person, register: _Register) -> object:
    if text == ERASED:
        return "" if name in ("department", "site") else None
    if name != "manager_id":
        return READERS[name](text)
    manager = register.find(text, "manager")
    if manager.id == person.id:
        raise _Left("own_manager", value=text)
    return manager.id


def _break_cycles(told: dict[str, Change], people: Sequence[Person]) -> Iterator[Obstacle]:
    """Takes the lines out that would make somebody their own manager's manager, until there are none."""
    names = {each.id: each.full_name or each.name for each in people}
    managers = {each.id: each.manager_id for each in people}
    while True:
        would_be = managers | {id: each.facts["manager_id"] for id, each in told.items() if "manager_id" in each.facts}
        guilty = [(id, round) for round in _cycles(would_be) for id in round if "manager_id" in _facts(told, id)]
        if not guilty:
            return
        for id, round in guilty:
            around = " → ".join(names.get(each, each) for each in (*round, round[0]))
            yield Obstacle(told.pop(id).line, Fault("cycle", {"people": around}))


def _facts(told: Mapping[str, Change], id: str) -> Mapping[str, object]:
    return told[id].facts if id in told else {}


def _cycles(managers: Mapping[str, object]) -> Iterator[list[str]]:
    """Each ring of people of whom each is managed by the next."""
    seen: set[str] = set()
    for start in managers:
        path: dict[str, int] = {}
        at: object = start
        while isinstance(at, str) and at not in seen and at not in path:
            path[at] = len(path)
            at = managers.get(at)
        if isinstance(at, str) and at in path:
            yield list(path)[path[at] :]
        seen.update(path)
