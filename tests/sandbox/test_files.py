"""Files: what the app uploads, and what people do."""

import urllib.request
from typing import Any
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient

from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.blocks import CLAIRE, code
from tests.sandbox.manifests import manifest


def fetched(url: str, token: str = BOT_TOKEN) -> Any:
    return urllib.request.urlopen(urllib.request.Request(url, headers={"Authorization": f"Bearer {token}"}))


def test_an_upload_arrives_with_its_message(sandbox: Sandbox, client: WebClient) -> None:
    channel = client.conversations_open(users=CLAIRE)["channel"]["id"]
    client.files_upload_v2(
        channel=channel, filename="who.csv", content="name\nClaire\n", title="Who joined", initial_comment="Here it is"
    )
    [message] = sandbox.hand(CLAIRE).inbox()
    [file] = message["files"]
    assert (message["text"], file["name"], file["title"], file["mimetype"]) == (
        "Here it is",
        "who.csv",
        "Who joined",
        "text/csv",
    )
    with fetched(file["url_private"]) as response:
        assert response.read() == b"name\nClaire\n"


def test_a_file_is_not_there_before_it_is_sent(client: WebClient) -> None:
    file = client.files_getUploadURLExternal(filename="a.txt", length=3)
    assert code(client.files_completeUploadExternal, files=[{"id": file["file_id"]}]) == "file_not_found"
    with urllib.request.urlopen(file["upload_url"], b"abc"):
        pass
    with pytest.raises(HTTPError, match="404"):
        urllib.request.urlopen(file["upload_url"], b"again")
    assert client.files_completeUploadExternal(files=[{"id": file["file_id"]}])["files"][0]["title"] == "a.txt"


def test_an_empty_file_is_refused(client: WebClient) -> None:
    assert code(client.files_getUploadURLExternal, filename="a.txt", length=0) == "invalid_arguments"


def test_what_people_upload_is_told_and_handed_out(sandbox: Sandbox, client: WebClient) -> None:
    id = sandbox.hand(CLAIRE).upload("équipe.csv", b"nom\nCl\xe9a\n")
    file = client.files_info(file=id)["file"]
    assert (file["name"], file["user"], file["size"]) == ("équipe.csv", CLAIRE, 9)
    with fetched(file["url_private_download"]) as response:
        assert response.read() == b"nom\nCl\xe9a\n"
    assert code(client.files_info, file="F0NOWHERE") == "file_not_found"


def test_who_has_no_right_to_a_file_is_shown_the_door(sandbox: Sandbox, client: WebClient) -> None:
    file = client.files_info(file=sandbox.hand(CLAIRE).upload("a.csv", b"x"))["file"]
    with fetched(file["url_private"], "xoxb-other") as response:
        assert response.headers.get_content_type() == "text/html"
    with Sandbox(manifest=manifest(without_scopes=("files:read",))) as other:
        bare = WebClient(BOT_TOKEN, base_url=other.api_url)
        assert code(bare.files_info, file="F01") == "missing_scope"


def test_a_file_is_shared_only_where_the_app_is(client: WebClient) -> None:
    file = client.files_getUploadURLExternal(filename="a.txt", length=3)
    with urllib.request.urlopen(file["upload_url"], b"abc"):
        pass
    given = [{"id": file["file_id"]}]
    assert code(client.files_completeUploadExternal, files=given, channel_id=CLAIRE) == "channel_not_found"
    assert code(client.files_completeUploadExternal, files=given, channel_id="C0GENERAL") == "not_in_channel"
