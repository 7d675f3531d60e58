"""The programme team looks after pairs that do not meet."""

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.messages.care import STEPS
from bot.services.care import CareService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, care: CareService) -> None:
    """Registers the list, and how its steps are set."""

    @app.action("checkins.care")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(care.open(act.person, act.about))

    @app.action("checkins.snooze")
    @desk.answering
    def snooze(act: Act) -> Answer:
        return Show(care.snooze(act.person, act.about))

    @app.action("checkins.dismiss")
    @desk.answering
    def dismiss(act: Act) -> Answer:
        return Show(care.dismiss(act.person, act.about))

    @app.action("checkins.steps")
    @desk.answering
    def steps(act: Act) -> Answer:
        return Show(care.steps(act.person, act.about))

    @app.view("checkins.steps")
    @desk.answering
    def change(act: Act) -> Answer:
        at = act.window.memory
        return Show(care.change(act.person, at["programme"], at["version"], _steps(act), act.key))


def _steps(act: Act) -> dict[str, int]:
    """The form; raises InvalidForm."""
    typed = {name: str(act.window.typed[name] or "") for name in STEPS}
    if wrong := {name: Fault("not_a_number") for name, value in typed.items() if not value.isdecimal()}:
        raise InvalidForm(wrong)
    return {name: int(value) for name, value in typed.items()}
