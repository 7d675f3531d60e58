"""What an app posts to a response_url."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from sandbox.api.chat import in_thread, said
from sandbox.api.errors import ApiError
from sandbox.conversation import Conversation, Json
from sandbox.reply_urls import ReplyUrl
from sandbox.slack import Slack
from sandbox.traffic import FROM_APP

NAMES = {
    "text",
    "blocks",
    "response_type",
    "replace_original",
    "delete_original",
    "thread_ts",
    "unfurl_links",
    "unfurl_media",
    "metadata",
}


async def reply(request: Request) -> Response:
    slack: Slack = request.app.state.slack
    sent: Json = await request.json()
    url = slack.reply_urls.use(request.path_params["key"])
    status, word = 200, "ok"
    if isinstance(url, str):
        status, word = 404, url
    else:
        try:
            _obey(slack, url, sent)
        except ApiError as error:
            status, word = 400, error.code
    slack.traffic.note(FROM_APP, "response_url", word, body={"sent": sent, "answer": word})
    if status == 200:
        return PlainTextResponse("ok")
    return JSONResponse({"ok": False, "error": word}, status)


def _obey(slack: Slack, url: ReplyUrl, sent: Json) -> None:
    unknown = sent.keys() - NAMES
    if unknown:
        raise ApiError("invalid_arguments", *sorted(unknown))
    conversation = slack.workspace.conversations[url.conversation]
    original = conversation.messages.get(url.message_ts or "")
    if sent.get("delete_original"):
        if original:
            slack.workspace.delete_message(conversation, original)
        return
    body = said(slack, sent.get("text", ""), sent.get("blocks"), sent.get("metadata"))
    if sent.get("replace_original") and original:
        slack.workspace.change_message(conversation, original, {"blocks": [], **body})
    else:
        _post(slack, url, conversation, sent, body)


def _post(slack: Slack, url: ReplyUrl, conversation: Conversation, sent: Json, body: Json) -> None:
    public = sent.get("response_type") == "in_channel"
    placed = body | in_thread(conversation, sent.get("thread_ts", ""))
    slack.workspace.post(conversation, placed, only_for=None if public else url.user)
