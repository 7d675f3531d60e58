"""The log of what the programme team did about pairs, as HR reads it."""

from dataclasses import dataclass
from datetime import UTC, datetime

from slackblocks import ModalView

from bot.domain.audit import Deed, Entry
from bot.domain.pairs import PairState
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, ids, note, section
from bot.messages.room import back_to_room
from bot.messages.words import Mrkdwn, Words

STATES = frozenset(each.value for each in PairState)


@dataclass(frozen=True)
class Log:
    """One page of the log, the newest first."""

    programme_id: int
    programme: str
    entries: tuple[Entry, ...]
    page: int = 1
    pages: int = 1


_AT = datetime(2027, 1, 12, 9, 30, tzinfo=UTC)
_ABOUT = ("U0LEO", samples.PERSON)
_OF_ALL = (Deed.MATCHED, Deed.WEIGHED, Deed.TERMS, Deed.PUBLISHED, Deed.ASKED_SUPERVISORS, Deed.MAKING, Deed.OPENED)
_REPLACING = (Deed.SWAPPED, Deed.MADE, Deed.TOPPED_UP)
"""Decisions that put one mentor in the place of another."""
_COUNTED = (Deed.MATCHED, Deed.PUBLISHED, Deed.ASKED_SUPERVISORS)


def _entry(deed: Deed, before: str = "", after: str = "") -> Entry:
    mentee, mentor = _ABOUT if deed not in _OF_ALL else (None, None)
    return Entry(1, "U0CLAIRE", _AT, deed, mentee, mentor, before, after)


@catalogue.modal(
    "audit/log",
    short=Log(1, samples.NAME, (_entry(Deed.APPROVED, "staged", "approved"),)),
    empty=Log(1, samples.NAME, ()),
    all=Log(
        1,
        samples.NAME,
        tuple(_entry(each, after="21" if each in _COUNTED else "") for each in Deed),
    ),
    longest=Log(1, samples.LONG_NAME, (_entry(Deed.SWAPPED, "U0CLAIRE", samples.PERSON),) * 20, 3, 90),
)
def log(seen: Log, words: Words) -> ModalView:
    earlier = [button(words.plain("newer"), "audit.newer", seen.page - 1)] if seen.page > 1 else []
    later = [button(words.plain("older"), "audit.older", seen.page + 1)] if seen.page < seen.pages else []
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("summary")),
            *(
                section(words.rich("lines", lines=[_line(each, words) for each in part]))
                for part in _parts(seen.entries)
            ),
            *([actions(*earlier, *later)] if earlier or later else []),
            note(words.rich("privacy")),
            back_to_room(seen.programme_id, words),
        ],
        close=words.plain("close"),
        private_metadata=ids(programme=seen.programme_id),
    )


def _parts(entries: tuple[Entry, ...]) -> list[tuple[Entry, ...]]:
    """A few at a time: a paragraph holds three thousand characters."""
    return [entries[start : start + 10] for start in range(0, len(entries), 10)]


def _line(entry: Entry, words: Words) -> Mrkdwn:
    moved = words.markup("moved", before=entry.before, after=entry.after) if entry.before in STATES else ""
    was = entry.before if entry.deed in _REPLACING else ""
    return words.markup(
        "line", was=was, entry=entry, deed=words.markup(f"deed_{entry.deed.value}", after=entry.after), moved=moved
    )
