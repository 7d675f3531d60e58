"""The directory changes: somebody joins or leaves the company, or changes their profile; and who is in the team."""

from slack_bolt import App

from bot.services.directory import DirectoryService
from bot.services.rights import RightsService
from bot.slack import person_of
from handlers.answering import Act, Answer, Desk, Show
from handlers.payload import Payload


def listen(app: App, desk: Desk, directory: DirectoryService, rights: RightsService) -> None:
    """Registers changes of people, and of the programme team."""

    @app.event("team_join")
    @app.event("user_change")
    @desk.hearing
    def changed(payload: Payload) -> None:
        directory.changed(person_of(payload.event["user"], payload.team_id))

    @app.action("rights.team")
    @desk.answering
    def team(act: Act) -> Answer:
        return Show(rights.team(act.person))

    @app.view("rights.save")
    @desk.answering
    def save(act: Act) -> None:
        rights.change(act.person, act.window.memory["shown"], act.window.keys("members"), act.key)
