"""A top-up: a place for who has nobody, and which pairs would change for it, before anything is kept."""

from dataclasses import dataclass

from slackblocks import Block, CheckboxGroup, DividerBlock, InputBlock, ModalView, NumberInput, Option

from bot.domain.topping_up import MOST, Change, TopUp
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, confirm, ids, note, section
from bot.messages.words import Mrkdwn, Words

SHOWN = 12
"""Changes of each kind that are named."""


@dataclass(frozen=True)
class Wanted:
    """At most so many pairs change; with `running`, of those under way too."""

    most: int = 3
    running: bool = False


@dataclass(frozen=True)
class Proposed:
    """What would change. `steady`: so many would have somebody if no pair changed. `mark` is what it was made of."""

    programme_id: int
    programme: str
    wanted: Wanted
    found: TopUp
    steady: int
    mark: str


_CHANGE = Change("U0LEO", samples.PERSON, "U0CLAIRE", 420)
_NEW = Change("U0LEO", None, samples.PERSON, 6_200)


@catalogue.modal(
    "topping_up/proposed",
    short=Proposed(1, samples.NAME, Wanted(), TopUp((_CHANGE,), (_NEW, _NEW)), 1, "a1"),
    nothing=Proposed(1, samples.NAME, Wanted(), TopUp(), 0, "a1"),
    longest=Proposed(
        1,
        samples.LONG_NAME,
        Wanted(MOST, running=True),
        TopUp((Change("U0LEO", samples.PERSON, None, -6_200, running=True), *(_CHANGE,) * 19), (_NEW,) * 40),
        31,
        "a1",
    ),
)
def proposed(seen: Proposed, words: Words) -> ModalView:
    most = NumberInput(False, ANSWER, initial_value=str(seen.wanted.most), min_value=0, max_value=MOST)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(words.plain("most"), most, block_id="most", hint=words.plain("most_help")),
            _running(seen, words),
            DividerBlock(),
            *_difference(seen, words),
        ],
        submit=words.plain("show"),
        close=words.plain("close"),
        callback_id="topping_up.show",
        private_metadata=ids(programme=seen.programme_id, mark=seen.mark, **vars(seen.wanted)),
    )


def _running(seen: Proposed, words: Words) -> Block:
    option = Option(words.plain("running"), "yes", description=words.plain("running_help"))
    boxes = CheckboxGroup(ANSWER, [option], initial_options=[option] if seen.wanted.running else None)
    return InputBlock(words.plain("running_label"), boxes, block_id="running", optional=True)


def _difference(seen: Proposed, words: Words) -> list[Block]:
    """At the foot, where the eye is when the form is sent."""
    found, back = seen.found, button(words.plain("back"), "matching.open", seen.programme_id)
    if not (found.changes or found.newcomers):
        return [section(words.rich("nothing")), actions(back)]
    sure = confirm(words, "sure") if any(each.running for each in found.changes) else None
    keep = button(words.plain("keep"), "topping_up.keep", seen.programme_id, style="primary", confirm=sure)
    return [
        section(words.rich("summary", people=found.people, gain=found.gain)),
        *_lines("changes", found.changes, words),
        *_lines("newcomers", found.newcomers, words),
        note(words.rich("nobody_hears", running=sure is not None)),
        actions(keep, back),
    ]


def _lines(name: str, changes: tuple[Change, ...], words: Words) -> list[Block]:
    shown: list[Mrkdwn] = [words.markup("line", **vars(each)) for each in changes[:SHOWN]]
    return [section(words.rich(name, lines=shown, others=len(changes) - len(shown)))] if shown else []
