"""The door of the Web API: tokens, names, arguments, scopes, and both kinds of body."""

import json
from typing import Any
from urllib.request import Request, urlopen

import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from sandbox.running import APP_TOKEN, BOT_TOKEN, Sandbox
from tests.sandbox.blocks import CLAIRE, code
from tests.sandbox.manifests import manifest

Json = dict[str, Any]


def posted(url: str, body: bytes, **headers: str) -> Json:
    request = Request(url, body, {name.replace("_", "-"): value for name, value in headers.items()})
    with urlopen(request) as response:
        answer: Json = json.load(response)
    return answer


def test_the_app_knows_who_it_is(client: WebClient) -> None:
    answer = client.auth_test()
    assert (answer["user_id"], answer["bot_id"], answer["team_id"]) == ("U0APP", "B0APP", "T0MERIDIEN")
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


def test_a_token_may_come_as_an_argument(sandbox: Sandbox) -> None:
    form = f"token={BOT_TOKEN}".encode()
    answer = posted(f"{sandbox.api_url}auth.test", form, Content_Type="application/x-www-form-urlencoded")
    assert answer["ok"]


def test_arguments_may_come_as_json_form_or_query(sandbox: Sandbox) -> None:
    bearer = {"Authorization": f"Bearer {BOT_TOKEN}"}
    as_json = posted(
        f"{sandbox.api_url}users.info", json.dumps({"user": CLAIRE}).encode(), Content_Type="application/json", **bearer
    )
    as_form = posted(
        f"{sandbox.api_url}users.info",
        f"user={CLAIRE}".encode(),
        Content_Type="application/x-www-form-urlencoded",
        **bearer,
    )
    as_query = posted(f"{sandbox.api_url}users.info?user={CLAIRE}", b"", **bearer)
    assert as_json["user"]["id"] == as_form["user"]["id"] == as_query["user"]["id"] == CLAIRE


@pytest.mark.parametrize(("body", "error"), [(b"{", "invalid_json"), (b"[]", "json_not_object")])
def test_a_body_that_is_no_json_object_is_refused(sandbox: Sandbox, body: bytes, error: str) -> None:
    answer = posted(f"{sandbox.api_url}auth.test", body, Content_Type="application/json")
    assert answer == {"ok": False, "error": error}


@pytest.mark.parametrize(
    ("token", "error"), [("", "not_authed"), ("xoxb-other", "invalid_auth"), (APP_TOKEN, "not_allowed_token_type")]
)
def test_a_wrong_token_is_refused(sandbox: Sandbox, token: str, error: str) -> None:
    assert code(WebClient(token, base_url=sandbox.api_url).auth_test) == error


def test_a_bot_token_opens_no_connection(client: WebClient) -> None:
    assert code(client.apps_connections_open, app_token=BOT_TOKEN) == "not_allowed_token_type"


def test_an_unknown_method_is_refused(client: WebClient) -> None:
    assert code(client.api_call, "chat.shout") == "unknown_method"


def test_unknown_and_missing_arguments_are_named(client: WebClient) -> None:
    with pytest.raises(SlackApiError) as refused:
        client.api_call("users.info", params={"person": CLAIRE})
    assert refused.value.response["error"] == "invalid_arguments"
    assert refused.value.response["response_metadata"]["messages"] == [
        "[ERROR] unknown argument: person",
        "[ERROR] missing required field: user",
    ]


def test_an_argument_of_the_wrong_type_is_refused(client: WebClient) -> None:
    assert code(client.api_call, "users.list", params={"limit": "many"}) == "invalid_arguments"
    assert code(client.api_call, "users.info", params={"user": CLAIRE, "include_locale": "x"}) == "invalid_arguments"


def test_a_scope_that_the_manifest_lacks_is_named() -> None:
    lacking = manifest(without_scopes=("files:write", "usergroups:read", "groups:read"))
    with Sandbox(manifest=lacking) as sandbox:
        client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        with pytest.raises(SlackApiError) as refused:
            client.usergroups_users_list(usergroup="S0RHHR")
        assert refused.value.response["needed"] == "usergroups:read"
        assert "chat:write" in refused.value.response["provided"].split(",")
        assert code(client.files_getUploadURLExternal, filename="a.txt", length=1) == "missing_scope"
        assert client.conversations_list(types="public_channel")["ok"]
        assert code(client.conversations_list, types="public_channel,private_channel") == "missing_scope"


def test_the_traffic_shows_calls_without_tokens(sandbox: Sandbox, client: WebClient) -> None:
    client.chat_postMessage(channel="C0GENERAL", text="hello")
    entry = sandbox.traffic("chat.postMessage")[-1]
    assert (entry["direction"], entry["status"], entry["detail"]) == ("bot→slack", "ok", "C0GENERAL")
    assert entry["body"]["sent"] == {"channel": "C0GENERAL", "text": "hello"}
    assert BOT_TOKEN not in json.dumps(sandbox.traffic())


def test_team_and_usergroup(client: WebClient) -> None:
    assert client.team_info()["team"]["domain"] == "meridien"
    assert client.usergroups_users_list(usergroup="S0RHHR")["users"] == ["U0CLAIRE", "U0PRIYA"]
    assert code(client.usergroups_users_list, usergroup="S0") == "no_such_subteam"


def test_user_groups_are_listed_with_their_people_on_demand(client: WebClient) -> None:
    (group,) = client.usergroups_list()["usergroups"]
    assert (group["id"], group["handle"]) == ("S0RHHR", "rh-hr")
    assert not {"users", "user_count"} & group.keys()
    (group,) = client.usergroups_list(include_users=True, include_count=True)["usergroups"]
    assert (group["users"], group["user_count"]) == (["U0CLAIRE", "U0PRIYA"], 2)
