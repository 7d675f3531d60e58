"""From what was typed to answers: each kind of question reads its fields and says what is wrong with them."""

import re
from collections.abc import Callable
from datetime import date

from bot.domain.errors import Fault, InvalidForm
from bot.domain.forms import DECLINED, Answers, Field, Form, Kind, Question, Typed, fields_of

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


class _Refused(Exception):
    """What was typed into a field can't be accepted."""

    def __init__(self, name: str, **facts: object) -> None:
        super().__init__(name)
        self.fault = Fault(name, facts)


def answer(form: Form, audiences: frozenset[str], typed: Typed, page: int | None = None) -> Answers:
    """The answers of these audiences on one page, or on all; raises InvalidForm with a fault a field."""
    answers: dict[str, object] = {}
    faults: dict[str, Fault] = {}
    for question in form.asked(audiences, page):
        read = _read(question, tuple(fields_of(question, form, typed)), typed, faults)
        if read is not None or not question.required:
            answers[question.id] = read
    for question in form.asked(audiences, page):
        _check_order(question, answers, faults)
    if faults:
        raise InvalidForm(faults)
    return answers


def accepts(question: Question, value: object) -> bool:
    """Whether this could be the answer to the question, as it was typed."""
    try:
        _READERS[question.kind](question, value)
    except _Refused:
        return False
    return True


def _read(question: Question, fields: tuple[Field, ...], typed: Typed, faults: dict[str, Fault]) -> object:
    if question.kind is Kind.RANKED:
        return _read_ranks(fields, typed, faults)
    values = {field.part: _read_field(field, typed, faults) for field in fields}
    if question.per:
        return {part: value for part, value in values.items() if value is not None}
    return values.get("")


def _read_field(field: Field, typed: Typed, faults: dict[str, Fault]) -> object:
    value = typed.get(field.key)
    if isinstance(value, str):
        value = value.strip()
    try:
        if value in (None, "", [], (), DECLINED, [DECLINED]):
            return _leave_out(field)
        return _READERS[field.question.kind](field.question, value)
    except _Refused as refused:
        faults[field.key] = refused.fault
    return None


def _leave_out(field: Field) -> object:
    if field.required:
        raise _Refused("missing")
    return None


def _read_ranks(fields: tuple[Field, ...], typed: Typed, faults: dict[str, Fault]) -> object:
    """Chosen keys by rank. A rank left empty is closed up; a choice named twice is a fault of the later field."""
    chosen: list[object] = []
    for field in fields:
        value = _read_field(field, typed, faults)
        if value in chosen and value is not None:
            faults[field.key] = Fault("twice")
        elif value is not None:
            chosen.append(value)
    return chosen or None


def _check_order(question: Question, answers: Answers, faults: dict[str, Fault]) -> None:
    """A question that comes `after` another one is answered with something later."""
    if not question.after:
        return
    earlier, later = answers.get(question.after), answers.get(question.id)
    if isinstance(earlier, str) and isinstance(later, str) and later <= earlier:
        faults.setdefault(question.id, Fault("not_after", {"earlier": earlier}))


def _choice(question: Question, value: object) -> str:
    if not isinstance(value, str) or question.choice(value) is None:
        raise _Refused("choose_again")
    return value


def _several(question: Question, value: object) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    if DECLINED in values:
        raise _Refused("either")
    return _bounded(question, [_choice(question, each) for each in values])


def _people(question: Question, value: object) -> list[str]:
    values = value if isinstance(value, (list, tuple)) else [value]
    return _bounded(question, [str(each) for each in values])


def _bounded(question: Question, values: list[str]) -> list[str]:
    if question.most is not None and len(values) > question.most:
        raise _Refused("too_many", most=question.most)
    if question.least is not None and len(values) < question.least:
        raise _Refused("too_few", least=question.least)
    return values


def _scale(_: Question, value: object) -> int:
    if value not in ("1", "2", "3", "4", "5"):
        raise _Refused("choose_again")
    return int(str(value))


def _number(question: Question, value: object) -> int:
    least, most = question.least or 0, question.most
    try:
        number = int(str(value))
    except ValueError:
        raise _Refused("not_a_number") from None
    if number < least or (most is not None and number > most):
        raise (
            _Refused("out_of_range", least=least, most=most) if most is not None else _Refused("too_small", least=least)
        )
    return number


def _date(_: Question, value: object) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise _Refused("not_a_date") from None


def _time(_: Question, value: object) -> str:
    if not _CLOCK.fullmatch(str(value)):
        raise _Refused("not_a_time")
    return str(value)


def _text(question: Question, value: object) -> str:
    text = str(value)
    if question.most is not None and len(text) > question.most:
        raise _Refused("too_long", most=question.most)
    return text


def _yes_no(_: Question, value: object) -> bool:
    if value not in ("yes", "no"):
        raise _Refused("choose_again")
    return value == "yes"


_READERS: dict[Kind, Callable[[Question, object], object]] = {
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
