"""A digest: what did not fit into somebody's week, each as its own message begins, with the buttons that it has."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from slackblocks import ActionsBlock, Block, Button, DividerBlock, Markdown, SectionBlock

from bot.domain.budget import LINES
from bot.domain.enrolment import Role
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, note, section
from bot.messages.invited import Invited, Unfinished
from bot.messages.proposals import Reminder
from bot.messages.words import Words

LONGEST_LINE = 700
"""Characters: a message that begins with more is named, and no more."""
BUTTONS = 5


@dataclass(frozen=True)
class Part:
    """A message that is said in a digest: its kind, and what it says as plain JSON."""

    kind: str
    context: Mapping[str, object]

    @classmethod
    def of(cls, context: object) -> "Part":
        """A message's context, as the outbox keeps it."""
        return cls(catalogue.surface_of(context).kind, catalogue.dump(context))

    @property
    def seen(self) -> object:
        """What the message's own surface needs to know; raises KeyError for a kind that is no more."""
        return catalogue.load(self.kind, dict(self.context))


@dataclass(frozen=True)
class Digest:
    """What it says, the most important first."""

    parts: tuple[Part, ...]


_INVITED = Invited(1, samples.LONG_NAME, samples.LONG_GOAL, samples.STARTS_ON, samples.ENDS_ON, None, samples.PERSON)


@catalogue.message(
    "digests/digest",
    short=Digest(
        (
            Part.of(Reminder(5, samples.NAME, Role.MENTEE, samples.PERSON)),
            Part.of(Unfinished(7, samples.NAME, samples.STARTS_ON)),
        )
    ),
    longest=Digest(
        (
            Part.of(_INVITED),
            *(Part.of(Reminder(n, samples.LONG_NAME, Role.MENTOR, samples.PERSON)) for n in range(LINES - 1)),
        )
    ),
)
def digest(seen: Digest, words: Words) -> list[Block]:
    lines = [block for n, part in enumerate(seen.parts) for block in _line(part.seen, words.language, first=n == 0)]
    return [section(words.rich("intro")), *lines, DividerBlock(), note(words.rich("why"))]


def _line(context: object, language: str, *, first: bool) -> list[Block]:
    """How a message begins, and its buttons; the first one's may stand out, so that one button does."""
    words = catalogue.words_for(context, language)
    blocks: list[Block] = catalogue.surface_of(context).build(context, words)
    buttons = list(_buttons(blocks))
    if not first:
        for each in buttons:
            each.style = None
    return [DividerBlock(), section(_beginning(blocks, words)), *([actions(*buttons[:BUTTONS])] if buttons else [])]


def _beginning(blocks: list[Block], words: Words) -> Markdown:
    texts = (block.text.text for block in blocks if isinstance(block, SectionBlock) and block.text)
    return next((Markdown(text, verbatim=True) for text in texts if len(text) <= LONGEST_LINE), words.rich("text"))


def _buttons(blocks: list[Block]) -> Iterator[Button]:
    """A message's buttons, each act once: two of the same can't stand in one row."""
    seen = set()
    for block in blocks:
        beside = [block.accessory] if isinstance(block, SectionBlock) else []
        row = block.elements or [] if isinstance(block, ActionsBlock) else beside
        for each in row:
            if isinstance(each, Button) and each.action_id not in seen:
                seen.add(each.action_id)
                yield each
