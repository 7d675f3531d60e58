"""A programme's room: everything that HR can do with it, one line each."""

from dataclasses import dataclass

from slackblocks import Block, ModalView

from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, header, section
from bot.messages.words import Words

TOOLS = {
    "settings": "programmes.edit",
    "questionnaire": "questionnaires.open",
    "door": "door.open",
    "invitations": "invitations.open",
    "skills": "skills.open",
    "supply": "supply.open",
    "making": "making.edit",
    "matching": "matching.open",
    "feedback": "feedback.open",
    "checkins": "checkins.care",
    "audit": "audit.open",
}
"""In the order of a programme's life: a line's name in the template, and the act behind its button."""


@dataclass(frozen=True)
class Room:
    programme_id: int
    programme: str


@catalogue.modal("programmes/room", short=Room(1, samples.NAME), longest=Room(1, samples.LONG_NAME))
def room(seen: Room, words: Words) -> ModalView:
    lines = [
        section(words.rich(name), button(words.plain(f"{name}_open"), act, seen.programme_id))
        for name, act in TOOLS.items()
    ]
    return ModalView(words.plain("title"), [header(words.plain("programme")), *lines], close=words.plain("close"))


def back_to_room(programme_id: int, words: Words) -> Block:
    """The way back, for the foot of every modal that the room opens."""
    return actions(button(words.of("programmes/room").plain("back"), "programmes.room", programme_id))
