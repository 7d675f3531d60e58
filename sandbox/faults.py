"""Misfortunes on demand: what goes wrong, with which method or event, and how many times."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

ANY = "*"


class FaultKind(StrEnum):
    # By Web API method.
    RATE_LIMITED = "rate_limited"
    REFUSED = "refused"
    SERVER_ERROR = "server_error"
    DROPPED_BEFORE = "dropped_before"
    DROPPED_AFTER = "dropped_after"
    SLOW = "slow"
    # By event, command or interaction.
    DUPLICATED = "duplicated"
    REORDERED = "reordered"
    NOT_ACKED = "not_acked"
    CLOSED_SOCKET = "closed_socket"


OF_METHODS = (
    FaultKind.RATE_LIMITED,
    FaultKind.REFUSED,
    FaultKind.SERVER_ERROR,
    FaultKind.DROPPED_BEFORE,
    FaultKind.DROPPED_AFTER,
    FaultKind.SLOW,
)


@dataclass
class Fault:
    """`seconds` is Retry-After for rate_limited and the delay for slow; `status` goes with server_error, and
    `error` (Slack's code, such as token_revoked) with refused."""

    kind: FaultKind
    on: str = ANY
    times: int = 1
    seconds: float = 1
    status: int = 503
    error: str = "internal_error"


@dataclass
class Faults:
    waiting: list[Fault] = field(default_factory=list)

    def add(self, kind: FaultKind | str, on: str = ANY, **how: Any) -> None:
        """`on` is a method ("chat.postMessage"), an event type, a command or a payload type ("block_actions")."""
        self.waiting.append(Fault(FaultKind(kind), on, **how))

    def clear(self) -> None:
        self.waiting.clear()

    def for_method(self, name: str) -> Fault | None:
        return self._take(name, [fault for fault in self.waiting if fault.kind in OF_METHODS])

    def strikes(self, kind: FaultKind, name: str) -> bool:
        """Whether this misfortune befalls this delivery; counts it off."""
        return self._take(name, [fault for fault in self.waiting if fault.kind is kind]) is not None

    def _take(self, name: str, candidates: list[Fault]) -> Fault | None:
        fault = next((each for each in candidates if each.on in (name, ANY)), None)
        if fault:
            fault.times -= 1
            if fault.times <= 0:
                self.waiting.remove(fault)
        return fault
