"""What becomes of a pair that rests."""

from slack_bolt import App

from bot.messages.pausing import Decided
from bot.services.pairs import PairService
from bot.services.resting import RestingService
from handlers.answering import Act, Answer, Desk, Rewrite


def listen(app: App, desk: Desk, resting: RestingService, pairs: PairService) -> None:
    """Registers resuming, later, and ending well."""

    @app.action("checkins.resume")
    @desk.answering
    def resume(act: Act) -> Answer:
        return Rewrite(resting.resume(act.person, act.about), act.payload.spot)

    @app.action("checkins.later")
    @desk.answering
    def later(act: Act) -> Answer:
        return Rewrite(resting.later(act.person, act.about), act.payload.spot)

    @app.action("checkins.end")
    @desk.answering
    def end(act: Act) -> Answer:
        return Rewrite(Decided("ended", pairs.end_well(act.person, act.about)), act.payload.spot)
