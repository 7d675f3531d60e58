"""Response urls: where an app may answer an interaction, five times within half an hour."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

LIFE = 30 * 60.0
USES = 5


@dataclass
class ReplyUrl:
    """`message_ts` is the message acted on, if any."""

    conversation: str
    user: str
    message_ts: str | None
    until: float
    uses: int = 0


class ReplyUrls:
    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._issued: dict[str, ReplyUrl] = {}
        self.address = ""

    def issue(self, conversation: str, user: str, message_ts: str | None = None) -> str:
        key = secrets.token_urlsafe(12)
        self._issued[key] = ReplyUrl(conversation, user, message_ts, self._monotonic() + LIFE)
        return f"{self.address}/actions/{key}"

    def use(self, key: str) -> ReplyUrl | str:
        """The place to answer in, or Slack's word for why not."""
        url = self._issued.get(key)
        if not url:
            return "invalid_url"
        if self._monotonic() > url.until:
            return "expired_url"
        if url.uses >= USES:
            return "used_url"
        url.uses += 1
        return url
