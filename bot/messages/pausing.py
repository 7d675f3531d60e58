"""A pair of which nobody has heard: it rests until one of the two says what comes next."""

from dataclasses import dataclass
from datetime import date

from slackblocks import Block

from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, confirm, note, section
from bot.messages.words import Words


@dataclass(frozen=True)
class Paused:
    """Told to both."""

    pair_id: int
    programme: str
    partner_id: str


@catalogue.message(
    "checkins/paused",
    short=Paused(5, samples.NAME, samples.PERSON),
    longest=Paused(5, samples.LONG_NAME, samples.PERSON),
)
def paused(seen: Paused, words: Words) -> list[Block]:
    ways = actions(
        button(words.plain("resume"), "checkins.resume", seen.pair_id, style="primary"),
        button(words.plain("later"), "checkins.later", seen.pair_id),
        button(words.plain("end"), "checkins.end", seen.pair_id, confirm=confirm(words, "sure")),
    )
    return [section(words.rich("body")), ways, note(words.rich("foot"))]


@dataclass(frozen=True)
class Decided:
    """What stands there once somebody has decided: `resumed` or `postponed`, until a day, or `ended`."""

    what: str
    partner_id: str
    day: date | None = None


@catalogue.message(
    "checkins/decided",
    short=Decided("resumed", samples.PERSON, samples.STARTS_ON),
    ended=Decided("ended", samples.PERSON),
    longest=Decided("postponed", samples.PERSON, samples.STARTS_ON),
)
def decided(seen: Decided, words: Words) -> list[Block]:
    return [section(words.rich(seen.what))]


@dataclass(frozen=True)
class Resumed:
    """Told to the partner of who has it go on."""

    pair_id: int
    programme: str
    partner_id: str


@catalogue.message(
    "checkins/resumed",
    short=Resumed(5, samples.NAME, samples.PERSON),
    longest=Resumed(5, samples.LONG_NAME, samples.PERSON),
)
def resumed(seen: Resumed, words: Words) -> list[Block]:
    ways = actions(
        button(words.plain("propose"), "checkins.propose", seen.pair_id, style="primary"),
        button(words.plain("busy"), "checkins.busy", seen.pair_id),
    )
    return [section(words.rich("body")), ways]
