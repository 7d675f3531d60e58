"""HR sets how pairs are made."""

from slack_bolt import App

from bot.domain.making import Chooser, Direction
from bot.services.making import MakingService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, making: MakingService) -> None:
    """Registers how pairs are made, and from when on mentees choose."""

    @app.action("making.edit")
    @desk.answering
    def edit(act: Act) -> Answer:
        return Show(making.edit(act.person, act.about))

    @app.view("making.save")
    @desk.answering
    def save(act: Act) -> Answer:
        at, typed = act.window.memory, act.window.typed
        chooser, direction = Chooser(str(typed["chooser"])), Direction(str(typed["direction"]))
        return Show(making.change(act.person, at["programme"], at["version"], chooser, direction, act.key))

    @app.action("making.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(making.open(act.person, act.about, act.key))
