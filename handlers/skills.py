"""HR looks after the company's skills."""

from slack_bolt import App

from bot.services.skills import SkillService
from handlers.answering import Act, Answer, Desk, Offer, Show


def listen(app: App, desk: Desk, skills: SkillService) -> None:
    """Registers what the programme team does with skills."""

    def overview(act: Act, page: int | None = None) -> Answer:
        at = act.window.memory
        return Show(skills.overview(act.person, at["programme"], page or at.get("page", 1)))

    @app.action("skills.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(skills.overview(act.person, act.about))

    @app.action("skills.earlier")
    @app.action("skills.later")
    @desk.answering
    def turn(act: Act) -> Answer:
        return overview(act, page=act.about)

    @app.action("skills.merge")
    @app.action("skills.merge_other")
    @desk.answering
    def merge(act: Act) -> Answer:
        skills.merge(act.person, *_two(act))
        return overview(act)

    @app.action("skills.apart")
    @desk.answering
    def tell_apart(act: Act) -> Answer:
        skills.tell_apart(act.person, *_two(act))
        return overview(act)

    @app.action("skills.change")
    @desk.answering
    def change(act: Act) -> Answer:
        return Show(skills.change(act.person, act.window.memory["programme"], act.about))

    @app.options("skills.options")
    @desk.answering
    def suggest(act: Act) -> Answer:
        return Offer(skills.suggest(act.person, act.payload.text))

    @app.view("skills.save")
    @desk.answering
    def save(act: Act) -> Answer:
        at, typed = act.window.memory, act.window.typed
        if typed["heir"]:
            skills.give_up(act.person, at["skill"], str(typed["heir"]))
        else:
            skills.rename(act.person, at["skill"], at["version"], str(typed["en"] or ""), str(typed["fr"] or ""))
        return overview(act)

    @app.action("skills.remove")
    @desk.answering
    def remove(act: Act) -> Answer:
        skills.remove(act.person, act.about)
        return overview(act)


def _two(act: Act) -> tuple[int, int]:
    """The ids of the two skills that a button stands for."""
    one, other = (act.payload.value or "").split(":")
    return int(one), int(other)
