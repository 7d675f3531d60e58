"""When somebody may be written to: on Home in a line, and the form of one's own hours."""

from dataclasses import dataclass
from datetime import time

from babel.dates import get_day_names
from slackblocks import Button, CheckboxGroup, InputBlock, Markdown, ModalView, Option, TimePicker

from bot.messages import catalogue
from bot.messages.blocks import ANSWER, actions, all_chosen, button, section
from bot.messages.words import Words
from bot.wording import LOCALES

WEEK = range(7)


@dataclass(frozen=True)
class Heard:
    """When somebody is written to. `days` are weekdays (0 is Monday), None the working days of where they are.

    `is_own`: they have chosen so, instead of the company's usual.
    """

    opens: time
    closes: time
    days: tuple[int, ...] | None = None
    seldom: bool = False
    is_own: bool = False


USUAL = Heard(time(9, 30), time(16, 30))
OWN = Heard(time(7), time(12), (0, 1, 3, 6), seldom=True, is_own=True)
"""For samples."""


def heard_line(heard: Heard, words: Words) -> Markdown:
    """When somebody is written to, in a line for the Home tab."""
    days = [_day(each, words) for each in heard.days or ()]
    return words.about("rhythm/home", {**vars(heard), "days": days}).rich("heard")


def heard_button(words: Words) -> Button:
    """The way to the form."""
    return button(words.of("rhythm/home").plain("choose"), "rhythm.form")


@dataclass(frozen=True)
class ChooseHours:
    """The form: what is usual in the company (on these weekdays where the reader is), and what holds for the reader."""

    usual: Heard
    usual_days: tuple[int, ...]
    now: Heard


@catalogue.modal(
    "rhythm/choose", short=ChooseHours(USUAL, (0, 1, 2, 3, 4), USUAL), longest=ChooseHours(USUAL, (6, 0, 1, 2, 3), OWN)
)
def choose(seen: ChooseHours, words: Words) -> ModalView:
    days = [Option(words.plain("day", day=_day(each, words, alone=True)), str(each)) for each in WEEK]
    chosen = [str(each) for each in seen.now.days or seen.usual_days]
    seldom = Option(words.plain("seldom"), "seldom", description=words.plain("seldom_more"))
    usual = [button(words.plain("usual"), "rhythm.usual")] if seen.now.is_own else []
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            InputBlock(
                words.plain("days"),
                CheckboxGroup(ANSWER, days, initial_options=all_chosen(days, chosen)),
                block_id="days",
                hint=words.plain("days_help"),
            ),
            _time("opens", seen.now.opens, words),
            _time("closes", seen.now.closes, words),
            InputBlock(
                words.plain("how_often"),
                CheckboxGroup(ANSWER, [seldom], initial_options=[seldom] if seen.now.seldom else None),
                block_id="seldom",
                optional=True,
            ),
            actions(*usual, button(words.plain("take_break"), "breaks.form")),
        ],
        submit=words.plain("save"),
        close=words.plain("cancel"),
        callback_id="rhythm.choose",
    )


def _time(name: str, value: time, words: Words) -> InputBlock:
    picker = TimePicker(ANSWER, initial_time=value.strftime("%H:%M"))
    return InputBlock(words.plain(name), picker, block_id=name)


def _day(day: int, words: Words, *, alone: bool = False) -> str:
    name = str(get_day_names("wide", "stand-alone", LOCALES[words.language])[day])
    return name.capitalize() if alone else name


@dataclass(frozen=True)
class UsualAgain:
    """Said after going back to the company's usual."""

    opens: time
    closes: time


@catalogue.modal(
    "rhythm/usual", short=UsualAgain(USUAL.opens, USUAL.closes), longest=UsualAgain(USUAL.opens, USUAL.closes)
)
def usual(seen: UsualAgain, words: Words) -> ModalView:  # noqa: ARG001
    again = actions(button(words.plain("again"), "rhythm.form"))
    return ModalView(words.plain("title"), [section(words.rich("body")), again], close=words.plain("close"))
