import pytest

from sandbox.company import company
from sandbox.hand import HOME, Hand
from tests.builders import MENTEE_PAGES
from tests.journeys.conftest import CLAIRE, Living, World, announce, create_programme, shown

PEOPLE = [p for p in company().people if not (p.is_hr or p.is_bot or p.deleted or p.is_guest)]
FRENCH = next(p.id for p in PEOPLE if p.locale.startswith("fr"))
ENGLISH = next(p.id for p in PEOPLE if p.locale.startswith("en"))


def pages(own_id: str) -> list[dict[str, object]]:
    return [dict(page) for page in MENTEE_PAGES]


def answer_as_mentee(hand: Hand) -> None:
    """From the role to the last page."""
    hand.fill({"role": "mentee"})
    assert hand.submit() == {}
    for page in MENTEE_PAGES:
        hand.fill(page)
        assert hand.submit() == {}


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_a_programme_is_set_up_announced_and_joined(living: Living, transport: str) -> None:
    with living(transport) as world:
        create_programme(world)
        post = announce(world)
        ana = world.hand(FRENCH)
        ana.press(post, "enrolment.join")
        answer_as_mentee(ana)
        assert "Vous participez" in shown(ana.modal())
        ana.close()
        world.message_to(FRENCH, "Merci ! Vous participez")
        ana.open_home()
        world.home_of(FRENCH, "enrolment.withdraw")
        claire = world.hand(CLAIRE)
        claire.press(HOME, "programmes.participants")
        assert FRENCH in shown(claire.modal())


def test_each_person_is_spoken_to_in_their_language(world: World) -> None:
    create_programme(world)
    post = announce(world)
    assert "Participer · Join" in shown(post)
    leo = world.hand(ENGLISH)
    leo.press(post, "enrolment.join")
    answer_as_mentee(leo)
    world.message_to(ENGLISH, "Thank you! You have joined")


def test_a_page_that_is_not_right_says_so_beside_the_field_and_keeps_the_rest(world: World) -> None:
    create_programme(world)
    leo = world.hand(ENGLISH)
    leo.press(announce(world), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    first, second, third = pages(ENGLISH)
    leo.fill({**first, "skills_wanted#2": "finance"})
    assert leo.submit() == {"skills_wanted#2": "You have chosen this already. Choose another one or leave it empty."}
    leo.fill({"skills_wanted#2": "leadership"})
    assert leo.submit() == {}
    leo.fill(second)
    leo.submit()
    leo.fill({**third, "work_from": "18:00"})
    assert leo.submit() == {"work_until": "This has to be later than 18:00."}


def test_back_keeps_what_was_typed_and_so_does_closing(world: World) -> None:
    create_programme(world)
    leo = world.hand(ENGLISH)
    leo.press(announce(world), "enrolment.join")
    leo.fill({"role": "mentee"})
    leo.submit()
    first, second, _ = pages(ENGLISH)
    leo.fill(first)
    leo.submit()
    leo.fill({**second, "struggle": "Saying no."})
    leo.press("modal", "enrolment.back")
    assert "Page 1 of 3" in shown(leo.modal())
    assert "finance" in str(initial_of(leo.modal(), "skills_wanted#1"))
    leo.close()
    leo.open_home()
    world.home_of(ENGLISH, "Finish my answers")
    leo.press(HOME, "enrolment.edit")
    assert leo.submit() == {}
    assert initial_of(leo.modal(), "struggle") == "Saying no."


def initial_of(view: dict, block_id: str) -> object:  # type: ignore[type-arg]
    element = next(b["element"] for b in view["blocks"] if b.get("block_id") == block_id)
    return next(value for key, value in element.items() if key.startswith("initial"))


def test_answers_can_be_changed_and_one_can_leave_and_come_back(world: World) -> None:
    create_programme(world)
    leo = world.hand(ENGLISH)
    leo.press(announce(world), "enrolment.join")
    answer_as_mentee(leo)
    leo.close()
    confirmation = world.message_to(ENGLISH, "enrolment.edit")
    leo.press(confirmation, "enrolment.edit")
    leo.fill({"skills_wanted#1": "sales"})
    for _ in range(3):
        assert leo.submit() == {}
    assert "up to date" in shown(leo.modal())
    leo.close()
    leo.press(confirmation, "enrolment.withdraw")
    farewell = world.message_to(ENGLISH, "You have left")
    leo.press(farewell, "enrolment.join")
    leo.submit()
    assert "sales" in str(initial_of(leo.modal(), "skills_wanted#1"))


@pytest.mark.parametrize("command", ["/mentorat", "/mentoring"])
@pytest.mark.parametrize(
    ("words", "shown"), [("join", "enrolment.role"), ("rejoindre", "enrolment.role"), ("réponses", "enrolment.page")]
)
def test_both_commands_open_the_same_things(world: World, command: str, words: str, shown: str) -> None:
    create_programme(world)
    announce(world)
    leo = world.hand(ENGLISH)
    if "page" in shown:
        leo.command(f"{command} join")
        leo.fill({"role": "mentor"})
        leo.submit()
        leo.close()
    leo.command(f"{command} {words}")
    assert leo.modal()["callback_id"] == shown
