"""HR sets how people are asked."""

from collections.abc import Mapping

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.domain.supervisors import Supervisors
from bot.services.terms import TermsService, Wanted
from handlers.answering import Act, Answer, Desk, Show

AGREEMENT = "agreement_"


def listen(app: App, desk: Desk, terms: TermsService) -> None:
    """Registers how terms are changed."""

    @app.action("terms.edit")
    @desk.answering
    def edit(act: Act) -> Answer:
        return Show(terms.edit(act.person, act.about))

    @app.view("terms.save")
    @desk.answering
    def save(act: Act) -> None:
        at = act.window.memory
        terms.change(act.person, at["programme"], at["version"], _wanted(act.window.typed), act.key)


def _wanted(typed: Mapping[str, object]) -> Wanted:
    """The form; raises InvalidForm."""
    days = {name: str(typed[name] or "") for name in ("remind_after", "expire_after")}
    if wrong := {name: Fault("not_a_number") for name, value in days.items() if not value.isdecimal()}:
        raise InvalidForm(wrong)
    texts = {key.removeprefix(AGREEMENT): str(text or "") for key, text in typed.items() if key.startswith(AGREEMENT)}
    try:
        supervisors = Supervisors(str(typed["supervisors"]))
    except ValueError:
        raise InvalidForm({"supervisors": Fault("choose_again")}) from None
    after = int(days["remind_after"]), int(days["expire_after"])
    return Wanted(typed["asks"] == "yes", *after, typed["lets_go"] == "yes", supervisors, texts)
