"""Forms of decisions: why a pair is rejected, how many are approved at once, who is paired by hand."""

from dataclasses import dataclass

from slackblocks import (
    Block,
    InputBlock,
    ModalView,
    NumberInput,
    PlainTextInput,
    UserSelectMenu,
)

from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, ids, section
from bot.messages.words import Words

LONGEST_WORD = 500


@dataclass(frozen=True)
class Reject:
    """Why this pair is not to be: for the programme team's own record."""

    pair_id: int
    version: int
    mentee_id: str
    mentor_id: str


@catalogue.modal(
    "queue/reject", short=Reject(5, 1, "U0LEO", samples.PERSON), longest=Reject(5, 1, "U0LEO", samples.PERSON)
)
def reject(seen: Reject, words: Words) -> ModalView:
    word = PlainTextInput(ANSWER, multiline=True, max_length=LONGEST_WORD, placeholder=words.plain("word_example"))
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(words.plain("word"), word, block_id="word", hint=words.plain("word_help")),
            actions(button(words.plain("back"), "queue.card", seen.pair_id)),
        ],
        submit=words.plain("reject"),
        close=words.plain("close"),
        callback_id="queue.rejected",
        private_metadata=ids(pair=seen.pair_id, version=seen.version),
    )


@dataclass(frozen=True)
class Above:
    """Approve all suggestions that have so many points or more."""

    programme_id: int
    programme: str
    staged: int
    best: int
    worst: int
    proposed: int


@catalogue.modal(
    "queue/above",
    short=Above(1, samples.NAME, 21, 7_804, 5_272, 6_000),
    longest=Above(1, samples.LONG_NAME, 512, 9_804, 0, 6_000),
)
def above(seen: Above, words: Words) -> ModalView:
    least = NumberInput(False, ANSWER, initial_value=str(seen.proposed), min_value=0, max_value=20_000)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            InputBlock(words.plain("least"), least, block_id="least"),
            actions(button(words.plain("back"), "queue.open", seen.programme_id)),
        ],
        submit=words.plain("approve"),
        close=words.plain("close"),
        callback_id="queue.approve_above",
        private_metadata=ids(programme=seen.programme_id),
    )


@dataclass(frozen=True)
class ByHand:
    """A pair of HR's own choice."""

    programme_id: int
    programme: str


@catalogue.modal("queue/by_hand", short=ByHand(1, samples.NAME), longest=ByHand(1, samples.LONG_NAME))
def by_hand(seen: ByHand, words: Words) -> ModalView:
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            _who("mentee", words),
            _who("mentor", words),
            actions(button(words.plain("back"), "queue.open", seen.programme_id)),
        ],
        submit=words.plain("make"),
        close=words.plain("close"),
        callback_id="queue.make",
        private_metadata=ids(programme=seen.programme_id),
    )


def _who(name: str, words: Words) -> Block:
    return InputBlock(words.plain(name), UserSelectMenu(ANSWER, placeholder=words.plain("choose")), block_id=name)
