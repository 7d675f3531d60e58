from datetime import timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bot.domain.lanes import MANNERS, Lane, Manner, Share, in_turn
from bot.domain.rates import LIMITS, Bucket, Method, minutes_for
from bot.messages import catalogue
from tests.fakes import MONDAY

SECOND = timedelta(seconds=1)


def drained(bucket: Bucket, bulk: bool = False) -> Bucket:
    while not bucket.wait(bucket.as_of, bulk=bulk):
        bucket = bucket.taken(bulk=bulk)
    return bucket


def calls_in(bucket: Bucket, seconds: float, bulk: bool = False) -> int:
    """How many calls fit into so many seconds, made as soon as they are welcome."""
    now, count = bucket.as_of, 0
    while (now - MONDAY).total_seconds() < seconds:
        bucket = bucket.at(now)
        if wait := bucket.wait(now, bulk=bulk):
            now += wait
        else:
            bucket, count = bucket.taken(bulk=bulk), count + 1
    return count


def test_a_new_bucket_allows_four_messages_a_second() -> None:
    assert 40 <= calls_in(Bucket.new(Method.POST, MONDAY), 10) <= 48


def test_a_sending_to_many_takes_four_fifths() -> None:
    assert 32 <= calls_in(Bucket.new(Method.POST, MONDAY), 10, bulk=True) <= 38


def test_what_a_sending_to_many_leaves_is_there_for_an_answer() -> None:
    bucket = drained(Bucket.new(Method.POST, MONDAY), bulk=True)
    assert bucket.wait(MONDAY, bulk=True)
    assert not bucket.wait(MONDAY + SECOND / 2)


def test_no_rate_rises_for_ever() -> None:
    bucket = Bucket.new(Method.POST, MONDAY)
    for _ in range(5000):
        bucket = bucket.taken()
    assert bucket.rate == LIMITS[Method.POST].most


def test_a_refusal_shuts_the_bucket_and_slows_it_down() -> None:
    bucket = Bucket.new(Method.POST, MONDAY).refused(MONDAY, 30 * SECOND)
    assert bucket.wait(MONDAY + 29 * SECOND) == SECOND
    assert bucket.rate == LIMITS[Method.POST].start * 0.7
    assert bucket.wait(MONDAY + 31 * SECOND) == timedelta()


def test_tokens_that_come_back_teach_nothing() -> None:
    bucket = Bucket.new(Method.POST, MONDAY)
    for _ in range(1000):
        bucket = bucket.taken().given_back()
    assert bucket.rate <= LIMITS[Method.POST].start + 0.01


def test_a_clock_that_was_set_back_does_not_silence_the_bot() -> None:
    assert not Bucket.new(Method.POST, MONDAY + timedelta(days=9)).wait(MONDAY)


def test_one_refusal_told_by_two_workers_slows_down_once() -> None:
    once = Bucket.new(Method.POST, MONDAY).refused(MONDAY, 30 * SECOND)
    twice = once.refused(MONDAY, 40 * SECOND)
    assert twice.rate == once.rate
    assert twice.wait(MONDAY + 39 * SECOND) == SECOND


def test_after_a_refusal_the_rate_comes_back_to_near_where_it_was_and_then_feels_its_way() -> None:
    bucket = Bucket.new(Method.POST, MONDAY).refused(MONDAY, SECOND)
    rates = []
    for _ in range(100):
        bucket = bucket.taken()
        rates.append(bucket.rate)
    assert rates[20] > 0.85 * LIMITS[Method.POST].start
    assert rates[99] < LIMITS[Method.POST].start


@given(steps=st.lists(st.tuples(st.floats(0, 5), st.booleans(), st.integers(0, 9)), max_size=200))
def test_never_more_calls_than_tokens_and_the_wait_is_just_long_enough(steps: list[tuple[float, bool, int]]) -> None:
    bucket, now = Bucket.new(Method.POST, MONDAY), MONDAY
    for seconds, bulk, dice in steps:
        now += timedelta(seconds=seconds)
        bucket = bucket.at(now)
        if dice == 0:
            bucket = bucket.refused(now, 2 * SECOND)
        now += bucket.wait(now, bulk=bulk)
        bucket = bucket.at(now)
        assert not bucket.wait(now, bulk=bulk)
        bucket = bucket.taken(bulk=bulk)
        assert bucket.tokens > -1e-6
        assert bucket.bulk > -1e-6
        assert LIMITS[Method.POST].least <= bucket.rate <= LIMITS[Method.POST].most


def test_the_most_urgent_come_first_and_nobody_waits_for_ever() -> None:
    firsts = [in_turn(turn)[0] for turn in range(10)]
    assert firsts.count(Lane.ANSWER) == 7
    assert set(firsts) == set(Lane)
    assert in_turn(8) == [Lane.BULK, Lane.ANSWER, Lane.APPOINTMENT, Lane.NUDGE]


def test_every_message_has_its_manner() -> None:
    said = {each.kind for each in catalogue.surfaces() if each.where is catalogue.Where.MESSAGE}
    assert set(MANNERS) == said | {"home/home"}


def test_the_page_about_delivery_lists_what_counts() -> None:
    page = (Path(__file__).parents[2] / "docs/delivery.md").read_text()
    counting = [(kind, each) for kind, each in MANNERS.items() if each.takes is not Share.NOTHING]
    ordered = sorted(counting, key=lambda entry: (-entry[1].weight, entry[0]))
    rows = "\n".join(f"| `{kind}` | {each.takes} | {each.weight} |" for kind, each in ordered)
    assert f"|---|---|---|\n{rows}\n\n" in page, rows


def test_what_waits_for_hours_counts_unless_it_says_otherwise() -> None:
    hour = timedelta(hours=1)
    assert [Manner(lane, hour).takes for lane in Lane] == [Share.NOTHING, Share.ONE, Share.ONE, Share.ONE]
    assert Manner(Lane.NUDGE, hour, Share.NOTHING, worth=0).weight == 0


def test_ten_thousand_messages_take_half_an_hour() -> None:
    assert minutes_for(10_000) == 34
    assert minutes_for(1) == 1
