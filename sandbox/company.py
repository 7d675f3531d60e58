"""The company that lives in the sandbox workspace: sixty people, their channels and one user group."""

import random
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from sandbox.roster import ROSTER


@dataclass(frozen=True)
class Site:
    """Where people work: an IANA time zone and the locale that most use there."""

    tz: str
    locale: str


SITES = {
    "Paris": Site("Europe/Paris", "fr-FR"),
    "Lyon": Site("Europe/Paris", "fr-FR"),
    "Montréal": Site("America/Toronto", "fr-FR"),
    "London": Site("Europe/London", "en-GB"),
    "Berlin": Site("Europe/Berlin", "de-DE"),
    "Singapore": Site("Asia/Singapore", "en-US"),
}
# Dark enough for white initials.
COLOURS = ("1f3d3a", "7a4b2a", "3b4a7a", "6b2f5c", "2f6f4e", "8a3b3b", "4a5568", "5a5f1f", "245c78", "6a4fa3")
LETTERS_WITHOUT_ACCENT = str.maketrans("ıß", "is", "'") | str.maketrans({"œ": "oe"})
DOMAIN = "meridien.example"


@dataclass(frozen=True)
class Team:
    id: str
    name: str
    domain: str


@dataclass(frozen=True)
class Person:
    """A member of the workspace. `tz` is an IANA name, `colour` six hexadecimal digits."""

    id: str
    name: str
    real_name: str
    display_name: str
    title: str
    department: str
    site: str
    tz: str
    locale: str
    email: str | None
    manager_id: str | None
    start_date: date
    is_hr: bool
    is_bot: bool
    is_guest: bool
    deleted: bool
    colour: str
    is_stranger: bool = False
    """Of another company, seen in a shared channel."""


@dataclass(frozen=True)
class Channel:
    id: str
    name: str
    topic: str
    is_private: bool
    members: tuple[str, ...]


@dataclass(frozen=True)
class Usergroup:
    id: str
    handle: str
    name: str
    users: tuple[str, ...]


@dataclass(frozen=True)
class Company:
    team: Team
    people: tuple[Person, ...]
    channels: tuple[Channel, ...]
    usergroups: tuple[Usergroup, ...]


def company(seed: int = 1) -> Company:
    """The people and their ids never change; start dates, colours and some channels follow the seed."""
    chance = random.Random(seed)
    people = tuple(_people(chance))
    hr = tuple(person.id for person in people if person.is_hr)
    return Company(
        team=Team("T0MERIDIEN", "Méridien", "meridien"),
        people=people,
        channels=tuple(_channels(people, chance)),
        usergroups=(Usergroup("S0RHHR", "rh-hr", "RH · HR", hr),),
    )


def _people(chance: random.Random) -> Iterator[Person]:
    department = ""
    for line in filter(None, ROSTER.splitlines()):
        if line.startswith("["):
            department = line.strip("[]")
        else:
            yield _person(department, [cell.strip() for cell in line.split("|")], chance)


def _person(department: str, cells: list[str], chance: random.Random) -> Person:
    key, real_name, title, site, manager, written_marks = cells
    marks = dict(mark.strip().partition("=")[::2] for mark in written_marks.split(","))
    handle = _handle(real_name)
    return Person(
        id=f"U0{key}",
        name=handle,
        real_name=real_name,
        display_name=real_name if "full-name" in marks else marks.get("display", _short(real_name)),
        title=title,
        department=department,
        site=site,
        tz=SITES[site].tz,
        locale=next((mark for mark in marks if "-" in mark and mark[-2:].isupper()), SITES[site].locale),
        email=None if marks.keys() & {"no-mail", "bot"} else f"{handle}@{DOMAIN}",
        manager_id=f"U0{manager}" if manager else None,
        start_date=_start_date(key, "new" in marks, chance),
        is_hr="hr" in marks,
        is_bot="bot" in marks,
        is_guest="guest" in marks,
        deleted="gone" in marks,
        colour=chance.choice(COLOURS),
    )


def _start_date(key: str, is_new: bool, chance: random.Random) -> date:
    """Managers have been there for longest."""
    if is_new:
        first, last = date(2026, 8, 31), date(2026, 10, 30)
    elif f"| {key} " in ROSTER:
        first, last = date(2009, 3, 2), date(2018, 12, 31)
    else:
        first, last = date(2015, 1, 5), date(2026, 6, 30)
    return first + timedelta(days=chance.randrange((last - first).days))


def _handle(real_name: str) -> str:
    """`Zoé Le Guével-Çelik` is `zoe.celik`: first and last word, ASCII."""
    spelled = unicodedata.normalize("NFKD", real_name.lower().translate(LETTERS_WITHOUT_ACCENT))
    words = spelled.encode("ascii", "ignore").decode().replace("-", " ").split()
    return ".".join(dict.fromkeys((words[0], words[-1])))


def _short(real_name: str) -> str:
    first, _, rest = real_name.partition(" ")
    return f"{first} {rest[0].upper()}." if rest else first


def _channels(people: tuple[Person, ...], chance: random.Random) -> Iterator[Channel]:
    staff = [person for person in people if not (person.deleted or person.is_guest or person.is_bot)]
    hr = tuple(person.id for person in staff if person.is_hr)

    def those(department: str = "", site: str = "") -> tuple[str, ...]:
        return tuple(p.id for p in staff if department in ("", p.department) and site in ("", p.site))

    def some(count: int) -> tuple[str, ...]:
        return tuple(person.id for person in chance.sample(staff, count))

    def public(key: str, name: str, topic: str, members: tuple[str, ...]) -> Channel:
        return Channel(f"C0{key}", name, topic, is_private=False, members=members)

    yield public("GENERAL", "general", "Toute l'entreprise · The whole company", (*those(), "U0TIDE"))
    yield public("ANNONCES", "annonces", "Annonces officielles · Official news", those())
    yield public("ENTRAIDE", "entraide-help", "Demander, proposer · Ask and offer", some(18))
    yield public("RETD", "r-et-d", "Ce que nous construisons · What we build", those("R&D"))
    yield public("LYON", "site-lyon", "La vie du site", (*those(site="Lyon"), "U0TIDE"))
    yield public("MONTREAL", "site-montreal", "La vie du bureau", those(site="Montréal"))
    yield public("LONDON", "site-london", "Office news", those(site="London"))
    yield public("SINGAPORE", "site-singapore", "Office news", those(site="Singapore"))
    yield public("ECHECS", "club-echecs-chess", "e4 e5", some(4))
    yield public("REFONTE", "refonte-du-site", "Le nouveau site web", (*those("Design"), "U0CELESTE"))
    yield Channel("C0RHPRIVE", "rh-hr-prive", "Confidentiel · Confidential", is_private=True, members=hr)
    yield Channel("C0CODIR", "codir", "Comité de direction", is_private=True, members=those("Direction"))
