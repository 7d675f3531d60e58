"""Supervisors answer; HR asks them, and sees who has answered."""

from slack_bolt import App

from bot.services.supervisors import SupervisorService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, supervisors: SupervisorService) -> None:
    """Registers asking, and what supervisors answer."""

    @app.action("supervisors.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(supervisors.overview(act.person, act.about))

    @app.action("supervisors.ask")
    @desk.answering
    def ask(act: Act) -> Answer:
        return Show(supervisors.ask(act.person, act.about, act.key))

    @app.action("supervisors.yes")
    @desk.answering
    def yes(act: Act) -> Answer:
        return Show(supervisors.yes(act.person, act.about))

    @app.action("supervisors.refusing")
    @desk.answering
    def refusing(act: Act) -> Answer:
        return Show(supervisors.refusing(act.person, act.about))

    @app.view("supervisors.refuse")
    @desk.answering
    def refuse(act: Act) -> Answer:
        word = str(act.window.typed["word"] or "").strip()
        return Show(supervisors.refuse(act.person, act.window.memory["consent"], word))
