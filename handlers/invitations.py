"""HR invites people; people answer their invitations."""

from datetime import date

from slack_bolt import App

from bot.domain.audience import Audience, Whom
from bot.domain.enrolment import Role
from bot.domain.errors import Fault, InvalidForm
from bot.messages.invitations import EITHER
from bot.services.invitations import InvitationService
from bot.services.replies import ReplyService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, invitations: InvitationService, replies: ReplyService) -> None:
    """Registers what the programme team does to invite, and what those who are invited say."""

    @app.action("invitations.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(invitations.overview(act.person, act.about))

    @app.action("invitations.compose")
    @desk.answering
    def compose(act: Act) -> Answer:
        whom = Whom(str(act.payload.value))
        return Show(invitations.compose(act.person, act.window.memory["programme"], whom))

    @app.view("invitations.choose")
    @desk.answering
    def choose(act: Act) -> Answer:
        at, typed = act.window.memory, act.window.typed
        audience = Audience(Whom(at["whom"]), _ids(typed.get("of")))
        return Show(invitations.preview(act.person, at["programme"], audience, _role(typed.get("role"))))

    @app.view("invitations.send")
    @desk.answering
    def send(act: Act) -> Answer:
        at, word = act.window.memory, str(act.window.typed.get("word") or "").strip()
        audience = Audience(Whom(at["whom"]), _ids(at["of"]))
        return Show(invitations.send(act.person, at["programme"], audience, _role(at["role"]), word, act.key))

    @app.action("invitations.later")
    @desk.answering
    def later(act: Act) -> Answer:
        return Show(replies.later(act.person, act.about))

    @app.view("invitations.postpone")
    @desk.answering
    def postpone(act: Act) -> Answer:
        return Show(replies.postpone(act.person, act.window.memory["programme"], _day(act.window.typed.get("day"))))

    @app.action("invitations.decline")
    @desk.answering
    def decline(act: Act) -> Answer:
        return Show(replies.decline(act.person, act.about))


def _ids(chosen: object) -> tuple[str, ...]:
    if isinstance(chosen, list):
        return tuple(str(id) for id in chosen)
    return (str(chosen),) if chosen else ()


def _role(chosen: object) -> Role | None:
    return None if chosen in (None, EITHER) else Role(str(chosen))


def _day(chosen: object) -> date:
    try:
        return date.fromisoformat(str(chosen))
    except ValueError:
        raise InvalidForm({"day": Fault("not_a_date")}) from None
