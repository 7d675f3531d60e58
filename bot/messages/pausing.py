"""A pair of which nobody has heard: it rests until one of the two says what comes next."""

from dataclasses import dataclass

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
