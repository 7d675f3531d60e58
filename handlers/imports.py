"""HR drops a file of people, sees what it would change, and confirms."""

from slack_bolt import App

from bot.services.imports import ImportService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, imports: ImportService) -> None:
    """Registers what the programme team does with files of people."""

    @app.action("imports.form")
    @desk.answering
    def form(act: Act) -> Answer:
        return Show(imports.form(act.person))

    @app.view("imports.receive")
    @desk.answering
    def receive(act: Act) -> Answer:
        return Show(imports.receive(act.person, act.window.keys("file")[0], act.key))

    @app.action("imports.apply")
    @desk.answering
    def apply(act: Act) -> None:
        imports.confirm(act.person, act.about)

    @app.action("imports.discard")
    @desk.answering
    def discard(act: Act) -> None:
        imports.discard(act.person, act.about)
