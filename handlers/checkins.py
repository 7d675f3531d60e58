"""What people answer who are asked about their pairs."""

from datetime import date

from slack_bolt import App

from bot.domain.checkins import Trouble
from bot.services.meetings import MeetingService
from bot.services.pairs import PairService
from bot.services.replying import ReplyingService
from handlers.answering import Act, Answer, Desk, Rewrite, Show


def listen(app: App, desk: Desk, replying: ReplyingService, meetings: MeetingService, pairs: PairService) -> None:
    """Registers the ways to answer, in a message or from Home."""
    _listen_to_meetings(app, desk, meetings)
    _listen_to_days(app, desk, replying)

    @app.action("checkins.not_yet")
    @desk.answering
    def not_yet(act: Act) -> Answer:
        return Rewrite(replying.not_yet(act.person, *_about(act)), act.payload.spot)

    @app.action("checkins.unreachable")
    @desk.answering
    def unreachable(act: Act) -> Answer:
        return Rewrite(replying.confide(act.person, *_about(act), Trouble.UNREACHABLE), act.payload.spot)

    @app.action("checkins.well")
    @desk.answering
    def well(act: Act) -> Answer:
        return Rewrite(replying.confide(act.person, *_about(act), Trouble.WELL), act.payload.spot)

    @app.action("checkins.change")
    @desk.answering
    def change(act: Act) -> Answer:
        pair_id, day = _about(act)
        replying.confide(act.person, pair_id, day, Trouble.CHANGE)
        return Show(pairs.changing(act.person, pair_id))


def _listen_to_meetings(app: App, desk: Desk, meetings: MeetingService) -> None:
    @app.action("checkins.met")
    @app.action("checkins.report")
    @desk.answering
    def met(act: Act) -> Answer:
        return Show(meetings.form(act.person, *_about(act), act.payload.spot))

    @app.action("checkins.confirmed")
    @desk.answering
    def confirm(act: Act) -> Answer:
        return Rewrite(meetings.confirm(act.person, *_about(act)), act.payload.spot)

    @app.view("checkins.page")
    @desk.answering
    def record(act: Act) -> Answer:
        at = act.window.memory
        told, noted = meetings.record(act.person, at["pair"], at["day"], act.window.typed, act.key)
        return Rewrite(told, at, Show(noted) if noted else None)


def _listen_to_days(app: App, desk: Desk, replying: ReplyingService) -> None:
    @app.action("checkins.moved")
    @desk.answering
    def name_day(act: Act) -> Answer:
        return Show(replying.naming(act.person, *_about(act), "moved", act.payload.spot))

    @app.action("checkins.busy")
    @desk.answering
    def name_end(act: Act) -> Answer:
        return Show(replying.naming(act.person, *_about(act), "busy", act.payload.spot))

    @app.action("checkins.private_busy")
    @desk.answering
    def confide_and_name_end(act: Act) -> Answer:
        pair_id, day = _about(act)
        replying.confide(act.person, pair_id, day, Trouble.BUSY)
        return Show(replying.naming(act.person, pair_id, day, "busy", act.payload.spot))

    @app.view("checkins.moved")
    @desk.answering
    def moved(act: Act) -> Answer:
        at = act.window.memory
        told, noted = replying.moved(act.person, at["pair"], at["day"], _day(act))
        return Rewrite(told, at, Show(noted))

    @app.view("checkins.busy")
    @desk.answering
    def busy(act: Act) -> Answer:
        at = act.window.memory
        told, noted = replying.busy(act.person, at["pair"], at["day"], _day(act))
        return Rewrite(told, at, Show(noted))


def _about(act: Act) -> tuple[int, str]:
    """The pair that a button stands for, and the day of the message that it is in; none for one that is not."""
    pair_id, _, day = act.chosen.partition("@")
    return int(pair_id), day


def _day(act: Act) -> date | None:
    day = act.window.typed["day"]
    return date.fromisoformat(str(day)) if day else None
