"""All use cases, each built once, and what they need of each other."""

from collections.abc import Mapping

from bot.clock import Clock
from bot.delivery.last_look import Overtaken
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
from bot.settings import Settings
from bot.slack import Slack
from storage.work import Storage


class UseCases:
    """What listeners, ticks and delivery share."""

    def __init__(self, settings: Settings, storage: Storage, clock: Clock, slack: Slack) -> None:
        self.settings, self.storage, self.clock, self.slack = settings, storage, clock, slack
        base = (storage, clock)
        self._compose_programme(base, settings)
        self._compose_pairing(base)
        self._compose_pairs_under_way(base)

    def _compose_programme(self, base: tuple[Storage, Clock], chosen: Settings) -> None:
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
        self.outbox = OutboxService(*base, self.people)
        self.digests = DigestService(*base)

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

    def _compose_pairs_under_way(self, base: tuple[Storage, Clock]) -> None:
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

    def overtaken(self) -> Mapping[str, Overtaken]:
        """By kind of message: who tells why it is not worth sending any more."""
        return {
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
            kind_of(Question): self.supervisors.overtaken,
            kind_of(Paused): self.resting.overtaken,
            kind_of(Questions): self.asking.overtaken,
        }
