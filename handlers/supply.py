"""HR looks at supply and demand, and finds mentors for what is missing."""

from slack_bolt import App

from bot.services.supply import SupplyService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, supply: SupplyService) -> None:
    """Registers what the programme team does before matching."""

    @app.action("supply.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(supply.look(act.person, act.about))

    @app.action("supply.charts")
    @desk.answering
    def charts(act: Act) -> Answer:
        return Show(supply.chart(act.person, act.about, act.key))

    @app.action("supply.wanted")
    @desk.answering
    def wanted(act: Act) -> Answer:
        return Show(supply.find(act.person, act.about))

    @app.view("supply.find")
    @desk.answering
    def find(act: Act) -> None:
        typed, people = act.window.typed, act.window.typed.get("people")
        channel_id, word = str(typed["channel"] or ""), str(typed["word"] or "").strip()
        chosen = [str(id) for id in people] if isinstance(people, list) else []
        supply.ask(act.person, act.window.memory["programme"], channel_id, chosen, word, act.key)
