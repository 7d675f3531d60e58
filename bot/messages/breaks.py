"""Taking a break, and coming back."""

from dataclasses import dataclass
from datetime import date

from slackblocks import (
    Block,
    Button,
    DatePicker,
    InputBlock,
    ModalView,
    Option,
    RadioButtonGroup,
    UserSelectMenu,
)

from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, ids, note, option, section
from bot.messages.room import back_to_room
from bot.messages.words import Words

SHOWN = 9
"""Programmes that can be chosen beside everything: radio buttons are ten at most."""


@dataclass(frozen=True)
class Break:
    """A break from everything, until the day of return."""

    until: date


def break_part(away: Break | None, words: Words, *more: Button) -> list[Block]:
    """The break's lines on the Home tab of somebody who takes part, or is on one, with `more` buttons beside."""
    if away is None:
        offer = words.about("breaks/home", {})
        return [note(offer.rich("offer")), actions(button(offer.plain("take"), "breaks.form"), *more)]
    mine = words.about("breaks/home", vars(away))
    ways = button(mine.plain("back"), "breaks.end", style="primary"), button(mine.plain("change"), "breaks.form")
    return [section(mine.rich("away")), actions(*ways, *more)]


@dataclass(frozen=True)
class TakeBreak:
    """The form of a break: from everything, or from one of these programmes (enrolment id and name)."""

    programmes: tuple[tuple[int, str], ...]
    until: date
    enrolment_id: int | None = None


@catalogue.modal(
    "breaks/take",
    short=TakeBreak(((7, samples.NAME),), samples.STARTS_ON),
    longest=TakeBreak(tuple((n, samples.LONG_NAME) for n in range(12)), samples.STARTS_ON, 3),
)
def take(seen: TakeBreak, words: Words) -> ModalView:
    everything = Option(words.plain("everything"), "everything", description=words.plain("everything_more"))
    options = [everything, *(option(name, str(id)) for id, name in seen.programmes[:SHOWN])]
    initial = chosen(options, str(seen.enrolment_id)) or everything
    scope = RadioButtonGroup(ANSWER, options, initial_option=initial)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            InputBlock(words.plain("scope"), scope, block_id="scope"),
            _until(seen.until, words),
        ],
        submit=words.plain("save"),
        close=words.plain("cancel"),
        callback_id="breaks.take",
    )


@dataclass(frozen=True)
class RecordBreak:
    """HR's form of the break of somebody who takes part in a programme."""

    programme_id: int
    programme: str
    until: date


@catalogue.modal(
    "breaks/record",
    short=RecordBreak(1, samples.NAME, samples.STARTS_ON),
    longest=RecordBreak(1, samples.LONG_NAME, samples.STARTS_ON),
)
def record(seen: RecordBreak, words: Words) -> ModalView:
    scopes = [option(words.text(each), each) for each in ("programme_only", "everything")]
    scope = RadioButtonGroup(ANSWER, scopes, initial_option=scopes[0])
    who = UserSelectMenu(ANSWER, placeholder=words.plain("choose"))
    return ModalView(
        title=words.plain("title"),
        blocks=[
            InputBlock(words.plain("who"), who, block_id="who"),
            InputBlock(words.plain("scope"), scope, block_id="scope"),
            _until(seen.until, words, optional=True),
            back_to_room(seen.programme_id, words),
        ],
        submit=words.plain("save"),
        close=words.plain("cancel"),
        callback_id="breaks.record",
        private_metadata=ids(programme=seen.programme_id),
    )


def _until(day: date, words: Words, optional: bool = False) -> InputBlock:
    element = DatePicker(ANSWER, initial_date=day.isoformat())
    hint = words.plain("until_help")
    return InputBlock(words.plain("until"), element, block_id="until", hint=hint, optional=optional)


@dataclass(frozen=True)
class Back:
    """Said on the day of return. Without a programme, the break was from everything."""

    programme: str | None = None
    enrolment_id: int | None = None


@catalogue.message("breaks/back", short=Back(), longest=Back(samples.LONG_NAME, 7))
def back(seen: Back, words: Words) -> list[Block]:
    longer = button(words.plain("longer"), "breaks.form", seen.enrolment_id)
    return [section(words.rich("body")), actions(longer)]
