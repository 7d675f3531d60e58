"""Skills as people meet them: searched while they type, added where one is missing, merged by HR."""

from typing import Any

import pytest

from bot.domain.enrolment import Enrolment
from bot.domain.forms import Choice, Form, Kind, Question
from bot.messages.questionnaire import NAME
from sandbox.hand import HOME, Hand, NotThere
from tests.builders import MENTEE_PAGES
from tests.journeys.conftest import CLAIRE, Living, World, announce, create_programme, shown
from tests.journeys.test_joining import ENGLISH, FRENCH

FIRST = MENTEE_PAGES[0]


def at_the_first_page(world: World, person_id: str, post: Any, role: str) -> Hand:
    hand = world.hand(person_id)
    hand.press(post, "enrolment.join")
    hand.fill({"role": role})
    assert hand.submit() == {}
    return hand


def offered(hand: Hand, query: str, field: str = "skills_wanted#1") -> list[str]:
    return [each["text"]["text"] for each in hand.options("enrolment.options", query, block_id=field)]


def initial(hand: Hand, block_id: str) -> Any:
    element = next(b["element"] for b in hand.modal()["blocks"] if b.get("block_id") == block_id)
    return element.get("initial_option", element.get("initial_options"))


def enrolment_of(world: World, person_id: str) -> Enrolment:
    with world.product.storage.begin() as work:
        [found] = work.enrolments.of(person_id)
    return found


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_skills_are_found_in_any_language_and_offered_in_ones_own(living: Living, transport: str) -> None:
    with living(transport) as world:
        create_programme(world)
        skills_are_found(world, announce(world))


def skills_are_found(world: World, post: Any) -> None:
    leo = at_the_first_page(world, ENGLISH, post, "mentee")
    assert offered(leo, "négo")[0] == "Negotiation"
    assert offered(leo, "negociaton")[:1] == ["Negotiation"]
    assert offered(leo, "power-bi") == ["Power BI"]
    assert offered(leo, "")[:2] == ["Leading a team", "Delegating"]
    assert len(offered(leo, "")) == 98
    assert offered(leo, "apiculture") == ["Add “Apiculture”"]
    ana = at_the_first_page(world, FRENCH, post, "mentor")
    assert offered(ana, "negotiation", "skills_offered")[0] == "Négociation"
    assert offered(ana, "apiculture", "skills_offered") == ["Ajouter «\u00a0Apiculture\u00a0»"]


def test_a_skill_is_added_merged_by_hr_and_the_answers_follow(world: World) -> None:
    create_programme(world)
    post = announce(world)
    leo = at_the_first_page(world, ENGLISH, post, "mentee")
    leo.fill({**FIRST, "skills_wanted#1": adding(leo, "Observabilty")})
    for page in MENTEE_PAGES[1:]:
        assert leo.submit() == {}
        leo.fill(page)
    assert leo.submit() == {}
    ana = at_the_first_page(world, FRENCH, post, "mentor")
    mentors = {key: FIRST[key] for key in ("languages", "years", "level")}
    assert offered(ana, "Observability", "skills_offered")[0] == "Observabilty"
    new = [adding(ana, "Observability", "skills_offered"), "Vente"]
    ana.fill({**mentors, "skills_offered": new, "goals_supported": ["expertise"]})
    assert ana.submit() == {}
    ana.fill({"skill_level#observability": "5"})
    ana.press("modal", "enrolment.back")
    claire = world.hand(CLAIRE)
    claire.press(HOME, "programmes.room")
    claire.press("modal", "skills.open")
    assert "Observabilty" in shown(claire.modal())
    claire.press("modal", "skills.merge_other")
    assert "skills.merge" not in shown(claire.modal())
    assert "Observabilty" not in shown(claire.modal())
    assert enrolment_of(world, ENGLISH).answers["skills_wanted"] == ["observability", "leadership"]
    assert enrolment_of(world, ENGLISH).draft["skills_wanted#1"] == "observability"
    leo.close()
    leo.command("/mentoring answers")
    assert initial(leo, "skills_wanted#1")["value"] == "observability"
    assert initial(leo, "skills_wanted#1")["text"]["text"] == "Observability"
    # The page that Ana has had open all the time is understood.
    assert ana.submit() == {}
    assert initial(ana, "skill_level#observability")["value"] == "5"


def adding(hand: Hand, query: str, field: str = "skills_wanted#1") -> Any:
    """What stands last in the list once this is typed: to add it."""
    return hand.options("enrolment.options", query, block_id=field)[-1]


def test_hr_tells_apart_renames_merges_by_hand_and_removes(world: World) -> None:
    create_programme(world)
    leo = at_the_first_page(world, ENGLISH, announce(world), "mentee")
    for word in ("Observability", "Observabilty", "K8s"):
        leo.fill({**FIRST, "skills_wanted#1": adding(leo, word)})
        assert leo.submit() == {}
        leo.press("modal", "enrolment.back")
    claire = world.hand(CLAIRE)
    claire.press(HOME, "programmes.room")
    claire.press("modal", "skills.open")
    claire.press("modal", "skills.apart")
    assert "skills.apart" not in shown(claire.modal())
    k8s, typo, right = (block["block_id"] for block in claire.modal()["blocks"] if "skills.change" in shown(block))
    claire.press("modal", "skills.change", block_id=typo)
    claire.fill({"en": "Power BI"})
    assert "Power BI" in claire.submit()["en"]
    claire.fill({"en": "Monitoring", "fr": "Supervision"})
    assert claire.submit() == {}
    assert "Supervision (Monitoring)" in shown(claire.modal())
    claire.press("modal", "skills.change", block_id=right)
    claire.press("modal", "skills.remove")
    assert "Observability" not in shown(claire.modal())
    claire.press("modal", "skills.change", block_id=k8s)
    with pytest.raises(NotThere):
        claire.press("modal", "skills.remove")
    [heir, *_] = claire.options("skills.options", "kuber")
    claire.fill({"heir": heir})
    assert claire.submit() == {}
    assert "K8s" not in shown(claire.modal())
    assert enrolment_of(world, ENGLISH).draft["skills_wanted#1"] == "kubernetes"
    claire.press("modal", "programmes.room")
    assert "programmes.edit" in shown(claire.modal())


LONG = "Conduite de projets transverses avec des équipes réparties sur plusieurs continents, numéro"


def long_lists() -> Form:
    """A questionnaire with every kind of question that is searched, with labels that Slack would refuse."""
    wording = {"en": "A long list", "fr": "Une longue liste"}
    many = tuple(Choice(f"c-{n}", {"en": f"{LONG} {n} (en)", "fr": f"{LONG} {n}"}) for n in range(250))
    return Form(
        (wording, wording),
        (
            Question("one", Kind.CHOICE, wording, required=True, choices=many),
            Question("maybe", Kind.CHOICE, wording, choices=many),
            Question("some", Kind.SEVERAL, wording, choices=many, most=4),
            Question("best", Kind.RANKED, wording, choices=many, most=2),
            Question("skill", Kind.CHOICE, wording, source="skills", required=True),
            Question("skills", Kind.SEVERAL, wording, source="skills", most=5, required=True),
            Question("ranks", Kind.RANKED, wording, source="skills", most=2, required=True),
            Question("level", Kind.SCALE, wording, page=2, per="skills", required=True),
        ),
    )


def test_every_searched_question_comes_back_as_it_was_filled_in(world: World) -> None:
    create_programme(world)
    with world.product.storage.begin() as work:
        [programme] = work.programmes.open()
        work.forms.add(programme.id, NAME, 2, long_lists())
    leo = at_the_first_page(world, ENGLISH, announce(world), "mentee")
    found = leo.options("enrolment.options", "numéro 24", block_id="one")
    assert {len(each["text"]["text"]) <= 75 and each["text"]["text"].endswith("…") for each in found} == {True}
    assert [each["value"] for each in found[:2]] == ["c-24", "c-240"]
    typed: dict[str, object] = {
        "one": "c-24",
        "maybe": "prefer-not-to-say",
        "some": ["c-3", "c-249"],
        "best#1": "c-7",
        "skill": "sales",
        "skills": ["law", "leadership"],
        "ranks#1": "finance",
        "ranks#2": "sales",
    }
    queries = {key: by_value(leo, key, value) for key, value in typed.items()}
    leo.fill(queries)
    assert leo.submit() == {}
    leo.press("modal", "enrolment.back")
    for key, value in typed.items():
        there = initial(leo, key)
        values = [each["value"] for each in there] if isinstance(there, list) else there["value"]
        assert (sorted(values) if isinstance(values, list) else values) == (
            sorted(value) if isinstance(value, list) else value
        )
    before = enrolment_of(world, ENGLISH).draft
    assert leo.submit() == {}
    assert enrolment_of(world, ENGLISH).draft == before
    leo.fill({"level#law": "2", "level#leadership": "5"})
    assert leo.submit() == {}
    answers = enrolment_of(world, ENGLISH).answers
    assert (answers["maybe"], answers["one"], answers["best"]) == (None, "c-24", ["c-7"])
    assert answers["level"] == {"law": 2, "leadership": 5}


def by_value(hand: Hand, field: str, value: object) -> Any:
    """The options with these values, as somebody finds them who types."""
    if isinstance(value, list):
        return [by_value(hand, field, each) for each in value]
    query = "" if value == "prefer-not-to-say" else str(value).replace("c-", "numéro ")
    return next(each for each in hand.options("enrolment.options", query, block_id=field) if each["value"] == value)
