"""People take a break, and come back; HR records one."""

from datetime import date

from slack_bolt import App

from bot.services.breaks import EVERYTHING, BreakService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, breaks: BreakService) -> None:
    """Registers what is done about breaks."""

    @app.action("breaks.form")
    @desk.answering
    def form(act: Act) -> Answer:
        return Show(breaks.form(act.person, act.about if act.payload.value else None))

    @app.view("breaks.take")
    @desk.answering
    def take(act: Act) -> None:
        breaks.take(act.person, str(act.window.typed["scope"]), _until(act), act.key)

    @app.action("breaks.end")
    @desk.answering
    def end(act: Act) -> None:
        breaks.end(act.person, None, act.key)

    @app.action("breaks.return")
    @desk.answering
    def come_back(act: Act) -> None:
        breaks.end(act.person, act.about, act.key)

    @app.action("breaks.record")
    @desk.answering
    def record_form(act: Act) -> Answer:
        return Show(breaks.record_form(act.person, act.about))

    @app.view("breaks.record")
    @desk.answering
    def record(act: Act) -> None:
        typed, programme_id = act.window.typed, act.window.memory["programme"]
        everything = typed["scope"] == EVERYTHING
        breaks.record(act.person, programme_id, str(typed["who"]), everything, _until(act), act.key)


def _until(act: Act) -> date | None:
    day = act.window.typed["until"]
    return date.fromisoformat(str(day)) if day else None
