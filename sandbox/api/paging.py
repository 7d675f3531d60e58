"""Cursors: Slack hands out long lists page by page."""

import base64
from collections.abc import Sequence
from typing import TypeVar

from sandbox.api.errors import ApiError
from sandbox.conversation import Json

Item = TypeVar("Item")


def page(items: Sequence[Item], cursor: str, limit: int, most: int = 1000) -> tuple[Sequence[Item], Json]:
    """One page, and the `response_metadata` to send with it. No limit means all that there is, up to `most`."""
    if not 0 <= limit <= most:
        raise ApiError("invalid_limit")
    start = _start(cursor) if cursor else 0
    end = start + (limit or most)
    following = base64.b64encode(f"next:{end}".encode()).decode() if end < len(items) else ""
    return items[start:end], {"response_metadata": {"next_cursor": following}}


def _start(cursor: str) -> int:
    try:
        word, _, number = base64.b64decode(cursor, validate=True).decode().partition(":")
        if word == "next":
            return int(number)
    except ValueError:
        pass
    raise ApiError("invalid_cursor")
