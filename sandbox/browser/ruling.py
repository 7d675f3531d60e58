"""POST: what whoever tries the workspace does to it: time, misfortunes, a fresh start."""

from dataclasses import fields
from typing import Any

from starlette.requests import Request

from sandbox.browser import reading
from sandbox.browser.asking import Wrong, body_of, person_in, slack_of
from sandbox.conversation import Json
from sandbox.faults import Fault

STEPS = ("hours", "days", "weeks")


async def clock(request: Request) -> Json:
    asked = await body_of(request)
    slack_of(request).clock.forward(**{name: float(asked[name] or 0) for name in STEPS if name in asked})
    return await reading.clock(request)


async def faults(request: Request) -> Json:
    """`{kind, on, times, seconds, status, error}`, or `{clear: true}`."""
    slack, asked = slack_of(request), await body_of(request)
    if asked.pop("clear", False):
        slack.faults.clear()
        return {}
    unknown = asked.keys() - {field.name for field in fields(Fault)}
    if unknown:
        raise Wrong(f"Unknown: {', '.join(sorted(unknown))}.")
    slack.faults.add(**asked)
    return {}


async def reset(request: Request) -> Json:
    request.app.state.courier.abandon()
    slack_of(request).reset()
    return {}


async def neighbours(request: Request) -> Any:
    visitor = person_in(slack_of(request), {"user": (await body_of(request))["visitor"]})
    request.app.state.neighbours.start(visitor)
    return {"started": True}
