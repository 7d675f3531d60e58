"""How a person of the sandbox company would fill in a form: valid, plausible, in their language, from a seed."""

import math
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar

from sandbox.blockkit import Input
from sandbox.blockkit.objects import options_of
from sandbox.blockkit.state import answered
from sandbox.sentences import sentences

Choice = TypeVar("Choice")
Options = Callable[[Input], list[dict[str, Any]]]
ABOUT_ONESELF = {
    "department": re.compile(r"^(département|department|service|abteilung)\b", re.IGNORECASE),
    "site": re.compile(r"^(site|bureau|office|standort)\b", re.IGNORECASE),
    "title": re.compile(r"^(poste|fonction|job title|position)\b", re.IGNORECASE),
}
YEARS = re.compile(r"\b(ans|années|years|jahre)\b", re.IGNORECASE)
LONGEST_CAREER = 38
# What few people fill in when they need not: whom to avoid, until when they are away.
SELDOM = ("users_select", "multi_users_select", "datepicker", "datetimepicker")
EVENING = re.compile(r"\b(fin|end|until|jusqu|bis|termin)", re.IGNORECASE)


@dataclass(frozen=True)
class Respondent:
    """Who answers: what they know of themselves, whom and which channels they could name, what day it is for them."""

    locale: str
    email: str | None
    department: str
    site: str
    title: str
    colleagues: tuple[str, ...]
    channels: tuple[str, ...]
    now: datetime


@dataclass
class Form:
    """One page being filled in by a respondent.

    `options` asks the app for those of an external menu. `careful` is how they answer after an
    error: nothing optional, and as many choices as allowed.
    """

    respondent: Respondent
    chance: random.Random
    options: Options
    careful: bool = False
    taken: dict[tuple[str, ...], set[str]] = field(default_factory=dict)

    def answer(self, each: Input) -> Any:
        """A simple value for the input, or None to leave it as it is."""
        if self._leaves(each):
            return None
        return ANSWERS[each.type](self, each)

    def _leaves(self, each: Input) -> bool:
        prefilled = bool(next(iter(answered(each.element, None).values()), None))
        if prefilled:
            return self.careful or each.type != "radio_buttons"
        if not each.optional:
            return False
        return self.careful or self.chance.random() < (0.9 if each.type in SELDOM else 0.3)

    def _text(self, each: Input) -> str:
        candidates = self._sentences(each.label)
        least, most = each.element.get("min_length", 0), each.element.get("max_length", 3000)
        text = candidates[0]
        for more in candidates[1:]:
            if len(text) < least:
                text = f"{text} {more}"
        return _shortened(text, most).ljust(least, ".")

    def _sentences(self, label: str) -> list[str]:
        for fact, hint in ABOUT_ONESELF.items():
            if hint.search(label):
                return [str(getattr(self.respondent, fact))]
        candidates = sentences(label, self.respondent.locale)
        return self.chance.sample(candidates, len(candidates))

    def _number(self, each: Input) -> str:
        low = math.ceil(float(each.element.get("min_value", 1)))
        high = math.floor(float(each.element.get("max_value", low + 9)))
        if YEARS.search(each.label):
            high = max(low, min(high, LONGEST_CAREER))
        return str(self.chance.randint(min(low, high), high))

    def _one(self, each: Input) -> str:
        values = [option["value"] for option in options_of(each.element)]
        return self._untaken(values, remember=each.type == "static_select")

    def _untaken(self, values: Sequence[str], remember: bool = True) -> str:
        """Menus with the same options rank: none of them is given what another one has."""
        taken = self.taken.setdefault(tuple(values), set())
        value = self.chance.choice([value for value in values if value not in taken] or values)
        if remember:
            taken.add(value)
        return value

    def _several(self, each: Input) -> list[str] | None:
        return self._some([option["value"] for option in options_of(each.element)], each)

    def _far(self, each: Input) -> dict[str, Any] | None:
        found = {option["value"]: option for option in self.options(each)}
        return found[self._untaken(list(found))] if found else None

    def _far_several(self, each: Input) -> list[dict[str, Any]] | None:
        return self._some(self.options(each), each)

    def _colleague(self, _: Input) -> str | None:
        return self._any(self.respondent.colleagues)

    def _colleagues(self, each: Input) -> list[str] | None:
        return self._some(self.respondent.colleagues, each)

    def _channel(self, _: Input) -> str | None:
        return self._any(self.respondent.channels)

    def _channels(self, each: Input) -> list[str] | None:
        return self._some(self.respondent.channels, each)

    def _any(self, choices: Sequence[Choice]) -> Choice | None:
        return self.chance.choice(choices) if choices else None

    def _some(self, choices: Sequence[Choice], each: Input) -> list[Choice] | None:
        """As many as the label is likely to ask for: all of a small maximum, else from one to three or to it."""
        if not choices:
            return None
        asked = each.element.get("max_selected_items")
        most = min(asked or 3, len(choices))
        all_of_them = self.careful or (asked is not None and asked <= 3)
        return self.chance.sample(choices, most if all_of_them else self.chance.randint(1, most))

    def _day(self) -> datetime:
        return self.respondent.now + timedelta(days=self.chance.randint(7, 60))

    def _date(self, _: Input) -> str:
        return self._day().date().isoformat()

    def _time(self, each: Input) -> str:
        return "17:30" if EVENING.search(each.label) else "09:00"

    def _moment(self, _: Input) -> int:
        return int(self._day().replace(hour=10, minute=0, second=0, microsecond=0).timestamp())

    def _e_mail(self, _: Input) -> str:
        return self.respondent.email or "nobody@meridien.example"

    def _link(self, _: Input) -> str:
        return "https://meridien.example/agenda"

    def _file(self, _: Input) -> None:
        """Nobody has a file at hand."""


def _shortened(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return text[:most].rpartition(" ")[0].rstrip(",;") or text[:most]


ANSWERS: dict[str, Callable[[Form, Input], Any]] = {
    "plain_text_input": Form._text,
    "rich_text_input": Form._text,
    "number_input": Form._number,
    "email_text_input": Form._e_mail,
    "url_text_input": Form._link,
    "file_input": Form._file,
    "static_select": Form._one,
    "radio_buttons": Form._one,
    "external_select": Form._far,
    "multi_static_select": Form._several,
    "checkboxes": Form._several,
    "multi_external_select": Form._far_several,
    "users_select": Form._colleague,
    "multi_users_select": Form._colleagues,
    "channels_select": Form._channel,
    "conversations_select": Form._channel,
    "multi_channels_select": Form._channels,
    "multi_conversations_select": Form._channels,
    "datepicker": Form._date,
    "timepicker": Form._time,
    "datetimepicker": Form._moment,
}
