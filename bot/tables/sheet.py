"""A result as rows of a table and as JSON."""

from collections.abc import Iterator, Sequence
from typing import Any

from bot.domain.matching.comparison import Comparison, figures
from bot.domain.matching.explanation import Explanation
from bot.domain.matching.fairness import Fairness, fairness
from bot.domain.matching.obstacles import Unmatched
from bot.tables.report import Report


def rows(report: Report, explained: Sequence[Explanation], stuck: Sequence[Unmatched]) -> Iterator[list[object]]:
    """A heading, a row for each pair with points by criterion and reasons, and one for each unmatched mentee."""
    say = report.speech.say
    criteria = [each.id for each in report.result.pool.scheme.criteria]
    heads = [say(f"heading_{name}") for name in ("id", "name", "mentor", "mentor_name", "points")]
    choices = [say(f"heading_{name}") for name in ("mentee_choice", "mentor_choice")]
    texts = [say(f"heading_{name}") for name in ("reasons", "missing", "details")]
    yield [*heads, *(report.label(each) for each in criteria), *choices, *texts]
    for each in explained:
        yield _pair(report, each)
    for left in stuck:
        empty = [""] * (len(criteria) + len(choices))
        name = report.result.pool.mentee[left.mentee].name
        yield [left.mentee, name, "", "", "", *empty, "; ".join(report.stuck(left)), "", ""]


def _pair(report: Report, each: Explanation) -> list[object]:
    pool, pair = report.result.pool, each.pair
    return [
        pair.mentee,
        pool.mentee[pair.mentee].name,
        pair.mentor,
        pool.mentor[pair.mentor].name,
        pair.points,
        *(line.points for line in each.lines),
        each.mentee_points,
        each.mentor_points,
        "; ".join(report.reasons(each)),
        report.missing(each),
        "; ".join(report.details(each)),
    ]


def content(
    report: Report,
    explained: Sequence[Explanation],
    stuck: Sequence[Unmatched],
    comparison: Comparison | None,
    *,
    alternatives: bool,
) -> dict[str, Any]:
    """The whole result, for programs."""
    result, counted = report.result, figures(report.result)
    flaws = sorted(result.flaws())
    floor = result.proof.floor
    return {
        "matched": counted.matched,
        "total": counted.total,
        "worst": counted.worst,
        "floor": None if floor is None else floor.level,
        "seed": result.pool.scheme.seed,
        "certificate": {"holds": not flaws, "flaws": flaws},
        "pairs": [_described(report, each, alternatives=alternatives) for each in explained],
        "unmatched": [{"mentee": each.mentee, "reasons": report.stuck(each)} for each in stuck],
        "fairness": [_fair(each) for each in fairness(result)],
        **({} if comparison is None else {"compare": _compared(comparison)}),
    }


def _described(report: Report, each: Explanation, *, alternatives: bool) -> dict[str, Any]:
    described = {
        "mentee": each.pair.mentee,
        "mentor": each.pair.mentor,
        "points": each.pair.points,
        "criteria": {line.criterion: line.points for line in each.lines},
        "choices": {"mentee": each.mentee_points, "mentor": each.mentor_points},
        "reasons": report.reasons(each),
        "not_covered": [value for _, value in each.missing],
        "place": each.place,
        "eligible": each.eligible,
        "hours": each.hours / 60,
        "price": each.price,
    }
    return {**described, "instead": report.instead(each.pair.mentee)} if alternatives else described


def _fair(report: Fairness) -> dict[str, Any]:
    groups = [
        {"value": group.value, "people": group.people, "matched": group.matched, "mean": group.mean}
        for group in report.groups
    ]
    return {"by": report.by, "groups": groups, "hidden": report.hidden}


def _compared(comparison: Comparison) -> dict[str, Any]:
    one, other = (vars(each) for each in (comparison.one, comparison.other))
    switches = [vars(each) for each in comparison.switches]
    return {"these": one, "other": other, "other_total_by_these": comparison.other_by_one, "changes": switches}
