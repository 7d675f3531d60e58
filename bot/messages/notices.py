"""Short things said in answer to an act: why it was refused, what went wrong, what can be done here."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime

from slackblocks import Block, ModalView

from bot.messages import catalogue
from bot.messages.blocks import actions, button, section
from bot.messages.words import Words


@dataclass(frozen=True)
class Notice:
    """A sentence in a small modal: a block of `templates/notices/notice.j2`, and its facts."""

    name: str
    facts: Mapping[str, object] = field(default_factory=dict)


@catalogue.modal(
    "notices/notice",
    short=Notice("not_allowed"),
    gone=Notice("gone"),
    not_recruiting=Notice("not_recruiting", {"programme": "Mentoring 2027"}),
    changed_meanwhile=Notice("changed_meanwhile"),
    question_needed=Notice("question_needed", {"question": "How well you know"}),
    answered_already=Notice("answered_already", {"at": datetime(2027, 1, 12, 9, 30, tzinfo=UTC)}),
    settled=Notice("settled"),
    pair_over=Notice("pair_over"),
    illegal_step=Notice("illegal_step"),
    not_invited=Notice("not_invited"),
    not_enrolled=Notice("not_enrolled"),
    nothing_open=Notice("nothing_open"),
    not_yet_open=Notice("not_yet_open", {"programme": "Mentoring 2027", "opens_on": date(2027, 1, 12)}),
    door_closed=Notice("door_closed", {"programme": "Mentoring 2027", "closes_on": date(2027, 1, 12)}),
    asked_again=Notice("asked_again", {"programme": "Mentoring 2027", "day": date(2027, 1, 12)}),
    not_asked_again=Notice("not_asked_again", {"programme": "Mentoring 2027"}),
    declined=Notice("declined", {"programme": "Mentoring 2027"}),
    too_many_members=Notice("too_many_members", {"most": 4000}),
    nothing_to_compare=Notice("nothing_to_compare"),
    nobody_to_match=Notice("nobody_to_match"),
    too_many_to_swap=Notice("too_many_to_swap"),
    nothing_to_choose=Notice("nothing_to_choose"),
    longest=Notice("trouble", {"code": "7f3a"}),
)
def notice(seen: Notice, words: Words) -> ModalView:
    body = section(words.rich(seen.name, **seen.facts))
    return ModalView(words.plain("title"), [body], close=words.plain("close"))


@dataclass(frozen=True)
class Help:
    """What the bot can do, and the buttons that do it."""

    is_hr: bool


@catalogue.message("notices/help", short=Help(is_hr=False), longest=Help(is_hr=True))
def help(seen: Help, words: Words) -> list[Block]:
    join = button(words.plain("join"), "enrolment.join", style="primary")
    answers = button(words.plain("answers"), "enrolment.mine")
    new = [button(words.plain("new_programme"), "programmes.new")] if seen.is_hr else []
    hr = [section(words.rich("for_hr"))] if seen.is_hr else []
    return [section(words.rich("body")), *hr, actions(join, answers, *new)]
