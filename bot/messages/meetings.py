"""Telling of a meeting: the short form, and what is said in answer to it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from slackblocks import Block, DatePicker, InputBlock, ModalView

from bot.domain.forms import Form
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, ids, section
from bot.messages.words import Words
from bot.questionnaire_file import read
from bot.wording import TEMPLATES

Spot = Mapping[str, str]
"""Where the message stands that somebody acted in (`channel`, `ts`), if it was in one."""


@cache
def meeting_form(*, asks_fit: bool) -> Form:
    """What is asked of a meeting, from `templates/checkins/meeting.yaml`."""
    form = read((TEMPLATES / "checkins" / "meeting.yaml").read_text(encoding="utf-8"))
    return form if asks_fit else replace(form, questions=tuple(each for each in form.questions if each.id != "fit"))


@dataclass(frozen=True)
class Naming:
    """A day to name: that of the next meeting (`moved`), or until when somebody is `busy`.

    `day` is the day of the message that was answered, if it was one.
    """

    pair_id: int
    partner_id: str
    what: str
    first: date
    day: str = ""
    spot: Spot = field(default_factory=dict)


@catalogue.modal(
    "checkins/naming",
    short=Naming(5, samples.PERSON, "moved", samples.STARTS_ON),
    longest=Naming(5, samples.PERSON, "busy", samples.STARTS_ON, "2027-01-12", {"channel": "D1", "ts": "1.2"}),
)
def naming(seen: Naming, words: Words) -> ModalView:
    picker = DatePicker(ANSWER, initial_date=seen.first.isoformat())
    asked: Block = InputBlock(
        words.plain(f"{seen.what}_day"), picker, block_id="day", hint=words.plain(f"{seen.what}_help")
    )
    return ModalView(
        title=words.plain(f"{seen.what}_title"),
        blocks=[section(words.rich(seen.what)), asked],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id=f"checkins.{seen.what}",
        private_metadata=ids(pair=seen.pair_id, day=seen.day, **seen.spot),
    )


@dataclass(frozen=True)
class Noted:
    """After somebody has told of their pair: what was noted (`met`, `moved`, `busy`, `proposed`), and its day."""

    what: str
    partner_id: str
    day: date


@catalogue.modal(
    "checkins/noted",
    short=Noted("met", samples.PERSON, samples.STARTS_ON),
    moved=Noted("moved", samples.PERSON, samples.STARTS_ON),
    proposed=Noted("proposed", samples.PERSON, samples.STARTS_ON),
    longest=Noted("busy", samples.PERSON, samples.STARTS_ON),
)
def noted(seen: Noted, words: Words) -> ModalView:
    return ModalView(words.plain("title"), [section(words.rich(seen.what))], close=words.plain("close"))
