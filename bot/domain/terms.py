"""How a programme matches, asks, and lets go: what HR can change about it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta

from bot.domain.errors import Fault, InvalidForm
from bot.domain.supervisors import Supervisors
from bot.domain.weighing import Weighing

LONGEST_AGREEMENT = 2500
"""Characters: it must stand in one paragraph of a message."""


@dataclass(frozen=True)
class Terms:
    """`asks`: both are asked before they are introduced. `lets_go`: a wish to part needs nobody's decision.
    `supervisors`: whose must agree before a pair is published.

    `agreement` is the text that both sign, by language; where it is empty, the product's own.
    """

    programme_id: int
    weighing: Weighing = field(default_factory=Weighing)
    asks: bool = True
    remind_after: int = 3
    expire_after: int = 7
    lets_go: bool = False
    supervisors: Supervisors = Supervisors.NOBODY
    agreement: Mapping[str, str] = field(default_factory=dict)
    id: int = 0
    version: int = 1

    @property
    def reminder(self) -> timedelta:
        return timedelta(days=self.remind_after)

    @property
    def patience(self) -> timedelta:
        return timedelta(days=self.expire_after)

    def weighed(self, weighing: Weighing) -> "Terms":
        return replace(self, weighing=weighing)

    def changed(
        self,
        asks: bool,
        remind_after: int,
        expire_after: int,
        lets_go: bool,
        supervisors: Supervisors,
        agreement: Mapping[str, str],
    ) -> "Terms":
        """With other terms; raises InvalidForm."""
        wrong = {} if 1 <= remind_after <= 30 else {"remind_after": Fault("out_of_range", {"least": 1, "most": 30})}
        if not remind_after < expire_after <= 60:
            wrong["expire_after"] = Fault("out_of_range", {"least": remind_after + 1, "most": 60})
        if wrong:
            raise InvalidForm(wrong)
        return replace(
            self,
            asks=asks,
            remind_after=remind_after,
            expire_after=expire_after,
            lets_go=lets_go,
            supervisors=supervisors,
            agreement=agreement,
        )
