"""How Slack says no."""

from collections.abc import Iterable
from typing import Any

from sandbox.blockkit import Problem


class ApiError(Exception):
    """`code` goes out as `error`; `messages` as `response_metadata.messages`; `extra` beside them."""

    def __init__(self, code: str, *messages: str, **extra: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = messages
        self.extra = extra

    def answer(self) -> dict[str, Any]:
        said: dict[str, Any] = {"ok": False, "error": self.code, **self.extra}
        if self.messages:
            said["response_metadata"] = {"messages": list(self.messages)}
        return said


class RateLimited(ApiError):
    """`seconds` goes out as Retry-After."""

    def __init__(self, seconds: float) -> None:
        super().__init__("ratelimited")
        self.seconds = seconds


def refuse(problems: Iterable[Problem]) -> None:
    """Raises ApiError for what Block Kit's rules found, in Slack's words."""
    found = list(problems)
    if found:
        messages = [f"[ERROR] {each.reason} [json-pointer:{_pointer(each.path)}]" for each in found]
        raise ApiError(found[0].error, *messages, errors=[f"{each.reason}: {each.path}" for each in found])


def _pointer(path: str) -> str:
    return "/" + path.replace("[", "/").replace("]", "").replace(".", "/")
