"""Forms as modals: each kind of question as the input that suits it. They are built here and nowhere else."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from slackblocks import (
    Block,
    CheckboxGroup,
    DatePicker,
    Element,
    InputBlock,
    ModalView,
    NumberInput,
    Option,
    PlainText,
    PlainTextInput,
    RadioButtonGroup,
    StaticMultiSelectMenu,
    StaticSelectMenu,
    TimePicker,
    UserMultiSelectMenu,
)

from bot.domain.answers import accepts
from bot.domain.forms import DECLINED, Field, Form, Kind, Question, Typed, Wording, fields
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, actions, all_chosen, button, chosen, ids, note, option, section
from bot.messages.meetings import meeting_form
from bot.messages.questionnaire import default
from bot.messages.search import menu
from bot.messages.words import Words

FEW = 5
"""Up to so many choices are shown at once; more of them are a menu."""


@dataclass(frozen=True)
class Page:
    """One page of a form that somebody fills in.

    `journey` names who listens (`enrolment` hears `enrolment.page`, `enrolment.back` and, while something is searched,
    `enrolment.options`), `subject` is the id of what is being filled in, `known` holds what the directory knows, by
    the name in a question's `prefill`. `above` is a word before the questions, a block of the template; `memory` is
    what else the modal remembers, ids only. A `trial` is nobody's answers: its pages can be turned as they are, and
    left by `questionnaires.open`.
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
_MEETING = Page("checkins", 5, meeting_form(asks_fit=True), frozenset({"mentee"}), 1, {}, {"today": "2027-01-12"})
_AGAIN = Page("enrolment", 7, default(), frozenset({"mentee"}), 2, {}, above="again")


@catalogue.modal(
    "forms/page", **samples.pages(Page), trial=_TRIAL, first_trial=_FIRST_TRIAL, again=_AGAIN, meeting=_MEETING
)
def page(page: Page, words: Words) -> ModalView:
    """A page of a form: its questions, a way back, and where one is."""
    title = page.form.pages[page.number - 1][words.language]
    above = [section(words.rich("preview" if page.trial else page.above))] if page.above or page.trial else []
    top = note(words.rich("progress", title=title, count=len(page.form.pages)))
    inputs = [_input(field, page, words) for field in page.fields]
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
        back += [*turn, button(words.plain("leave"), "questionnaires.open", page.subject)]
    return [actions(*back)] if back else []


def _input(field: Field, page: Page, words: Words) -> InputBlock:
    value = page.value(field)
    if field.question.is_searched:
        element = menu(field, value, f"{page.journey}.options", words.of("forms/suggestions"))
    else:
        element = _ELEMENTS[field.question.kind](field, value, words)
    return InputBlock(
        label=PlainText(_label(field, words), emoji=True),
        element=element,
        block_id=field.key,
        hint=_hint(field, words),
        optional=not field.required,
    )


def _hint(field: Field, words: Words) -> PlainText | None:
    help = field.question.help if field.part in ("", "1") else None
    private = words.text("private") if field.question.private else ""
    hint = " ".join(filter(None, (private, help[words.language] if help else "")))
    return PlainText(hint) if hint else None


def _label(field: Field, words: Words) -> str:
    label = field.question.label[words.language]
    if field.about:
        return words.text("about", label=label, choice=field.about.label[words.language])
    if field.part:
        return words.text("ranked", label=label, rank=int(field.part))
    return label


def _options(field: Field, words: Words) -> list[Option]:
    return [option(choice.label[words.language], choice.key) for choice in field.question.choices]


def _one_of(field: Field, options: list[Option], value: object, words: Words) -> Element:
    """Radio buttons for a few, a menu for many and for the parts of a question. What is optional can be declined."""
    if not (field.required or field.part):
        options = [*options, option(words.text("prefer_not_to_say"), DECLINED)]
    initial = chosen(options, value)
    if len(options) <= FEW + 1 and not field.part:
        return RadioButtonGroup(ANSWER, options, initial_option=initial)
    return StaticSelectMenu(ANSWER, options, initial_option=initial, placeholder=_hold(field, "choose", words))


def _hold(field: Field, name: str, words: Words) -> PlainText:
    """What stands in an input that is still empty: what is optional says there that it may stay so."""
    return words.plain(name if field.question.required else "or_leave_empty")


def _choice(field: Field, value: object, words: Words) -> Element:
    return _one_of(field, _options(field, words), value, words)


def _several(field: Field, value: object, words: Words) -> Element:
    question = field.question
    options = _options(field, words)
    if len(options) <= FEW:
        options += [] if field.required else [option(words.text("prefer_not_to_say"), DECLINED)]
        return CheckboxGroup(ANSWER, options, initial_options=all_chosen(options, value))
    return StaticMultiSelectMenu(
        ANSWER,
        options,
        initial_options=all_chosen(options, value),
        max_selected_items=question.most,
        placeholder=_hold(field, "choose", words),
    )


def _scale(field: Field, value: object, words: Words) -> Element:
    ends = {"1": field.question.low, "5": field.question.high}
    options = [option(_point(point, ends.get(point), words), point) for point in "12345"]
    return _one_of(field, options, value, words)


def _point(point: str, end: Wording | None, words: Words) -> str:
    return f"{point} · {end[words.language]}" if end else point


def _yes_no(field: Field, value: object, words: Words) -> Element:
    options = [option(words.text(answer), answer) for answer in ("yes", "no")]
    return _one_of(field, options, value, words)


def _number(field: Field, value: object, words: Words) -> Element:
    question = field.question
    bounds = {"min_value": str(question.least or 0), "max_value": None if question.most is None else str(question.most)}
    return NumberInput(
        False,
        ANSWER,
        initial_value=_text_or_none(value),
        placeholder=_hold(field, "type_number", words),
        **bounds,  # type: ignore[arg-type]
    )


def _date(field: Field, value: object, words: Words) -> Element:
    return DatePicker(ANSWER, initial_date=_text_or_none(value), placeholder=_hold(field, "choose_date", words))


def _time(field: Field, value: object, words: Words) -> Element:
    return TimePicker(ANSWER, initial_time=_text_or_none(value), placeholder=_hold(field, "choose", words))


def _text(field: Field, value: object, words: Words) -> Element:
    question = field.question
    return PlainTextInput(
        ANSWER,
        initial_value=_text_or_none(value),
        multiline=question.kind is Kind.LONG,
        max_length=question.most,
        placeholder=_hold(field, "type_text", words),
    )


def _people(field: Field, value: object, words: Words) -> Element:
    people = [str(each) for each in value] if isinstance(value, (list, tuple)) else None
    return UserMultiSelectMenu(
        ANSWER,
        initial_users=people or None,
        max_selected_items=field.question.most,
        placeholder=_hold(field, "choose_people", words),
    )


def _text_or_none(value: object) -> str | None:
    return str(value) if value not in (None, "") else None


_ELEMENTS: dict[Kind, Callable[[Field, object, Words], Element]] = {
    Kind.CHOICE: _choice,
    Kind.SEVERAL: _several,
    Kind.RANKED: _choice,
    Kind.SCALE: _scale,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.SHORT: _text,
    Kind.LONG: _text,
    Kind.PEOPLE: _people,
    Kind.YES_NO: _yes_no,
}
