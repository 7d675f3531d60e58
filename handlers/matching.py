"""HR has people matched, and tries other settings."""

from collections.abc import Mapping

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.domain.matching.scheme import Aim, Departments
from bot.domain.weighing import Group, Stress, Weighing
from bot.services.matching import MatchingService, NothingToCompare
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, matching: MatchingService) -> None:
    """Registers what the programme team does before there are pairs."""

    @app.action("matching.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(matching.open(act.person, act.about))

    @app.action("matching.match")
    @desk.answering
    def match(act: Act) -> Answer:
        return Show(matching.match(act.person, act.about, act.key))

    @app.action("matching.result")
    @desk.answering
    def result(act: Act) -> Answer:
        return Show(matching.result(act.person, act.about))

    @app.action("matching.stuck")
    @desk.answering
    def stuck(act: Act) -> Answer:
        return Show(matching.stuck(act.person, act.about))

    @app.action("matching.earlier")
    @app.action("matching.later")
    @desk.answering
    def turn(act: Act) -> Answer:
        return Show(matching.stuck(act.person, act.window.memory["programme"], page=act.about))

    @app.action("matching.compare")
    @desk.answering
    def compare(act: Act) -> Answer:
        return Show(matching.compare(act.person, act.about))

    @app.view("matching.try")
    @desk.answering
    def try_out(act: Act) -> Answer:
        return Show(matching.compare(act.person, act.window.memory["programme"], _weighing(act.window.typed)))

    @app.action("matching.keep")
    @desk.answering
    def keep(act: Act) -> Answer:
        return Show(matching.weigh(act.person, act.about, _weighing(act.window.typed), act.key))


def _weighing(typed: Mapping[str, object]) -> Weighing:
    """The form as settings; raises InvalidForm."""
    try:
        stress = {group: Stress(str(typed[group.value])) for group in Group}
        aim, departments = Aim(str(typed["aim"])), Departments(str(typed["departments"]))
    except ValueError:
        raise InvalidForm({group.value: Fault("choose_again") for group in Group}) from None
    if all(each is Stress.NONE for each in stress.values()):
        raise NothingToCompare
    return Weighing({group: each for group, each in stress.items() if each is not Stress.AS_ASKED}, aim, departments)
