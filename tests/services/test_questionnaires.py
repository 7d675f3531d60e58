"""HR shapes a questionnaire; nobody's answers are lost."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.enrolment import Enrolment, Role
from bot.domain.errors import ChangedMeanwhile, Gone, InvalidForm, NotAllowed, QuestionNeeded
from bot.domain.forms import Form, Kind, Question, Weight
from bot.domain.people import Person
from bot.domain.programmes import Programme
from bot.messages.enrolment import Done
from bot.messages.forms import Page
from bot.messages.publication import Review
from bot.messages.question import EditUse
from bot.messages.questionnaires import Overview
from bot.services.directory import DirectoryService
from bot.services.enrolment import EnrolmentService
from bot.services.home import HomeService
from bot.services.leaving import LeavingService
from bot.services.people import PeopleService
from bot.services.preview import PreviewService
from bot.services.publication import PublicationService
from bot.services.questionnaires import QuestionnaireService
from storage.forms import forms
from storage.outbox import outbox
from storage.work import Storage
from tests.builders import MENTEE_PAGES, PLAN, a_programme, a_recruiting_programme
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import FakeClock, FakeSlack

SPORT = {"label_en": "A sport", "label_fr": "Un sport", "audience": ["mentee", "mentor"], "page": "2"}


class Team:
    """All that HR does with a questionnaire, each act with a key of its own."""

    def __init__(self, storage: Storage, clock: FakeClock, slack: FakeSlack) -> None:
        self.people = PeopleService(storage, clock, slack, {CLAIRE.id}, "en")
        self.shape = QuestionnaireService(storage, clock, self.people)
        self.publication = PublicationService(storage, clock, self.people)
        self.preview = PreviewService(storage, clock, self.people)
        self.enrolment = EnrolmentService(storage, clock)
        leaving = LeavingService(storage, clock, self.people)
        self.home = HomeService(
            storage, clock, self.people, DirectoryService(storage, clock, self.people, slack, leaving, "")
        )
        self._keys = 0

    def key(self) -> str:
        self._keys += 1
        return f"k{self._keys}"

    def add(self, programme: Programme, kind: Kind, **typed: object) -> Overview | EditUse:
        return self.shape.save(CLAIRE, programme.id, {"question": "", "kind": kind.value}, SPORT | typed, self.key())

    def change(self, programme: Programme, id: str, **typed: object) -> Overview | EditUse:
        opened = self.shape.edit(CLAIRE, programme.id, id)
        at = {"question": id, "mark": opened.mark}
        return self.shape.save(CLAIRE, programme.id, at, as_typed(opened.question) | typed, self.key())

    def publish(self, programme: Programme) -> Overview:
        review = self.publication.review(CLAIRE, programme.id)
        assert isinstance(review, Review)
        return self.publication.publish(CLAIRE, programme.id, review.draft_version, self.key())

    def form(self, programme: Programme) -> Form:
        return self.shape.open(CLAIRE, programme.id).form


def as_typed(question: Question) -> dict[str, object]:
    """What stands in the editor's fields of a question."""
    typed: dict[str, object] = {
        "audience": list(question.audience),
        "page": str(question.page),
        "how": [name for name in ("required", "private") if getattr(question, name)],
    }
    for name in ("label", "help", "low", "high"):
        for language, text in (getattr(question, name) or {}).items():
            typed[f"{name}_{language}"] = text
    for language in ("en", "fr"):
        typed[f"choices_{language}"] = "\n".join(choice.label[language] for choice in question.choices)
    return typed


@pytest.fixture
def team(storage: Storage, clock: FakeClock, slack: FakeSlack) -> Team:
    return Team(storage, clock, slack)


@pytest.fixture
def programme(storage: Storage) -> Programme:
    with storage.begin() as work:
        work.people.keep(ANA)
        work.people.keep(LEO)
    return a_recruiting_programme(storage, CLAIRE)


def join(team: Team, programme: Programme, person: Person = ANA) -> int:
    page = team.enrolment.start(person, programme.id, Role.MENTEE)
    for number, typed in enumerate(MENTEE_PAGES, start=1):
        team.enrolment.answer(person, page.subject, number, typed)
    return page.subject


def kept(storage: Storage, id: int) -> Enrolment:
    with storage.begin() as work:
        return work.enrolments.get(id)


def told(storage: Storage, kind: str) -> list[str]:
    with storage.engine.connect() as connection:
        return list(connection.scalars(select(outbox.c.to).where(outbox.c.kind == kind)))


def test_what_hr_changes_is_seen_by_nobody_before_it_is_published(team: Team, programme: Programme) -> None:
    before = team.enrolment.start(ANA, programme.id, Role.MENTEE).form
    shown = team.add(programme, Kind.LONG)
    assert isinstance(shown, Overview)
    assert shown.changes == 1
    assert team.enrolment.start(ANA, programme.id, Role.MENTEE).form == before
    assert team.publish(programme).changes == 0
    assert team.enrolment.start(ANA, programme.id, Role.MENTEE).form == shown.form


def test_a_new_question_that_can_count_goes_on_to_its_use(team: Team, programme: Programme) -> None:
    shown = team.add(programme, Kind.SEVERAL, choices_en="Tennis\nJudo", choices_fr="Tennis\nJudo")
    assert isinstance(shown, EditUse)
    at = {"question": shown.question.id, "mark": shown.mark}
    typed = {"weight": "hard", "rule": "overlap", "counterpart": shown.question.id}
    team.shape.save_use(CLAIRE, programme.id, at, typed, team.key())
    use = team.form(programme).question("a-sport").use
    assert use
    assert (use.weight, use.counterpart) == (Weight.HARD, None)
    typed = {"weight": "not-used", "rule": "overlap"}
    at["mark"] = team.shape.use(CLAIRE, programme.id, "a-sport").mark
    team.shape.save_use(CLAIRE, programme.id, at, typed, team.key())
    assert team.form(programme).question("a-sport").use is None


WRONG: dict[str, tuple[Kind, dict[str, object], dict[str, str]]] = {
    "no French": (Kind.LONG, {"label_fr": None}, {"label_fr": "missing_fr"}),
    "no words at all": (
        Kind.LONG,
        {"label_fr": None, "label_en": " "},
        {"label_fr": "missing_fr", "label_en": "missing_en"},
    ),
    "too long": (Kind.LONG, {"label_en": "x" * 151}, {"label_en": "too_long"}),
    "nobody is asked": (Kind.LONG, {"audience": []}, {"audience": "no_audience"}),
    "no choices": (Kind.CHOICE, {"choices_en": "", "choices_fr": ""}, {"choices_en": "no_choices"}),
    "a choice that has no French": (
        Kind.CHOICE,
        {"choices_en": "A\nB\nC", "choices_fr": "A\nB"},
        {"choices_fr": "line_by_line"},
    ),
    "a choice too long for Slack": (
        Kind.CHOICE,
        {"choices_en": "A\n" + "b" * 76, "choices_fr": "A\nB"},
        {"choices_en": "choice_too_long"},
    ),
    "a choice twice": (Kind.CHOICE, {"choices_en": "A\nB", "choices_fr": "Â\nâ"}, {"choices_fr": "choice_twice"}),
    "too many choices": (
        Kind.CHOICE,
        {f"choices_{each}": "\n".join(map(str, range(101))) for each in ("en", "fr")},
        {"choices_en": "too_many_choices"},
    ),
    "more than there are": (
        Kind.SEVERAL,
        {"choices_en": "A\nB", "choices_fr": "A\nB", "least": "3"},
        {"least": "out_of_range"},
    ),
    "too many ranks": (
        Kind.RANKED,
        {"choices_en": "A\nB", "choices_fr": "A\nB", "most": "9"},
        {"most": "out_of_range"},
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_stands_beside_its_field(team: Team, programme: Programme, case: str) -> None:
    kind, typed, expected = WRONG[case]
    with pytest.raises(InvalidForm) as invalid:
        team.add(programme, kind, **typed)
    assert {field: fault.name for field, fault in invalid.value.faults.items()} == expected
    assert team.shape.open(CLAIRE, programme.id).changes == 0


def test_saving_a_question_as_it_stands_changes_nothing(team: Team, programme: Programme) -> None:
    for question in team.form(programme).questions:
        team.change(programme, question.id)
    assert team.shape.open(CLAIRE, programme.id).changes == 0


def test_what_does_not_fit_the_use_of_a_question_stands_where_it_was_changed(team: Team, programme: Programme) -> None:
    with pytest.raises(InvalidForm) as invalid:
        team.change(programme, "values", how=["required", "private"])
    assert {key: fault.name for key, fault in invalid.value.faults.items()} == {"how": "private_use"}
    with pytest.raises(InvalidForm) as invalid:
        team.change(programme, "values", audience=["mentor"])
    assert {key: fault.name for key, fault in invalid.value.faults.items()} == {"audience": "mentees_answer"}


def test_a_choice_that_stood_there_at_first_can_go(team: Team, programme: Programme) -> None:
    before = team.form(programme).question("capacity")
    lines = {
        f"choices_{each}": "\n".join(c.label[each] for c in before.choices if c.key != "1") for each in ("en", "fr")
    }
    team.change(programme, "capacity", **lines)
    assert team.form(programme).question("capacity").initial is None


def test_a_question_that_another_one_stands_on_stays(team: Team, programme: Programme) -> None:
    for id in ("skills_offered", "work_from", "goals_supported"):
        with pytest.raises(QuestionNeeded):
            team.shape.removal(CLAIRE, programme.id, id)
        with pytest.raises(QuestionNeeded):
            team.shape.remove(CLAIRE, programme.id, id)
    with pytest.raises(QuestionNeeded):
        team.change(programme, "goals_supported", audience=["mentee"])


def test_removing_says_how_many_have_answered_and_keeps_their_answers(
    team: Team, programme: Programme, storage: Storage
) -> None:
    mine = join(team, programme)
    assert team.shape.removal(CLAIRE, programme.id, "struggle").answered == 1
    assert team.shape.removal(CLAIRE, programme.id, "interests").answered == 0
    team.shape.remove(CLAIRE, programme.id, "struggle")
    team.shape.remove(CLAIRE, programme.id, "struggle")
    team.publish(programme)
    for number, typed in enumerate(MENTEE_PAGES, start=1):
        team.enrolment.answer(ANA, mine, number, {id: value for id, value in typed.items() if id != "struggle"})
    assert kept(storage, mine).answers["struggle"] == "Dire non."


def test_moving_goes_from_place_to_place_and_from_page_to_page(team: Team, programme: Programme) -> None:
    ids = lambda page: [each.id for each in team.form(programme).questions if each.page == page]  # noqa: E731
    first = ids(2)[:2]
    team.shape.move(CLAIRE, programme.id, first[1], -1, "up")
    team.shape.move(CLAIRE, programme.id, first[1], -1, "up")
    assert ids(2)[:2] == first[::-1]
    team.shape.move(CLAIRE, programme.id, first[1], -1, "further up")
    assert ids(1)[-1] == first[1]
    team.shape.move(CLAIRE, programme.id, first[1], 1, "down")
    team.shape.move(CLAIRE, programme.id, first[1], 1, "down again")
    assert team.shape.open(CLAIRE, programme.id).changes == 0


def test_a_question_about_choices_comes_after_them(team: Team, programme: Programme) -> None:
    with pytest.raises(QuestionNeeded):
        for n in range(10):
            team.shape.move(CLAIRE, programme.id, "skill_level", -1, f"up {n}")


def test_two_of_the_team_at_once_lose_nothing(team: Team, programme: Programme) -> None:
    interests, years = (team.shape.edit(CLAIRE, programme.id, id) for id in ("interests", "years"))

    def save(opened: object, label: str) -> None:
        question = opened.question  # type: ignore[attr-defined]
        at = {"question": question.id, "mark": opened.mark}  # type: ignore[attr-defined]
        team.shape.save(CLAIRE, programme.id, at, as_typed(question) | {"label_en": label}, team.key())

    save(interests, "Hobbies")
    save(years, "Years at work")
    with pytest.raises(ChangedMeanwhile):
        save(interests, "Pastimes")
    assert team.form(programme).question("interests").label["en"] == "Hobbies"
    assert team.form(programme).question("years").label["en"] == "Years at work"
    team.shape.remove(CLAIRE, programme.id, "interests")
    with pytest.raises(Gone):
        save(interests, "Pastimes")


def test_what_was_reviewed_is_what_is_published(team: Team, programme: Programme) -> None:
    team.add(programme, Kind.LONG)
    review = team.publication.review(CLAIRE, programme.id)
    assert isinstance(review, Review)
    team.shape.remove(CLAIRE, programme.id, "interests")
    with pytest.raises(ChangedMeanwhile):
        team.publication.publish(CLAIRE, programme.id, review.draft_version, "k")
    team.publication.discard(CLAIRE, programme.id)
    assert isinstance(team.publication.review(CLAIRE, programme.id), Overview)


def test_publishing_twice_is_publishing_once(team: Team, programme: Programme, storage: Storage) -> None:
    team.add(programme, Kind.LONG)
    review = team.publication.review(CLAIRE, programme.id)
    assert isinstance(review, Review)
    for _ in range(2):
        team.publication.publish(CLAIRE, programme.id, review.draft_version, "one click")
    with storage.engine.connect() as connection:
        assert list(connection.scalars(select(forms.c.number))) == [1, 2]


def test_a_choice_keeps_its_key_only_while_it_means_the_same(team: Team, programme: Programme) -> None:
    before = team.form(programme).question("ways")
    english = ["Video calls", "Letter", *(choice.label["en"] for choice in before.choices[1:])]
    french = ["Visio", "Courrier", *(choice.label["fr"] for choice in before.choices[1:])]
    team.change(programme, "ways", choices_en="\n".join(english), choices_fr="\n".join(french))
    keys = [choice.key for choice in team.form(programme).question("ways").choices]
    assert keys == ["video", "letter", "in-person", "phone", "chat"]


def test_pages_are_renamed_added_and_taken_away(team: Team, programme: Programme) -> None:
    shown = team.shape.pages(CLAIRE, programme.id)
    titles = (*shown.titles, {"en": "More", "fr": "Plus"})
    team.shape.save_pages(CLAIRE, programme.id, shown.mark, titles, "k1")
    with pytest.raises(ChangedMeanwhile):
        team.shape.save_pages(CLAIRE, programme.id, shown.mark, titles, "k2")
    mark = team.shape.pages(CLAIRE, programme.id).mark
    with pytest.raises(InvalidForm) as invalid:
        team.shape.save_pages(CLAIRE, programme.id, mark, (None, {"en": "Style", "fr": ""}, *titles[2:]), "k3")
    assert {key: fault.name for key, fault in invalid.value.faults.items()} == {
        "1_en": "page_not_empty",
        "2_fr": "missing_fr",
    }
    assert team.shape.save_pages(CLAIRE, programme.id, mark, (*shown.titles, None), "k4").changes == 0


def test_it_can_start_again_from_another_programme_or_from_what_ships(
    team: Team, programme: Programme, storage: Storage
) -> None:
    with storage.begin() as work:
        other = a_programme(work, CLAIRE, replace(PLAN, name="Last year"))
    team.add(other, Kind.LONG)
    team.publish(other)
    assert (other.id, "Last year") in team.publication.beginnings(CLAIRE, programme.id).programmes
    team.publication.start_again(CLAIRE, programme.id, str(other.id), team.key())
    assert team.form(programme) == team.form(other)
    shown = team.publication.start_again(CLAIRE, programme.id, "shipped", team.key())
    assert shown.changes == 0


def test_who_has_to_answer_again_is_said_to_hr_and_once_to_them(
    team: Team, programme: Programme, storage: Storage
) -> None:
    mine, other = join(team, programme), join(team, programme, LEO)
    before = kept(storage, mine)
    team.add(programme, Kind.SHORT, how=["required"])
    team.change(programme, "ways", choices_en="Phone\nChat", choices_fr="Téléphone\nMessagerie")
    review = team.publication.review(CLAIRE, programme.id)
    assert isinstance(review, Review)
    assert review.owing == ((ANA.id, 2), (LEO.id, 2))
    team.publish(programme)
    assert told(storage, "enrolment/again") == [ANA.id, LEO.id]
    assert kept(storage, mine) == before
    assert team.home.of(ANA).mine[0].owed == 2
    page = team.enrolment.again(ANA, mine)
    assert isinstance(page, Page)
    assert (page.number, page.above) == (2, "again")
    typed = {**MENTEE_PAGES[1], "a-sport": "Judo", "ways": ["phone"]}
    shown = team.enrolment.answer(ANA, mine, 2, typed, page.memory["form"], again=True)  # type: ignore[arg-type]
    assert shown == Done("Mentoring", again=True)
    assert kept(storage, mine).answers["a-sport"] == "Judo"
    assert team.home.of(ANA).mine[0].owed == 0
    team.add(programme, Kind.LONG, label_en="A word")
    team.publish(programme)
    assert told(storage, "enrolment/again") == [ANA.id, LEO.id]
    assert team.home.of(LEO).mine[0].owed == 2
    assert kept(storage, other).answers["ways"] == ["video"]


def test_optional_questions_and_better_words_ask_nobody_again(
    team: Team, programme: Programme, storage: Storage
) -> None:
    mine = join(team, programme)
    team.add(programme, Kind.LONG)
    team.change(programme, "struggle", label_en="What is hard for you")
    assert team.shape.open(CLAIRE, programme.id).owing == 0
    team.publish(programme)
    assert told(storage, "enrolment/again") == []
    assert team.home.of(ANA).mine[0].owed == 0
    assert kept(storage, mine).answers["struggle"] == "Dire non."


def test_a_page_of_an_older_version_goes_on_with_the_newest(team: Team, programme: Programme, storage: Storage) -> None:
    page = team.enrolment.start(ANA, programme.id, Role.MENTEE)
    team.enrolment.answer(ANA, page.subject, 1, MENTEE_PAGES[0])
    team.add(programme, Kind.SHORT, how=["required"])
    team.shape.remove(CLAIRE, programme.id, "struggle")
    team.publish(programme)
    seen = page.memory["form"]
    shown = team.enrolment.answer(ANA, page.subject, 2, MENTEE_PAGES[1], seen)  # type: ignore[arg-type]
    assert isinstance(shown, Page)
    assert (shown.number, shown.above) == (2, "changed")
    assert shown.typed["values"] == MENTEE_PAGES[1]["values"]
    assert "struggle" not in shown.typed
    again = {**MENTEE_PAGES[1], "a-sport": "Judo"}
    shown = team.enrolment.answer(ANA, page.subject, 2, again, shown.memory["form"])  # type: ignore[arg-type]
    assert isinstance(shown, Page)
    assert (shown.number, shown.above) == (3, "")


def test_two_tabs_on_the_same_form_end_in_one_set_of_answers(
    team: Team, programme: Programme, storage: Storage
) -> None:
    one = team.enrolment.start(ANA, programme.id, Role.MENTEE)
    other = team.enrolment.start(ANA, programme.id, Role.MENTEE)
    assert one == other
    for number, typed in enumerate(MENTEE_PAGES, start=1):
        team.enrolment.answer(ANA, one.subject, number, typed)
    shown = team.enrolment.answer(ANA, other.subject, 1, {**MENTEE_PAGES[0], "years": "9"})
    assert isinstance(shown, Page)
    assert shown.typed["struggle"] == "Dire non."
    answers = kept(storage, one.subject).answers
    assert (answers["years"], answers["struggle"]) == (9, "Dire non.")
    assert told(storage, "enrolment/confirmation") == [ANA.id]


def test_the_preview_shows_what_is_not_published_and_keeps_nothing(
    team: Team, programme: Programme, storage: Storage
) -> None:
    team.add(programme, Kind.SHORT, how=["required"])
    page = team.preview.page(CLAIRE, programme.id, Role.MENTOR, "fr", 2)
    assert "a-sport" in {field.question.id for field in page.fields}
    assert sum(field.question.id == "skill_level" for field in page.fields) == 2
    with pytest.raises(InvalidForm):
        team.preview.answer(CLAIRE, programme.id, Role.MENTOR, "fr", 2, {})
    last = {"rhythm": "2", "work_from": "09:00", "work_until": "17:00", "capacity": "1"}
    assert isinstance(team.preview.answer(CLAIRE, programme.id, Role.MENTOR, "fr", 3, last), Overview)
    with storage.begin() as work:
        assert work.enrolments.find(programme.id, CLAIRE.id) is None


TEAM_ACTS: dict[str, Callable[[Team], object]] = {
    "open": lambda team: team.shape.open(ANA, 1),
    "choose kind": lambda team: team.shape.choose_kind(ANA, 1),
    "new": lambda team: team.shape.new(ANA, 1, Kind.LONG),
    "edit": lambda team: team.shape.edit(ANA, 1, "years"),
    "save": lambda team: team.shape.save(ANA, 1, {"question": "", "kind": "long"}, SPORT, "k"),
    "use": lambda team: team.shape.use(ANA, 1, "years"),
    "save use": lambda team: team.shape.save_use(ANA, 1, {"question": "years", "mark": ""}, {}, "k"),
    "move": lambda team: team.shape.move(ANA, 1, "years", 1, "k"),
    "removal": lambda team: team.shape.removal(ANA, 1, "years"),
    "remove": lambda team: team.shape.remove(ANA, 1, "years"),
    "pages": lambda team: team.shape.pages(ANA, 1),
    "save pages": lambda team: team.shape.save_pages(ANA, 1, "", (), "k"),
    "review": lambda team: team.publication.review(ANA, 1),
    "publish": lambda team: team.publication.publish(ANA, 1, 1, "k"),
    "discard": lambda team: team.publication.discard(ANA, 1),
    "beginnings": lambda team: team.publication.beginnings(ANA, 1),
    "start again": lambda team: team.publication.start_again(ANA, 1, "shipped", "k"),
    "choose preview": lambda team: team.preview.choose(ANA, 1),
    "preview": lambda team: team.preview.page(ANA, 1, Role.MENTEE, "en"),
    "answer preview": lambda team: team.preview.answer(ANA, 1, Role.MENTEE, "en", 1, {}),
}


@pytest.mark.parametrize("act", TEAM_ACTS)
def test_only_the_programme_team_shapes_a_questionnaire(team: Team, programme: Programme, act: str) -> None:
    with pytest.raises(NotAllowed):
        TEAM_ACTS[act](team)
