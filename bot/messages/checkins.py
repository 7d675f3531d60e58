"""What people are asked about their pairs: one message, with a line and its buttons for each pair."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from slackblocks import Block, Button, DividerBlock

from bot.domain.checkins import Step
from bot.domain.enrolment import Role
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, note, section
from bot.messages.words import Words

MOST = 12
"""Lines in one message: it holds fifty blocks."""
_WAYS = {
    "ask": ("met", "moved", "not_yet"),
    "nudge": ("propose", "met", "busy"),
    "private": ("unreachable", "private_busy", "change", "well"),
    "confirm": ("confirmed", "report"),
}
_NUDGES = {Step.REMIND: "remind", Step.AGAIN: "again"}


@dataclass(frozen=True)
class Line:
    """One pair. `step` is None for a meeting to prepare, on `day`; `day` of a meeting to confirm is when it was.

    `first`: they have not met yet; else it was `weeks` ago. `said` is what the reader has answered, a block of the
    template, and `until` a day in it.
    """

    answer_id: int | None
    pair_id: int
    partner_id: str
    role: Role
    step: Step | None
    first: bool = False
    weeks: int | None = None
    day: date | None = None
    said: str = ""
    until: date | None = None

    @property
    def asks(self) -> str:
        """The block that asks it."""
        if self.step in _NUDGES and self.role is Role.MENTOR:
            return "nudge"
        return "prepare" if self.step is None else self.step.value

    @property
    def ways(self) -> tuple[str, ...]:
        """The ways to answer, as names of actions."""
        if self.asks in ("nudge", "prepare"):
            return _WAYS["nudge"]
        return _WAYS.get(self.asks, _WAYS["ask"])

    def answered(self, said: str, until: date | None = None) -> "Line":
        return replace(self, said=said, until=until)


@dataclass(frozen=True)
class Questions:
    """All that somebody is asked on a day."""

    day: date
    lines: tuple[Line, ...]

    @classmethod
    def read(cls, context: Mapping[str, object]) -> "Questions":
        """From what the outbox keeps."""
        loaded = catalogue.load("checkins/questions", dict(context))
        assert isinstance(loaded, cls)
        return loaded

    def of(self, pair_id: int) -> Line | None:
        """The line about a pair."""
        return next((each for each in self.lines if each.pair_id == pair_id), None)

    def answered(self, line: Line) -> "Questions":
        """With one line as it now stands."""
        return replace(self, lines=tuple(line if each.pair_id == line.pair_id else each for each in self.lines))


_DAY = samples.STARTS_ON
_ASK = Line(11, 5, samples.PERSON, Role.MENTEE, Step.ASK, first=True)
_NUDGE = Line(12, 6, "U0LEO", Role.MENTOR, Step.REMIND, weeks=3)
_PREPARE = Line(None, 7, "U0LEO", Role.MENTOR, None, day=_DAY)
_PRIVATE = Line(13, 8, samples.PERSON, Role.MENTEE, Step.PRIVATE, weeks=4)
_CONFIRM = Line(14, 9, samples.PERSON, Role.MENTEE, Step.CONFIRM, day=_DAY)
_SAID = ("met", "moved", "not_yet", "busy", "proposed", "unreachable", "well", "confirmed")


def _only(line: Line) -> Questions:
    return Questions(_DAY, (line,))


@catalogue.message(
    "checkins/questions",
    short=_only(_ASK),
    later=_only(replace(_ASK, first=False, weeks=3)),
    nudge=_only(_NUDGE),
    nudge_first=_only(replace(_NUDGE, weeks=None)),
    remind=_only(replace(_ASK, step=Step.REMIND)),
    again=_only(replace(_ASK, step=Step.AGAIN)),
    prepare=_only(_PREPARE),
    private=_only(_PRIVATE),
    confirm=_only(_CONFIRM),
    answered=Questions(_DAY, tuple(replace(_ASK, pair_id=n, said=said, until=_DAY) for n, said in enumerate(_SAID))),
    longest=Questions(_DAY, (_PREPARE, *(replace(_PRIVATE, pair_id=n) for n in range(MOST - 1)))),
)
def questions(seen: Questions, words: Words) -> list[Block]:
    several = len(seen.lines) > 1
    asked = [words.about("checkins/questions", vars(line)) for line in seen.lines]
    parts = [
        block
        for line, own in zip(seen.lines, asked, strict=True)
        for block in ((DividerBlock(),) if several else ()) + _line(seen.day, line, own, several)
    ]
    above = [section(words.rich("several"))] if several else []
    foot = (
        [note(words.rich("discreet"))] if any(not each.said and "not_yet" in each.ways for each in seen.lines) else []
    )
    return [*above, *parts, *foot]


def _line(day: date, line: Line, words: Words, several: bool) -> tuple[Block, ...]:
    if line.said == "confirmed":
        return (section(words.rich("said_confirmed"), _way("report", line, day, words)),)
    if line.said:
        return (section(words.rich(f"said_{line.said}")),)
    ways = [_way(name, line, day, words, primary=not several and n == 0) for n, name in enumerate(line.ways)]
    return (section(words.rich(line.asks)), actions(*ways))


def _way(name: str, line: Line, day: date, words: Words, *, primary: bool = False) -> Button:
    style = "primary" if primary else None
    return button(words.plain(name), f"checkins.{name}", f"{line.pair_id}@{day}", style=style)
