"""The conversation of a new pair: who each is, why, how to begin, and what both sign."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from slackblocks import (
    Block,
    Button,
    DividerBlock,
    Markdown,
    ModalView,
    PlainText,
)

from bot.domain.grounds import Grounds
from bot.domain.slots import calendar_links
from bot.messages import agreement, catalogue, samples
from bot.messages.blocks import actions, button, header, note, section
from bot.messages.proposals import ANA, LONG_WHO, Who
from bot.messages.reasons import Told, missing, reasons
from bot.messages.seen import LONG, SHORT
from bot.messages.words import Mrkdwn, Words

SLOTS = tuple(datetime(2027, 1, day, 9, 30, tzinfo=UTC) for day in (12, 14, 19))
_LEO = Who("U0LEO", "Développeur", "R&D", "Lyon", "Je n’ose pas dire non.")


@dataclass(frozen=True)
class Introduction:
    """Posted in the conversation of the two, in the language of each: who, why, and how to begin."""

    pair_id: int
    programme: str
    mentee: Who
    mentor: Who
    grounds: Grounds
    slots: tuple[datetime, ...]
    languages: tuple[str, ...]


@catalogue.message(
    "pairs/introduction",
    short=Introduction(5, samples.NAME, _LEO, ANA, SHORT.grounds, SLOTS, ("en",)),
    french=Introduction(5, samples.NAME, _LEO, ANA, SHORT.grounds, SLOTS, ("fr",)),
    no_slots=Introduction(5, samples.NAME, Who("U0LEO"), Who(samples.PERSON), Grounds(), (), ("en",)),
    longest=Introduction(5, samples.LONG_NAME, LONG_WHO, LONG_WHO, LONG.grounds, SLOTS, ("fr", "en")),
)
def introduction(seen: Introduction, words: Words) -> list[Block]:
    """The times stand once, below the words of each language."""
    spoken = [words.speaking(language) for language in seen.languages]
    parts = [block for each in spoken for block in (DividerBlock(), *_introduced(seen, each))][1:]
    return [header(spoken[0].plain("title")), *parts, *_times(seen, spoken), *_foot(seen, spoken)]


def _introduced(seen: Introduction, words: Words) -> list[Block]:
    told = Told(seen.mentee.person_id, seen.mentor.person_id)
    return [
        section(words.rich("who", people=[_who(each, words) for each in (seen.mentor, seen.mentee)])),
        section(words.rich("why", lines=reasons(seen.grounds, told, words), gap=missing(seen.grounds, words))),
        section(words.rich("guide", starter=_starter(seen.grounds, words))),
    ]


def _who(who: Who, words: Words) -> Mrkdwn:
    return words.markup("person", who=who)


def _starter(grounds: Grounds, words: Words) -> Mrkdwn:
    """Something to begin a talk with, from what they share."""
    for criterion in ("interests", "values"):
        if shared := grounds.shared(criterion):
            names = words.listed([words.markup("value", value=words.called(each)) for each in shared])
            return words.markup(f"starter_{criterion}", values=names)
    return words.markup("starter")


def _times(seen: Introduction, spoken: list[Words]) -> list[Block]:
    if not seen.slots:
        return []
    blocks: list[Block] = [DividerBlock(), section(_each(spoken, "times"))]
    for start in seen.slots:
        links = calendar_links(spoken[0].text("event"), start)
        ways = [
            Button(spoken[0].plain(name), action_id=f"pairs.calendar_{name}", url=url) for name, url in links.items()
        ]
        blocks += [section(spoken[0].rich("time", start=start)), actions(*ways)]
    return blocks


def _foot(seen: Introduction, spoken: list[Words]) -> list[Block]:
    change = button(_label(spoken, "change"), "pairs.change", seen.pair_id)
    return [DividerBlock(), note(_each(spoken, "foot")), actions(change)]


def _each(spoken: list[Words], block: str) -> Markdown:
    """A text in each language, one under the other."""
    return spoken[0].rich("each", lines=[each.markup(block) for each in spoken])


def _label(spoken: list[Words], block: str) -> PlainText:
    """A button's text in each language."""
    return PlainText(" · ".join(each.text(block) for each in spoken), emoji=True)


@dataclass(frozen=True)
class Agreement:
    """Posted in the conversation of the two, for each to sign with one tap: its text in the language of each."""

    pair_id: int
    texts: tuple[tuple[str, str], ...]


@catalogue.message(
    "pairs/agreement",
    short=Agreement(5, (("en", agreement.default("en")),)),
    both=Agreement(5, (("fr", agreement.default("fr")), ("en", agreement.default("en")))),
    longest=Agreement(5, tuple((language, (samples.LONG_GOAL * 3)[:2500]) for language in ("fr", "en"))),
)
def agreed(seen: Agreement, words: Words) -> list[Block]:
    spoken = [words.speaking(language) for language, _ in seen.texts]
    parts = [section(each.rich("body", agreement=text)) for each, (_, text) in zip(spoken, seen.texts, strict=True)]
    return [*parts, actions(button(_label(spoken, "sign"), "pairs.sign", seen.pair_id, style="primary"))]


@dataclass(frozen=True)
class Signed:
    """After signing; the day of the signature."""

    day: date
    partner_signed: bool


@catalogue.modal("pairs/signed", short=Signed(samples.STARTS_ON, False), longest=Signed(samples.STARTS_ON, True))
def signed(_: Signed, words: Words) -> ModalView:
    return ModalView(words.plain("title"), [section(words.rich("body"))], close=words.plain("close"))
