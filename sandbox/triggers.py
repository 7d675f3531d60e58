"""Trigger ids: what allows an app to open a modal in front of a person, for three seconds and once."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass

LIFE = 3.0


class TriggerRefused(Exception):
    """`code` is Slack's word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class Trigger:
    """`view_id` is the modal that the person acted in, if any."""

    user: str
    view_id: str | None
    until: float
    used: bool = False


class Triggers:
    def __init__(self, monotonic: Callable[[], float]) -> None:
        self._monotonic = monotonic
        self._issued: dict[str, Trigger] = {}

    def issue(self, user: str, view_id: str | None = None) -> str:
        trigger_id = f"{len(self._issued) + 1}.{secrets.randbelow(10**9)}.{secrets.token_hex(16)}"
        self._issued[trigger_id] = Trigger(user, view_id, self._monotonic() + LIFE)
        return trigger_id

    def check(self, trigger_id: str) -> Trigger:
        """Raises TriggerRefused: unknown, used or too old."""
        trigger = self._issued.get(trigger_id)
        if not trigger:
            raise TriggerRefused("invalid_trigger_id")
        if trigger.used:
            raise TriggerRefused("exchanged_trigger_id")
        if self._monotonic() > trigger.until:
            raise TriggerRefused("expired_trigger_id")
        return trigger
