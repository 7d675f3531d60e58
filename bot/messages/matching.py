"""Match now, and what came of it: what HR sees before any pair is decided."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from slackblocks import Block, Button, DividerBlock, InputBlock, ModalView, RadioButtonGroup, StaticSelectMenu

from bot.domain.candidates import Away
from bot.domain.matching.rules import Obstacle
from bot.domain.matching.scheme import Aim, Departments
from bot.domain.outcome import Outcome, Share, Shares, Stuck
from bot.domain.weighing import Group, Stress, Weighing
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, button, chosen, header, ids, note, option, section
from bot.messages.room import back_to_room
from bot.messages.words import Mrkdwn, Words

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
    """Where matching stands. `settled` are pairs that it will not touch, `staged` suggestions that wait for HR."""

    programme_id: int
    programme: str
    pool: Pool
    settled: int = 0
    staged: int = 0
    weighing: Weighing = field(default_factory=Weighing)
    matched_at: datetime | None = None


_STRESSED = Weighing({Group.SKILLS: Stress.HIGH, Group.INTERESTS: Stress.NONE}, Aim.BEST_TOTAL, Departments.OTHER)


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
        _STRESSED,
        _AT,
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
class Outcomes:
    """What came of a match. `same_as`: when the same people and settings gave the same before."""

    programme_id: int
    programme: str
    outcome: Outcome
    unmatched: int
    staged: int
    at: datetime
    same_as: datetime | None = None


def _shares(by: str, count: int, hidden: int) -> Shares:
    return Shares(
        by,
        tuple(
            Share({"en": f"{by.title()} {n}", "fr": f"{by.title()} {n}"}, 60 - n, 50 - n, 6200 + n)
            for n in range(count)
        ),
        hidden,
    )


_OUTCOME = Outcome(24, 12, 21, 0, 131_619, 5_272, 6_190, 7_804, 5_000, True, (), (), (_shares("department", 2, 3),), {})
_LARGE = Outcome(
    512,
    214,
    471,
    31,
    2_951_619,
    4_872,
    6_190,
    8_804,
    4_872,
    True,
    (),
    tuple(f"U0MENTOR{n:02}" for n in range(40)),
    tuple(_shares(by, 12, 14) for by in ("department", "site", "language", "level")),
    {},
)


@catalogue.modal(
    "matching/outcome",
    short=Outcomes(1, samples.NAME, _OUTCOME, 3, 21, _AT),
    nobody=Outcomes(
        1, samples.NAME, Outcome(3, 1, 0, 0, 0, None, None, None, None, True, (), ("U0ANA",), (), {}), 3, 0, _AT
    ),
    longest=Outcomes(1, samples.LONG_NAME, _LARGE, 41, 440, _AT, _AT),
)
def outcomes(seen: Outcomes, words: Words) -> ModalView:
    found, id = seen.outcome, seen.programme_id
    facts = {
        name: getattr(found, name)
        for name in ("matched", "mentees", "before", "worst", "median", "best", "floor", "total")
    }
    spread = [section(words.rich("spread", **facts))] if found.best is not None else []
    queue = [button(words.plain("queue"), "queue.open", id, style="primary")] if seen.staged else []
    stuck = [button(words.plain("who"), "matching.stuck", id)] if seen.unmatched else []
    return ModalView(
        title=words.plain("title"),
        blocks=[
            header(words.plain("headline", **facts)),
            section(words.rich("summary", **facts)),
            *spread,
            *(
                [section(words.rich("unused", people=found.unused[:20], more=max(0, len(found.unused) - 20)))]
                if found.unused
                else []
            ),
            *([actions(*queue, *stuck)] if queue or stuck else []),
            *_fair(found, words),
            note(words.rich("proof", proved=found.proved)),
            actions(
                button(words.plain("compare"), "matching.compare", id),
                button(words.plain("matching"), "matching.open", id),
            ),
        ],
        close=words.plain("close"),
    )


def _fair(found: Outcome, words: Words) -> list[Block]:
    if not found.shares:
        return []
    return [
        DividerBlock(),
        section(words.rich("fairness")),
        *(
            section(words.rich("shares", by=each.by, hidden=each.hidden, lines=_lines(each, words)))
            for each in found.shares
        ),
    ]


def _lines(shares: Shares, words: Words) -> list[Mrkdwn]:
    return [
        words.markup("share", name=words.called(each.label), matched=each.matched, people=each.people, mean=each.mean)
        for each in shares.groups[:20]
    ]


@dataclass(frozen=True)
class StuckPeople:
    """Who has nobody, and why: one page of so many."""

    programme_id: int
    programme: str
    people: tuple[Stuck, ...]
    total: int
    page: int = 1
    pages: int = 1


_GERMAN = ({"en": "German", "fr": "Allemand"},)


@catalogue.modal(
    "matching/stuck",
    short=StuckPeople(1, samples.NAME, (Stuck(samples.PERSON, Obstacle.LANGUAGE, _GERMAN, helpful=3),), 1),
    all=StuckPeople(
        1,
        samples.NAME,
        (*(Stuck(samples.PERSON, each, _GERMAN) for each in Obstacle), Stuck(samples.PERSON, None, _GERMAN, 9, 7, 2)),
        15,
    ),
    empty=StuckPeople(1, samples.NAME, (), 0),
    longest=StuckPeople(
        1,
        samples.LONG_NAME,
        (Stuck(samples.PERSON, Obstacle.LANGUAGE, _GERMAN * 4, helpful=12),) * 12,
        41,
        page=2,
        pages=4,
    ),
)
def stuck_people(seen: StuckPeople, words: Words) -> ModalView:
    rows = [section(words.rich("person", person=each.person_id, why=_why(each, words))) for each in seen.people]
    earlier = [button(words.plain("earlier"), "matching.earlier", seen.page - 1)] if seen.page > 1 else []
    later = [button(words.plain("later"), "matching.later", seen.page + 1)] if seen.page < seen.pages else []
    return ModalView(
        title=words.plain("title"),
        blocks=[
            section(words.rich("summary")),
            *rows,
            *([actions(*earlier, *later)] if earlier or later else []),
            note(words.rich("next")),
            actions(button(words.plain("back"), "matching.result", seen.programme_id)),
        ],
        close=words.plain("close"),
        private_metadata=ids(programme=seen.programme_id),
    )


def _why(stuck: Stuck, words: Words) -> Mrkdwn:
    languages = words.listed([Mrkdwn(words.called(each)) for each in stuck.languages])
    facts = {"languages": languages, "rivals": stuck.rivals, "places": stuck.places, "more": stuck.more_places}
    name = f"why_{stuck.obstacle.value}" if stuck.obstacle in _TOLD else "why_rules"
    why = words.markup("why_places" if stuck.obstacle is None else name, **facts)
    helps = words.markup("would_help", helpful=stuck.helpful) if stuck.helpful else ""
    return Mrkdwn(f"{why} {helps}".strip())


_TOLD = frozenset({Obstacle.LANGUAGE, Obstacle.HOURS, Obstacle.DEPARTMENT, Obstacle.NO_PLACE})


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
    longest=Compare(1, samples.LONG_NAME, _STRESSED, _NOW, Side(21, 3, 135_004, None, None, 0), 128_400, 12),
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
