"""HR shapes the questionnaire in Slack; whoever is answering meanwhile loses nothing."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bot.domain.forms import DECLINED, Choice, Form, Kind, Question
from sandbox.hand import HOME, Hand
from tests.builders import MENTEE_PAGES
from tests.journeys.conftest import CLAIRE, World, announce, create_programme, shown
from tests.journeys.test_joining import ENGLISH, FRENCH, answer_as_mentee, initial_of

CHOICES = tuple(Choice(key, {"en": key.title(), "fr": key.upper()}) for key in ("red", "green", "blue"))


def in_the_room(world: World) -> Hand:
    """HR, with the questionnaire open."""
    claire = world.hand(CLAIRE)
    claire.open_home()
    claire.press(world.home_of(CLAIRE, "programmes.room"), "programmes.room")
    claire.press("modal", "questionnaires.open")
    return claire


def beside(hand: Hand, question: str, act: str) -> None:
    """An entry of the menu beside a question."""
    value = f"{act} {question}"
    block = next(each["block_id"] for each in hand.modal()["blocks"] if f'"{value}"' in shown(each))
    hand.press("modal", "questionnaires.question", value, block)


def add(hand: Hand, kind: str, **typed: object) -> None:
    hand.press("modal", "questionnaires.add")
    hand.fill({"kind": kind})
    assert hand.submit() == {}
    hand.fill({"audience": ["mentee", "mentor"], **typed})
    assert hand.submit() == {}


def publish(hand: Hand) -> None:
    hand.press("modal", "questionnaires.review")
    assert hand.submit() == {}
    hand.close()


def test_hr_shapes_a_questionnaire_and_an_employee_answers_it(world: World) -> None:
    create_programme(world)
    post = announce(world)
    claire = in_the_room(world)
    add(claire, "long", label_en="Why now?", label_fr="Pourquoi maintenant ?", how=["required"], page="1")
    assert "1 modification n’est pas encore publiée" in shown(claire.modal())
    beside(claire, "interests", "remove")
    assert "Personne n’y a encore répondu" in shown(claire.modal())
    claire.submit()
    beside(claire, "struggle", "change")
    claire.fill({"label_en": "What is hard at the moment"})
    assert claire.submit() == {}
    beside(claire, "ways", "use")
    claire.fill({"weight": "hard"})
    assert claire.submit() == {}
    assert "doit correspondre (en commun)" in shown(claire.modal())
    publish(claire)
    leo = world.hand(ENGLISH)
    leo.press(post, "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    leo.fill({**MENTEE_PAGES[0], "why-now": "New team."})
    assert leo.submit() == {}
    assert "What is hard at the moment" in shown(leo.modal())
    assert "interests" not in shown(leo.modal())


def test_what_is_wrong_stands_beside_its_field_and_the_rest_stays(world: World) -> None:
    create_programme(world)
    claire = in_the_room(world)
    claire.press("modal", "questionnaires.add")
    claire.fill({"kind": "choice"})
    claire.submit()
    typed = {"label_en": "Colour", "label_fr": "Couleur", "choices_en": "Red\nGreen", "choices_fr": "Rouge"}
    claire.fill({**typed, "audience": ["mentee"]})
    assert "2 choix en anglais et 1 en français" in claire.submit()["choices_fr"]
    claire.fill({"choices_fr": "Rouge\nVert"})
    assert claire.submit() == {}
    claire.press("modal", "questionnaires.open")
    beside(claire, "skills_offered", "remove")
    assert "dépend de celle-ci" in shown(claire.modal())


def test_a_preview_turns_its_pages_in_either_language_and_keeps_nothing(world: World) -> None:
    create_programme(world)
    claire = in_the_room(world)
    claire.press("modal", "questionnaires.preview")
    claire.fill({"role": "mentor", "language": "en"})
    claire.submit()
    assert "Skills you can help with" in shown(claire.modal())
    claire.press("modal", "preview.turn")
    assert "Page 2 of 3" in shown(claire.modal())
    assert "How well you know" in shown(claire.modal())
    claire.press("modal", "preview.turn")
    claire.press("modal", "preview.back")
    assert "Page 2 of 3" in shown(claire.modal())
    claire.press("modal", "preview.leave")
    assert "Ajouter une question" in shown(claire.modal())


def half_way(world: World) -> Hand:
    """Somebody on the second page."""
    leo = world.hand(ENGLISH)
    leo.press(announce(world), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    leo.fill(MENTEE_PAGES[0])
    leo.submit()
    leo.fill(MENTEE_PAGES[1])
    return leo


def finish(hand: Hand, *pages: Mapping[str, object]) -> None:
    for page in pages:
        hand.fill(page)
        assert hand.submit() == {}
    assert "You have joined" in shown(hand.modal())


def test_a_question_added_meanwhile_is_asked_with_the_rest_kept(world: World) -> None:
    create_programme(world)
    leo = half_way(world)
    claire = in_the_room(world)
    add(claire, "short", label_en="A sport", label_fr="Un sport", how=["required"], page="2")
    claire.press("modal", "questionnaires.open")
    publish(claire)
    assert leo.submit() == {}
    assert "has changed while you were answering" in shown(leo.modal())
    assert initial_of(leo.modal(), "struggle") == MENTEE_PAGES[1]["struggle"]
    finish(leo, {"a-sport": "Judo"}, MENTEE_PAGES[2])


def test_a_question_deleted_meanwhile_is_passed_over(world: World) -> None:
    create_programme(world)
    leo = half_way(world)
    claire = in_the_room(world)
    beside(claire, "struggle", "remove")
    claire.submit()
    publish(claire)
    assert leo.submit() == {}
    assert "Page 3 of 3" in shown(leo.modal())
    finish(leo, MENTEE_PAGES[2])


def test_a_choice_deleted_meanwhile_is_chosen_again(world: World) -> None:
    create_programme(world)
    leo = half_way(world)
    claire = in_the_room(world)
    beside(claire, "ways", "change")
    claire.fill({"choices_en": "In person\nPhone\nChat", "choices_fr": "En personne\nTéléphone\nMessagerie"})
    claire.submit()
    publish(claire)
    assert leo.submit() == {}
    assert "has changed while you were answering" in shown(leo.modal())
    assert "Video call" not in shown(leo.modal())
    assert initial_of(leo.modal(), "struggle") == MENTEE_PAGES[1]["struggle"]
    finish(leo, {"ways": ["chat"]}, MENTEE_PAGES[2])


def test_a_modal_left_open_overnight_goes_on_where_it_was(world: World) -> None:
    create_programme(world)
    leo = half_way(world)
    world.slack.clock.forward(hours=16)
    assert leo.submit() == {}
    finish(leo, MENTEE_PAGES[2])


def test_who_has_to_answer_again_finds_it_in_a_message_and_on_home(world: World) -> None:
    create_programme(world)
    leo = world.hand(ENGLISH)
    leo.press(announce(world), "enrolment.join")
    answer_as_mentee(leo)
    leo.close()
    claire = in_the_room(world)
    add(claire, "short", label_en="A sport", label_fr="Un sport", how=["required"], page="2")
    claire.press("modal", "questionnaires.open")
    claire.press("modal", "questionnaires.review")
    assert f"<@{ENGLISH}>" in shown(claire.modal())
    assert "1 personne devra compléter ses réponses" in shown(claire.modal())
    claire.submit()
    message = world.message_to(ENGLISH, "1 question")
    leo.open_home()
    world.home_of(ENGLISH, "enrolment.again")
    leo.press(message, "enrolment.again")
    assert "Please complete this page" in shown(leo.modal())
    leo.fill({"a-sport": "Judo"})
    assert leo.submit() == {}
    assert "up to date" in shown(leo.modal())
    world.until(lambda: "enrolment.again" not in shown(leo.home()))


def a_question(kind: Kind, **more: object) -> Question:
    listed = CHOICES if kind in (Kind.CHOICE, Kind.SEVERAL, Kind.RANKED) else ()
    label = {"en": kind.value, "fr": kind.value}
    return Question(**{"id": f"q-{kind.value}", "kind": kind, "label": label, "choices": listed, **more})


TYPED: dict[Kind, tuple[object, object]] = {
    Kind.CHOICE: ("green", "green"),
    Kind.SEVERAL: (["red", "blue"], ["red", "blue"]),
    Kind.SCALE: ("4", 4),
    Kind.NUMBER: ("12", 12),
    Kind.DATE: ("2027-03-01", "2027-03-01"),
    Kind.TIME: ("10:15", "10:15"),
    Kind.SHORT: ("Élan", "Élan"),
    Kind.LONG: ("one\ntwo", "one\ntwo"),
    Kind.PEOPLE: ([CLAIRE, FRENCH], [CLAIRE, FRENCH]),
    Kind.YES_NO: ("no", False),
}


@pytest.fixture
def with_every_kind(world: World) -> World:
    """A programme that asks a question of every kind, required and optional; then a page with one question."""
    create_programme(world)
    required = [a_question(kind, required=True) for kind in Kind]
    optional = [replace(each, id=f"{each.id}-o", required=False) for each in required]
    last = a_question(Kind.LONG, id="last", page=2)
    ranked = a_question(Kind.RANKED, required=True, most=2)
    questions = (*(each for each in required if each.kind is not Kind.RANKED), ranked, *optional, last)
    with world.product.storage.begin() as work:
        work.forms.publish(
            1, "questionnaire", Form(({"en": "One", "fr": "Un"}, {"en": "Two", "fr": "Deux"}), questions)
        )
    return world


def test_every_kind_of_question_comes_back_from_the_modal_as_it_was_typed(with_every_kind: World) -> None:
    world = with_every_kind
    leo = world.hand(ENGLISH)
    leo.press(announce(world), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    typed = {f"q-{kind.value}": value for kind, (value, _) in TYPED.items()}
    leo.fill({**typed, "q-ranked#1": "blue", "q-ranked#2": "red", "q-several-o": [DECLINED], "q-scale-o": DECLINED})
    assert leo.submit() == {}
    leo.press("modal", "enrolment.back")
    for id, value in {**typed, "q-ranked#1": "blue", "q-ranked#2": "red"}.items():
        assert values_in(initial_of(leo.modal(), id)) == values_in(value), id
    assert leo.submit() == {}
    assert leo.submit() == {}
    with world.product.storage.begin() as work:
        enrolment = work.enrolments.find(1, ENGLISH)
    assert enrolment
    expected = {f"q-{kind.value}": answer for kind, (_, answer) in TYPED.items()} | {"q-ranked": ["blue", "red"]}
    assert {id: enrolment.answers[id] for id in expected} == expected
    assert all(value is None for id, value in enrolment.answers.items() if id.endswith("-o"))


def values_in(initial: object) -> object:
    """An initial value as it is typed: an option is its value."""
    if isinstance(initial, dict):
        return initial["value"]
    if isinstance(initial, list):
        return [values_in(each) for each in initial]
    return initial


def test_either_answers_or_preferring_not_to_say(with_every_kind: World) -> None:
    leo = with_every_kind.hand(ENGLISH)
    leo.press(announce(with_every_kind), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    typed = {f"q-{kind.value}": value for kind, (value, _) in TYPED.items()}
    leo.fill({**typed, "q-ranked#1": "blue", "q-several-o": ["red", DECLINED]})
    assert leo.submit() == {"q-several-o": "Please choose either your answers or “I prefer not to say”."}


def test_what_is_optional_says_that_it_may_be_left(with_every_kind: World) -> None:
    leo = with_every_kind.hand(ENGLISH)
    leo.press(announce(with_every_kind), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    inputs = {each["block_id"]: each["element"] for each in leo.modal()["blocks"] if each["type"] == "input"}
    for id, element in inputs.items():
        says_so = "prefer not to say" in shown(element)
        assert says_so is ("-o" in id), id


SECRET = "U0EMILY"


def test_who_somebody_must_not_be_paired_with_is_shown_to_nobody_else(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    create_programme(world)
    leo = world.hand(ENGLISH if ENGLISH != SECRET else FRENCH)
    leo.press(announce(world), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    for page in (*MENTEE_PAGES[:2], {**MENTEE_PAGES[2], "not_with": [SECRET]}):
        leo.fill(page)
        assert leo.submit() == {}
    claire = in_the_room(world)
    seen = [shown(claire.modal())]
    beside(claire, "not_with", "change")
    assert "1 personne a répondu" in shown(claire.modal())
    seen.append(shown(claire.modal()))
    claire.press("modal", "questionnaires.open")
    beside(claire, "not_with", "remove")
    seen.append(shown(claire.modal()))
    claire.submit()
    claire.press("modal", "questionnaires.review")
    seen.append(shown(claire.modal()))
    claire.press("modal", "questionnaires.open")
    claire.press("modal", "questionnaires.preview")
    claire.submit()
    seen.append(shown(claire.modal()))
    claire.close()
    claire.press(HOME, "programmes.participants")
    seen.append(shown(claire.modal()))
    seen += [shown(world.slack.posted(person)) for person in (CLAIRE, leo.user, SECRET)]
    out, err = capsys.readouterr()
    assert SECRET not in "".join(seen) + out + err
