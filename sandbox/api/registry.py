"""The methods of the Web API, by name, and what each needs."""

import inspect
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.api.arguments import Argument, arguments_of, read
from sandbox.api.errors import ApiError, RateLimited
from sandbox.conversation import Json
from sandbox.limits import Tier
from sandbox.slack import APP_TOKEN, BOT_TOKEN, Slack

Handler = Callable[..., Json]


@dataclass(frozen=True)
class Method:
    """`accepts` names arguments that are taken and make no difference here."""

    name: str
    handler: Handler
    arguments: tuple[Argument, ...]
    scope: str
    tier: Tier
    token: str
    accepts: frozenset[str]


METHODS: dict[str, Method] = {}
# Bolt sends the team along with every call.
ALWAYS_TAKEN = ("team_id",)


def method(
    name: str, tier: Tier, *, scope: str = "", token: str = BOT_TOKEN, accepts: Iterable[str] = ()
) -> Callable[[Handler], Handler]:
    """A method of the Web API: the function takes the Slack and the method's own arguments by keyword."""

    def register(handler: Handler) -> Handler:
        arguments = arguments_of(inspect.signature(handler, eval_str=True))
        METHODS[name] = Method(name, handler, arguments, scope, tier, token, frozenset((*accepts, *ALWAYS_TAKEN)))
        return handler

    return register


def call(slack: Slack, name: str, token: str | None, sent: Mapping[str, Any]) -> Json:
    """What Slack would answer. Raises ApiError or RateLimited."""
    called = METHODS.get(name)
    if not called:
        raise ApiError("unknown_method", req_method=name)
    _check_token(called, token)
    wait = slack.limits.wait(name, called.tier, str(sent.get("channel", "")))
    if wait:
        raise RateLimited(wait)
    if called.scope:
        need_scope(slack, called.scope)
    return {"ok": True, **called.handler(slack, **read(called.arguments, called.accepts, sent))}


def need_scope(slack: Slack, scope: str) -> None:
    """Raises ApiError when the manifest does not ask for it."""
    granted = slack.manifest.scopes
    if scope not in granted:
        raise ApiError("missing_scope", needed=scope, provided=",".join(granted))


def _check_token(called: Method, token: str | None) -> None:
    if not token:
        raise ApiError("not_authed")
    if token not in (BOT_TOKEN, APP_TOKEN):
        raise ApiError("invalid_auth")
    if token != called.token:
        raise ApiError("not_allowed_token_type")
