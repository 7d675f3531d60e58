"""What is measured of ours: each of these in a process of its own, from raw answers."""

import resource
import time
from dataclasses import replace
from statistics import median

import numpy as np

from benchmarks.pairwise import Plain
from benchmarks.people import market, scheme
from bot.domain.matching.explanation import explanations
from bot.domain.matching.hand import Hand
from bot.domain.matching.matching import Result, match
from bot.domain.matching.participants import Participant
from bot.domain.matching.pool import pool
from bot.domain.matching.rematch import changed, rematch
from bot.domain.matching.scheme import Aim

BONUS = 500
RUNS = 3
"""How often ours is run: the median counts."""

SAMPLE = 20_000
"""Pairs whose points are counted one at a time."""


def measured(what: str, mentees: int, mentors: int) -> dict[str, object]:
    """`plain`, `floor`, `again` (re-matching after changes) or `scoring`, from raw answers, after a warm-up."""
    match(*market(30, 12), scheme())
    people = market(mentees, mentors)
    return {"plain": plain, "floor": floor, "again": again, "scoring": scoring}[what](*people)


def plain(mentees: list[Participant], mentors: list[Participant], aim: Aim = Aim.BEST_TOTAL) -> dict[str, object]:
    """The three runs' median: raw answers to pairs, their check, their explanations."""
    steps = []
    for _ in range(RUNS):
        begin = time.process_time()
        result = match(mentees, mentors, scheme(aim))
        solved = time.process_time()
        checked = not result.flaws()
        verified = time.process_time()
        count = sum(1 for _ in explanations(result))
        end = time.process_time()
        steps.append((end - begin, solved - begin, verified - solved, end - verified))
    seconds, solving, checking, explaining = (median(each) for each in zip(*steps, strict=True))
    note = f"{checked}; solved {solving:.3f} s, checked {checking:.3f} s, {count} explained {explaining:.3f} s"
    return {**figures(result), "seconds": round(seconds, 3), "memory": memory(), "note": note}


def floor(mentees: list[Participant], mentors: list[Participant]) -> dict[str, object]:
    return plain(mentees, mentors, Aim.NOBODY_BADLY_OFF)


def again(mentees: list[Participant], mentors: list[Participant]) -> dict[str, object]:
    """After four times 1 % of the people have changed: a fresh solve, one with the old prices, one that keeps pairs."""
    before = match(mentees, mentors, scheme())
    dice = np.random.default_rng(2)
    others, _ = market(len(mentees), len(mentors), seed=3)
    for place in dice.choice(len(mentees), max(1, len(mentees) // 25), replace=False):
        mentees[place] = replace(others[place], id=f"n{place:05}")
    fresh, seconds = timed(lambda: match(mentees, mentors, scheme()))
    warm, warm_seconds = timed(lambda: match(mentees, mentors, scheme(), prices=before.prices))
    kept, kept_seconds = timed(
        lambda: rematch(mentees, mentors, scheme(), before.mentor_of, BONUS, prices=before.prices)
    )
    stayed = sum(mentee in kept.pool.mentee for mentee in before.mentor_of)
    shares = [100 * len(changed(before.mentor_of, each)) / stayed for each in (fresh, kept)]
    worth = 100 * kept.total / fresh.total
    note = (
        f"{not warm.flaws() and not kept.flaws()}; fresh {seconds:.3f} s, kept {kept_seconds:.3f} s; "
        f"pairs changed: fresh {shares[0]:.1f} %, kept {shares[1]:.1f} % for {worth:.2f} % of the total"
    )
    return {**figures(warm), "seconds": round(warm_seconds, 3), "memory": memory(), "note": note}


def scoring(mentees: list[Participant], mentors: list[Participant]) -> dict[str, object]:
    """One pass over the points of all pairs that the rules leave, and the same one pair at a time: a sample of them."""
    people = pool(mentees, mentors, scheme(), Hand(), {}, {})
    seen, one_by_one = people.market, Plain(scheme(), mentors)
    _, seconds = timed(lambda: [seen.worth(block).max(initial=0) for block in seen.blocks()])
    dice = np.random.default_rng(4)
    row, col = (dice.integers(size, size=SAMPLE) for size in seen.shape)
    pairs = [(people.mentees[a], people.mentors[b]) for a, b in zip(row.tolist(), col.tolist(), strict=True)]
    plainly, plain_seconds = timed(lambda: [one_by_one.points(*pair) for pair in pairs])
    unlike = int(np.count_nonzero(seen.pairs(row, col) != np.array(plainly)))
    all_pairs = plain_seconds / SAMPLE * int(seen.open_to(np.arange(len(mentees))).sum())
    note = f"one by one {all_pairs:.1f} s, {all_pairs / seconds:,.0f} x; {unlike} of {SAMPLE} pairs differ"
    return {"seconds": round(seconds, 3), "memory": memory(), "note": note}


def timed(act):  # type: ignore[no-untyped-def]
    """What an act gives, and the median of its seconds."""
    seconds = []
    for _ in range(RUNS):
        begin = time.process_time()
        found = act()
        seconds.append(time.process_time() - begin)
    return found, median(seconds)


def figures(result: Result) -> dict[str, object]:
    return {"matched": len(result.pairs), "total": result.total, "worst": result.worst}


def memory() -> int:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
