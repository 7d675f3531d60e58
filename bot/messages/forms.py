"""Forms as modals, whatever they ask: built here and nowhere else."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from slackblocks import Block, ModalView

from bot.domain.answers import accepts
from bot.domain.forms import Field, Form, Kind, Question, Typed, fields
from bot.messages import catalogue, samples
from bot.messages.blocks import actions, button, ids, note, section
from bot.messages.feedback import pulse_form
from bot.messages.inputs import input_of
from bot.messages.meetings import meeting_form
from bot.messages.questionnaire import default
from bot.messages.words import Words


@dataclass(frozen=True)
class Page:
    """One page of a form that somebody fills in.

    `journey` names who listens (`enrolment` hears `enrolment.page`, `enrolment.back` and, while something is searched,
    `enrolment.options`), `subject` is the id of what is being filled in, `known` holds what the directory knows, by
    the name in a question's `prefill`. `above` is a word before the questions, a block of the template; `memory` is
    what else the modal remembers, ids only. A `trial` is nobody's answers: its pages can be turned as they are
    (`<journey>.turn`) and left (`<journey>.leave`).
    """

    journey: str
    subject: int
    form: Form
    audiences: frozenset[str]
    number: int
    typed: Typed
    known: Mapping[str, object] = field(default_factory=dict)
    above: str = ""
    memory: Mapping[str, object] = field(default_factory=dict)
    trial: bool = False

    @property
    def is_last(self) -> bool:
        return self.number == len(self.form.pages)

    @property
    def fields(self) -> tuple[Field, ...]:
        return fields(self.form, self.number, self.audiences, self.typed)

    def value(self, field: Field) -> object:
        """What the field holds at first: what was typed, what the directory knows, or the question's own beginning."""
        question = field.question
        if field.key in self.typed:
            return holdable(question, self.typed[field.key])
        known = holdable(question, self.known.get(question.prefill or ""))
        return known or (None if field.part else question.initial)


def holdable(question: Question, value: object) -> object:
    """What is typed or known, as far as the input takes it: Slack refuses initial values that are out of bounds."""
    if question.kind in (Kind.SHORT, Kind.LONG):
        return value[: question.most] if isinstance(value, str) else None
    if question.kind in (Kind.SEVERAL, Kind.PEOPLE):
        return value[: question.most] if isinstance(value, (list, tuple)) else None
    if question.kind in (Kind.NUMBER, Kind.DATE, Kind.TIME):
        return value if accepts(question, value) else None
    return value


_TRIAL = Page("preview", 1, default(), frozenset({"mentor"}), 2, {}, trial=True)
_FIRST_TRIAL = Page("preview", 1, default(), frozenset({"mentee"}), 1, {}, trial=True)
_PULSES = {
    f"pulse_{role}": Page("feedback", 7, pulse_form(), frozenset({role}), 1, {}, above="team_only")
    for role in ("mentee", "mentor")
}
_MEETING = Page("checkins", 5, meeting_form(asks_fit=True), frozenset({"mentee"}), 1, {}, {"today": "2027-01-12"})
_AGAIN = Page("enrolment", 7, default(), frozenset({"mentee"}), 2, {}, above="again")


@catalogue.modal(
    "forms/page",
    **samples.pages(Page),
    trial=_TRIAL,
    first_trial=_FIRST_TRIAL,
    again=_AGAIN,
    meeting=_MEETING,
    **_PULSES,
)
def page(page: Page, words: Words) -> ModalView:
    """A page of a form: its questions, a way back, and where one is."""
    title = page.form.pages[page.number - 1][words.language]
    above = [section(words.rich("preview" if page.trial else page.above))] if page.above or page.trial else []
    top = note(words.rich("progress", title=title, count=len(page.form.pages)))
    inputs = [input_of(field, page.value(field), page.journey, words) for field in page.fields]
    return ModalView(
        title=words.plain("title"),
        blocks=[*above, top, *inputs, *_ways(page, words)],
        submit=words.plain("send" if page.is_last else "next"),
        close=words.plain("close"),
        callback_id=f"{page.journey}.page",
        private_metadata=ids(id=page.subject, page=page.number, **page.memory),
    )


def _ways(page: Page, words: Words) -> list[Block]:
    back = [button(words.plain("back"), f"{page.journey}.back")] if page.number > 1 else []
    if page.trial:
        turn = [] if page.is_last else [button(words.plain("turn"), f"{page.journey}.turn")]
        back += [*turn, button(words.plain("leave"), f"{page.journey}.leave", page.subject)]
    return [actions(*back)] if back else []
