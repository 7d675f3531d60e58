"""What the app may say, where, and how it looks afterwards."""

import pytest
from slack_sdk import WebClient

from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.blocks import BOT, CLAIRE, GONE, ZOE, actions, button, code
from tests.sandbox.manifests import manifest


def test_a_person_stands_for_their_direct_conversation(sandbox: Sandbox, client: WebClient) -> None:
    answer = client.chat_postMessage(channel=CLAIRE, text="Bonjour")
    assert answer["channel"] == "D0CLAIRE"
    assert answer["message"]["user"] == "U0APP"
    assert answer["message"]["bot_profile"]["name"] == "Essai"
    [message] = sandbox.hand(CLAIRE).inbox()
    assert (message["text"], message["ts"]) == ("Bonjour", answer["ts"])


def test_timestamps_grow(client: WebClient) -> None:
    stamps = [client.chat_postMessage(channel=CLAIRE, text=str(number))["ts"] for number in range(20)]
    assert stamps == sorted(set(stamps))


def test_blocks_are_kept_with_ids(sandbox: Sandbox, client: WebClient) -> None:
    block = {"type": "actions", "elements": [{key: value for key, value in button("x").items() if key != "action_id"}]}
    client.chat_postMessage(channel=CLAIRE, text="x", blocks=[block])
    [stored] = sandbox.posted(CLAIRE)[0]["blocks"]
    assert stored["block_id"]
    assert stored["elements"][0]["action_id"]


def test_public_channels_take_messages_from_outside_only_with_the_scope() -> None:
    with Sandbox(manifest=manifest(without_scopes=("chat:write.public",))) as sandbox:
        client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        assert code(client.chat_postMessage, channel="C0ANNONCES", text="x") == "not_in_channel"
        sandbox.hand(CLAIRE).command("/invite @essai", "C0ANNONCES")
        assert client.chat_postMessage(channel="C0ANNONCES", text="x")["ok"]


def test_private_channels_are_unknown_until_one_is_invited(sandbox: Sandbox, client: WebClient) -> None:
    assert code(client.chat_postMessage, channel="C0RHPRIVE", text="x") == "channel_not_found"
    sandbox.hand(CLAIRE).command("/invite @essai", "C0RHPRIVE")
    assert client.chat_postMessage(channel="C0RHPRIVE", text="x")["ok"]


@pytest.mark.parametrize(
    ("channel", "error"), [("C0NOWHERE", "channel_not_found"), (BOT, "cannot_dm_bot"), (GONE, "channel_not_found")]
)
def test_where_nothing_can_be_said(client: WebClient, channel: str, error: str) -> None:
    assert code(client.chat_postMessage, channel=channel, text="x") == error


def test_slack_still_takes_messages_to_someone_who_has_left(sandbox: Sandbox, client: WebClient) -> None:
    """As it does in reality: only a new conversation is refused."""
    client.chat_postMessage(channel=ZOE, text="before")
    sandbox.change_person(ZOE, deleted=True)
    assert client.chat_postMessage(channel=ZOE, text="after")["ok"]
    assert code(client.conversations_open, users=ZOE) == "user_disabled"


def test_no_messages_without_a_messages_tab() -> None:
    with Sandbox(manifest=manifest(messages_tab_enabled=False)) as sandbox:
        client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        assert code(client.chat_postMessage, channel=CLAIRE, text="x") == "messages_tab_disabled"


def test_block_kit_is_held_to_its_rules(client: WebClient) -> None:
    with pytest.raises(Exception, match="invalid_blocks") as refused:
        client.chat_postMessage(channel=CLAIRE, text="x", blocks=[{"type": "section"}])
    assert "[json-pointer:/blocks/0" in str(refused.value)
    arguments = {"channel": CLAIRE, "text": "x", "blocks": "not json"}
    assert code(client.api_call, "chat.postMessage", json=arguments) == "invalid_blocks_format"
    assert code(client.api_call, "chat.postMessage", json={"channel": CLAIRE}) == "no_text"
    assert code(client.chat_postMessage, channel=CLAIRE, text="x" * 40_001) == "msg_too_long"


@pytest.mark.parametrize(
    "metadata",
    [{"event_type": "x"}, {"event_type": 1, "event_payload": {}}, {"event_type": "x", "event_payload": {}, "more": 1}],
)
def test_metadata_has_one_shape(client: WebClient, metadata: dict[str, object]) -> None:
    assert code(client.chat_postMessage, channel=CLAIRE, text="x", metadata=metadata) == "invalid_metadata_schema"


def test_a_thread_counts_its_answers(sandbox: Sandbox, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="question")["ts"]
    sandbox.hand(CLAIRE).say("C0GENERAL", "answer", thread_ts=ts)
    client.chat_postMessage(channel="C0GENERAL", text="thanks", thread_ts=ts)
    [question] = [each for each in sandbox.hand(ZOE).messages("C0GENERAL") if each["ts"] == ts]
    assert (question["reply_count"], sorted(question["reply_users"])) == (2, ["U0APP", CLAIRE])
    assert code(client.chat_postMessage, channel="C0GENERAL", text="x", thread_ts="1.0") == "thread_not_found"


def test_a_new_text_alone_takes_the_blocks_away(sandbox: Sandbox, client: WebClient) -> None:
    sent = client.chat_postMessage(channel=CLAIRE, text="x", blocks=[actions(button("go"))])
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="y", blocks=[actions(button("stay"))])
    [message] = sandbox.posted(CLAIRE)
    assert message["blocks"][0]["elements"][0]["action_id"] == "stay"
    assert "edited" not in message
    client.chat_update(channel=sent["channel"], ts=sent["ts"], text="z")
    [message] = sandbox.posted(CLAIRE)
    assert (message["text"], message["blocks"], message["edited"]["user"]) == ("z", [], "U0APP")


def test_only_own_messages_can_be_changed_or_deleted(sandbox: Sandbox, client: WebClient) -> None:
    sandbox.hand(CLAIRE).say("C0GENERAL", "mine")
    ts = sandbox.hand(CLAIRE).messages("C0GENERAL")[-1]["ts"]
    assert code(client.chat_update, channel="C0GENERAL", ts=ts, text="x") == "cant_update_message"
    assert code(client.chat_delete, channel="C0GENERAL", ts=ts) == "cant_delete_message"
    assert code(client.chat_delete, channel="C0GENERAL", ts="1.0") == "message_not_found"


def test_a_person_is_no_channel_to_update_in(client: WebClient) -> None:
    ts = client.chat_postMessage(channel=CLAIRE, text="x")["ts"]
    assert code(client.chat_update, channel=CLAIRE, ts=ts, text="y") == "channel_not_found"
    client.chat_delete(channel="D0CLAIRE", ts=ts)
    assert code(client.chat_update, channel="D0CLAIRE", ts=ts, text="y") == "message_not_found"


def test_an_ephemeral_message_is_for_one_person(sandbox: Sandbox, client: WebClient) -> None:
    client.chat_postEphemeral(channel="C0GENERAL", user=CLAIRE, text="psst")
    [message] = sandbox.hand(CLAIRE).messages("C0GENERAL")
    assert (message["text"], message["ephemeral"]) == ("psst", True)
    assert sandbox.hand(ZOE).messages("C0GENERAL") == []
    outside = {"channel": "C0RETD", "user": CLAIRE, "text": "psst"}
    assert code(client.chat_postEphemeral, **outside) == "user_not_in_channel"


def test_reactions(sandbox: Sandbox, client: WebClient) -> None:
    ts = client.chat_postMessage(channel="C0GENERAL", text="x")["ts"]
    client.reactions_add(channel="C0GENERAL", timestamp=ts, name="tada")
    sandbox.hand(CLAIRE).react({"channel": "C0GENERAL", "ts": ts}, "tada")
    assert sandbox.posted("C0GENERAL")[0]["reactions"] == [{"name": "tada", "users": ["U0APP", CLAIRE], "count": 2}]
    assert code(client.reactions_add, channel="C0GENERAL", timestamp=ts, name="tada") == "already_reacted"
    assert code(client.reactions_add, channel="C0GENERAL", timestamp=ts, name="Not One") == "invalid_name"
    assert code(client.reactions_add, channel="C0GENERAL", timestamp="1.0", name="tada") == "message_not_found"
