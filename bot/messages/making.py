"""How pairs are made: HR's form."""

from dataclasses import dataclass

from slackblocks import Block, InputBlock, ModalView, Option, RadioButtonGroup

from bot.domain.making import Chooser, Direction, Making
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, confirm, ids, note, section
from bot.messages.room import back_to_room
from bot.messages.words import Words


@dataclass(frozen=True)
class EditMaking:
    """`seeking` mentees have no mentor, `named` of them have named somebody. `closes`: opening ends the joining."""

    programme_id: int
    programme: str
    making: Making
    seeking: int = 0
    named: int = 0
    may_open: bool = False
    closes: bool = False


_RANKED = Making(1, Chooser.RANKED)
_OPEN = Making(1, Chooser.MENTEE, opened_at=samples.AN_INSTANT)


@catalogue.modal(
    "making/edit",
    short=EditMaking(1, samples.NAME, Making(1)),
    may_open=EditMaking(1, samples.NAME, _RANKED, 21, 0, may_open=True, closes=True),
    ranking=EditMaking(1, samples.NAME, Making(1, Chooser.RANKED, opened_at=samples.AN_INSTANT), 21, 12),
    longest=EditMaking(1, samples.LONG_NAME, Making(1, Chooser.MENTEE, Direction.REVERSE), 512, 0, may_open=True),
    asking=EditMaking(1, samples.NAME, _OPEN, 9),
)
def edit_making(seen: EditMaking, words: Words) -> ModalView:
    making = seen.making
    start = button(words.plain("open"), "making.open", seen.programme_id, confirm=confirm(words, "sure"))
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            _radio("chooser", Chooser, making.chooser, words),
            _radio("direction", Direction, making.direction, words),
            *([section(words.rich("opening")), actions(start)] if seen.may_open else []),
            *([section(words.rich("standing"))] if making.is_open else []),
            note(words.rich("meanwhile")),
            back_to_room(seen.programme_id, words),
        ],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="making.save",
        private_metadata=ids(programme=seen.programme_id, version=making.version),
    )


def _radio(name: str, kind: type[Chooser] | type[Direction], value: str, words: Words) -> Block:
    options = [
        Option(words.plain(f"{name}_{each.value}"), each.value, description=words.plain(f"{name}_{each.value}_more"))
        for each in kind
    ]
    return InputBlock(words.plain(name), RadioButtonGroup(ANSWER, options, chosen(options, value)), block_id=name)
