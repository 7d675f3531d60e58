"""How either of a pair may leave, and what each hears of it."""

from dataclasses import dataclass

from slackblocks import (
    Block,
    InputBlock,
    ModalView,
    Option,
    PlainTextInput,
    StaticSelectMenu,
)

from bot.domain.enrolment import Role
from bot.domain.pairs import WISHES, Ending
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, note, section
from bot.messages.words import Words, mention

LONGEST_WORD = 500


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
class Left:
    """Told to HR: somebody of a pair has left, and who is free by that."""

    programme_id: int
    programme: str
    gone: tuple[str, ...]
    staying: tuple[str, ...]


@catalogue.message(
    "pairs/left",
    short=Left(1, samples.NAME, ("U0LEO",), (samples.PERSON,)),
    longest=Left(1, samples.LONG_NAME, ("U0LEO", samples.PERSON), ()),
)
def left(seen: Left, words: Words) -> list[Block]:
    again = button(words.plain("again"), "matching.open", seen.programme_id, style="primary")
    who = words.listed([mention(each) for each in seen.gone])
    free = words.listed([mention(each) for each in seen.staying])
    return [section(words.rich("body", who=who, free=free)), actions(again)]


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
