"""HR looks at a questionnaire as people will see it."""

from typing import Any

from slack_bolt import App

from bot.domain.enrolment import Role
from bot.messages.forms import Page
from bot.services.preview import PreviewService
from handlers.answering import Act, Answer, Desk, Offer, Show


def listen(app: App, desk: Desk, preview: PreviewService) -> None:
    """Registers what a preview hears; nothing of it is kept."""

    @app.action("questionnaires.preview")
    @desk.answering
    def choose(act: Act) -> Answer:
        return Show(preview.choose(act.person, act.about))

    @app.view("questionnaires.see")
    @desk.answering
    def see(act: Act) -> Answer:
        typed = act.window.typed
        role, language = Role(str(typed["role"])), str(typed["language"])
        return Show(preview.page(act.person, act.window.memory["programme"], role, language), language)

    @app.view("preview.page")
    @desk.answering
    def answer(act: Act) -> Answer:
        shown = preview.answer(act.person, *_place(act), act.window.typed)
        return Show(shown, act.window.memory["language"] if isinstance(shown, Page) else None)

    @app.action("preview.back")
    @desk.answering
    def back(act: Act) -> Answer:
        return _turn(act, preview, -1)

    @app.action("preview.turn")
    @desk.answering
    def turn(act: Act) -> Answer:
        return _turn(act, preview, 1)

    @app.action("preview.leave")
    @desk.answering
    def leave(act: Act) -> Answer:
        return Show(preview.leave(act.person, act.about))

    @app.options("preview.options")
    @desk.answering
    def suggest(act: Act) -> Answer:
        field = act.payload.value or ""
        return Offer(preview.suggest(act.person, act.window.memory["id"], field, act.payload.text))


def _turn(act: Act, preview: PreviewService, by: int) -> Answer:
    programme, role, language, number = _place(act)
    return Show(preview.page(act.person, programme, role, language, number + by), language)


def _place(act: Act) -> tuple[int, Role, str, int]:
    at: Any = act.window.memory
    return at["id"], Role(at["role"]), at["language"], at["page"]
