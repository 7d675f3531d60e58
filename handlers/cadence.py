"""A pair chooses its rhythm."""

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.domain.programmes import Cadence
from bot.messages.cadence import LIKE_ALL
from bot.services.cadence import CadenceService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, cadence: CadenceService) -> None:
    """Registers the choice of a rhythm."""

    @app.action("checkins.cadence")
    @desk.answering
    def form(act: Act) -> Answer:
        return Show(cadence.form(act.person, act.about))

    @app.view("checkins.cadence")
    @desk.answering
    def choose(act: Act) -> None:
        cadence.choose(act.person, act.window.memory["pair"], _chosen(act))


def _chosen(act: Act) -> Cadence | None:
    """The rhythm, or None for the programme's; raises InvalidForm."""
    name = str(act.window.typed.get("cadence"))
    try:
        return None if name == LIKE_ALL else Cadence(name)
    except ValueError:
        raise InvalidForm({"cadence": Fault("choose_again")}) from None
