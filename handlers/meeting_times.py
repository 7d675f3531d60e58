"""Proposing times, and taking one."""

from slack_bolt import App

from bot.services.proposing import ProposingService
from handlers.answering import Act, Answer, Desk, Rewrite, Show


def listen(app: App, desk: Desk, proposing: ProposingService) -> None:
    """Registers how a time is found."""

    @app.action("checkins.propose")
    @desk.answering
    def form(act: Act) -> Answer:
        pair_id, _, day = act.chosen.partition("@")
        return Show(proposing.form(act.person, int(pair_id), day, act.payload.spot))

    @app.view("checkins.propose")
    @desk.answering
    def propose(act: Act) -> Answer:
        at, times = act.window.memory, [int(each) for each in act.window.keys("times")]
        told, noted = proposing.propose(act.person, at["pair"], at["day"], times, act.key)
        return Rewrite(told, at, Show(noted))

    @app.action("checkins.take_1")
    @app.action("checkins.take_2")
    @app.action("checkins.take_3")
    @desk.answering
    def take(act: Act) -> Answer:
        pair_id, _, time = act.chosen.partition("@")
        return Rewrite(proposing.take(act.person, int(pair_id), int(time)), act.payload.spot)
