"""The company's skills: what each is called, and which of them are the same under two names."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from itertools import combinations

from rapidfuzz.distance import OSA

from bot.domain.errors import Fault, InvalidForm
from bot.domain.forms import Wording

Pair = frozenset[str]
"""Two skills, by their keys."""

SOURCE = "skills"
"""What a question names as its `source` whose choices are the company's skills."""
NEW = "+"
"""What stands before the name of a skill that somebody adds, where else its key stands."""
LABEL_LENGTH = 80
ADDED_LENGTH = 70
"""Characters of a skill that somebody adds: it comes back as the value of an option, which holds 75."""
KEY_LENGTH = 64

_LITTLE = frozenset(
    re.findall(r"\w+", "a and au aux d de des du en et for in l la le les of on par pour sur the to with")
)
"""Words that a name can do without."""
_SURE_LENGTH = 6
"""Shorter words with one letter changed are other words: Scala and Scale."""
_LONG_LENGTH = 10
"""Words as long as this may differ by two letters."""


@dataclass(frozen=True)
class Skill:
    """A skill. `is_added`: by somebody who answered, nobody needs to know who. `merged_into`: the key of its heir."""

    key: str
    en: str
    fr: str
    created_at: datetime
    is_added: bool = False
    merged_into: str | None = None
    id: int = 0
    version: int = 1

    @property
    def label(self) -> Wording:
        return {"en": self.en, "fr": self.fr}

    def renamed(self, en: str, fr: str) -> "Skill":
        """Under other names; raises InvalidForm where one is missing."""
        names = {"en": " ".join(en.split()), "fr": " ".join(fr.split())}
        faults = {field: Fault("missing") for field, name in names.items() if not essence(name)}
        if faults:
            raise InvalidForm(faults)
        return replace(self, en=names["en"], fr=names["fr"])

    def merged(self, into: "Skill") -> "Skill":
        """As a second name of another skill."""
        return replace(self, merged_into=into.key)


@lru_cache(maxsize=65_536)
def folded(text: str) -> str:
    """A label as it is compared: small letters without accents, words set apart by one space. C, C++ and C# differ."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(re.findall(r"[\w+#]+", bare.replace("_", " ")))


@lru_cache(maxsize=65_536)
def essence(text: str) -> str:
    """What is left of a label without spaces, hyphens and plurals: Power BI, PowerBI and power-bi are one."""
    return "".join(_singular(word) for word in folded(text).split())


def same(one: str, other: str) -> bool:
    """Whether two labels are one skill, spelled differently."""
    return essence(one) == essence(other) != ""


def alike(one: str, other: str) -> bool:
    """Whether two labels may be one skill: the same, or word for word the same but for order and a slip of the pen.

    It errs on the side of telling apart: SQL and NoSQL, Java and JavaScript, internal and external are not alike.
    """
    mine, yours = _words(one), _words(other)
    return same(one, other) or (len(mine) == len(yours) > 0 and all(map(_alike, mine, yours)))


def near_duplicates(skills: Iterable[Skill], told_apart: Iterable[Pair] = ()) -> Iterator[tuple[Skill, Skill]]:
    """Pairs of skills that may be one, by any of their labels, but for those (as keys) that somebody told apart."""
    seen = set(told_apart)
    for group in _groups(skills).values():
        for one, other in combinations(group, 2):
            pair = frozenset({one.key, other.key})
            if pair not in seen and any(alike(a, b) for a in one.label.values() for b in other.label.values()):
                seen.add(pair)
                yield one, other


def _groups(skills: Iterable[Skill]) -> Mapping[str, list[Skill]]:
    """Skills that can be alike at all: of the same essence, or whose words begin with the same letters."""
    groups: dict[str, list[Skill]] = defaultdict(list)
    for skill in skills:
        initials = (" ".join(word[0] for word in _words(label)) for label in skill.label.values())
        for name in dict.fromkeys((*(f"={essence(label)}" for label in skill.label.values()), *initials)):
            groups[name].append(skill)
    return groups


@lru_cache(maxsize=65_536)
def _words(label: str) -> tuple[str, ...]:
    """The words that matter, in a fixed order."""
    words = folded(label).split()
    return tuple(sorted(_singular(word) for word in words if word not in _LITTLE or len(words) == 1))


def _singular(word: str) -> str:
    """A word without the plural's letter; what ends in -js or -ss has none."""
    return word[:-1] if len(word) > 3 and word[-1] in "sx" and word[-2] not in "js" else word


def _alike(one: str, other: str) -> bool:
    if one == other:
        return True
    shorter = min(len(one), len(other))
    if one[0] != other[0] or shorter < _SURE_LENGTH or not (one.isalpha() and other.isalpha()):
        return False
    return OSA.distance(one, other) <= (2 if shorter >= _LONG_LENGTH else 1)


def key_for(label: str, taken: Iterable[str]) -> str:
    """A key for a new skill, that none has: `power-bi`, `c-plus-plus`, or one with a number behind it."""
    words = folded(label).replace("+", " plus").replace("#", " sharp").split()
    base = "-".join(words)[: KEY_LENGTH - 4].rstrip("-")
    number, used = 1, set(taken)
    while (key := base if number == 1 else f"{base}-{number}") in used:
        number += 1
    return key


def addable(label: str) -> str | None:
    """A name as it would stand among the skills, or None for what can't be the name of one."""
    tidy = " ".join(label.split())
    tidy = tidy[:1].upper() + tidy[1:] if tidy.islower() else tidy
    return tidy if len(tidy) <= ADDED_LENGTH and any(c.isalnum() for c in tidy) else None
