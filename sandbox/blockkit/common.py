"""What many elements have in common."""

from sandbox.blockkit.objects import (
    CONFIRM,
    ID,
    plain,
)
from sandbox.blockkit.rules import (
    Field,
    Rule,
    boolean,
    may,
    typed,
)

CONFIRMED = may("confirm", CONFIRM)
FOCUSED = may("focus_on_load", boolean)
HINTED = may("placeholder", plain(150))


def element(kind: str, *fields: Field, also: tuple[Rule, ...] = ()) -> Rule:
    return typed(kind, may("action_id", ID), *fields, also=also)


def menu(kind: str, *fields: Field, also: tuple[Rule, ...] = ()) -> Rule:
    """Something that opens to choose from."""
    return element(kind, CONFIRMED, FOCUSED, HINTED, *fields, also=also)
