"""How far somebody has come with a form, from what they have typed so far."""

from collections.abc import Collection

from bot.domain.answers import answer
from bot.domain.errors import InvalidForm
from bot.domain.forms import Form, Typed, fields

FIRST_PAGE = 1


def asked(form: Form, audiences: frozenset[str], typed: Typed, pages: Collection[int] = ()) -> set[str]:
    """The keys of the fields on these pages, or on all."""
    numbers = pages or range(FIRST_PAGE, len(form.pages) + 1)
    return {field.key for number in numbers for field in fields(form, number, audiences, typed)}


def faults(form: Form, audiences: frozenset[str], typed: Typed, page: int) -> InvalidForm | None:
    """What is wrong on a page as it was typed."""
    try:
        answer(form, audiences, typed, page)
    except InvalidForm as invalid:
        return invalid
    return None


def first_faulty_page(form: Form, audiences: frozenset[str], typed: Typed) -> int | None:
    """A page may have become incomplete after it was left: its questions or the role have changed."""
    numbers = range(FIRST_PAGE, len(form.pages) + 1)
    return next((number for number in numbers if faults(form, audiences, typed, number)), None)


def first_unseen_page(form: Form, audiences: frozenset[str], typed: Typed, until: int) -> int | None:
    """The first page, up to this one, that asks or refuses something which an older version did not."""
    for number in range(FIRST_PAGE, until + 1):
        if asked(form, audiences, typed, (number,)) - typed.keys() or faults(form, audiences, typed, number):
            return number
    return None
