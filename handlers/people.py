"""The directory changes: somebody joins the company, leaves it, or changes their profile."""

from slack_bolt import App

from bot.services.people import PeopleService
from bot.slack import person_of
from handlers.answering import Act, Desk


def listen(app: App, desk: Desk, people: PeopleService) -> None:
    """Registers changes of people."""

    @app.event("team_join")
    @app.event("user_change")
    @desk.answering
    def changed(act: Act) -> None:
        people.learn(person_of(act.payload.event["user"]))
