"""HR tops up, with few changes or none."""

from collections.abc import Mapping

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.messages.topping_up import Wanted
from bot.services.matching import MatchingService
from bot.services.topping_up import TopUpService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, topping_up: TopUpService, matching: MatchingService) -> None:
    """Registers what is shown, and keeping it."""

    @app.action("topping_up.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(topping_up.propose(act.person, act.about, Wanted()))

    @app.view("topping_up.show")
    @desk.answering
    def show(act: Act) -> Answer:
        return Show(topping_up.propose(act.person, act.window.memory["programme"], _wanted(act.window.typed)))

    @app.action("topping_up.keep")
    @desk.answering
    def keep(act: Act) -> Answer:
        at = act.window.memory
        topping_up.keep(act.person, act.about, Wanted(at["most"], at["running"]), at["mark"], act.key)
        return Show(matching.open(act.person, act.about))


def _wanted(typed: Mapping[str, object]) -> Wanted:
    """The form; raises InvalidForm."""
    most = str(typed["most"] or "")
    if not most.isdecimal():
        raise InvalidForm({"most": Fault("not_a_number")})
    return Wanted(int(most), bool(typed.get("running")))
