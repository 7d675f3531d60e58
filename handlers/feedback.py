"""The two of a pair say how it is; HR looks at it."""

from collections.abc import Mapping

from slack_bolt import App

from bot.domain.errors import Fault, InvalidForm
from bot.domain.feedback import Fit
from bot.domain.soundings import BOUNDS
from bot.services.climate import ClimateService
from bot.services.feedback import FeedbackService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, feedback: FeedbackService, climate: ClimateService) -> None:
    """Registers what people answer, and what the programme team does with it."""
    _listen_to_pairs(app, desk, feedback)
    _listen_to_team(app, desk, climate)


def _listen_to_pairs(app: App, desk: Desk, feedback: FeedbackService) -> None:
    @app.action("feedback.good")
    @desk.answering
    def good(act: Act) -> Answer:
        return Show(feedback.fit(act.person, act.about, Fit.GOOD))

    @app.action("feedback.deciding")
    @desk.answering
    def deciding(act: Act) -> Answer:
        return Show(feedback.fit(act.person, act.about, Fit.DECIDING))

    @app.action("feedback.not_good")
    @desk.answering
    def not_good(act: Act) -> Answer:
        return Show(feedback.fit(act.person, act.about, Fit.NOT))

    @app.action("feedback.answer")
    @desk.answering
    def form(act: Act) -> Answer:
        return Show(feedback.form(act.person, act.about))

    @app.view("feedback.page")
    @desk.answering
    def answer(act: Act) -> Answer:
        return Show(feedback.answer(act.person, act.window.memory["id"], act.window.typed, act.key))

    @app.action("feedback.skip")
    @desk.answering
    def skip(act: Act) -> Answer:
        return Show(feedback.skip(act.person, act.about))


def _listen_to_team(app: App, desk: Desk, climate: ClimateService) -> None:
    @app.action("feedback.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(climate.overview(act.person, act.about))

    @app.action("feedback.earlier")
    @app.action("feedback.later")
    @desk.answering
    def turn(act: Act) -> Answer:
        return Show(climate.overview(act.person, act.window.memory["programme"], act.about))

    @app.action("feedback.look")
    @desk.answering
    def look(act: Act) -> Answer:
        return Show(climate.look(act.person, act.about))

    @app.action("feedback.change")
    @desk.answering
    def change(act: Act) -> Answer:
        return Show(climate.offer_change(act.person, act.about))

    @app.action("feedback.talk")
    @desk.answering
    def talk(act: Act) -> Answer:
        return Show(climate.talk(act.person, act.about))

    @app.action("feedback.snooze")
    @desk.answering
    def snooze(act: Act) -> Answer:
        return Show(climate.snooze(act.person, act.about))

    @app.action("feedback.dismiss")
    @desk.answering
    def dismiss(act: Act) -> Answer:
        return Show(climate.dismiss(act.person, act.about))

    @app.action("feedback.settings")
    @desk.answering
    def settings(act: Act) -> Answer:
        return Show(climate.settings(act.person, act.about))

    @app.view("feedback.save")
    @desk.answering
    def save(act: Act) -> None:
        at = act.window.memory
        climate.change(act.person, at["programme"], at["version"], _days(act.window.typed), act.key)


def _days(typed: Mapping[str, object]) -> dict[str, int]:
    """The form of when people are asked; raises InvalidForm."""
    given = {name: str(typed[name] or "") for name in BOUNDS}
    if wrong := {name: Fault("not_a_number") for name, value in given.items() if not value.isdecimal()}:
        raise InvalidForm(wrong)
    return {name: int(value) for name, value in given.items()}
