"""Supply and demand before matching: what mentees ask for, what mentors offer, and where and when people work.

Skills are counted whatever their number, since nobody is named. Languages, sites and time zones could point at
somebody: a group under five is not shown, nor how many such groups there are.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from statistics import median_low

from bot.domain.enrolment import Role
from bot.domain.forms import Answers, Form, Wording
from bot.domain.people import LANGUAGES as SPOKEN

SMALLEST = 5
"""The smallest group that is shown."""
WANTED, OFFERED, LANGUAGES, SITE = "skills_wanted", "skills_offered", "languages", "site"
HOURS, CAPACITY = ("work_from", "work_until"), "capacity"


@dataclass(frozen=True)
class Entry:
    """What is looked at of somebody who takes part. `site` is the directory's, for who has not named one."""

    role: Role
    answers: Answers
    tz: str
    site: str = ""

    @property
    def seeks(self) -> bool:
        return self.role is not Role.MENTOR

    @property
    def offers(self) -> bool:
        """Whether this is a mentor who has room for somebody."""
        return self.role is not Role.MENTEE and self.answers.get(CAPACITY) != "0"


@dataclass(frozen=True)
class Skill:
    """How many ask for a skill, and how many offer it."""

    key: str
    asked: int
    offered: int

    @property
    def is_missing(self) -> bool:
        """Whether fewer offer it than ask for it."""
        return self.offered < self.asked


@dataclass(frozen=True)
class Group:
    """People who have something in common: a language, a site or a time zone, with its usual hours (HH:MM)."""

    key: str
    mentees: int
    mentors: int
    hours: tuple[str, str] | None = None

    @property
    def size(self) -> int:
        return self.mentees + self.mentors


@dataclass(frozen=True)
class Balance:
    """Supply and demand of a programme. Skills are in order of demand, groups in order of size."""

    mentees: int = 0
    mentors: int = 0
    skills: tuple[Skill, ...] = ()
    languages: tuple[Group, ...] = ()
    sites: tuple[Group, ...] = ()
    zones: tuple[Group, ...] = ()

    @property
    def missing(self) -> tuple[Skill, ...]:
        """Skills that too few offer: those that nobody offers first, then where most are left without."""
        found = (skill for skill in self.skills if skill.is_missing)
        return tuple(sorted(found, key=lambda skill: (skill.offered > 0, skill.offered - skill.asked, skill.key)))


@dataclass
class _Sums:
    """How many seek and how many offer, by name; a name is spelt as whoever came first spells it."""

    seeking: Counter[str] = field(default_factory=Counter)
    offering: Counter[str] = field(default_factory=Counter)
    people: Counter[str] = field(default_factory=Counter)
    spelling: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, entry: Entry) -> None:
        key = name.casefold()
        self.spelling.setdefault(key, name)
        self.seeking[key] += entry.seeks
        self.offering[key] += entry.offers
        self.people[key] += 1

    def groups(self, hours: Mapping[str, tuple[str, str]] | None = None) -> tuple[Group, ...]:
        shown = ((key, self.spelling[key]) for key, count in self.people.items() if count >= SMALLEST)
        groups = (Group(name, self.seeking[key], self.offering[key], (hours or {}).get(name)) for key, name in shown)
        return tuple(sorted(groups, key=lambda group: (-group.size, group.key)))


def balance(entries: Iterable[Entry]) -> Balance:
    """Adds up everybody in one pass."""
    mentees = mentors = 0
    asked, offered = Counter[str](), Counter[str]()
    languages, sites, zones = _Sums(), _Sums(), _Sums()
    begins, ends = defaultdict[str, list[str]](list), defaultdict[str, list[str]](list)
    for entry in entries:
        mentees += entry.seeks
        mentors += entry.offers
        asked.update(_keys(entry.answers.get(WANTED)) if entry.seeks else ())
        offered.update(_keys(entry.answers.get(OFFERED)) if entry.offers else ())
        for language in _keys(entry.answers.get(LANGUAGES)):
            languages.add(language, entry)
        if site := str(entry.answers.get(SITE) or entry.site).strip():
            sites.add(site, entry)
        zones.add(entry.tz, entry)
        for question, times in zip(HOURS, (begins, ends), strict=True):
            if time := entry.answers.get(question):
                times[entry.tz].append(str(time))
    usual = {tz: (median_low(begins[tz]), median_low(ends[tz])) for tz in begins.keys() & ends.keys()}
    return Balance(mentees, mentors, _skills(asked, offered), languages.groups(), sites.groups(), zones.groups(usual))


def _skills(asked: Counter[str], offered: Counter[str]) -> tuple[Skill, ...]:
    skills = (Skill(key, asked[key], offered[key]) for key in asked.keys() | offered.keys())
    return tuple(sorted(skills, key=lambda skill: (-skill.asked, skill.offered, skill.key)))


def _keys(value: object) -> list[str]:
    return [str(each) for each in value] if isinstance(value, (list, tuple)) else []


def label(form: Form, key: str, *questions: str) -> Wording:
    """What a choice is called, in the first of these questions that has it; one that is there no longer, by its key."""
    asked = [each for id in questions for each in form.questions if each.id == id]
    choice = next((choice for question in asked if (choice := question.choice(key))), None)
    return choice.label if choice else dict.fromkeys(SPOKEN, key)
