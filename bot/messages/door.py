"""Who can join a programme and when, as HR decides it; and the line before a door where there is no place left."""

from dataclasses import dataclass
from datetime import date

from slackblocks import (
    Block,
    CheckboxGroup,
    DatePicker,
    InputBlock,
    ModalView,
    NumberInput,
    Option,
)

from bot.domain.door import LONGEST_SILENCE, MOST_PLACES, Door
from bot.domain.enrolment import Role
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, all_chosen, button, confirm, ids, section
from bot.messages.room import back_to_room
from bot.messages.words import Words

RULES = ("guests", "mandatory")


@dataclass(frozen=True)
class SetDoor:
    """The settings of a programme's door, as the programme was at `version`; who has a place, and who is in line."""

    programme_id: int
    programme: str
    version: int
    door: Door
    mentees: int = 0
    in_line: int = 0


@catalogue.modal(
    "door/settings",
    short=SetDoor(1, samples.NAME, 1, Door()),
    longest=SetDoor(
        1, samples.LONG_NAME, 9, Door(samples.STARTS_ON, samples.ENDS_ON, 500, True, True, LONGEST_SILENCE), 500, 112
    ),
)
def settings(seen: SetDoor, words: Words) -> ModalView:
    door = seen.door
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("standing")),
            _day("opens_on", door.opens_on, words),
            _day("closes_on", door.closes_on, words),
            _number("places", door.places, MOST_PLACES, words),
            _rules(door, words),
            _number("remind_after", door.remind_after, LONGEST_SILENCE, words, optional=False),
            back_to_room(seen.programme_id, words),
        ],
        submit=words.plain("save"),
        close=words.plain("cancel"),
        callback_id="door.save",
        private_metadata=ids(programme=seen.programme_id, version=seen.version),
    )


def _day(name: str, value: date | None, words: Words) -> Block:
    picker = DatePicker(ANSWER, initial_date=value.isoformat() if value else None, placeholder=words.plain("any_day"))
    return InputBlock(words.plain(name), picker, block_id=name, hint=words.plain(f"{name}_help"), optional=True)


def _number(name: str, value: int | None, most: int, words: Words, optional: bool = True) -> Block:
    initial = None if value is None else str(value)
    element = NumberInput(False, ANSWER, initial_value=initial, min_value="1", max_value=str(most))
    return InputBlock(words.plain(name), element, block_id=name, hint=words.plain(f"{name}_help"), optional=optional)


def _rules(door: Door, words: Words) -> Block:
    options = [Option(words.plain(rule), rule, description=words.plain(f"{rule}_more")) for rule in RULES]
    group = CheckboxGroup(ANSWER, options, initial_options=all_chosen(options, [r for r in RULES if getattr(door, r)]))
    return InputBlock(words.plain("rules"), group, block_id="rules", optional=True)


@dataclass(frozen=True)
class InLine:
    """Sent to who has joined when all places were taken."""

    enrolment_id: int
    programme: str
    place: int
    role: Role


@catalogue.message(
    "door/in_line",
    short=InLine(7, samples.NAME, 1, Role.MENTEE),
    longest=InLine(7, samples.LONG_NAME, 112, Role.BOTH),
)
def in_line(seen: InLine, words: Words) -> list[Block]:
    return [section(words.rich("body")), _ways(seen.enrolment_id, words)]


@dataclass(frozen=True)
class PlaceFree:
    """Sent to who was first in line, once there was a place: they have it."""

    enrolment_id: int
    programme: str
    starts_on: date


@catalogue.message(
    "door/place_free",
    short=PlaceFree(7, samples.NAME, samples.STARTS_ON),
    longest=PlaceFree(7, samples.LONG_NAME, samples.STARTS_ON),
)
def place_free(seen: PlaceFree, words: Words) -> list[Block]:
    return [section(words.rich("body")), _ways(seen.enrolment_id, words)]


def _ways(enrolment_id: int, words: Words) -> Block:
    """The same as after joining."""
    after = words.of("enrolment/confirmation")
    edit = button(after.plain("edit"), "enrolment.edit", enrolment_id)
    return actions(
        edit, button(after.plain("withdraw"), "enrolment.withdraw", enrolment_id, confirm=confirm(after, "sure"))
    )
