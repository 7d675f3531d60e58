"""People to match, and the plainest possible way of scoring a pair: one pair at a time, straight from the rules."""

import random
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import product

from bot.domain.matching.matching import Result
from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Aim, Criterion, Rule, Scheme, Weight

STARTS, ENDS = date(2027, 1, 4), date(2027, 6, 30)
CRITERIA = (
    Criterion("skills", Rule.COMPLEMENT, "wanted", "offered", Weight.HIGH, mentor_level="offered", ranked=True),
    Criterion("values", Rule.OVERLAP, "values", "values"),
    Criterion("style", Rule.DISTANCE, "style", "style"),
    Criterion("years", Rule.GAP, "years", "years", low=3, high=10),
    Criterion("team", Rule.DIFFERENT, "team", "team", Weight.LOW),
    Criterion("site", Rule.SAME, "site", "site", Weight.LOW),
)
SCHEME = Scheme(CRITERIA, STARTS, ENDS, aim=Aim.BEST_TOTAL)
SKILLS, VALUES = [*"abcdef"], [*"uvwxyz"]


def somebody(id: str, dice: random.Random, *, mentor: bool, others: list[str]) -> Participant:
    answers: dict[str, object] = {
        "values": dice.sample(VALUES, 2),
        "style": dice.choice([None, 1, 2, 3, 4, 5]),
        "years": dice.randint(5, 25) if mentor else dice.randint(0, 12),
        "team": dice.choice([None, "red", "blue"]),
        "site": dice.choice(["north", "south"]),
    }
    if mentor:
        answers["offered"] = {skill: dice.randint(1, 5) for skill in dice.sample(SKILLS, 3)}
    else:
        answers["wanted"] = dice.sample(SKILLS, dice.randint(1, 3))
    return Participant(
        id,
        answers=answers,
        languages=frozenset(dice.sample(["en", "fr", "de"], dice.randint(1, 2))),
        zone=timezone(timedelta(hours=dice.choice([-6, 0, 1, 8]))),
        capacity=dice.randint(0, 3),
        chosen=tuple(dice.sample(others, min(2, len(others)))) if dice.random() < 0.4 else (),
        not_with=frozenset(dice.sample(others, 1)) if others and dice.random() < 0.2 else frozenset(),
        manager=dice.choice(others) if others and not mentor and dice.random() < 0.3 else None,
        left_over=dice.random() < 0.2,
    )


def world(seed: int, mentees: int, mentors: int) -> tuple[list[Participant], list[Participant]]:
    dice = random.Random(seed)
    ones, others = [f"e{n:03}" for n in range(mentees)], [f"m{n:03}" for n in range(mentors)]
    return (
        [somebody(id, dice, mentor=False, others=others) for id in ones],
        [somebody(id, dice, mentor=True, others=ones) for id in others],
    )


def open_hearted(people: list[Participant]) -> list[Participant]:
    """The same people without anything that refuses a pair."""
    plain = {"languages": frozenset({"en"}), "zone": UTC, "not_with": frozenset(), "manager": None}
    return [replace(each, **plain, capacity=max(1, each.capacity)) for each in people]


def allowed(mentee: Participant, mentor: Participant, managers: dict[str, str]) -> bool:
    """Whether two may be paired, by the rules as people would say them."""
    manager = managers.get(mentee.id)
    return (
        mentor.capacity > 0
        and bool(mentee.languages & mentor.languages)
        and hours_in_common(mentee, mentor) >= 2
        and mentor.id not in mentee.not_with | mentee.ended_with | {mentee.id, manager, managers.get(manager or "")}
        and mentee.id not in mentor.not_with | mentor.ended_with | {managers.get(mentor.id)}
    )


def hours_in_common(mentee: Participant, mentor: Participant) -> float:
    """Hours of work that two have in common on the worst Monday, counted in quarters of an hour."""
    days = [STARTS + timedelta(weeks=week) for week in range((ENDS - STARTS).days // 7 + 1)]
    return min(len(_quarters(mentee, day) & _quarters(mentor, day)) / 4 for day in (days[0], days[len(days) // 2]))


def _quarters(person: Participant, day: date) -> set[float]:
    noon = datetime.combine(day, time(12), tzinfo=person.zone).utcoffset()
    east = (noon or timedelta()).total_seconds() / 60
    return {(minute - east) % 1440 for minute in range(person.works[0], person.works[1], 15)}


def points(mentee: Participant, mentor: Participant, mentors: list[Participant], scheme: Scheme = SCHEME) -> int:
    """A pair's points, criterion by criterion."""
    mine, theirs = mentee.answers, mentor.answers
    skills, values, style, years, team, site = (scheme.most(each) for each in CRITERIA)
    total = 0
    rarity = {s: 200 - 100 * sum(s in m.answers["offered"] for m in mentors) // len(mentors) for s in SKILLS}
    weights = [rarity[skill] * max(1, 6 // rank) for rank, skill in enumerate(mine["wanted"], start=1)]
    for skill, weight in zip(mine["wanted"], weights, strict=True):
        total += skills * weight // (sum(weights) * 5) * theirs["offered"].get(skill, 0)
    total += sum(values // len(mine["values"]) for value in mine["values"] if value in theirs["values"])
    total += _half(style, mine["style"], theirs["style"], lambda a, b: style * (4 - abs(a - b)) // 4)
    gap = theirs["years"] - mine["years"]
    total += years * max(0, 7 - max(3 - gap, gap - 10, 0)) // 7
    total += _half(team, mine["team"], theirs["team"], lambda a, b: team * (a != b))
    total += _half(site, mine["site"], theirs["site"], lambda a, b: site * (a == b))
    return total + _choice(mentee, mentor.id, scheme) + _choice(mentor, mentee.id, scheme)


def _half(most: int, one: object, other: object, full) -> int:
    return most // 2 if one is None or other is None else full(one, other)


def _choice(person: Participant, other: str, scheme: Scheme) -> int:
    return scheme.choices[person.chosen.index(other)] if other in person.chosen else 0


def table(mentees: list[Participant], mentors: list[Participant]) -> dict[tuple[str, str], int]:
    """The points of all pairs that may be."""
    managers = {each.id: each.manager for each in (*mentees, *mentors) if each.manager}
    pairs = [pair for pair in product(mentees, mentors) if allowed(*pair, managers)]
    return {(mentee.id, mentor.id): points(mentee, mentor, mentors) for mentee, mentor in pairs}


def worth(result: Result) -> tuple[int, int]:
    """Matched, those left over last time twice; and the total."""
    rank = {each.id: 2 if each.left_over else 1 for each in result.pool.mentees}
    return sum(rank[pair.mentee] for pair in result.pairs), result.total
