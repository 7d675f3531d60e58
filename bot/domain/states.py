"""State machines: which step may follow which."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from bot.domain.errors import IllegalStep

S = TypeVar("S", bound=StrEnum)


def step(steps: Mapping[S, frozenset[S]], now: S, then: S) -> S:
    """`then`, if it may follow `now`; raises IllegalStep if not. Staying where one is needs no step."""
    if then is not now and then not in steps.get(now, frozenset()):
        raise IllegalStep(now=now.value, then=then.value)
    return then
