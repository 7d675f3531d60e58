from datetime import UTC, datetime, timedelta

import pytest

from tools.daytime import seconds_ahead


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2027, 1, 5, 14, 40, tzinfo=UTC), datetime(2027, 1, 5, 14, 40, tzinfo=UTC)),
        (datetime(2027, 1, 5, 22, 0, tzinfo=UTC), datetime(2027, 1, 6, 14, 30, tzinfo=UTC)),
        (datetime(2027, 1, 8, 17, 0, tzinfo=UTC), datetime(2027, 1, 11, 14, 30, tzinfo=UTC)),
    ],
)
def test_a_workspace_to_try_begins_when_people_are_at_work(now: datetime, then: datetime) -> None:
    assert now + timedelta(seconds=seconds_ahead(now)) == then
