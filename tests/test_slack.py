"""The gateway, against the strict stand-in."""

import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from bot.domain.outbox import Verdict, verdict
from bot.messages.catalogue import Attachment
from bot.slack import Slack
from bot.workspace import Refused
from sandbox.running import BOT_TOKEN, MANIFEST, Sandbox

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


def test_a_message_is_shown_anew_where_it_stands(sandbox: Sandbox, slack: Slack) -> None:
    ts = slack.post("U0CLAIRE", {"text": "Shall we?", "blocks": [WORDS]}, "uid")
    slack.revise("U0CLAIRE", ts, {"text": "You said yes.", "blocks": [WORDS]})
    [message] = sandbox.hand("U0CLAIRE").inbox()
    assert (message["ts"], message["text"]) == (ts, "You said yes.")


DATES = [Attachment(f"{day}.ics", f"Day {day}", b"BEGIN:VCALENDAR\r\n") for day in (1, 2)]


def test_files_are_shared_in_one_message(sandbox: Sandbox, slack: Slack) -> None:
    group = slack.conversation(("U0CLAIRE", "U0PRIYA"))
    slack.share(group, {"text": "Dates", "blocks": [{**WORDS, "text": {"type": "mrkdwn", "text": "Open one."}}]}, DATES)
    [message] = sandbox.hand("U0PRIYA").messages(group)
    assert message["text"] == "Open one."
    assert [(file["name"], file["title"], file["size"]) for file in message["files"]] == [
        ("1.ics", "Day 1", 17),
        ("2.ics", "Day 2", 17),
    ]


def test_nothing_is_to_be_seen_of_files_that_were_not_shared(sandbox: Sandbox, slack: Slack) -> None:
    group = slack.conversation(("U0CLAIRE", "U0PRIYA"))
    sandbox.faults.add("refused", "files.getUploadURLExternal", error="internal_error")
    with pytest.raises(Refused, match="internal_error"):
        slack.share(group, {"text": "Dates", "blocks": []}, DATES)
    assert sandbox.hand("U0PRIYA").messages(group) == []


def test_an_installation_without_the_scope_does_without_files() -> None:
    manifest = json.loads(MANIFEST.read_text(encoding="utf-8"))
    manifest["oauth_config"]["scopes"]["bot"].remove("files:write")
    with Sandbox(manifest=manifest) as sandbox, pytest.raises(Refused) as refused:
        Slack(BOT_TOKEN, sandbox.api_url).share("C0GENERAL", {"text": "Dates", "blocks": []}, DATES)
    assert verdict(refused.value.error) is Verdict.POISON
