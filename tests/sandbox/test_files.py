"""Files: what the app uploads, and what people do."""

import urllib.request
from urllib.error import HTTPError

import pytest
from slack_sdk import WebClient

from sandbox.running import Sandbox
from tests.sandbox.blocks import CLAIRE, code


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
    with urllib.request.urlopen(file["url_private"]) as response:
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
