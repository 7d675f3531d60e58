"""HR reads the log."""

from slack_bolt import App

from bot.services.audit import AuditService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, audit: AuditService) -> None:
    """Registers how the log is read."""

    @app.action("audit.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(audit.log(act.person, act.about))

    @app.action("audit.newer")
    @app.action("audit.older")
    @desk.answering
    def turn(act: Act) -> Answer:
        return Show(audit.log(act.person, act.window.memory["programme"], page=act.about))
