"""Channels, groups and direct messages, and what was said in them."""

import pytest
from slack_sdk import WebClient

from sandbox.running import Sandbox
from tests.sandbox.blocks import BOT, CLAIRE, GONE, ZOE, code

PEOPLE = ["U0HELENE", "U0ANTOINE", "U0ELEANOR", "U0PRIYA", "U0MARGAUX", "U0KENJI", "U0SOFIANE", "U0ANNIKA"]


def test_a_direct_conversation_is_opened_once(client: WebClient) -> None:
    first = client.conversations_open(users=CLAIRE)
    again = client.conversations_open(users=[CLAIRE], return_im=True)
    assert first["channel"] == {"id": "D0CLAIRE"}
    assert (again["channel"]["id"], again["channel"]["user"], again["already_open"]) == ("D0CLAIRE", CLAIRE, True)
    assert client.conversations_open(channel="D0CLAIRE")["channel"]["id"] == "D0CLAIRE"


def test_a_group_is_opened_once_in_any_order(sandbox: Sandbox, client: WebClient) -> None:
    group = client.conversations_open(users=[CLAIRE, ZOE])["channel"]["id"]
    assert client.conversations_open(users=[ZOE, CLAIRE])["channel"]["id"] == group
    assert client.conversations_open(users=PEOPLE)["channel"]["id"] != group
    assert client.conversations_members(channel=group)["members"] == ["U0APP", CLAIRE, ZOE]
    client.chat_postMessage(channel=group, text="meet")
    assert [each["kind"] for each in sandbox.hand(ZOE).conversations() if each["id"] == group] == ["mpim"]


@pytest.mark.parametrize(
    ("users", "error"),
    [
        ("U0NOBODY", "user_not_found"),
        (GONE, "user_disabled"),
        (BOT, "cannot_dm_bot"),
        ([*PEOPLE, ZOE], "too_many_users"),
        ([CLAIRE, GONE], "user_disabled"),
    ],
)
def test_whom_no_conversation_can_be_opened_with(client: WebClient, users: str, error: str) -> None:
    assert code(client.conversations_open, users=users) == error


def test_opening_needs_somebody_and_no_channel(client: WebClient) -> None:
    assert code(client.api_call, "conversations.open") == "users_list_not_supplied"
    assert code(client.conversations_open, channel="C0GENERAL") == "method_not_supported_for_channel_type"


def test_channels_are_listed_by_kind_and_page(sandbox: Sandbox, client: WebClient) -> None:
    names = [channel["name"] for page in client.conversations_list(limit=4) for channel in page["channels"]]
    assert len(names) == len(set(names)) == 10
    assert client.conversations_list(types="private_channel")["channels"] == []
    sandbox.hand(CLAIRE).command("/invite @essai", "C0RHPRIVE")
    assert [each["id"] for each in client.conversations_list(types="private_channel")["channels"]] == ["C0RHPRIVE"]
    assert code(client.conversations_list, types="squares") == "invalid_types"
    assert code(client.conversations_list, cursor="x") == "invalid_cursor"
    assert code(client.conversations_list, limit=1001) == "invalid_limit"


def test_a_channel_tells_about_itself(client: WebClient) -> None:
    channel = client.conversations_info(channel="C0GENERAL")["channel"]
    assert (channel["name"], channel["is_general"], channel["is_member"], channel["num_members"]) == (
        "general",
        True,
        False,
        58,
    )
    assert code(client.conversations_info, channel="C0CODIR") == "channel_not_found"


def test_members_are_paged(client: WebClient) -> None:
    pages = [page["members"] for page in client.conversations_members(channel="C0GENERAL", limit=25)]
    assert [len(page) for page in pages] == [25, 25, 8]


def test_a_channel_can_be_created_and_filled(sandbox: Sandbox, client: WebClient) -> None:
    channel = client.conversations_create(name="mentorat", is_private=True)["channel"]
    client.conversations_invite(channel=channel["id"], users=[CLAIRE, ZOE])
    assert channel["is_private"]
    assert [each["kind"] for each in sandbox.hand(CLAIRE).conversations() if each["id"] == channel["id"]] == ["private"]
    assert code(client.conversations_create, name="mentorat") == "name_taken"
    assert code(client.conversations_create, name="Two Words") == "invalid_name_specials"
    assert code(client.conversations_create, name="x" * 81) == "invalid_name_maxlength"


@pytest.mark.parametrize(
    ("channel", "user", "error"),
    [
        ("C0GENERAL", "U0OSCAR", "not_in_channel"),
        ("C0CODIR", CLAIRE, "channel_not_found"),
        ("D0CLAIRE", ZOE, "method_not_supported_for_channel_type"),
        ("C0ECHECS", "U0NOBODY", "user_not_found"),
        ("C0ECHECS", GONE, "cant_invite"),
        ("C0ECHECS", "U0APP", "cant_invite_self"),
        ("C0ECHECS", "U0SITI", "already_in_channel"),
    ],
)
def test_who_cannot_be_invited(sandbox: Sandbox, client: WebClient, channel: str, user: str, error: str) -> None:
    client.conversations_open(users=CLAIRE)
    sandbox.hand("U0SITI").command("/invite @essai", "C0ECHECS")
    assert code(client.conversations_invite, channel=channel, users=user) == error


def test_history_is_newest_first_and_paged(sandbox: Sandbox, client: WebClient) -> None:
    sandbox.hand("U0SITI").command("/invite @essai", "C0ECHECS")
    stamps = [client.chat_postMessage(channel="C0ECHECS", text=str(number))["ts"] for number in range(5)]
    client.chat_postEphemeral(channel="C0ECHECS", user="U0SITI", text="not part of it")
    client.chat_postMessage(channel="C0ECHECS", text="nor this", thread_ts=stamps[0])
    texts = [
        each["text"] for page in client.conversations_history(channel="C0ECHECS", limit=2) for each in page["messages"]
    ]
    assert texts == ["4", "3", "2", "1", "0"]
    between = {"channel": "C0ECHECS", "oldest": stamps[1], "latest": stamps[3]}
    assert [each["text"] for each in client.conversations_history(**between)["messages"]] == ["2"]
    assert len(client.conversations_history(**between, inclusive=True)["messages"]) == 3


def test_metadata_is_shown_on_request(client: WebClient) -> None:
    metadata = {"event_type": "checkin_asked", "event_payload": {"id": 7}}
    client.chat_postMessage(channel=CLAIRE, text="x", metadata=metadata)
    [plain] = client.conversations_history(channel="D0CLAIRE")["messages"]
    [full] = client.conversations_history(channel="D0CLAIRE", include_all_metadata=True)["messages"]
    assert "metadata" not in plain
    assert full["metadata"] == metadata


def test_history_is_only_for_members(client: WebClient) -> None:
    assert code(client.conversations_history, channel="C0GENERAL") == "not_in_channel"
    assert code(client.conversations_history, channel="C0CODIR") == "channel_not_found"
