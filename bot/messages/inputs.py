"""Fields of a form as inputs: each kind of question as what suits it, worded by `templates/forms/page.j2`."""

from collections.abc import Callable

from slackblocks import (
    CheckboxGroup,
    DatePicker,
    Element,
    InputBlock,
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

from bot.domain.forms import DECLINED, Field, Kind, Wording
from bot.messages.blocks import ANSWER, all_chosen, chosen, option
from bot.messages.search import menu
from bot.messages.words import Words

FEW = 5
"""Up to so many choices are shown at once; more of them are a menu."""


def input_of(field: Field, value: object, journey: str, words: Words) -> InputBlock:
    """The input of a field with what it holds at first; `journey` names who is asked while something is searched."""
    if field.question.is_searched:
        element = menu(field, value, f"{journey}.options", words.of("forms/suggestions"))
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
