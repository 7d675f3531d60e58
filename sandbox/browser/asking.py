"""Reading what the page asks, and answering in JSON."""

from collections.abc import Awaitable, Callable
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.conversation import Json
from sandbox.interactions.trouble import Impossible, Trouble
from sandbox.slack import Slack

Answerer = Callable[[Request], Awaitable[Any]]


class Wrong(Exception):
    """A request that makes no sense; the sentence goes back with 400."""


def answering(serve: Answerer) -> Callable[[Request], Awaitable[Response]]:
    """Turns what `serve` returns into JSON, trouble into `{"trouble": …}` and nonsense into a sentence with 4xx."""

    async def answer(request: Request) -> Response:
        try:
            return JSONResponse(await serve(request))
        except Trouble as trouble:
            return JSONResponse({"trouble": str(trouble)})
        except Impossible as wrong:
            return JSONResponse({"error": str(wrong)}, 409)
        except (Wrong, ValueError, TypeError) as wrong:
            return JSONResponse({"error": str(wrong)}, 400)
        except KeyError as missing:
            return JSONResponse({"error": f"{missing} is missing."}, 400)

    return answer


def slack_of(request: Request) -> Slack:
    slack: Slack = request.app.state.slack
    return slack


async def body_of(request: Request) -> Json:
    body = await request.json()
    if not isinstance(body, dict):
        raise Wrong("A JSON object is expected.")
    return body


def person_in(slack: Slack, asked: Json) -> str:
    """The id of who acts. Deactivated people and bots have no hands."""
    user = str(asked["user"])
    person = slack.workspace.person(user)
    if not person:
        raise Wrong(f"Nobody here has the id {user!r}.")
    if person.deleted or person.is_bot:
        raise Wrong(f"{person.real_name} cannot sign in.")
    return user


def asker(request: Request) -> str:
    return person_in(slack_of(request), dict(request.query_params))
