from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.outbox import FIRST_WAIT, LONGEST_WAIT, Verdict, verdict, wait_after


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        ("ratelimited", Verdict.AGAIN),
        ("not_sent", Verdict.AGAIN),
        ("no_answer", Verdict.UNKNOWN),
        ("internal_error", Verdict.UNKNOWN),
        ("http_503", Verdict.UNKNOWN),
        ("channel_not_found", Verdict.NOBODY),
        ("user_disabled", Verdict.NOBODY),
        ("invalid_blocks", Verdict.POISON),
        ("some_code_of_2031", Verdict.POISON),
        ("token_revoked", Verdict.STOP),
        ("missing_scope", Verdict.STOP),
    ],
)
def test_each_answer_of_slacks_means_one_thing(error: str, expected: Verdict) -> None:
    assert verdict(error) is expected


@given(attempts=st.integers(0, 1000), uid=st.text(max_size=32))
def test_the_wait_is_bounded_and_the_same_for_the_same_message(attempts: int, uid: str) -> None:
    wait = wait_after(attempts, uid)
    assert FIRST_WAIT / 2 <= wait <= LONGEST_WAIT * 1.5
    assert wait == wait_after(attempts, uid)


def test_the_wait_grows() -> None:
    assert wait_after(6, "a") > wait_after(0, "a") + timedelta(minutes=5)
