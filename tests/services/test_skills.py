from concurrent.futures import ThreadPoolExecutor

import pytest

from bot.domain.enrolment import Enrolment, Role
from bot.domain.errors import ChangedMeanwhile, Gone, IllegalStep, InvalidForm
from bot.domain.programmes import Programme
from bot.domain.skills import Skill
from bot.messages.forms import Page
from bot.messages.skills import Overview
from bot.services.enrolment import EnrolmentService
from bot.services.people import PeopleService
from bot.services.skills import SkillService
from storage.work import Storage
from tests.builders import MENTEE_PAGES, a_recruiting_programme
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY, FakeClock, FakeSlack

FIRST = dict(MENTEE_PAGES[0])


@pytest.fixture
def programme(storage: Storage) -> Programme:
    with storage.begin() as work:
        for person in (ANA, LEO):
            work.people.keep(person)
    return a_recruiting_programme(storage, CLAIRE)


@pytest.fixture
def enrolment(storage: Storage, clock: FakeClock) -> EnrolmentService:
    return EnrolmentService(storage, clock)


@pytest.fixture
def skills(storage: Storage, clock: FakeClock, slack: FakeSlack) -> SkillService:
    return SkillService(storage, clock, PeopleService(storage, clock, slack, {CLAIRE.id}, "en"))


def add(storage: Storage, key: str, label: str, **more: object) -> Skill:
    with storage.begin() as work:
        return work.skills.add(Skill(key, label, label, MONDAY, is_added=True, **more))  # type: ignore[arg-type]


def skill(storage: Storage, key: str) -> Skill:
    with storage.begin() as work:
        return work.skills.with_key(key)


def kept(storage: Storage, programme: Programme, person_id: str = ANA.id) -> Enrolment:
    with storage.begin() as work:
        found = work.enrolments.find(programme.id, person_id)
    assert found
    return found


def answer_all(enrolment: EnrolmentService, programme: Programme, first: dict[str, object]) -> int:
    subject = enrolment.start(ANA, programme.id, Role.MENTEE).subject
    for number, typed in enumerate((first, *MENTEE_PAGES[1:]), start=1):
        enrolment.answer(ANA, subject, number, typed)
    return subject


# While answering


def test_what_is_added_is_kept_in_the_draft_at_once_and_offered_to_everybody(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    assert enrolment.suggest(ANA, page.subject, "skills_wanted#1", "Apiculture").new == "Apiculture"
    with pytest.raises(InvalidForm):
        enrolment.answer(ANA, page.subject, 1, {**FIRST, "skills_wanted#1": "+Apiculture", "years": "many"})
    assert kept(storage, programme).draft["skills_wanted#1"] == "apiculture"
    his = enrolment.start(LEO, programme.id, Role.MENTOR)
    found = enrolment.suggest(LEO, his.subject, "skills_offered", "apic")
    assert [choice.key for choice in found.choices] == ["apiculture"]


def test_what_is_there_in_another_spelling_is_offered_instead_and_taken(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    for spelling in ("PowerBI", "power-bi", "Powerbi ", "POWER BI"):
        found = enrolment.suggest(ANA, page.subject, "skills_wanted#1", spelling)
        assert (found.choices[0].key, found.new) == ("power-bi", None)
    enrolment.answer(ANA, page.subject, 1, {**FIRST, "skills_wanted#1": "+Powerbi"})
    assert kept(storage, programme).draft["skills_wanted#1"] == "power-bi"


def test_a_page_holds_the_skills_that_were_chosen_and_no_others(
    enrolment: EnrolmentService, programme: Programme
) -> None:
    subject = enrolment.start(LEO, programme.id, Role.MENTOR).subject
    second = enrolment.answer(
        LEO, subject, 1, {**FIRST, "skills_offered": ["sales", "+Apiculture"], "goals_supported": ["expertise"]}
    )
    assert isinstance(second, Page)
    assert [choice.key for choice in second.form.question("skills_offered").choices] == ["sales", "apiculture"]
    assert [field.key for field in second.fields][:2] == ["skill_level#sales", "skill_level#apiculture"]


def test_a_skill_that_is_gone_is_to_be_chosen_again(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    with pytest.raises(InvalidForm) as invalid:
        enrolment.answer(ANA, page.subject, 1, {**FIRST, "skills_wanted#2": "never-was", "skills_wanted#3": "+…"})
    assert {key: fault.name for key, fault in invalid.value.faults.items()} == {
        "skills_wanted#2": "choose_again",
        "skills_wanted#3": "choose_again",
    }


def test_only_what_is_searched_is_suggested_and_only_to_whom_it_concerns(
    enrolment: EnrolmentService, programme: Programme
) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    for field in ("goals", "nothing"):
        with pytest.raises(Gone):
            enrolment.suggest(ANA, page.subject, field, "x")


def test_the_same_skill_added_by_many_at_once_is_one(
    enrolment: EnrolmentService, programme: Programme, storage: Storage
) -> None:
    subjects = [(who, enrolment.start(who, programme.id, Role.MENTEE).subject) for who in (ANA, LEO)]

    def type_it(number: int) -> None:
        who, subject = subjects[number % 2]
        enrolment.back(who, subject, 1, {"skills_wanted#1": "+Apiculture"})

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(type_it, range(12)))
    with storage.begin() as work:
        assert [each.key for each in work.skills.all() if each.is_added] == ["apiculture"]


# What the programme team does


def overview(skills: SkillService) -> Overview:
    return skills.overview(CLAIRE, 1)


def test_merging_rewrites_answers_and_drafts_and_nobody_loses_anything(
    enrolment: EnrolmentService, skills: SkillService, programme: Programme, storage: Storage
) -> None:
    answer_all(enrolment, programme, {**FIRST, "skills_wanted#2": "+Observabilty", "department": "observabilty"})
    his = enrolment.start(LEO, programme.id, Role.MENTOR).subject
    enrolment.back(LEO, his, 1, {"skills_offered": ["sales", "+Observability"]})
    enrolment.back(LEO, his, 2, {"skill_level#observability": "4"})
    [twins] = overview(skills).twins
    assert {twins.one.label["en"], twins.other.label["en"]} == {"Observability", "Observabilty"}
    assert (twins.one.people, twins.other.people) == (1, 1)
    before = kept(storage, programme)
    skills.merge(CLAIRE, skill(storage, "observability").id, skill(storage, "observabilty").id)
    hers = kept(storage, programme)
    assert hers.answers == {**before.answers, "skills_wanted": ["finance", "observability"]}
    assert hers.draft == {**before.draft, "skills_wanted#2": "observability"}
    assert hers.answers["department"] == "observabilty"
    assert hers.version == before.version + 1
    assert (overview(skills).twins, overview(skills).added[0].people) == ((), 2)


def test_merging_twice_is_merging_once(
    enrolment: EnrolmentService, skills: SkillService, programme: Programme, storage: Storage
) -> None:
    one, other = add(storage, "one", "Observability"), add(storage, "two", "Observabilty")
    for _ in range(2):
        skills.merge(CLAIRE, one.id, other.id)
    skills.merge(CLAIRE, other.id, one.id)
    assert skill(storage, "two").merged_into == "one"
    assert skill(storage, "one").merged_into is None


def test_old_keys_and_names_lead_to_what_the_skill_has_become(
    enrolment: EnrolmentService, skills: SkillService, programme: Programme, storage: Storage
) -> None:
    third, second = add(storage, "k-8-s", "K8s"), add(storage, "kube", "Kube")
    skills.merge(CLAIRE, second.id, third.id)
    skills.give_up(CLAIRE, second.id, "kubernetes")
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    found = enrolment.suggest(ANA, page.subject, "skills_wanted#1", "k8s")
    assert (found.choices[0].key, found.new) == ("kubernetes", None)
    # A page that was opened before still holds the old key, and somebody types the old name.
    enrolment.back(ANA, page.subject, 1, {"skills_wanted#1": "k-8-s", "skills_wanted#2": "+Kube"})
    assert kept(storage, programme).draft["skills_wanted#1"] == "kubernetes"
    with storage.begin() as work:
        heir = work.skills.with_key("kubernetes")
        assert work.skills.labels(["k-8-s", "nothing"]) == {"k-8-s": heir.label}


def test_a_key_that_slipped_through_a_merge_is_shown_under_its_new_name(
    enrolment: EnrolmentService, skills: SkillService, programme: Programme, storage: Storage
) -> None:
    one, other = add(storage, "one", "Observability"), add(storage, "two", "Observabilty")
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    skills.merge(CLAIRE, one.id, other.id)
    with storage.begin() as work:
        work.enrolments.save(work.enrolments.get(page.subject).typed({"skills_wanted#1": "two"}))
    shown = enrolment.edit(ANA, page.subject)
    assert isinstance(shown, Page)
    chosen = shown.form.question("skills_wanted").choice("two")
    assert chosen
    assert chosen.label["en"] == "Observability"


def test_what_is_not_the_same_is_not_proposed_again(skills: SkillService, storage: Storage) -> None:
    one, other = add(storage, "one", "Observability"), add(storage, "two", "Observabilty")
    skills.tell_apart(CLAIRE, other.id, one.id)
    skills.tell_apart(CLAIRE, one.id, other.id)
    assert overview(skills).twins == ()


def test_names_can_be_changed_but_not_into_those_of_others(skills: SkillService, storage: Storage) -> None:
    added = add(storage, "one", "Observabilty")
    skills.rename(CLAIRE, added.id, added.version, " Observability ", "Observabilité")
    assert skill(storage, "one").label == {"en": "Observability", "fr": "Observabilité"}
    with pytest.raises(ChangedMeanwhile):
        skills.rename(CLAIRE, added.id, added.version, "x", "y")
    with pytest.raises(InvalidForm) as invalid:
        skills.rename(CLAIRE, added.id, 2, "powerbi", "Observabilité")
    assert {key: fault.name for key, fault in invalid.value.faults.items()} == {"en": "name_taken"}


def test_only_what_nobody_has_chosen_can_be_removed(
    enrolment: EnrolmentService, skills: SkillService, programme: Programme, storage: Storage
) -> None:
    page = enrolment.start(ANA, programme.id, Role.MENTEE)
    enrolment.back(ANA, page.subject, 1, {"skills_wanted#1": "+Apiculture"})
    added = skill(storage, "apiculture")
    with pytest.raises(IllegalStep):
        skills.remove(CLAIRE, added.id)
    enrolment.back(ANA, page.subject, 1, {"skills_wanted#1": "finance"})
    skills.remove(CLAIRE, added.id)
    with pytest.raises(Gone):
        skill(storage, "apiculture")


def test_the_list_of_what_was_added_has_pages_the_newest_first(skills: SkillService, storage: Storage) -> None:
    words = ("Bees", "Clouds", "Drums", "Eagles", "Foxes", "Geese", "Herons", "Ibexes", "Jackals", "Kites", "Larks")
    for word in words:
        add(storage, word.lower(), word)
    shown = [skills.overview(CLAIRE, 1, page) for page in (1, 2, 99)]
    assert [len(each.added) for each in shown] == [10, 1, 1]
    assert shown[0].added[0].label["en"] == "Larks"
    assert shown[2].page == shown[0].pages == 2


def test_merging_while_people_answer_loses_nothing(
    enrolment: EnrolmentService, skills: SkillService, programme: Programme, storage: Storage
) -> None:
    one, other = add(storage, "one", "Observability"), add(storage, "two", "Observabilty")
    subjects = [(who, enrolment.start(who, programme.id, Role.MENTEE).subject) for who in (ANA, LEO)]

    def act(number: int) -> None:
        if number == 5:
            skills.merge(CLAIRE, one.id, other.id)
            return
        who, subject = subjects[number % 2]
        enrolment.back(who, subject, 1, {"skills_wanted#1": "two", "years": str(number)})

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(act, range(12)))
    for who, subject in subjects:
        shown = enrolment.edit(who, subject)
        assert isinstance(shown, Page)
        field = next(each for each in shown.fields if each.key == "skills_wanted#1")
        chosen = field.question.choice(str(shown.value(field)))
        assert chosen
        assert chosen.label["en"] == "Observability"
