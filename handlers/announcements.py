"""HR announces a programme."""

from slack_bolt import App

from bot.services.announcements import AnnouncementService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, announcements: AnnouncementService) -> None:
    """Registers what the programme team does with announcements."""

    @app.action("announcements.compose")
    @desk.answering
    def compose(act: Act) -> Answer:
        return Show(announcements.compose(act.person, act.about))

    @app.view("announcements.send")
    @desk.answering
    def send(act: Act) -> None:
        typed = act.window.typed
        channel_id, word = str(typed["channel"]), str(typed["word"] or "").strip()
        announcements.announce(act.person, act.window.memory["programme"], channel_id, word, act.key)

    @app.action("announcements.again")
    @desk.answering
    def again(act: Act) -> None:
        announcements.post_again(act.person, act.about)
