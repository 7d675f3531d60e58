"""files.*: the three steps of an upload, and reading what people have uploaded."""

import mimetypes

from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response

from sandbox.api.chat import in_thread, said
from sandbox.api.errors import ApiError
from sandbox.api.places import known, writable
from sandbox.api.registry import method
from sandbox.api.shapes import file_json
from sandbox.conversation import Conversation, Json
from sandbox.limits import Tier
from sandbox.slack import BOT_TOKEN, Slack
from sandbox.workspace import APP_USER, File


@method("files.getUploadURLExternal", Tier.T4, scope="files:write", accepts=("alt_txt", "snippet_type"))
def upload_url(slack: Slack, filename: str, length: int) -> Json:
    if length <= 0:
        raise ApiError("invalid_arguments", "[ERROR] length must be positive")
    kind = mimetypes.guess_type(filename)[0] or "application/octet-stream"
    file = slack.workspace.new_file(filename, kind, APP_USER)
    return {"upload_url": f"{slack.address}/upload/v1/{file.id}", "file_id": file.id}


async def receive_upload(request: Request) -> Response:
    slack: Slack = request.app.state.slack
    file = slack.workspace.files.get(request.path_params["file"])
    if not file or file.content is not None:
        return PlainTextResponse("not found", 404)
    file.content = await request.body()
    return PlainTextResponse(f"OK - {len(file.content)}")


@method("files.completeUploadExternal", Tier.T4, scope="files:write")
def complete_upload(
    slack: Slack, files: list[Json], channel_id: str = "", initial_comment: str = "", thread_ts: str = ""
) -> Json:
    uploaded = [_titled(slack, each) for each in files]
    shown = [file_json(slack, file) for file in uploaded]
    if channel_id:
        conversation = _joined(slack, channel_id)
        body = said(slack, initial_comment or uploaded[0].title, None) | in_thread(conversation, thread_ts)
        slack.workspace.post(conversation, body | {"text": initial_comment, "files": shown})
    return {"files": shown}


@method("files.info", Tier.T4, scope="files:read", accepts=("count", "page", "limit", "cursor"))
def info(slack: Slack, file: str) -> Json:
    found = slack.workspace.files.get(file)
    if not found or found.content is None:
        raise ApiError("file_not_found")
    return {"file": file_json(slack, found), "comments": [], "response_metadata": {"next_cursor": ""}}


async def hand_out(request: Request) -> Response:
    """`url_private`: to who has no token with files:read, Slack answers with its page to sign in, not with an error."""
    slack: Slack = request.app.state.slack
    file = slack.workspace.files.get(request.path_params["file"])
    if request.headers.get("authorization") != f"Bearer {BOT_TOKEN}" or "files:read" not in slack.manifest.scopes:
        return HTMLResponse("<!DOCTYPE html><title>Sign in to Slack</title>")
    if not file or file.content is None:
        return PlainTextResponse("not found", 404)
    return Response(file.content, media_type=file.mimetype)


def _joined(slack: Slack, channel: str) -> Conversation:
    """Where a file may be shared: unlike a message, with nobody by their id alone, and in no channel from outside."""
    conversation = known(slack, channel)
    if APP_USER not in conversation.members:
        raise ApiError("not_in_channel")
    return writable(slack, channel)


def _titled(slack: Slack, given: Json) -> File:
    file = slack.workspace.files.get(str(given.get("id")))
    if not file or file.content is None:
        raise ApiError("file_not_found")
    file.title = given.get("title") or file.name
    return file
