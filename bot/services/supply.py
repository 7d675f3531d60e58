"""What is asked for and what is offered in a programme, and finding mentors for what is missing."""

from bot.domain import supply
from bot.domain.errors import Fault, InvalidForm
from bot.domain.forms import Form, Wording
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.domain.skills import SOURCE
from bot.domain.supply import Balance, Entry
from bot.messages import questionnaire
from bot.messages.supply import Charts, Places, Supply
from bot.messages.wanted import MOST_SKILLS, FindMentors, Wanted
from bot.services.team import TeamService
from storage.work import Work


class SupplyService(TeamService):
    """Everything here is for the programme team: anybody else is refused with NotAllowed."""

    def look(self, person: Person, programme_id: int) -> Supply:
        """Supply and demand among those who take part now."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            return _supply(work, work.programmes.get(programme_id))

    def chart(self, person: Person, programme_id: int, key: str) -> Supply:
        """Sends the charts to who asks for them, since Slack shows charts in messages only."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            seen = _supply(work, work.programmes.get(programme_id))
            self._say(work, Charts(**vars(seen)), to=person.id, key=f"charts:{key}")
            if seen.balance.sites or seen.balance.zones:
                self._say(work, Places(**vars(seen)), to=person.id, key=f"places:{key}")
        return seen

    def find(self, person: Person, programme_id: int) -> FindMentors:
        """To whom to say which skills are missing."""
        self._people.require_hr(person)
        with self._storage.begin() as work:
            programme = work.programmes.get(programme_id)
            return FindMentors(_wanted(work, programme, ""))

    def ask(
        self, person: Person, programme_id: int, channel_id: str | None, people: list[str], word: str, key: str
    ) -> None:
        """Says it in a channel, to people, or both; raises InvalidForm for neither, NotRecruiting when it is too late.

        Whom the programme is not for is left out.
        """
        self._people.require_hr(person)
        if not channel_id and not people:
            raise InvalidForm({"channel": Fault("channel_or_people"), "people": Fault("channel_or_people")})
        known = [self._people.known(id) for id in people]
        with self._storage.begin() as work:
            if not work.inbox.accept(key, self._clock.now()):
                return
            programme = work.programmes.get(programme_id)
            programme.require_open(person.today(self._clock.now()))
            wanted, personal = _wanted(work, programme, word), _wanted(work, programme, word, person)
            if channel_id:
                cause = f"wanted:{programme_id}:{key}"
                self._say(work, wanted, to=channel_id, key=cause, asked_by=person.id, repeatable=False)
            for each in known:
                if programme.door.admits(each):
                    self._say(work, personal, to=each.id, key=f"wanted:{programme_id}:{each.id}:{key}")


def _supply(work: Work, programme: Programme) -> Supply:
    balance = _balance(work, programme)
    form = _form(work, programme, balance)
    skills = {each.key: _skill(form, each.key) for each in balance.skills}
    languages = {each.key: supply.label(form, each.key, supply.LANGUAGES) for each in balance.languages}
    return Supply(programme.id, programme.name, balance, skills, languages)


def _wanted(work: Work, programme: Programme, word: str, by: Person | None = None) -> Wanted:
    """For a channel in the programme's languages; for one person, from somebody and in their own."""
    balance = _balance(work, programme)
    form = _form(work, programme, balance)
    skills = tuple(_skill(form, each.key) for each in balance.missing[:MOST_SKILLS])
    languages = () if by else programme.languages
    return Wanted(programme.id, programme.name, skills, languages, word, by.id if by else "")


def _balance(work: Work, programme: Programme) -> Balance:
    return supply.balance(Entry(*each) for each in work.enrolments.answers(programme.id))


def _form(work: Work, programme: Programme, balance: Balance) -> Form:
    """The questionnaire, with the names of the company's skills that are asked for or offered."""
    form = work.forms.get(work.forms.latest(programme.id, questionnaire.NAME))
    known = work.skills.known_as([each.key for each in balance.skills])
    return form.stocked(SOURCE, known.values())


def _skill(form: Form, key: str) -> Wording:
    return supply.label(form, key, supply.WANTED, supply.OFFERED)
