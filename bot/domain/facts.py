"""What can be said of where somebody works, and how people and spreadsheets write it."""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from hashlib import sha256

from bot.domain.errors import Fault

FACTS = ("department", "site", "manager_id", "level", "started_on")
"""What can be said of a person, in the order in which it is shown."""
ERASED = "-"
"""What a cell says to empty a fact; an empty cell leaves it alone."""
SLACK_ID = re.compile("[UW][A-Z0-9]{2,30}")
"""How Slack's user ids look; another id is HR's own, and says nothing here."""
LONGEST = 255
_EXCEL_DAY_ZERO = date(1899, 12, 30)
_FIRST_DAY = date(1940, 1, 1)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?|(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})|(\d{5})")
_LEVELS = {
    1: ("starting out", "junior", "debutant", "debutante"),
    2: ("experienced", "confirme", "confirmee"),
    3: ("senior", "team lead", "senior or team lead", "chef d equipe", "senior ou chef d equipe"),
    4: ("manager", "manager of a department", "responsable de service", "cadre"),
    5: ("director", "directeur", "directrice", "direction"),
}
LEVELS = {word: level for level, words in _LEVELS.items() for word in (str(level), *words)}


class Unreadable(Exception):
    """A value that is not what it should be; `name` is a block of `templates/imports/report.j2`."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(name)
        self.fault = Fault(name, {"value": value})


def plain(text: str) -> str:
    """A text as it is compared: lower case, without accents, punctuation or superfluous space."""
    spelled = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe"))
    return " ".join(re.sub(r"[^\w@+]|_", " ", "".join(c for c in spelled if not unicodedata.combining(c))).split())


def digest_of(email: str) -> str:
    """What is kept of an e-mail address: enough to find its owner in a file, and not the address."""
    return sha256(email.strip().casefold().encode()).hexdigest() if email.strip() else ""


def read_day(text: str) -> date:
    """A date as 2024-01-31, 31/01/2024 or Excel's number of days; raises Unreadable."""
    found = _DAY.fullmatch(text)
    try:
        if found and found[7]:
            day = _EXCEL_DAY_ZERO + timedelta(days=int(found[7]))
        elif found:
            year, month, on = (found[1], found[2], found[3]) if found[1] else (found[6], found[5], found[4])
            day = date(int(year), int(month), int(on))
        else:
            raise ValueError
    except (ValueError, OverflowError):
        raise Unreadable("not_a_date", text) from None
    if day < _FIRST_DAY or day.year > 2100:
        raise Unreadable("not_a_date", text)
    return day


def read_level(text: str) -> int:
    """A level, as a number from 1 to 5 or in words; raises Unreadable."""
    level = LEVELS.get(plain(text))
    if level is None:
        raise Unreadable("not_a_level", text)
    return level


def read_words(text: str) -> str:
    """A department or a site; raises Unreadable where it is too long to be one."""
    if len(text) > LONGEST:
        raise Unreadable("too_long", text[:40])
    return text


READERS: Mapping[str, Callable[[str], object]] = {
    "department": read_words,
    "site": read_words,
    "level": read_level,
    "started_on": read_day,
}
"""All facts but the manager, who is a person."""
