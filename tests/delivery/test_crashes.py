"""A process is killed at every statement, commit and call of a flow, and another goes on where it was."""

import multiprocessing
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, delete

from storage.tables import metadata
from storage.work import Storage
from tests.builders import a_programme
from tests.conftest import ANA, CLAIRE, LEO
from tests.delivery.crashing import CHANNEL, arrived, live, live_again

processes = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["tests.delivery.crashing"])

pytestmark = pytest.mark.long


def in_a_process(live: Callable[..., None], *arguments: object) -> int:
    """Its exit code; what it did outlives it."""
    process = processes.Process(target=live, args=arguments)
    process.start()
    process.join()
    return process.exitcode or 0


def a_fresh_start(engine: Engine, slack: Path) -> int:
    """One programme in draft that nobody has heard of, and a Slack that has been told nothing; the programme's id."""
    slack.write_text("")
    with engine.begin() as connection:
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    with Storage(engine).begin() as work:
        return a_programme(work, CLAIRE).id


def test_a_kill_at_any_point_loses_and_doubles_nothing(address: str, engine: Engine, tmp_path: Path) -> None:
    slack = tmp_path / "slack"
    assert in_a_process(live, address, slack, a_fresh_start(engine, slack)) == 0
    assert arrived(slack) == {CHANNEL: 1, ANA.id: 1, LEO.id: 1}
    points = int(slack.with_suffix(".points").read_text())
    assert points > 50
    for point in range(1, points + 1):
        programme_id = a_fresh_start(engine, slack)
        assert in_a_process(live, address, slack, programme_id, 0, point) == -9
        assert in_a_process(live_again, address, slack, programme_id) == 0
        came = arrived(slack)
        asked = came.pop(CLAIRE.id, 0)
        # Whether a post in a channel arrived nobody can look up: HR is asked, and it is not posted again.
        posts = came.pop(CHANNEL, 0)
        assert posts == 1 or (posts, asked) == (0, 1), f"killed at point {point}"
        assert came == {ANA.id: 1, LEO.id: 1}, f"killed at point {point}"
