"""HR sees what becomes of messages."""

from slack_bolt import App

from bot.messages.outbox import Filter
from bot.services.outbox import OutboxService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, outbox: OutboxService) -> None:
    """Registers the log of messages, and what holds sendings back."""

    @app.action("outbox.all")
    @desk.answering
    def all(act: Act) -> Answer:
        return Show(outbox.log(act.person))

    @app.action("outbox.waiting")
    @desk.answering
    def waiting(act: Act) -> Answer:
        return Show(outbox.log(act.person, Filter.WAITING))

    @app.action("outbox.folded")
    @desk.answering
    def folded(act: Act) -> Answer:
        return Show(outbox.log(act.person, Filter.FOLDED))

    @app.action("outbox.failed")
    @desk.answering
    def failed(act: Act) -> Answer:
        return Show(outbox.log(act.person, Filter.FAILED))

    @app.action("outbox.newer")
    @app.action("outbox.older")
    @desk.answering
    def turn(act: Act) -> Answer:
        return Show(outbox.log(act.person, Filter(act.window.memory["only"]), act.about))

    @app.action("outbox.pause")
    @desk.answering
    def pause(act: Act) -> Answer:
        return Show(outbox.pause(act.person, str(act.payload.value)))

    @app.action("outbox.resume")
    @desk.answering
    def resume(act: Act) -> Answer:
        return Show(outbox.resume(act.person, str(act.payload.value)))

    @app.action("outbox.cancel")
    @desk.answering
    def cancel(act: Act) -> Answer:
        return Show(outbox.cancel(act.person, str(act.payload.value)))
