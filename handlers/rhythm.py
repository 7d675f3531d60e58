"""People choose when they are written to."""

from datetime import time

from slack_bolt import App

from bot.services.rhythm import RhythmService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, rhythm: RhythmService) -> None:
    """Registers what is done about people's own hours."""

    @app.action("rhythm.form")
    @desk.answering
    def form(act: Act) -> Answer:
        return Show(rhythm.form(act.person))

    @app.action("rhythm.usual")
    @desk.answering
    def go_back(act: Act) -> Answer:
        return Show(rhythm.go_back(act.person, act.key))

    @app.view("rhythm.choose")
    @desk.answering
    def choose(act: Act) -> None:
        days = [int(each) for each in act.window.keys("days")]
        seldom = bool(act.window.keys("seldom"))
        rhythm.choose(act.person, _time(act, "opens"), _time(act, "closes"), days, seldom, act.key)


def _time(act: Act, block: str) -> time | None:
    typed = act.window.typed[block]
    return time.fromisoformat(str(typed)) if typed else None
