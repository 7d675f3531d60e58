"""The composition root: the one place that knows all parts, and puts them together."""

from datetime import timedelta
from functools import cached_property

import structlog
from slack_bolt import App
from slack_bolt.authorization import AuthorizeResult

from bot.clock import Clock, OffsetClock, SystemClock
from bot.delivery import Delivery
from bot.http_mode import HttpMode
from bot.pulse import Pulse, Worker
from bot.services.announcements import AnnouncementService
from bot.services.audit import AuditService
from bot.services.enrolment import EnrolmentService
from bot.services.hand import HandService
from bot.services.help import HelpService
from bot.services.home import HomeService
from bot.services.matcher import Matcher
from bot.services.matching import MatchingService
from bot.services.pairs import PairService
from bot.services.people import PeopleService
from bot.services.programmes import ProgrammeService
from bot.services.proposals import ProposalService
from bot.services.queue import QueueService
from bot.services.terms import TermsService
from bot.settings import Settings, Transport
from bot.slack import Slack
from bot.socket_mode import SocketMode
from handlers import (
    announcements,
    audit,
    enrolment,
    help,
    home,
    matching,
    pairs,
    people,
    programmes,
    proposals,
    queue,
    terms,
)
from handlers.answering import Desk
from storage.engine import connect
from storage.work import Storage

INBOX_KEPT = timedelta(days=7)
HOMES_KEPT = timedelta(days=1)

log = structlog.get_logger(__name__)


class Product:
    """Every part of the product, built from settings. Nothing runs before `start`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = _clock(settings)
        self.storage = Storage(connect(settings.database_url))
        self.slack = Slack(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        self._compose()
        self.app = self._listeners()
        self.worker = Worker("delivery", self.delivery.deliver_next)
        self.storage.when_posted = self.worker.wake
        self.matchmaker = Worker("matchmaker", self.matching.compute_next)
        self.pulse = self._ticking()
        self._ear: SocketMode | HttpMode | None = None

    def _compose(self) -> None:
        base = (self.storage, self.clock)
        self.people = PeopleService(*base, self.slack, self.settings.hr_users, self.settings.default_language)
        self.programmes = ProgrammeService(*base, self.people)
        self.announcements = AnnouncementService(*base, self.people)
        self.enrolment = EnrolmentService(*base)
        self.home = HomeService(*base, self.people)
        self.help = HelpService(*base, self.people)
        self._compose_pairing(base)
        told = self.announcements.undelivered
        self.delivery = Delivery(*base, self.slack, self.people, self.home.of, told)

    def _compose_pairing(self, base: tuple[Storage, Clock]) -> None:
        matcher = Matcher()
        self.matching = MatchingService(*base, self.people, matcher)
        self.queue = QueueService(*base, self.people, matcher)
        self.hand = HandService(*base, self.people, matcher)
        self.proposals = ProposalService(*base, self.people)
        self.pairs = PairService(*base, self.people, self.slack)
        self.terms = TermsService(*base, self.people)
        self.audit = AuditService(*base, self.people)

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
        people.listen(app, desk, self.people)
        programmes.listen(app, desk, self.programmes)
        announcements.listen(app, desk, self.announcements)
        enrolment.listen(app, desk, self.enrolment)
        matching.listen(app, desk, self.matching)
        queue.listen(app, desk, self.queue, self.hand)
        proposals.listen(app, desk, self.proposals)
        pairs.listen(app, desk, self.pairs, self.queue)
        terms.listen(app, desk, self.terms)
        audit.listen(app, desk, self.audit)
        help.listen(app, desk, self.help, self.enrolment, self.programmes)
        return app

    @cached_property
    def _identity(self) -> AuthorizeResult:
        """Who the bot is, asked once: Bolt keeps it from hearing itself."""
        me = self.slack.identity()
        return AuthorizeResult(enterprise_id=None, team_id=me.team_id, bot_id=me.bot_id, bot_user_id=me.user_id)

    def _ticking(self) -> Pulse:
        pulse = Pulse()
        pulse.every(1, "wake", self.worker.wake)
        pulse.every(1, "match", self.matchmaker.wake)
        pulse.every(2, "pairs", self.pairs.do_due)
        pulse.every(2, "proposals", self.proposals.tell_due)
        pulse.every(5, "answers", self.proposals.do_due)
        pulse.every(15, "recover", self.delivery.recover)
        pulse.every(3600, "prune", self.prune)
        return pulse

    def prune(self) -> None:
        """Forgets what no longer serves: payloads that Slack will not repeat, Home pages that were shown."""
        now = self.clock.now()
        with self.storage.begin() as work:
            work.inbox.prune(now - INBOX_KEPT)
            work.outbox.prune(now - HOMES_KEPT)

    def start(self) -> None:
        """Listens and delivers, in threads of its own; raises PortTaken, or Refused by Slack."""
        self._ear = self._ear_for_slack()
        self._ear.open()
        self.worker.start()
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
        self.worker.stop()
        self.matchmaker.stop()
        self.storage.engine.dispose()
        log.info("stopped")


def _clock(settings: Settings) -> Clock:
    return OffsetClock(settings.clock_offset_file) if settings.clock_offset_file else SystemClock()
