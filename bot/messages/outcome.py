"""What came of a match: figures, who has nobody and why, who fares how well."""

from dataclasses import dataclass
from datetime import UTC, datetime

from markupsafe import escape
from slackblocks import Block, DividerBlock, ModalView

from bot.domain.matching.rules import Obstacle
from bot.domain.outcome import Outcome, Share, Shares, Stuck
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, header, ids, note, section
from bot.messages.words import Mrkdwn, Words

_AT = datetime(2027, 1, 5, 9, 30, tzinfo=UTC)


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
    languages = words.listed([escape(words.called(each)) for each in stuck.languages])
    facts = {"languages": languages, "rivals": stuck.rivals, "places": stuck.places, "more": stuck.more_places}
    name = f"why_{stuck.obstacle.value}" if stuck.obstacle in _TOLD else "why_rules"
    why = words.markup("why_places" if stuck.obstacle is None else name, **facts)
    helps = words.markup("would_help", helpful=stuck.helpful) if stuck.helpful else ""
    return Mrkdwn(f"{why} {helps}".strip())


_TOLD = frozenset({Obstacle.LANGUAGE, Obstacle.HOURS, Obstacle.DEPARTMENT, Obstacle.NO_PLACE})
