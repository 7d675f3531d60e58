"""The door of the Web API: one HTTP call in, one answer out, misfortunes included."""

import asyncio
import json
import time
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.api.errors import ApiError, RateLimited
from sandbox.api.registry import call
from sandbox.conversation import Json
from sandbox.faults import Fault, FaultKind
from sandbox.lines import Dropped
from sandbox.slack import Slack
from sandbox.traffic import FROM_APP


async def web_api(request: Request) -> Response:
    slack: Slack = request.app.state.slack
    name = request.path_params["method"]
    started = time.monotonic()
    try:
        sent = await _sent(request)
    except ApiError as error:
        return JSONResponse(error.answer())
    token = _token(request, sent)
    fault = slack.faults.for_method(name)
    response, status, answer = await _answer(slack, name, token, sent, fault)
    slack.traffic.note(
        FROM_APP,
        name,
        status,
        seconds=time.monotonic() - started,
        detail=_detail(sent),
        body={"sent": sent, "answer": answer},
    )
    return response


async def _answer(
    slack: Slack, name: str, token: str | None, sent: Json, fault: Fault | None
) -> tuple[Response, str, Json | None]:
    """The response, its status in a word, and its body."""
    kind = fault.kind if fault else None
    if fault and kind is FaultKind.SLOW:
        await asyncio.sleep(fault.seconds)
    if fault and kind is FaultKind.RATE_LIMITED:
        return _refusal(RateLimited(fault.seconds))
    if fault and kind is FaultKind.REFUSED:
        return _refusal(ApiError(fault.error))
    if fault and kind is FaultKind.SERVER_ERROR:
        return Response("upstream connect error", fault.status, media_type="text/plain"), str(fault.status), None
    if kind is FaultKind.DROPPED_BEFORE:
        return Dropped(), "dropped before", None
    try:
        answer = call(slack, name, token, sent)
    except ApiError as error:
        return _refusal(error)
    if kind is FaultKind.DROPPED_AFTER:
        return Dropped(), "dropped after", answer
    return JSONResponse(answer, headers={"X-OAuth-Scopes": ",".join(slack.manifest.scopes)}), "ok", answer


def _refusal(error: ApiError) -> tuple[Response, str, Json]:
    answer = error.answer()
    if isinstance(error, RateLimited):
        headers = {"Retry-After": f"{error.seconds:g}"}
        return JSONResponse(answer, 429, headers=headers), "429", answer
    return JSONResponse(answer), error.code, answer


async def _sent(request: Request) -> Json:
    """Arguments of the query, the form or the JSON body. Raises ApiError."""
    sent: Json = dict(request.query_params)
    kind = request.headers.get("content-type", "")
    if kind.startswith("application/json"):
        return sent | _json_object(await request.body())
    async with request.form() as form:
        return sent | {name: value for name, value in form.items() if isinstance(value, str)}


def _json_object(body: bytes) -> Json:
    try:
        parsed: Any = json.loads(body) if body else {}
    except ValueError:
        raise ApiError("invalid_json") from None
    if not isinstance(parsed, dict):
        raise ApiError("json_not_object")
    return parsed


def _token(request: Request, sent: Json) -> str | None:
    """By header or argument; taken out of what is logged."""
    written = sent.pop("token", None)
    scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
    return bearer if scheme.lower() == "bearer" and bearer else written


def _detail(sent: Json) -> str:
    names = ("channel", "channel_id", "user_id", "user", "users", "view_id", "name", "email")
    return " ".join(str(sent[name]) for name in names if sent.get(name))
