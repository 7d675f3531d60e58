"""Opening the Home tab."""

from slack_bolt import App

from bot.services.home import HomeService
from handlers.answering import Act, Desk


def listen(app: App, desk: Desk, home: HomeService) -> None:
    """Registers the opening of the Home tab."""

    @app.event("app_home_opened")
    @desk.answering
    def opened(act: Act) -> None:
        if act.payload.event.get("tab") == "home":
            home.opened(act.person, act.key)
