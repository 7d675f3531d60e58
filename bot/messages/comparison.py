"""What if: other settings beside those that hold, before anything is kept."""

from dataclasses import dataclass

from slackblocks import Block, DividerBlock, InputBlock, ModalView, RadioButtonGroup, StaticSelectMenu

from bot.domain.matching.scheme import Aim, Departments
from bot.domain.weighing import Group, Stress, Weighing
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, ids, note, option, section
from bot.messages.matching import STRESSED
from bot.messages.words import Words


@dataclass(frozen=True)
class Side:
    """One side of a comparison, in numbers."""

    matched: int
    unmatched: int
    total: int
    worst: int | None
    median: int | None
    unused: int


@dataclass(frozen=True)
class Compare:
    """Settings to try (`weighing`), beside those that hold now. `changed` people would have another mentor, or none.

    `other_total` is the other result's total by the present weights.
    """

    programme_id: int
    programme: str
    weighing: Weighing
    now: Side
    other: Side | None = None
    other_total: int = 0
    changed: int = 0


_NOW = Side(21, 3, 131_619, 5_272, 6_190, 2)


@catalogue.modal(
    "matching/compare",
    short=Compare(1, samples.NAME, Weighing(), _NOW),
    longest=Compare(1, samples.LONG_NAME, STRESSED, _NOW, Side(21, 3, 135_004, None, None, 0), 128_400, 12),
)
def compare(seen: Compare, words: Words) -> ModalView:
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("intro")),
            *(_stress(group, seen.weighing, words) for group in Group),
            _radio("aim", Aim, seen.weighing.aim.value, words),
            _radio("departments", Departments, seen.weighing.departments.value, words),
            DividerBlock(),
            *_beside(seen, words),
        ],
        submit=words.plain("try"),
        close=words.plain("close"),
        callback_id="matching.try",
        private_metadata=ids(programme=seen.programme_id),
    )


def _beside(seen: Compare, words: Words) -> list[Block]:
    """At the foot, where the eye is when the form is sent."""
    now = section(words.rich("figures", name="now", **vars(seen.now)))
    back = button(words.plain("back"), "matching.open", seen.programme_id)
    if seen.other is None:
        return [now, actions(back)]
    keep = button(words.plain("keep"), "matching.keep", seen.programme_id, style="primary")
    other = section(words.rich("figures", name="other", **vars(seen.other)))
    return [now, other, note(words.rich("difference")), actions(keep, back)]


def _stress(group: Group, weighing: Weighing, words: Words) -> Block:
    options = [option(words.text(each.value), each.value) for each in Stress]
    now = weighing.stress.get(group, Stress.AS_ASKED)
    menu = StaticSelectMenu(ANSWER, options, initial_option=chosen(options, now.value))
    return InputBlock(words.plain(f"group_{group.value}"), menu, block_id=group.value)


def _radio(name: str, kinds: type[Aim] | type[Departments], value: str, words: Words) -> Block:
    options = [option(words.text(f"{name}_{each.value}"), each.value) for each in kinds]
    group = RadioButtonGroup(ANSWER, options, initial_option=chosen(options, value))
    return InputBlock(words.plain(name), group, block_id=name)
