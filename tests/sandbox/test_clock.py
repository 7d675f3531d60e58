"""Time that can be moved forward, and only forward."""

import time
from pathlib import Path

import pytest
from slack_sdk import WebClient

from sandbox.clock import Clock
from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.blocks import CLAIRE
from tests.sandbox.manifests import EVERYTHING


def test_the_offset_is_shared_through_a_file(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    clock = Clock(file)
    clock.forward(hours=2)
    clock.forward(days=1, weeks=1)
    assert float(file.read_text()) == clock.offset == (2 + 24 + 24 * 7) * 3600
    assert abs(clock.now() - time.time() - clock.offset) < 1
    assert [each.name for each in tmp_path.iterdir()] == ["clock"]


def test_a_new_start_goes_on_from_there(tmp_path: Path) -> None:
    file = tmp_path / "clock"
    Clock(file).forward(weeks=3)
    assert Clock(file).offset == 3 * 7 * 24 * 3600


def test_never_back() -> None:
    with pytest.raises(ValueError, match="only moves forward"):
        Clock().forward(hours=-1)


def test_messages_live_by_it(tmp_path: Path) -> None:
    with Sandbox(manifest=EVERYTHING, clock_file=tmp_path / "clock") as sandbox:
        client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        before = float(client.chat_postMessage(channel=CLAIRE, text="x")["ts"])
        sandbox.clock.forward(weeks=1)
        after = float(client.chat_postMessage(channel=CLAIRE, text="x")["ts"])
        assert 0 <= after - before - 7 * 24 * 3600 < 60
