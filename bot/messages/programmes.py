"""What HR sees when setting up a programme and looking at who joined."""

from dataclasses import dataclass
from datetime import date

from slackblocks import (
    Block,
    CheckboxGroup,
    DatePicker,
    InputBlock,
    ModalView,
    Option,
    PlainTextInput,
    StaticSelectMenu,
)

from bot.domain.enrolment import Role
from bot.domain.people import LANGUAGES
from bot.domain.programmes import Cadence, Plan
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, all_chosen, button, chosen, ids, note, pager, section
from bot.messages.room import back_to_room
from bot.messages.words import Mrkdwn, Words


@dataclass(frozen=True)
class SetUp:
    """The form of a programme: a new one, or one that is there (`id`, as it was at `version`)."""

    plan: Plan
    id: int | None = None
    version: int = 0


_PLAN = Plan("", "", "", samples.STARTS_ON, samples.ENDS_ON, Cadence.TWO_TO_THREE_WEEKS, ("fr", "en"))
_LONG_PLAN = Plan(
    samples.LONG_NAME,
    samples.LONG_GOAL,
    samples.LONG_GOAL,
    samples.STARTS_ON,
    samples.ENDS_ON,
    Cadence.TWO_TO_THREE_WEEKS,
    ("fr", "en"),
)


@catalogue.modal("programmes/setup", short=SetUp(_PLAN), longest=SetUp(_LONG_PLAN, id=1, version=3))
def set_up(seen: SetUp, words: Words) -> ModalView:
    plan = seen.plan
    return ModalView(
        title=words.plain("title_new" if seen.id is None else "title_edit"),
        blocks=[
            _text("name", plan.name, words, most=80),
            _text("goal", plan.goal, words, most=1000, multiline=True),
            _text("success", plan.success, words, most=1000, multiline=True),
            _day("starts_on", plan.starts_on, words),
            _day("ends_on", plan.ends_on, words),
            _cadence(plan.cadence, words),
            _languages(plan.languages, words),
            *([] if seen.id is None else [back_to_room(seen.id, words)]),
        ],
        submit=words.plain("create" if seen.id is None else "save"),
        close=words.plain("cancel"),
        callback_id="programmes.save",
        private_metadata=ids(programme=seen.id, version=seen.version),
    )


def _text(name: str, value: str, words: Words, most: int, multiline: bool = False) -> Block:
    element = PlainTextInput(
        ANSWER,
        initial_value=value or None,
        multiline=multiline,
        max_length=most,
        placeholder=words.plain(f"{name}_example"),
    )
    return InputBlock(words.plain(name), element, block_id=name)


def _day(name: str, value: date, words: Words) -> Block:
    return InputBlock(words.plain(name), DatePicker(ANSWER, initial_date=value.isoformat()), block_id=name)


def _cadence(value: Cadence, words: Words) -> Block:
    options = [Option(words.plain(each.value), each.value) for each in Cadence]
    element = StaticSelectMenu(ANSWER, options, initial_option=chosen(options, value.value))
    return InputBlock(words.plain("cadence"), element, block_id="cadence")


def _languages(value: tuple[str, ...], words: Words) -> Block:
    options = [Option(words.plain(f"language_{code}"), code) for code in LANGUAGES]
    element = CheckboxGroup(ANSWER, options, initial_options=all_chosen(options, value))
    return InputBlock(words.plain("languages"), element, block_id="languages", hint=words.plain("languages_help"))


@dataclass(frozen=True)
class Participant:
    """One line of the list."""

    person_id: str
    role: Role
    joined_on: date
    away_until: date | None = None


@dataclass(frozen=True)
class Participants:
    """Who joined a programme: one page of so many."""

    programme_id: int
    programme: str
    people: tuple[Participant, ...]
    total: int
    unfinished: int
    page: int = 1
    pages: int = 1


@catalogue.modal(
    "programmes/participants",
    short=Participants(1, samples.NAME, (Participant(samples.PERSON, Role.MENTOR, samples.STARTS_ON),), 1, 0),
    empty=Participants(1, samples.NAME, (), 0, 0),
    longest=Participants(
        1,
        samples.LONG_NAME,
        tuple(Participant(f"U0PERSON{n:03}", Role.BOTH, samples.STARTS_ON, samples.ENDS_ON) for n in range(25)),
        512,
        87,
        page=2,
        pages=21,
    ),
)
def participants(seen: Participants, words: Words) -> ModalView:
    lines = [_line(each, words) for each in seen.people]
    listed = [section(words.rich("people", lines=lines))] if lines else [section(words.rich("nobody"))]
    pause = [button(words.plain("record_break"), "breaks.record", seen.programme_id)] if seen.total else []
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("summary")),
            *listed,
            *pager("programmes", seen.page, seen.pages, words, *pause),
            note(words.rich("privacy")),
        ],
        close=words.plain("close"),
        callback_id="programmes.participants",
        private_metadata=ids(programme=seen.programme_id, page=seen.page),
    )


def _line(each: Participant, words: Words) -> Mrkdwn:
    return words.markup("line", person=each.person_id, role=each.role, day=each.joined_on, away_until=each.away_until)
