"""Match now: who would be matched and how, and that it is being done."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from slackblocks import Block, Button, ModalView

from bot.domain.candidates import Away
from bot.domain.matching.scheme import Aim, Departments
from bot.domain.weighing import Group, Stress, Weighing
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, header, note, section
from bot.messages.room import back_to_room
from bot.messages.words import Words

_AT = datetime(2027, 1, 5, 9, 30, tzinfo=UTC)


@dataclass(frozen=True)
class Pool:
    """Who would be matched. `places` is None where there are too many people to look closer."""

    mentees: int
    mentors: int
    places: int | None = None
    away: Mapping[str, Away] = field(default_factory=dict)


@dataclass(frozen=True)
class Matching:
    """Where matching stands. `settled` are pairs that it will not touch, `staged` suggestions that wait for HR.

    `closes`: people can still join, and can't any more once it is matched.
    """

    programme_id: int
    programme: str
    pool: Pool
    settled: int = 0
    staged: int = 0
    weighing: Weighing = field(default_factory=Weighing)
    matched_at: datetime | None = None
    closes: bool = False


STRESSED = Weighing({Group.SKILLS: Stress.HIGH, Group.INTERESTS: Stress.NONE}, Aim.BEST_TOTAL, Departments.OTHER)


@catalogue.modal(
    "matching/matching",
    short=Matching(1, samples.NAME, Pool(24, 12, 21)),
    empty=Matching(1, samples.NAME, Pool(0, 0, 0)),
    large=Matching(1, samples.NAME, Pool(20_000, 8_000)),
    longest=Matching(
        1,
        samples.LONG_NAME,
        Pool(512, 214, 390, {f"U{n}": each for n, each in enumerate((*Away, *Away))}),
        31,
        466,
        STRESSED,
        _AT,
        closes=True,
    ),
)
def matching(seen: Matching, words: Words) -> ModalView:
    return ModalView(
        title=words.plain("title"),
        blocks=[
            header(words.plain("programme")),
            section(words.rich("people", **vars(seen.pool))),
            *([note(words.rich("away", counts=Counter(seen.pool.away.values())))] if seen.pool.away else []),
            *([section(words.rich("standing"))] if seen.settled or seen.staged else []),
            section(
                words.rich(
                    "settings",
                    stress=seen.weighing.stress,
                    aim=seen.weighing.aim,
                    departments=seen.weighing.departments,
                )
            ),
            note(words.rich("nobody_hears")),
            *([note(words.rich("closes"))] if seen.closes else []),
            actions(*_ways(seen, words)),
            back_to_room(seen.programme_id, words),
        ],
        close=words.plain("close"),
    )


def _ways(seen: Matching, words: Words) -> list[Button]:
    id = seen.programme_id
    ready = bool(seen.pool.mentees and seen.pool.mentors)
    look = seen.staged or seen.settled
    ways = []
    if ready:
        ways.append(
            button(words.plain("again" if look else "match"), "matching.match", id, style=None if look else "primary")
        )
        ways.append(button(words.plain("compare"), "matching.compare", id))
    if look:
        ways.insert(0, button(words.plain("queue"), "queue.open", id, style="primary"))
    if ready and look:
        ways.append(button(words.plain("top_up"), "topping_up.open", id))
    if seen.matched_at:
        ways.append(button(words.plain("result"), "matching.result", id))
    return [*ways, button(words.plain("terms"), "terms.edit", id)]


@dataclass(frozen=True)
class Running:
    """Being computed in the background."""

    programme_id: int
    programme: str


@catalogue.modal("matching/running", short=Running(1, samples.NAME), longest=Running(1, samples.LONG_NAME))
def running(seen: Running, words: Words) -> ModalView:
    look = actions(button(words.plain("look"), "matching.result", seen.programme_id, style="primary"))
    body = [section(words.rich("body")), look, back_to_room(seen.programme_id, words)]
    return ModalView(words.plain("title"), body, close=words.plain("close"))


@dataclass(frozen=True)
class Finished:
    """Sent to who had people matched and did not wait for it; or to HR, when a place became free for who waits."""

    programme_id: int
    programme: str
    staged: int
    unmatched: int
    by_itself: bool = False


@catalogue.message(
    "matching/finished",
    short=Finished(1, samples.NAME, 21, 0),
    freed=Finished(1, samples.NAME, 1, 3, by_itself=True),
    longest=Finished(1, samples.LONG_NAME, 4980, 120),
)
def finished(seen: Finished, words: Words) -> list[Block]:
    look = button(words.plain("look"), "matching.result", seen.programme_id, style="primary")
    return [section(words.rich("body")), actions(look)]


@dataclass(frozen=True)
class Failed:
    """Sent to who waits for a match that could not be computed."""

    programme_id: int
    programme: str


@catalogue.message("matching/failed", short=Failed(1, samples.NAME), longest=Failed(1, samples.LONG_NAME))
def failed(seen: Failed, words: Words) -> list[Block]:
    return [section(words.rich("body")), actions(button(words.plain("again"), "matching.open", seen.programme_id))]
