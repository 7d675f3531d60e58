"""Pairs that need a look of the programme team, each with one thing to do; and the steps that lead there."""

from dataclasses import dataclass
from datetime import date

from slackblocks import Block, InputBlock, ModalView, NumberInput

from bot.domain.ladder import Ladder
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, header, ids, note, section
from bot.messages.room import back_to_room
from bot.messages.words import Words

SHOWN = 15
STEPS = ("first_after", "remind_after", "again_after", "private_after", "list_after", "pause_after")


@dataclass(frozen=True)
class Needy:
    """A pair that needs a look: one of the two asks for help (`help_for`), it rests, or has not met since a day.

    `met_on` is None where the two have never met.
    """

    pair_id: int
    mentee_id: str
    mentor_id: str
    rests: bool
    overdue_on: date | None
    met_on: date | None = None
    help_for: str | None = None

    @property
    def why(self) -> str:
        """The block that says why."""
        if self.help_for:
            return "unreachable"
        return "rests" if self.rests else "quiet"

    @property
    def other(self) -> str:
        """Who can't be reached."""
        return self.mentor_id if self.help_for == self.mentee_id else self.mentee_id


@dataclass(frozen=True)
class Care:
    """The first of them, the longest overdue first."""

    programme_id: int
    programme: str
    pairs: tuple[Needy, ...]
    total: int


_QUIET = Needy(5, "U0LEO", samples.PERSON, False, samples.STARTS_ON, samples.STARTS_ON)
_HELP = Needy(6, "U0LEO", samples.PERSON, False, samples.STARTS_ON, None, "U0LEO")
_RESTS = Needy(7, "U0LEO", samples.PERSON, True, None)


@catalogue.modal(
    "checkins/care",
    short=Care(1, samples.NAME, (), 0),
    some=Care(1, samples.NAME, (_QUIET, _HELP, _RESTS, Needy(8, "U0LEO", samples.PERSON, False, samples.STARTS_ON)), 4),
    longest=Care(1, samples.LONG_NAME, (_HELP, *(_QUIET,) * (SHOWN - 1)), 240),
)
def care(seen: Care, words: Words) -> ModalView:
    listed = [block for pair in seen.pairs for block in _needy(pair, words.about("checkins/care", vars(pair)))]
    steps = button(words.plain("steps"), "checkins.steps", seen.programme_id)
    return ModalView(
        title=words.plain("title"),
        blocks=[
            header(words.plain("programme")),
            section(words.rich("summary")),
            *listed,
            *([note(words.rich("more", more=seen.total - len(seen.pairs)))] if seen.total > len(seen.pairs) else []),
            note(words.rich("privacy")),
            actions(steps),
            back_to_room(seen.programme_id, words),
        ],
        close=words.plain("close"),
        private_metadata=ids(programme=seen.programme_id),
    )


def _needy(pair: Needy, words: Words) -> list[Block]:
    ways = actions(
        button(words.plain("look"), "queue.card", pair.pair_id),
        button(words.plain("snooze"), "checkins.snooze", pair.pair_id),
        button(words.plain("dismiss"), "checkins.dismiss", pair.pair_id),
    )
    return [section(words.rich(pair.why, other=pair.other)), ways]


@dataclass(frozen=True)
class EditLadder:
    """The form of a programme's steps."""

    programme: str
    ladder: Ladder


@catalogue.modal(
    "checkins/steps",
    short=EditLadder(samples.NAME, Ladder(1)),
    longest=EditLadder(samples.LONG_NAME, Ladder(1, 60, 7, 10, 30, 60, 10)),
)
def edit_ladder(seen: EditLadder, words: Words) -> ModalView:
    ladder = seen.ladder
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("about")),
            *(_count(name, getattr(ladder, name), words) for name in STEPS),
            back_to_room(ladder.programme_id, words),
        ],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="checkins.steps",
        private_metadata=ids(programme=ladder.programme_id, version=ladder.version),
    )


def _count(name: str, value: int, words: Words) -> Block:
    number = NumberInput(False, ANSWER, initial_value=str(value), min_value=1, max_value=60)
    return InputBlock(words.plain(name), number, block_id=name)
