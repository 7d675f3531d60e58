"""A pair under way: their conversation, what they sign, and how either may leave."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from slackblocks import (
    Block,
    Button,
    DividerBlock,
    InputBlock,
    Markdown,
    ModalView,
    Option,
    PlainText,
    PlainTextInput,
    StaticSelectMenu,
)

from bot.domain.enrolment import Role
from bot.domain.grounds import Grounds
from bot.domain.pairs import WISHES, Ending
from bot.domain.slots import calendar_links
from bot.messages import agreement, catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, header, ids, note, section
from bot.messages.proposals import ANA, LONG_WHO, Who
from bot.messages.queue import LONG, SHORT
from bot.messages.reasons import Told, missing, reasons
from bot.messages.words import Mrkdwn, Words

LONGEST_WORD = 500
_SLOTS = tuple(datetime(2027, 1, day, 9, 30, tzinfo=UTC) for day in (12, 14, 19))
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
    short=Introduction(5, samples.NAME, _LEO, ANA, SHORT.grounds, _SLOTS, ("en",)),
    french=Introduction(5, samples.NAME, _LEO, ANA, SHORT.grounds, _SLOTS, ("fr",)),
    no_slots=Introduction(5, samples.NAME, Who("U0LEO"), Who(samples.PERSON), Grounds(), (), ("en",)),
    longest=Introduction(5, samples.LONG_NAME, LONG_WHO, LONG_WHO, LONG.grounds, _SLOTS, ("fr", "en")),
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


@dataclass(frozen=True)
class Changing:
    """A wish to leave the pair: for the programme team, never for the partner."""

    pair_id: int
    partner_id: str


@catalogue.modal("pairs/changing", short=Changing(5, samples.PERSON), longest=Changing(5, samples.PERSON))
def changing(seen: Changing, words: Words) -> ModalView:
    options = [Option(words.plain(each.value), each.value) for each in WISHES]
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(
                words.plain("reason"),
                StaticSelectMenu(ANSWER, options, placeholder=words.plain("choose")),
                block_id="reason",
            ),
            InputBlock(words.plain("word"), word, block_id="word", hint=words.plain("word_help"), optional=True),
        ],
        submit=words.plain("send"),
        close=words.plain("stay"),
        callback_id="pairs.wish",
        private_metadata=ids(pair=seen.pair_id),
    )


@dataclass(frozen=True)
class Heard:
    """After a wish to leave. `ended`: at once; otherwise the programme team decides."""

    ended: bool


@catalogue.modal("pairs/heard", short=Heard(False), longest=Heard(True))
def heard(_: Heard, words: Words) -> ModalView:
    return ModalView(words.plain("title"), [section(words.rich("body"))], close=words.plain("close"))


@dataclass(frozen=True)
class Wish:
    """Told to HR: somebody would like to leave their pair. `decides`: HR lets it through or not."""

    pair_id: int
    programme: str
    role: Role
    person_id: str
    partner_id: str
    reason: Ending
    word: str
    decides: bool


@catalogue.message(
    "pairs/wish",
    short=Wish(5, samples.NAME, Role.MENTEE, "U0LEO", samples.PERSON, Ending.TIME, "", True),
    let_go=Wish(5, samples.NAME, Role.MENTOR, "U0LEO", samples.PERSON, Ending.STYLE, "", False),
    conduct=Wish(5, samples.NAME, Role.MENTEE, "U0LEO", samples.PERSON, Ending.CONDUCT, "…", True),
    longest=Wish(
        5,
        samples.LONG_NAME,
        Role.MENTEE,
        "U0LEO",
        samples.PERSON,
        Ending.NEW_JOB,
        samples.LONG_GOAL[:LONGEST_WORD],
        True,
    ),
)
def wish(seen: Wish, words: Words) -> list[Block]:
    word = [section(words.rich("said"))] if seen.word else []
    reason = words.about("pairs/changing", {}).markup(seen.reason.value)
    ways = [
        button(words.plain("end"), "pairs.let_go", seen.pair_id, style="primary"),
        button(words.plain("keep"), "pairs.keep", seen.pair_id),
    ]
    body = section(words.rich("body", why=reason))
    return [body, *word, *([actions(*ways)] if seen.decides else []), note(words.rich("privacy"))]


@dataclass(frozen=True)
class Parted:
    """Told to each of the two: the same neutral words, whoever wished it."""

    programme: str
    partner_id: str


@catalogue.message(
    "pairs/parted", short=Parted(samples.NAME, samples.PERSON), longest=Parted(samples.LONG_NAME, samples.PERSON)
)
def parted(_: Parted, words: Words) -> list[Block]:
    return [section(words.rich("body")), section(words.rich("next"))]


@dataclass(frozen=True)
class Kept:
    """Told to who wished to leave, once HR has thought of it: they will get in touch."""

    programme: str
    partner_id: str
    by: str


@catalogue.message(
    "pairs/kept",
    short=Kept(samples.NAME, samples.PERSON, "U0CLAIRE"),
    longest=Kept(samples.LONG_NAME, samples.PERSON, "U0CLAIRE"),
)
def kept(_: Kept, words: Words) -> list[Block]:
    return [section(words.rich("body"))]
