"""A list of skills laid beside the catalogue: what is new, what is called otherwise, what cannot be taken."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.domain.errors import Fault
from bot.domain.forms import DECLINED, Choice
from bot.domain.skills import KEY_LENGTH, LABEL_LENGTH, Skill, essence, key_for

_KEY = re.compile(r"[^\W_][\w-]*")


@dataclass(frozen=True)
class Line:
    """A skill as it stands in a list. A key or a name that is missing is made from what is there."""

    number: int
    key: str
    en: str
    fr: str


@dataclass(frozen=True)
class Mistake:
    """Why a line can't be taken."""

    line: int
    fault: Fault


@dataclass
class Delivery:
    """What a list would change. `same` is how many of its lines change nothing."""

    new: list[Choice] = field(default_factory=list)
    renamed: list[Choice] = field(default_factory=list)
    same: int = 0
    mistakes: list[Mistake] = field(default_factory=list)


def compare(lines: Iterable[Line], skills: Sequence[Skill]) -> Delivery:
    """What a list would change in the catalogue, merged skills included. Nothing is ever taken away.

    A name that another skill has already, in whatever spelling, is a mistake of its line.
    """
    delivery = Delivery()
    there = {skill.key: skill for skill in skills}
    called = {essence(label): skill.merged_into or skill.key for skill in skills for label in skill.label.values()}
    seen: set[str] = set()
    for line in lines:
        choice = _choice(line, there.keys() | seen)
        fault = _fault(choice, there, called, seen)
        if fault:
            delivery.mistakes.append(Mistake(line.number, fault))
        else:
            _sort(choice, there, delivery)
            called |= {essence(label): choice.key for label in choice.label.values()}
        seen.add(choice.key)
    return delivery


def _choice(line: Line, taken: Iterable[str]) -> Choice:
    en, fr, key = (" ".join(text.split()) for text in (line.en or line.fr, line.fr or line.en, line.key))
    return Choice(key or key_for(en, taken), {"en": en, "fr": fr})


def _fault(choice: Choice, there: dict[str, Skill], called: dict[str, str], seen: set[str]) -> Fault | None:
    if choice.key in seen:
        return Fault("twice", {"key": choice.key})
    if len(choice.key) > KEY_LENGTH or choice.key == DECLINED or not _KEY.fullmatch(choice.key):
        return Fault("bad_key", {"key": choice.key})
    known = there.get(choice.key)
    if known and known.merged_into:
        return Fault("merged", {"key": choice.key, "heir": known.merged_into})
    for label in choice.label.values():
        if not essence(label) or len(label) > LABEL_LENGTH:
            return Fault("bad_name", {"name": label, "most": LABEL_LENGTH})
        if called.get(essence(label), choice.key) != choice.key:
            return Fault("name_taken", {"name": label, "key": called[essence(label)]})
    return None


def _sort(choice: Choice, there: dict[str, Skill], delivery: Delivery) -> None:
    if choice.key not in there:
        delivery.new.append(choice)
    elif there[choice.key].label != choice.label:
        delivery.renamed.append(choice)
    else:
        delivery.same += 1
