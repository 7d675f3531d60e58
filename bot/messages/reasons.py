"""A pair's grounds in words: to the mentee and the mentor as `you`, to the programme team by name."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import escape

from bot.domain.enrolment import Role
from bot.domain.forms import Wording
from bot.domain.grounds import Ground, Grounds, Shared
from bot.domain.matching.scheme import Rule
from bot.messages.words import Mrkdwn, Words, mention

TEAM = "team"


@dataclass(frozen=True)
class Told:
    """Who the reasons are about, and who reads them: one of the two, or the team where `reader` is None."""

    mentee_id: str
    mentor_id: str
    reader: Role | None = None

    @property
    def voice(self) -> str:
        return self.reader.value if self.reader else TEAM

    @property
    def names(self) -> dict[str, Mrkdwn]:
        partner = self.mentor_id if self.reader is Role.MENTEE else self.mentee_id
        return {"mentee": mention(self.mentee_id), "mentor": mention(self.mentor_id), "partner": mention(partner)}


def reasons(grounds: Grounds, told: Told, words: Words) -> list[Mrkdwn]:
    """The strongest reasons, and the working time in common, one text each."""
    said = [_reason(each, told, words) for each in grounds.strongest]
    chosen = [name for name in ("mentee_choice", "mentor_choice") if getattr(grounds, name)]
    hours = [_words(words).markup("hours", hours=_hours(grounds.hours))] if grounds.hours else []
    return [*(_words(words).markup(f"{name}_{told.voice}", **told.names) for name in chosen), *said, *hours]


def missing(grounds: Grounds, words: Words) -> Mrkdwn | None:
    """What the mentee asked for that is not covered."""
    if not grounds.missing:
        return None
    return _words(words).markup("missing", values=_bold(grounds.missing, words))


def points(grounds: Grounds, words: Words) -> list[Mrkdwn]:
    """Every line of the score: together they are the score."""
    said = [
        _words(words).markup(
            "line", points=each.points, most=each.most, label=_label(each, words), values=_values(each, words)
        )
        for each in grounds.lines
    ]
    for name in ("mentee_choice", "mentor_choice"):
        if getattr(grounds, name):
            said.append(_words(words).markup(f"line_{name}", points=getattr(grounds, name)))
    return said


def _reason(ground: Ground, told: Told, words: Words) -> Mrkdwn:
    facts = {"label": words.called(ground.label), "values": _values(ground, words, told), **told.names}
    return _words(words).markup(_block(ground, told), **facts)


def _block(ground: Ground, told: Told) -> str:
    if ground.rule is Rule.COMPLEMENT:
        return f"complement_{told.voice}"
    if ground.rule is Rule.OVERLAP:
        return "in_common" if ground.mutual else f"supports_{told.voice}"
    return ground.rule.value


def _values(ground: Ground, words: Words, told: Told | None = None) -> Mrkdwn:
    return words.listed([_value(each, ground, words, told) for each in ground.shared])


def _value(shared: Shared, ground: Ground, words: Words, told: Told | None) -> Mrkdwn:
    name = words.called(shared.label)
    if told is None:
        return escape(name)
    first = ground.ranked and shared.rank == 1
    return _words(words).markup(f"first_{told.voice}" if first else "value", value=name)


def _bold(values: Sequence[Wording], words: Words) -> Mrkdwn:
    return words.listed([_words(words).markup("value", value=words.called(each)) for each in values])


def _label(ground: Ground, words: Words) -> str:
    name = words.called(ground.label)
    return name[:1].upper() + name[1:]


def _hours(minutes: int) -> str:
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest:02}" if rest else f"{whole} h"


def _words(words: Words) -> Words:
    return words.about("pairs/reasons", {})
