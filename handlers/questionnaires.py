"""HR shapes a questionnaire: questions, pages, what is published."""

from collections.abc import Callable, Mapping

from slack_bolt import App

from bot.domain.forms import Kind, Wording
from bot.domain.people import LANGUAGES
from bot.services.publication import PublicationService
from bot.services.questionnaires import QuestionnaireService
from handlers.answering import Act, Answer, Desk, Show


def listen(app: App, desk: Desk, questionnaires: QuestionnaireService, publication: PublicationService) -> None:
    """Registers what the programme team does with questionnaires."""
    _shaping(app, desk, questionnaires)
    _publishing(app, desk, publication)


def _shaping(app: App, desk: Desk, questionnaires: QuestionnaireService) -> None:
    acts = _acts(questionnaires)

    @app.action("questionnaires.open")
    @desk.answering
    def open(act: Act) -> Answer:
        return Show(questionnaires.open(act.person, act.about))

    @app.action("questionnaires.question")
    @desk.answering
    def question(act: Act) -> Answer:
        name, _, id = (act.payload.value or "").partition(" ")
        return Show(acts[name](act, id))

    @app.action("questionnaires.add")
    @desk.answering
    def add(act: Act) -> Answer:
        return Show(questionnaires.choose_kind(act.person, act.about))

    @app.view("questionnaires.kind")
    @desk.answering
    def kind(act: Act) -> Answer:
        return Show(questionnaires.new(act.person, _programme(act), Kind(str(act.window.typed["kind"]))))

    @app.view("questionnaires.save")
    @desk.answering
    def save(act: Act) -> Answer:
        at = act.window.memory
        return Show(questionnaires.save(act.person, _programme(act), at, act.window.typed, act.key))

    @app.view("questionnaires.save_use")
    @desk.answering
    def save_use(act: Act) -> Answer:
        at = act.window.memory
        return Show(questionnaires.save_use(act.person, _programme(act), at, act.window.typed, act.key))

    @app.view("questionnaires.remove")
    @desk.answering
    def remove(act: Act) -> Answer:
        return Show(questionnaires.remove(act.person, _programme(act), act.window.memory["question"]))

    @app.action("questionnaires.pages")
    @desk.answering
    def pages(act: Act) -> Answer:
        return Show(questionnaires.pages(act.person, act.about))

    @app.view("questionnaires.save_pages")
    @desk.answering
    def save_pages(act: Act) -> Answer:
        at = act.window.memory
        titles = _titles(act.window.typed, at["count"], at["old"])
        return Show(questionnaires.save_pages(act.person, _programme(act), at["mark"], titles, act.key))


def _acts(questionnaires: QuestionnaireService) -> Mapping[str, Callable[[Act, str], object]]:
    """What the menu beside a question offers."""
    return {
        "change": lambda act, id: questionnaires.edit(act.person, _programme(act), id),
        "use": lambda act, id: questionnaires.use(act.person, _programme(act), id),
        "up": lambda act, id: questionnaires.move(act.person, _programme(act), id, -1, act.key),
        "down": lambda act, id: questionnaires.move(act.person, _programme(act), id, 1, act.key),
        "remove": lambda act, id: questionnaires.removal(act.person, _programme(act), id),
    }


def _publishing(app: App, desk: Desk, publication: PublicationService) -> None:
    @app.action("questionnaires.review")
    @desk.answering
    def review(act: Act) -> Answer:
        return Show(publication.review(act.person, act.about))

    @app.view("questionnaires.publish")
    @desk.answering
    def publish(act: Act) -> Answer:
        return Show(publication.publish(act.person, _programme(act), act.window.memory["version"], act.key))

    @app.action("questionnaires.discard")
    @desk.answering
    def discard(act: Act) -> Answer:
        return Show(publication.discard(act.person, act.about))

    @app.action("questionnaires.beginnings")
    @desk.answering
    def beginnings(act: Act) -> Answer:
        return Show(publication.beginnings(act.person, act.about))

    @app.view("questionnaires.start_again")
    @desk.answering
    def start_again(act: Act) -> Answer:
        beginning = str(act.window.typed["beginning"])
        return Show(publication.start_again(act.person, _programme(act), beginning, act.key))


def _programme(act: Act) -> int:
    return int(act.window.memory["programme"])


def _titles(typed: Mapping[str, object], count: int, old: int) -> tuple[Wording | None, ...]:
    """The titles as they were typed: None for a page whose titles were emptied; the new one counts if it has any."""
    titles = [
        {language: str(typed.get(f"{number}_{language}") or "").strip() for language in LANGUAGES}
        for number in range(1, count + 1)
    ]
    said = [title if any(title.values()) else None for title in titles]
    return tuple(said if said[-1] or count == old else said[:-1])
