"""HR decides who can join a programme and when."""

from collections.abc import Mapping
from datetime import date

from slack_bolt import App

from bot.domain.door import Door
from bot.domain.errors import Fault, InvalidForm
from bot.services.door import DoorService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, door: DoorService) -> None:
    """Registers what the programme team does about joining."""

    @app.action("door.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(door.open(act.person, act.about))

    @app.view("door.save")
    @desk.answering
    def save(act: Act) -> None:
        at = act.window.memory
        door.change(act.person, at["programme"], at["version"], _door(act.window.typed), act.key)


def _door(typed: Mapping[str, object]) -> Door:
    """The form as a door; raises InvalidForm for what is no number."""
    rules = typed.get("rules")
    chosen = rules if isinstance(rules, list) else []
    remind_after = _number("remind_after", typed)
    if remind_after is None:
        raise InvalidForm({"remind_after": Fault("missing")})
    return Door(
        opens_on=_day(typed["opens_on"]),
        closes_on=_day(typed["closes_on"]),
        places=_number("places", typed),
        guests="guests" in chosen,
        mandatory="mandatory" in chosen,
        remind_after=remind_after,
    )


def _day(chosen: object) -> date | None:
    return date.fromisoformat(str(chosen)) if chosen else None


def _number(name: str, typed: Mapping[str, object]) -> int | None:
    try:
        return int(str(typed[name])) if typed.get(name) else None
    except ValueError:
        raise InvalidForm({name: Fault("not_a_number")}) from None
