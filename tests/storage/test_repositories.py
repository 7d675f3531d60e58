from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from sqlalchemy.exc import IntegrityError

from bot.domain.enrolment import Role
from bot.domain.errors import ChangedMeanwhile, Gone
from bot.messages.questionnaire import NAME, default
from storage.work import Storage
from tests.builders import a_programme, a_recruiting_programme, an_enrolment
from tests.conftest import ANA, CLAIRE, LEO
from tests.fakes import MONDAY


def test_what_is_kept_comes_back_whole(storage: Storage) -> None:
    with storage.begin() as work:
        programme = a_programme(work, CLAIRE)
        enrolment = work.enrolments.save(an_enrolment(work, programme, ANA).typed({"a": ["x", None], "b": "é"}))
    with storage.begin() as work:
        assert work.programmes.get(programme.id) == programme
        assert work.enrolments.get(enrolment.id) == enrolment
        assert work.people.find(ANA.id) == ANA


def test_a_form_comes_back_as_it_was_asked(storage: Storage) -> None:
    with storage.begin() as work:
        programme = a_programme(work, CLAIRE)
        assert work.forms.get(work.forms.latest(programme.id, NAME)) == default()


def test_nobody_overwrites_what_they_have_not_seen(storage: Storage) -> None:
    with storage.begin() as work:
        seen = a_programme(work, CLAIRE)
        work.programmes.save(replace(seen, name="Hers"))
    with pytest.raises(ChangedMeanwhile), storage.begin() as work:
        work.programmes.save(replace(seen, name="His"))


def test_what_is_not_there_is_gone(storage: Storage) -> None:
    with storage.begin() as work:
        for repository in (work.programmes, work.enrolments, work.outbox, work.forms):
            with pytest.raises(Gone):
                repository.get(4711)
        with pytest.raises(Gone):
            work.forms.latest(4711, "questionnaire")


def test_nobody_is_in_a_programme_twice(storage: Storage) -> None:
    with pytest.raises(IntegrityError), storage.begin() as work:
        programme = a_programme(work, CLAIRE)
        an_enrolment(work, programme, ANA)
        an_enrolment(work, programme, ANA)


def test_only_who_has_sent_answers_counts(storage: Storage) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        work.enrolments.save(an_enrolment(work, programme, ANA, Role.MENTOR).submitted({}, MONDAY))
        an_enrolment(work, programme, LEO)
        assert work.enrolments.counts(programme.id) == {Role.MENTOR: 1}
        assert work.enrolments.unfinished(programme.id) == 1
        assert [each.person_id for each in work.enrolments.taking_part(programme.id, 0, 10)] == [ANA.id]


def test_what_fails_is_not_kept(storage: Storage) -> None:
    with pytest.raises(ZeroDivisionError), storage.begin() as work:
        a_programme(work, CLAIRE)
        raise ZeroDivisionError
    with storage.begin() as work:
        assert work.programmes.open() == []


def test_writers_at_the_same_time_lose_nothing(storage: Storage) -> None:
    programme = a_recruiting_programme(storage, CLAIRE)
    with storage.begin() as work:
        enrolment = an_enrolment(work, programme, ANA)

    def write(number: int) -> None:
        with storage.begin() as work:
            work.enrolments.save(work.enrolments.hold(enrolment.id).typed({f"q{number}": str(number)}))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(40)))
    with storage.begin() as work:
        kept = work.enrolments.get(enrolment.id)
    assert len(kept.draft) == 40
    assert kept.version == enrolment.version + 40
