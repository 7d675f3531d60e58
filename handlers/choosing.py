"""Mentees name the mentors whom they would like, or ask one."""

from slack_bolt import App

from bot.domain.making import MOST_NAMED
from bot.services.choosing import ChoosingService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, choosing: ChoosingService) -> None:
    """Registers how mentees choose."""

    @app.action("choosing.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(choosing.open(act.person, act.about))

    @app.view("choosing.name")
    @desk.answering
    def name(act: Act) -> Answer:
        typed = act.window.typed
        named = [str(typed.get(f"named_{at}") or "") for at in range(1, MOST_NAMED + 1)]
        return Show(choosing.name(act.person, act.window.memory["programme"], named))

    @app.view("choosing.ask")
    @desk.answering
    def ask(act: Act) -> Answer:
        mentor_id = str(act.window.typed["mentor"])
        return Show(choosing.ask(act.person, act.window.memory["programme"], mentor_id, act.key))
