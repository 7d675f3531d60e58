"""What became of messages, for HR: to whom, what kind, how far. Never what they say."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from slackblocks import Block, DividerBlock, ModalView

from bot.domain.lanes import MANNERS
from bot.domain.outbox import OutgoingState
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, confirm, header, ids, note, section
from bot.messages.words import Words


class Filter(StrEnum):
    """Which messages HR looks at."""

    ALL = "all"
    WAITING = "waiting"
    FOLDED = "folded"
    FAILED = "failed"


@dataclass(frozen=True)
class Line:
    """One message: `at` is when it was sent or given up, or when it is due, by the clock of who looks."""

    kind: str
    to: str
    state: OutgoingState
    at: datetime
    reason: str = ""

    @property
    def is_to_channel(self) -> bool:
        return not self.to.startswith(("U", "W"))


@dataclass(frozen=True)
class Progress:
    """A sending to many that is not finished. `batch` names it; `minutes` is how long the rest takes."""

    batch: str
    kind: str
    asked_by: str | None
    total: int
    done: int
    minutes: int
    is_paused: bool


@dataclass(frozen=True)
class Log:
    """How many messages have come how far, the sendings under way, and one page of messages, the newest first."""

    counts: dict[str, int]
    sendings: tuple[Progress, ...]
    lines: tuple[Line, ...]
    today: date
    unreachable: int = 0
    only: Filter = Filter.ALL
    page: int = 1
    has_more: bool = False


_AT = datetime(2027, 1, 12, 10, 30)
_COUNTS = {state.value: 0 for state in OutgoingState}
_KINDS = sorted(MANNERS)
_REASONS = (
    "user_disabled",
    "cannot_be_rendered",
    "too_late",
    "not_reachable",
    "ratelimited",
    "out_of_hours",
    "odd_code",
)


def _line(n: int) -> Line:
    state = list(OutgoingState)[n % len(OutgoingState)]
    at = _AT + timedelta(days=n % 3 - 1)
    return Line(_KINDS[n % len(_KINDS)], f"U0PERSON{n:03}", state, at, _REASONS[n % len(_REASONS)])


def _progress(is_paused: bool) -> Progress:
    return Progress("invited:1:7", "announcements/announcement", samples.PERSON, 10_000, 2_311, 26, is_paused)


@catalogue.modal(
    "outbox/log",
    short=Log(
        _COUNTS | {"sent": 3, "ready": 1},
        (),
        (
            Line("enrolment/confirmation", samples.PERSON, OutgoingState.READY, _AT, "out_of_hours"),
            Line("announcements/announcement", samples.CHANNEL, OutgoingState.SENT, _AT - timedelta(days=1)),
        ),
        _AT.date(),
    ),
    empty=Log(_COUNTS, (), (), _AT.date()),
    sending=Log(_COUNTS | {"sent": 2311, "ready": 7689}, (_progress(False),), (_line(3),), _AT.date()),
    folded=Log(
        _COUNTS | {"sent": 9, "folded": 1, "digested": 1},
        (),
        (
            Line("proposals/reminder", samples.PERSON, OutgoingState.FOLDED, _AT, "folded"),
            Line("enrolment/unfinished", samples.PERSON, OutgoingState.DIGESTED, _AT, "folded"),
        ),
        _AT.date(),
        only=Filter.FOLDED,
    ),
    failed=Log(_COUNTS | {"dead": 1}, (), (_line(5),), _AT.date(), 1, Filter.FAILED),
    longest=Log(
        {state.value: 123_456 for state in OutgoingState},
        (_progress(True),) * 5,
        tuple(_line(n) for n in range(20)),
        _AT.date(),
        512,
        Filter.WAITING,
        page=2,
        has_more=True,
    ),
)
def log(seen: Log, words: Words) -> ModalView:
    under_way = [block for each in seen.sendings for block in _sending(each, words.about("outbox/sending", vars(each)))]
    rows = [_row(each, words, seen.today) for each in seen.lines]
    listed = [section(words.rich("lines", lines=rows))] if rows else [section(words.rich("nothing"))]
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("counts")),
            *([note(words.rich("nobody_there"))] if seen.unreachable else []),
            *under_way,
            DividerBlock(),
            header(words.plain(f"list_{seen.only.value}")),
            actions(*(button(words.plain(f"only_{each.value}"), f"outbox.{each.value}") for each in Filter)),
            *listed,
            *_pager(seen, words),
            note(words.rich("privacy")),
        ],
        close=words.plain("close"),
        private_metadata=ids(only=seen.only.value),
    )


def _sending(sending: Progress, words: Words) -> list[Block]:
    name = words.of("outbox/kinds").text(_block_of(sending.kind))
    turn = "resume" if sending.is_paused else "pause"
    sure = confirm(words, "sure")
    return [
        section(words.rich("paused" if sending.is_paused else "under_way", name=name)),
        actions(
            button(words.plain(turn), f"outbox.{turn}", sending.batch),
            button(words.plain("cancel"), "outbox.cancel", sending.batch, style="danger", confirm=sure),
        ),
    ]


def _row(line: Line, words: Words, today: date) -> str:
    about = words.about("outbox/line", {**vars(line), "is_to_channel": line.is_to_channel, "today": today})
    what = words.of("outbox/kinds").text(_block_of(line.kind))
    became = about.markup(line.state.value, when=about.markup("when"), why=about.markup("why"))
    return about.markup("line", what=what, became=became)


def _block_of(kind: str) -> str:
    """The name of a kind of message, as a block of `outbox/kinds.j2`; older versions had kinds that are gone."""
    return kind.replace("/", "_") if kind in MANNERS else "other"


def _pager(seen: Log, words: Words) -> list[Block]:
    newer = [button(words.plain("newer"), "outbox.newer", seen.page - 1)] if seen.page > 1 else []
    older = [button(words.plain("older"), "outbox.older", seen.page + 1)] if seen.has_more else []
    return [actions(*newer, *older)] if newer or older else []
