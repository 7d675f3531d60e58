"""Whom HR invites: many people named at once, and sifted one by one."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.door import Door
from bot.domain.invitations import InvitationState
from bot.domain.people import Person

PACE = 60
"""Messages a minute: about one a second, what Slack lets one app send without pushing."""


class Whom(StrEnum):
    """Ways of naming many people at once."""

    EVERYBODY = "everybody"
    CHANNEL = "channel"
    GROUP = "group"
    DEPARTMENT = "department"
    NAMED = "named"


@dataclass(frozen=True)
class Audience:
    """Whom HR invites. `of` holds the channel, the user group, the department or the people."""

    whom: Whom
    of: tuple[str, ...] = ()


class LeftOut(StrEnum):
    """Why somebody is not invited, in the order in which it is looked at."""

    UNKNOWN = "unknown"
    UNREACHABLE = "unreachable"
    GUEST = "guest"
    IN_ALREADY = "in_already"
    DECLINED = "declined"
    INVITED = "invited"
    AWAY = "away"


@dataclass(frozen=True)
class Sifted:
    """Who is invited of those who were named, and how many are not, by reason."""

    welcome: tuple[Person, ...]
    left_out: Mapping[LeftOut, int]


def sift(
    people: Iterable[Person],
    door: Door,
    enrolled: Collection[str],
    invited: Mapping[str, InvitationState],
    now: datetime,
    unknown: int = 0,
) -> Sifted:
    """Sorts people into those to invite and those not; `unknown` are those of whom the directory knows nothing."""
    welcome: list[Person] = []
    left_out = Counter({LeftOut.UNKNOWN: unknown} if unknown else {})
    for person in people:
        reason = _reason(person, door, enrolled, invited, now)
        if reason:
            left_out[reason] += 1
        else:
            welcome.append(person)
    return Sifted(tuple(welcome), {reason: left_out[reason] for reason in LeftOut if left_out[reason]})


def _reason(
    person: Person, door: Door, enrolled: Collection[str], invited: Mapping[str, InvitationState], now: datetime
) -> LeftOut | None:
    if not person.reachable:
        return LeftOut.UNREACHABLE
    if not door.admits(person):
        return LeftOut.GUEST
    if person.id in enrolled:
        return LeftOut.IN_ALREADY
    if person.id in invited:
        return LeftOut.DECLINED if invited[person.id] is InvitationState.DECLINED else LeftOut.INVITED
    return LeftOut.AWAY if person.is_away(now) else None
