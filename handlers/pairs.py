"""What the two of a pair do in their conversation, and what HR does with their wishes."""

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.domain.pairs import WISHES, Ending
from bot.services.pairs import PairService
from bot.services.queue import QueueService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, pairs: PairService, queue: QueueService) -> None:
    """Registers signing, calendars, and parting."""

    @app.action("pairs.sign")
    @desk.answering
    def sign(act: Act) -> Answer:
        return Show(pairs.sign(act.person, act.about))

    @app.action("pairs.calendar_google")
    @app.action("pairs.calendar_outlook")
    @desk.answering
    def calendar(_: Act) -> None:
        """The link has done its work; Slack wants to know that it was heard."""

    @app.action("pairs.change")
    @desk.answering
    def change(act: Act) -> Answer:
        return Show(pairs.changing(act.person, act.about))

    @app.view("pairs.wish")
    @desk.answering
    def wish(act: Act) -> Answer:
        word = str(act.window.typed["word"] or "").strip()
        return Show(pairs.wish(act.person, act.window.memory["pair"], _reason(act), word))

    @app.action("pairs.let_go")
    @desk.answering
    def let_go(act: Act) -> None:
        pairs.end(act.person, act.about)

    @app.action("pairs.keep")
    @desk.answering
    def keep(act: Act) -> None:
        pairs.keep(act.person, act.about)

    @app.action("pairs.end")
    @desk.answering
    def end(act: Act) -> Answer:
        pairs.end(act.person, act.about)
        return Show(queue.card(act.person, act.about))


def _reason(act: Act) -> Ending:
    try:
        reason = Ending(str(act.window.typed.get("reason")))
    except ValueError:
        raise InvalidForm({"reason": Fault("missing")}) from None
    if reason not in WISHES:
        raise InvalidForm({"reason": Fault("choose_again")})
    return reason
