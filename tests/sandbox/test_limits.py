"""How often an app may call."""

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.limits import BURST, POSTS_A_MINUTE, Limits, Tier
from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.blocks import CLAIRE
from tests.sandbox.manifests import EVERYTHING


class Watch:
    """Seconds that pass only when told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def limits(watch: Watch) -> Limits:
    return Limits(watch)


def test_a_tier_is_calls_a_minute(limits: Limits, watch: Watch) -> None:
    assert [limits.wait("users.list", Tier.T2) for _ in range(20)] == [0] * 20
    assert limits.wait("users.list", Tier.T2) == 60
    watch.now += 59.5
    assert limits.wait("users.list", Tier.T2) == 1
    watch.now += 0.5
    assert limits.wait("users.list", Tier.T2) == 0
    assert limits.wait("users.info", Tier.T4) == 0


def test_a_channel_takes_a_burst_then_one_a_second(limits: Limits, watch: Watch) -> None:
    assert [limits.wait("chat.postMessage", Tier.POST, "C1") for _ in range(BURST)] == [0] * BURST
    assert limits.wait("chat.postMessage", Tier.POST, "C1") == 1
    assert limits.wait("chat.postMessage", Tier.POST, "C2") == 0
    watch.now += 1
    assert limits.wait("chat.postMessage", Tier.POST, "C1") == 0
    assert limits.wait("chat.postMessage", Tier.POST, "C1") == 1


def test_a_workspace_takes_so_many_messages_a_minute(limits: Limits) -> None:
    waits = [limits.wait("chat.postMessage", Tier.POST, f"C{number}") for number in range(POSTS_A_MINUTE + 1)]
    assert waits == [0] * POSTS_A_MINUTE + [60]


def test_limits_can_be_off(watch: Watch) -> None:
    limits = Limits(watch, enabled=False)
    assert {limits.wait("apps.connections.open", Tier.T1) for _ in range(5)} == {0}


def test_slack_says_how_long_to_wait() -> None:
    with Sandbox(manifest=EVERYTHING) as sandbox:
        client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        with pytest.raises(SlackApiError) as refused:
            for number in range(BURST + 2):
                client.chat_postMessage(channel=CLAIRE, text=str(number))
        assert refused.value.response.status_code == 429
        assert refused.value.response["error"] == "ratelimited"
        assert refused.value.response.headers["Retry-After"] == "1"
        assert sandbox.traffic("chat.postMessage")[-1]["status"] == "429"
