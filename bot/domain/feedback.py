"""How a pair feels to one of the two, as they say it in private."""

from enum import StrEnum


class Fit(StrEnum):
    GOOD = "good"
    DECIDING = "deciding"
    NOT = "not_good"
