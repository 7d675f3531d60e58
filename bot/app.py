"""The composition root: the one place that knows all parts, and puts them together."""

from datetime import timedelta
from functools import cached_property

import structlog
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from bot.calendars import read_holidays
from bot.clock import Clock, OffsetClock, SystemClock
from bot.delivery.attempt import Tools
from bot.delivery.delivery import Delivery
from bot.delivery.last_look import LastLook
from bot.domain.calendar import Hours
from bot.domain.outbox import Surface
from bot.http_mode import HttpMode
from bot.pulse import Pulse, Ticks, Worker, until_done
from bot.settings import Settings, Transport
from bot.shared_pulse import SharedPulse
from bot.slack import Slack
from bot.socket_mode import SocketMode
from bot.use_cases import UseCases
from handlers import (
    announcements,
    audit,
    breaks,
    cadence,
    care,
    checkins,
    choosing,
    door,
    enrolment,
    feedback,
    help,
    home,
    imports,
    invitations,
    making,
    matching,
    meeting_times,
    outbox,
    pairs,
    people,
    preview,
    programmes,
    proposals,
    questionnaires,
    queue,
    resting,
    rhythm,
    skills,
    supervisors,
    supply,
    terms,
    topping_up,
)
from handlers.answering import Desk
from storage.engine import connect, is_shared
from storage.work import WAKE, Storage

INBOX_KEPT = timedelta(days=7)
HOMES_KEPT = timedelta(days=1)
MESSAGES_KEPT = timedelta(days=400)
"""Longer than a programme, and than any cause that a message could be said for twice."""
SENDERS = 3
"""Slack takes a quarter of a second for a call: one sender alone would be slower than Slack allows."""

log = structlog.get_logger(__name__)


class Product(UseCases):
    """Every part of the product, built from settings. Nothing runs before `start`."""

    def __init__(self, settings: Settings) -> None:
        hours = Hours(settings.send_from, settings.send_until)
        storage = Storage(connect(settings.database_url), hours=hours, weekly=settings.weekly_budget)
        slack = Slack(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        super().__init__(settings, storage, _clock(settings), slack)
        self.delivery = self._delivering()
        self.app = self._listeners()
        self.senders = [Worker("sender", self.delivery.step, self._note) for _ in range(SENDERS)]
        self.storage.when_posted = self._wake
        self.matchmaker = Worker("matchmaker", until_done(self.matching.compute_next), self._note)
        self.pulse = self._ticking()
        self._ear: SocketMode | HttpMode | None = None

    def _delivering(self) -> Delivery:
        last_look = LastLook(self.storage, self.clock, self.overtaken())
        tools = Tools(self.clock, self.slack, self.people, last_look, self.home.of, self.digests.of)
        return Delivery(self.storage, tools, self.announcements.undelivered)

    def _wake(self) -> None:
        for sender in self.senders:
            sender.wake()

    def _note(self, tick: str, error: Exception) -> None:
        with self.storage.begin() as work:
            work.failed_ticks.add(tick, type(error).__name__, self.clock.now())

    def _listeners(self) -> App:
        app = App(
            signing_secret=self.settings.slack_signing_secret.get_secret_value(),
            authorize=lambda: self._identity,
            client=self.slack.client,
            process_before_response=True,
            request_verification_enabled=self.settings.transport is Transport.HTTP,
        )
        desk = Desk(self.people, self.slack, self.settings.default_language)
        home.listen(app, desk, self.home)
        people.listen(app, desk, self.directory, self.rights)
        imports.listen(app, desk, self.imports)
        breaks.listen(app, desk, self.breaks)
        rhythm.listen(app, desk, self.rhythm)
        programmes.listen(app, desk, self.programmes)
        questionnaires.listen(app, desk, self.questionnaires, self.publication)
        preview.listen(app, desk, self.preview)
        announcements.listen(app, desk, self.announcements)
        enrolment.listen(app, desk, self.enrolment)
        skills.listen(app, desk, self.skills)
        invitations.listen(app, desk, self.invitations, self.replies)
        door.listen(app, desk, self.door)
        supply.listen(app, desk, self.supply)
        outbox.listen(app, desk, self.outbox)
        matching.listen(app, desk, self.matching)
        topping_up.listen(app, desk, self.topping_up, self.matching)
        queue.listen(app, desk, self.queue, self.hand)
        proposals.listen(app, desk, self.proposals)
        pairs.listen(app, desk, self.pairs, self.queue)
        supervisors.listen(app, desk, self.supervisors)
        terms.listen(app, desk, self.terms)
        making.listen(app, desk, self.making)
        choosing.listen(app, desk, self.choosing)
        checkins.listen(app, desk, self.replying, self.meetings, self.pairs)
        resting.listen(app, desk, self.resting, self.pairs)
        cadence.listen(app, desk, self.cadence)
        care.listen(app, desk, self.care)
        meeting_times.listen(app, desk, self.proposing)
        audit.listen(app, desk, self.audit)
        feedback.listen(app, desk, self.feedback, self.climate)
        help.listen(app, desk, self.help, self.enrolment, self.programmes)
        return app

    @cached_property
    def _identity(self) -> AuthorizeResult:
        """Who the bot is, asked once: Bolt keeps it from hearing itself."""
        me = self.slack.identity()
        return AuthorizeResult(enterprise_id=None, team_id=me.team_id, bot_id=me.bot_id, bot_user_id=me.user_id)

    def _ticking(self) -> Ticks:
        engine = self.storage.engine
        pulse = SharedPulse(engine, self._note) if is_shared(engine) else Pulse(self._note)
        # Who posts wakes the senders, and they know when the next message is due; only a clock that jumps tells nobody.
        pulse.every(1 if self.settings.clock_offset_file else 15, WAKE, self._wake)
        # Slack takes twenty pages of the directory a minute: one each three seconds.
        pulse.every(3, "directory", self.directory.do_due)
        pulse.every(2, "imports", self.imports.do_due)
        pulse.every(1, "match", self.matchmaker.wake)
        pulse.every(2, "pairs", self.pairs.do_due)
        pulse.every(2, "proposals", self.proposals.tell_due)
        pulse.every(5, "answers", self.proposals.do_due)
        pulse.every(15, "choosing", self.choosing.do_due)
        pulse.every(5, "supervisors", self.supervisors.do_due)
        pulse.every(5, "checkins", self.check_in)
        pulse.every(15, "recover", self.delivery.recover)
        pulse.every(5, "digests", self.digests.do_due)
        pulse.every(5, "breaks", self.breaks.do_due)
        pulse.every(15, "door", self.door.do_due)
        pulse.every(30, "feedback", self.sounding.do_due)
        pulse.every(5, "remind", self.reminders.do_due)
        pulse.every(3600, "prune", self.prune)
        return pulse

    def check_in(self) -> None:
        """Makes the check-ins that are due, and then asks people, so that all of a morning are in one message."""
        self.checkins.do_due()
        self.asking.do_due()

    def prune(self) -> None:
        """Forgets what no longer serves: payloads that Slack will not repeat, Home pages that were shown."""
        now = self.clock.now()
        with self.storage.begin() as work:
            work.inbox.prune(now - INBOX_KEPT)
            work.outbox.prune(Surface.HOME, now - HOMES_KEPT)
            work.outbox.prune(Surface.REVISION, now - HOMES_KEPT)
            work.outbox.prune(Surface.MESSAGE, now - MESSAGES_KEPT)

    def start(self) -> None:
        """Listens and delivers, in threads of its own; raises PortTaken, or Refused by Slack."""
        read_holidays()
        self.directory.begin()
        self._ear = self._ear_for_slack()
        self._ear.open()
        for sender in self.senders:
            sender.start()
        self.matchmaker.start()
        self.pulse.start()
        log.info("started", transport=self.settings.transport.value)

    def _ear_for_slack(self) -> SocketMode | HttpMode:
        if self.settings.transport is Transport.HTTP:
            return HttpMode(self.app, self.settings.http_host, self.settings.http_port)
        return SocketMode(self.app, self.settings.slack_app_token.get_secret_value(), self.settings.slack_api_url)

    def stop(self) -> None:
        """Takes nothing more in, finishes what is under way, and closes everything."""
        if self._ear:
            self._ear.close()
        self.pulse.stop()
        for sender in self.senders:
            sender.ask_to_stop()
        for sender in self.senders:
            sender.stop()
        self.matchmaker.stop()
        self.storage.engine.dispose()
        log.info("stopped")


def _clock(settings: Settings) -> Clock:
    return OffsetClock(settings.clock_offset_file) if settings.clock_offset_file else SystemClock()
