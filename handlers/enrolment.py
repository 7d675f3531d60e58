"""Joining, answering, leaving."""

from slack_bolt import App

from bot.domain.enrolment import Role
from bot.domain.errors import Fault, InvalidForm
from bot.services.enrolment import EnrolmentService
from handlers.answering import Act, Answer, Desk, Offer, Show


def listen(app: App, desk: Desk, enrolment: EnrolmentService) -> None:
    """Registers what people do to take part."""

    @app.action("enrolment.join")
    @app.shortcut("enrolment.join")
    @desk.answering
    def join(act: Act) -> Answer:
        return Show(enrolment.join(act.person, act.about if act.payload.value else None))

    @app.action("enrolment.mentor")
    @desk.answering
    def join_as_mentor(act: Act) -> Answer:
        return Show(enrolment.join(act.person, act.about, Role.MENTOR))

    @app.action("enrolment.mine")
    @desk.answering
    def mine(act: Act) -> Answer:
        return Show(enrolment.mine(act.person))

    @app.action("enrolment.edit")
    @desk.answering
    def edit(act: Act) -> Answer:
        return Show(enrolment.edit(act.person, act.about))

    @app.action("enrolment.again")
    @desk.answering
    def again(act: Act) -> Answer:
        return Show(enrolment.again(act.person, act.about))

    @app.view("enrolment.role")
    @desk.answering
    def start(act: Act) -> Answer:
        return Show(enrolment.start(act.person, act.window.memory["programme"], _role(act)))

    @app.view("enrolment.page")
    @desk.answering
    def answer(act: Act) -> Answer:
        at = act.window.memory
        seen, again = at.get("form"), bool(at.get("again"))
        return Show(enrolment.answer(act.person, at["id"], at["page"], act.window.typed, seen, again))

    @app.action("enrolment.back")
    @desk.answering
    def back(act: Act) -> Answer:
        at = act.window.memory
        return Show(enrolment.back(act.person, at["id"], at["page"], act.window.typed))

    @app.options("enrolment.options")
    @desk.answering
    def suggest(act: Act) -> Answer:
        at, field = act.window.memory, act.payload.value or ""
        return Offer(enrolment.suggest(act.person, at["id"], field, act.payload.text))

    @app.action("enrolment.withdraw")
    @desk.answering
    def withdraw(act: Act) -> None:
        enrolment.withdraw(act.person, act.about, act.key)


def _role(act: Act) -> Role:
    try:
        return Role(str(act.window.typed.get("role")))
    except ValueError:
        raise InvalidForm({"role": Fault("missing")}) from None
