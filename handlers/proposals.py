"""HR publishes; people answer."""

from datetime import date

from slack_bolt import App

from bot.services.proposals import No, ProposalService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, proposals: ProposalService) -> None:
    """Registers publishing, and what the two of a pair answer."""

    @app.action("proposals.preview")
    @desk.answering
    def preview(act: Act) -> Answer:
        return Show(proposals.preview(act.person, act.about))

    @app.action("proposals.test")
    @desk.answering
    def test(act: Act) -> None:
        proposals.test(act.person, act.about, act.key)

    @app.view("proposals.publish")
    @desk.answering
    def publish(act: Act) -> None:
        tell_waiting, anyway = (bool(act.window.typed.get(each)) for each in ("waiting", "anyway"))
        proposals.publish(act.person, act.window.memory["programme"], tell_waiting, act.key, anyway)

    @app.action("proposals.yes")
    @desk.answering
    def yes(act: Act) -> Answer:
        return Show(proposals.yes(act.person, act.about))

    @app.action("proposals.later")
    @desk.answering
    def later(act: Act) -> Answer:
        return Show(proposals.later(act.person, act.about))

    @app.action("proposals.declining")
    @desk.answering
    def declining(act: Act) -> Answer:
        return Show(proposals.declining(act.person, act.about))

    @app.view("proposals.decline")
    @desk.answering
    def decline(act: Act) -> Answer:
        typed = act.window.typed
        pause = date.fromisoformat(str(typed["pause"])) if typed.get("pause") else None
        no = No(str(typed["word"] or "").strip(), pause)
        return Show(proposals.decline(act.person, act.window.memory["pair"], no))
