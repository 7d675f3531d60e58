"""Commands and direct messages: a way in for who does not know where to click."""

from slack_bolt import App

from bot.services.enrolment import EnrolmentService
from bot.services.help import HelpService
from bot.services.programmes import ProgrammeService
from handlers.answering import Act, Answer, Desk, Say, Show
from handlers.payload import Payload

JOIN = frozenset({"join", "participer", "rejoindre", "inscription"})
ANSWERS = frozenset({"answers", "answer", "réponses", "reponses", "réponse"})
NEW = frozenset({"new", "nouveau", "programme", "program"})


def listen(app: App, desk: Desk, help: HelpService, enrolment: EnrolmentService, programmes: ProgrammeService) -> None:
    """Registers the two commands, which are the same, and what people write to the bot."""

    @app.command("/mentorat")
    @app.command("/mentoring")
    @desk.answering
    def command(act: Act) -> Answer:
        word = act.payload.text.strip().lower().partition(" ")[0]
        if word in JOIN:
            return Show(enrolment.join(act.person))
        if word in ANSWERS:
            return Show(enrolment.mine(act.person))
        if word in NEW:
            return Show(programmes.new(act.person))
        return Say(help.offer(act.person))

    @app.event("message")
    @desk.hearing
    def message(payload: Payload) -> None:
        # Edits, deletions and link previews are messages too; who wrote is in none of them.
        if payload.person_id and not payload.event.get("subtype"):
            help.answer(payload.person_id)
