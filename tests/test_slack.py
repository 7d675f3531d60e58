"""The gateway, against the strict stand-in."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.slack import Refused, Slack
from sandbox.running import BOT_TOKEN, Sandbox

CHART = {
    "type": "data_visualization",
    "title": "Skills",
    "chart": {"type": "pie", "segments": [{"label": "Sales", "value": 1}]},
}
WORDS = {"type": "section", "text": {"type": "plain_text", "text": "Sales: 1"}}


@pytest.fixture
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def slack(sandbox: Sandbox) -> Slack:
    return Slack(BOT_TOKEN, sandbox.api_url)


def test_the_directory_comes_in_pages_of_two_hundred(sandbox: Sandbox, slack: Slack) -> None:
    ana = sandbox.workspace.people["U0CLAIRE"]
    sandbox.workspace.people |= {f"U{number}": replace(ana, id=f"U{number}") for number in range(500)}
    first = slack.page("")
    assert len(first.people) == 200
    assert len(slack.page(first.cursor).people) == 200


def test_the_members_of_a_large_channel_come_in_pages(sandbox: Sandbox, slack: Slack) -> None:
    members = sandbox.workspace.conversations["C0ECHECS"].members
    members.extend(f"U{number}" for number in range(2500))
    assert slack.members("C0ECHECS", 4000) == members
    assert len(sandbox.traffic("conversations.members")) == 3


def test_no_more_pages_are_asked_for_than_needed(sandbox: Sandbox, slack: Slack) -> None:
    sandbox.workspace.conversations["C0ECHECS"].members.extend(f"U{number}" for number in range(5000))
    assert len(slack.members("C0ECHECS", 1500)) > 1500
    assert len(sandbox.traffic("conversations.members")) == 2


def test_user_groups_and_who_is_in_them(slack: Slack) -> None:
    assert slack.groups() == [("S0RHHR", "RH · HR")]
    assert slack.group_members("S0RHHR") == ["U0CLAIRE", "U0PRIYA"]


def test_a_slack_that_knows_no_charts_gets_the_words(sandbox: Sandbox, slack: Slack) -> None:
    sandbox.faults.add("refused", "chat.postMessage", error="invalid_blocks")
    slack.post("U0CLAIRE", {"text": "Skills", "blocks": [CHART, WORDS]}, "uid")
    (posted,) = sandbox.posted("U0CLAIRE")
    assert [block["type"] for block in posted["blocks"]] == ["section"]


def test_what_is_wrong_without_charts_is_refused(sandbox: Sandbox, slack: Slack) -> None:
    sandbox.faults.add("refused", "chat.postMessage", error="invalid_blocks")
    with pytest.raises(Refused) as refused:
        slack.post("U0CLAIRE", {"text": "Skills", "blocks": [WORDS]}, "uid")
    assert refused.value.error == "invalid_blocks"
    assert sandbox.posted("U0CLAIRE") == []
