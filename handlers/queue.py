"""HR decides on pairs."""

from slack_bolt import App

from bot.domain.audit import Deed
from bot.domain.errors import Fault, InvalidForm
from bot.domain.pairs import Shelf
from bot.services.hand import HandService
from bot.services.queue import QueueService, View
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, queue: QueueService, hand: HandService) -> None:
    """Registers how the programme team finds pairs; deciding on them is below."""

    @app.action("queue.open")
    @app.action("queue.everybody")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(queue.open(act.person, act.about))

    @app.action("queue.shelf")
    @desk.answering
    def shelf(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.open(act.person, at["programme"], View(Shelf(act.chosen), person_id=at["person"])))

    @app.action("queue.search")
    @desk.answering
    def search(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.open(act.person, at["programme"], View(Shelf.ALL, person_id=act.chosen)))

    @app.action("queue.earlier")
    @app.action("queue.later")
    @desk.answering
    def turn(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.open(act.person, at["programme"], View(Shelf(at["shelf"]), act.about, at["person"])))

    @app.action("queue.card")
    @desk.answering
    def card(act: Act) -> Answer:
        return Show(queue.card(act.person, act.about))

    @app.action("queue.next")
    @desk.answering
    def next(act: Act) -> Answer:
        return Show(queue.next(act.person, act.about))

    _listen_to_decisions(app, desk, queue)
    _listen_to_many(app, desk, queue)
    _listen_to_hand(app, desk, hand)


def _listen_to_decisions(app: App, desk: Desk, queue: QueueService) -> None:
    """One pair, as it stands on the screen."""

    @app.action("queue.approve")
    @desk.answering
    def approve(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.decide(act.person, at["pair"], at["version"], Deed.APPROVED, act.key))

    @app.action("queue.hold")
    @desk.answering
    def hold(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.decide(act.person, at["pair"], at["version"], Deed.HELD, act.key))

    @app.action("queue.return")
    @desk.answering
    def take_back(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.decide(act.person, at["pair"], at["version"], Deed.RETURNED, act.key))

    @app.action("queue.accept")
    @desk.answering
    def accept(act: Act) -> Answer:
        at = act.window.memory
        view = View(Shelf(at["shelf"]), at["page"], at["person"], at["seen"])
        return Show(queue.accept(act.person, act.about, view, act.key))

    @app.action("queue.lock")
    @desk.answering
    def lock(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.lock(act.person, at["pair"], at["version"], Deed.LOCKED, act.key))

    @app.action("queue.unlock")
    @desk.answering
    def unlock(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.lock(act.person, at["pair"], at["version"], Deed.UNLOCKED, act.key))

    @app.action("queue.forbid")
    @desk.answering
    def forbid(act: Act) -> Answer:
        at = act.window.memory
        return Show(queue.forbid(act.person, at["pair"], at["version"], act.key))

    @app.action("queue.reject")
    @desk.answering
    def reject(act: Act) -> Answer:
        return Show(queue.rejecting(act.person, act.about))

    @app.view("queue.rejected")
    @desk.answering
    def rejected(act: Act) -> Answer:
        at, word = act.window.memory, str(act.window.typed["word"] or "").strip()
        return Show(queue.decide(act.person, at["pair"], at["version"], Deed.REJECTED, act.key, word))


def _listen_to_many(app: App, desk: Desk, queue: QueueService) -> None:
    """Many pairs at once."""

    @app.action("queue.above")
    @desk.answering
    def above(act: Act) -> Answer:
        return Show(queue.above(act.person, act.about))

    @app.view("queue.approve_above")
    @desk.answering
    def approve_above(act: Act) -> Answer:
        least = str(act.window.typed["least"] or "")
        if not least.isdecimal():
            raise InvalidForm({"least": Fault("not_a_number")})
        return Show(queue.approve_above(act.person, act.window.memory["programme"], int(least), act.key))


def _listen_to_hand(app: App, desk: Desk, hand: HandService) -> None:
    """Pairs of HR's own choice."""

    @app.action("queue.swap")
    @desk.answering
    def swap(act: Act) -> Answer:
        at = act.window.memory
        return Show(hand.swap(act.person, at["pair"], at["version"], act.chosen, act.key))

    @app.action("queue.by_hand")
    @desk.answering
    def by_hand(act: Act) -> Answer:
        return Show(hand.by_hand(act.person, act.about))

    @app.view("queue.make")
    @desk.answering
    def make(act: Act) -> Answer:
        mentee, mentor = (str(act.window.typed[name]) for name in ("mentee", "mentor"))
        return Show(hand.make(act.person, act.window.memory["programme"], mentee, mentor))
