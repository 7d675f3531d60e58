"""HR sets up programmes and sees who joined."""

from collections.abc import Mapping
from datetime import date

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.domain.programmes import Cadence, Plan
from bot.services.programmes import ProgrammeService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, programmes: ProgrammeService) -> None:
    """Registers what the programme team does with programmes."""

    @app.action("programmes.new")
    @desk.answering
    def new(act: Act) -> Answer:
        return Show(programmes.new(act.person))

    @app.action("programmes.room")
    @desk.answering
    def room(act: Act) -> Answer:
        return Show(programmes.room(act.person, act.about))

    @app.action("programmes.edit")
    @desk.answering
    def edit(act: Act) -> Answer:
        return Show(programmes.edit(act.person, act.about))

    @app.view("programmes.save")
    @desk.answering
    def save(act: Act) -> None:
        at, plan = act.window.memory, _plan(act.window.typed)
        if at["programme"] is None:
            programmes.create(act.person, plan, act.key)
        else:
            programmes.change(act.person, at["programme"], at["version"], plan, act.key)

    @app.action("programmes.participants")
    @desk.answering
    def participants(act: Act) -> Answer:
        return Show(programmes.participants(act.person, act.about))

    @app.action("programmes.earlier")
    @app.action("programmes.later")
    @desk.answering
    def turn(act: Act) -> Answer:
        return Show(programmes.participants(act.person, act.window.memory["programme"], page=act.about))


def _plan(typed: Mapping[str, object]) -> Plan:
    """The form as a plan; raises InvalidForm where a date is missing."""
    try:
        return Plan(
            name=str(typed["name"] or ""),
            goal=str(typed["goal"] or ""),
            success=str(typed["success"] or ""),
            starts_on=date.fromisoformat(str(typed["starts_on"])),
            ends_on=date.fromisoformat(str(typed["ends_on"])),
            cadence=Cadence(str(typed["cadence"])),
            languages=_codes(typed["languages"]),
        )
    except ValueError:
        raise InvalidForm({"starts_on": Fault("not_a_date"), "ends_on": Fault("not_a_date")}) from None


def _codes(chosen: object) -> tuple[str, ...]:
    return tuple(str(code) for code in chosen) if isinstance(chosen, list) else ()
