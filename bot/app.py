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
from bot.messages.announcements import Announcement
from bot.messages.catalogue import kind_of
from bot.messages.checkins import Questions
from bot.messages.choosing import Invitation
from bot.messages.enrolment import Again, Confirmation
from bot.messages.feedback import FitQuestion, PulseQuestion
from bot.messages.invited import Invited, Unfinished
from bot.messages.pausing import Paused
from bot.messages.proposals import Proposal, Reminder
from bot.messages.publishing import Waiting
from bot.messages.supervisors import Question
from bot.pulse import Pulse, Ticks, Worker, until_done
from bot.services.announcements import AnnouncementService
from bot.services.asking import AskingService
from bot.services.audit import AuditService
from bot.services.breaks import BreakService
from bot.services.cadence import CadenceService
from bot.services.care import CareService
from bot.services.checkins import CheckinService
from bot.services.choosing import ChoosingService
from bot.services.climate import ClimateService
from bot.services.digests import DigestService
from bot.services.directory import DirectoryService
from bot.services.door import DoorService
from bot.services.enrolment import EnrolmentService
from bot.services.feedback import FeedbackService
from bot.services.hand import HandService
from bot.services.help import HelpService
from bot.services.home import HomeService
from bot.services.imports import ImportService
from bot.services.invitations import InvitationService
from bot.services.leaving import LeavingService
from bot.services.making import MakingService
from bot.services.matcher import Matcher
from bot.services.matching import MatchingService
from bot.services.meetings import MeetingService
from bot.services.outbox import OutboxService
from bot.services.pairs import PairService
from bot.services.people import PeopleService
from bot.services.preview import PreviewService
from bot.services.programmes import ProgrammeService
from bot.services.proposals import ProposalService
from bot.services.proposing import ProposingService
from bot.services.publication import PublicationService
from bot.services.questionnaires import QuestionnaireService
from bot.services.queue import QueueService
from bot.services.reminders import ReminderService
from bot.services.replies import ReplyService
from bot.services.replying import ReplyingService
from bot.services.resting import RestingService
from bot.services.rhythm import RhythmService
from bot.services.rights import RightsService
from bot.services.skills import SkillService
from bot.services.sounding import SoundingService
from bot.services.supervisors import SupervisorService
from bot.services.supply import SupplyService
from bot.services.terms import TermsService
from bot.services.topping_up import TopUpService
from bot.settings import Settings, Transport
from bot.shared_pulse import SharedPulse
from bot.slack import Slack
from bot.socket_mode import SocketMode
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


class Product:
    """Every part of the product, built from settings. Nothing runs before `start`."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.clock = _clock(settings)
        hours = Hours(settings.send_from, settings.send_until)
        self.storage = Storage(connect(settings.database_url), hours=hours, weekly=settings.weekly_budget)
        self.slack = Slack(settings.slack_bot_token.get_secret_value(), settings.slack_api_url)
        self._compose()
        self.app = self._listeners()
        self.senders = [Worker("sender", self.delivery.step, self._note) for _ in range(SENDERS)]
        self.storage.when_posted = self._wake
        self.matchmaker = Worker("matchmaker", until_done(self.matching.compute_next), self._note)
        self.pulse = self._ticking()
        self._ear: SocketMode | HttpMode | None = None

    def _compose(self) -> None:
        base = (self.storage, self.clock)
        chosen = self.settings
        self.people = PeopleService(*base, self.slack, chosen.hr_users, chosen.default_language, chosen.profile_fields)
        leaving = LeavingService(*base, self.people)
        self.directory = DirectoryService(*base, self.people, self.slack, leaving, chosen.hr_group)
        self.rights = RightsService(*base, self.people)
        self.imports = ImportService(*base, self.people, self.slack)
        self.breaks = BreakService(*base, self.people)
        self.rhythm = RhythmService(*base)
        self.programmes = ProgrammeService(*base, self.people)
        self.announcements = AnnouncementService(*base, self.people)
        self.enrolment = EnrolmentService(*base)
        self.skills = SkillService(*base, self.people)
        self.home = HomeService(*base, self.people, self.directory)
        self.invitations = InvitationService(*base, self.people, self.slack)
        self.replies = ReplyService(*base)
        self.reminders = ReminderService(*base)
        self.door = DoorService(*base, self.people)
        self.supply = SupplyService(*base, self.people)
        self.questionnaires = QuestionnaireService(*base, self.people)
        self.publication = PublicationService(*base, self.people)
        self.preview = PreviewService(*base, self.people)
        self.help = HelpService(*base, self.people)
        self._compose_pairing(base)
        self.outbox = OutboxService(*base, self.people)
        self.digests = DigestService(*base)
        self.delivery = self._delivering()

    def _delivering(self) -> Delivery:
        overtaken = {
            kind_of(Announcement): self.announcements.overtaken,
            kind_of(Confirmation): self.enrolment.overtaken,
            kind_of(Again): self.enrolment.answered,
            kind_of(Invited): self.reminders.overtaken,
            kind_of(Unfinished): self.reminders.overtaken,
            kind_of(Reminder): self.proposals.overtaken,
            kind_of(Waiting): self.proposals.overtaken,
            kind_of(FitQuestion): self.sounding.overtaken,
            kind_of(PulseQuestion): self.sounding.overtaken,
            kind_of(Invitation): self.choosing.overtaken,
            kind_of(Proposal): self.proposals.overtaken,
            kind_of(Reminder): self.proposals.overtaken,
            kind_of(Question): self.supervisors.overtaken,
            kind_of(Paused): self.resting.overtaken,
            kind_of(Questions): self.asking.overtaken,
        }
        last_look = LastLook(self.storage, self.clock, overtaken)
        tools = Tools(self.clock, self.slack, self.people, last_look, self.home.of, self.digests.of)
        return Delivery(self.storage, tools, self.announcements.undelivered)

    def _wake(self) -> None:
        for sender in self.senders:
            sender.wake()

    def _note(self, tick: str, error: Exception) -> None:
        with self.storage.begin() as work:
            work.failed_ticks.add(tick, type(error).__name__, self.clock.now())

    def _compose_pairing(self, base: tuple[Storage, Clock]) -> None:
        matcher = Matcher()
        self.matching = MatchingService(*base, self.people, matcher)
        self.queue = QueueService(*base, self.people, matcher)
        self.hand = HandService(*base, self.people, matcher)
        self.proposals = ProposalService(*base, self.people)
        self.pairs = PairService(*base, self.people, self.slack)
        self.topping_up = TopUpService(*base, self.people, matcher, self.pairs)
        self.supervisors = SupervisorService(*base, self.people)
        self.terms = TermsService(*base, self.people)
        self.making = MakingService(*base, self.people)
        self.choosing = ChoosingService(*base, self.people, matcher)
        self.feedback = FeedbackService(*base, self.people)
        self.checkins = CheckinService(*base, self.people)
        self.asking = AskingService(*base, self.people)
        self.cadence = CadenceService(*base, self.people)
        self.care = CareService(*base, self.people)
        self.resting = RestingService(*base, self.people)
        self.proposing = ProposingService(*base, self.people)
        self.replying = ReplyingService(*base, self.people)
        self.meetings = MeetingService(*base, self.people, (self.feedback,))
        self.audit = AuditService(*base, self.people)
        self.sounding = SoundingService(*base, self.people)
        self.climate = ClimateService(*base, self.people)

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
