"""Finding a time: one of the two proposes some, the other takes one with one tap."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from slackblocks import Block, Button, CheckboxGroup, InputBlock, ModalView, Option, PlainText

from bot.domain.slots import calendar_links
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.meetings import Spot
from bot.messages.words import Words
from bot.wording import LOCALES, clock_time

_SLOTS = tuple(datetime(2027, 1, day, 9, 30, tzinfo=UTC) for day in (12, 14, 19))


@dataclass(frozen=True)
class Proposing:
    """The times that suit both, for one of the two to choose from; in that person's zone (`tz`, an IANA name)."""

    pair_id: int
    partner_id: str
    slots: tuple[datetime, ...]
    tz: str
    day: str = ""
    spot: Spot = field(default_factory=dict)


@catalogue.modal(
    "checkins/proposing",
    short=Proposing(5, samples.PERSON, _SLOTS, "Europe/Paris"),
    nothing=Proposing(5, samples.PERSON, (), "Europe/Paris"),
    longest=Proposing(5, samples.PERSON, _SLOTS, "America/Argentina/Buenos_Aires"),
)
def proposing(seen: Proposing, words: Words) -> ModalView:
    if not seen.slots:
        return ModalView(words.plain("title"), [section(words.rich("nothing"))], close=words.plain("close"))
    options = [Option(PlainText(_local(start, seen.tz, words)), f"{int(start.timestamp())}") for start in seen.slots]
    chosen = CheckboxGroup(ANSWER, options, initial_options=options)
    return ModalView(
        title=words.plain("title"),
        blocks=[section(words.rich("about")), InputBlock(words.plain("times"), chosen, block_id="times")],
        submit=words.plain("send"),
        close=words.plain("close"),
        callback_id="checkins.propose",
        private_metadata=ids(pair=seen.pair_id, day=seen.day, **seen.spot),
    )


def _local(start: datetime, tz: str, words: Words) -> str:
    """A time in words, by the reader's clock: options know no dates of Slack's."""
    return clock_time(start, tz, LOCALES[words.language])


@dataclass(frozen=True)
class Times:
    """Sent to the partner of who proposes."""

    pair_id: int
    programme: str
    proposer_id: str
    slots: tuple[datetime, ...]
    tz: str
    taken: datetime | None = None


@catalogue.message(
    "checkins/times",
    short=Times(5, samples.NAME, samples.PERSON, _SLOTS, "Europe/Paris"),
    taken=Times(5, samples.NAME, samples.PERSON, _SLOTS, "Europe/Paris", _SLOTS[0]),
    longest=Times(5, samples.LONG_NAME, samples.PERSON, _SLOTS, "America/Argentina/Buenos_Aires"),
)
def times(seen: Times, words: Words) -> list[Block]:
    if seen.taken:
        return _agreed(seen.proposer_id, seen.taken, words.of("checkins/taken"))
    ways = [
        button(
            PlainText(_local(start, seen.tz, words)), f"checkins.take_{n}", f"{seen.pair_id}@{int(start.timestamp())}"
        )
        for n, start in enumerate(seen.slots, start=1)
    ]
    return [section(words.rich("body")), actions(*ways), note(words.rich("none_suits"))]


@dataclass(frozen=True)
class Taken:
    """Told to who proposed: a time is taken."""

    partner_id: str
    start: datetime


@catalogue.message("checkins/taken", short=Taken(samples.PERSON, _SLOTS[0]), longest=Taken(samples.PERSON, _SLOTS[-1]))
def taken(seen: Taken, words: Words) -> list[Block]:
    return _agreed(seen.partner_id, seen.start, words)


def _agreed(partner_id: str, start: datetime, words: Words) -> list[Block]:
    own = words.about("checkins/taken", {"partner_id": partner_id, "start": start})
    calendar = words.about("pairs/introduction", {})
    links = calendar_links(own.text("event"), start)
    ways = [Button(calendar.plain(name), action_id=f"pairs.calendar_{name}", url=url) for name, url in links.items()]
    return [section(own.rich("body")), actions(*ways)]
