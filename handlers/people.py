"""The directory changes: somebody leaves the company, or changes their profile."""

from slack_bolt import App

from bot.services.people import PeopleService
from bot.slack import person_of
from handlers.answering import Desk
from handlers.payload import Payload


def listen(app: App, desk: Desk, people: PeopleService) -> None:
    """Registers changes of people."""

    @app.event("user_change")
    @desk.hearing
    def changed(payload: Payload) -> None:
        people.changed(person_of(payload.event["user"]))
