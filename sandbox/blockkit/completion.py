"""What Slack's own client refuses before a submission leaves it."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from sandbox.blockkit.state import Input, Typed, answered, inputs, typed_in

E_MAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")
WEB_ADDRESS = re.compile(r"https?://[^\s/?#]+\S*")

# reason: (English, French)
SENTENCES = {
    "required": ("Please complete this required field.", "Veuillez remplir ce champ obligatoire."),
    "short": ("Please enter at least {} characters.", "Veuillez saisir au moins {} caractères."),
    "long": ("Please enter no more than {} characters.", "Veuillez ne pas dépasser {} caractères."),
    "number": ("Please enter a number.", "Veuillez saisir un nombre."),
    "whole": ("Please enter a whole number.", "Veuillez saisir un nombre entier."),
    "low": ("Please enter a number of at least {}.", "Veuillez saisir un nombre supérieur ou égal à {}."),
    "high": ("Please enter a number of at most {}.", "Veuillez saisir un nombre inférieur ou égal à {}."),
    "e-mail": ("Please enter a valid e-mail address.", "Veuillez saisir une adresse e-mail valide."),
    "link": ("Please enter a valid web address.", "Veuillez saisir une adresse web valide."),
    "many": ("Please choose no more than {}.", "Veuillez n'en choisir que {} au plus."),
}

Complaint = tuple[str, Any]


def missing(blocks: list[dict[str, Any]], typed: Typed, locale: str = "en-US") -> dict[str, str]:
    """`{block_id: sentence}` for every input that is required and empty, or filled in against its limits."""
    language = 1 if locale.startswith("fr") else 0
    found: dict[str, str] = {}
    for each in inputs(blocks):
        for reason, limit in _complaints(each, typed_in(each, typed)):
            found.setdefault(each.block_id, SENTENCES[reason][language].format(limit))
    return found


def _complaints(each: Input, value: Any) -> Iterator[Complaint]:
    content = next(iter(answered(each.element, value).values()), None)
    if content in (None, "", []):
        if not each.optional:
            yield "required", None
        return
    check = CHECKS.get(each.type)
    if check:
        yield from check(each.element, content)
    if isinstance(content, list):
        yield from _too_many(each.element, content)


def _text(element: dict[str, Any], content: str) -> Iterator[Complaint]:
    if len(content) < element.get("min_length", 0):
        yield "short", element["min_length"]
    if len(content) > element.get("max_length", 3000):
        yield "long", element.get("max_length", 3000)


def _number(element: dict[str, Any], content: str) -> Iterator[Complaint]:
    try:
        number = Decimal(content)
    except InvalidOperation:
        yield "number", None
        return
    if not number.is_finite():
        yield "number", None
    elif not element["is_decimal_allowed"] and number != number.to_integral_value():
        yield "whole", None
    elif "min_value" in element and number < Decimal(element["min_value"]):
        yield "low", element["min_value"]
    elif "max_value" in element and number > Decimal(element["max_value"]):
        yield "high", element["max_value"]


def _e_mail(_: dict[str, Any], content: str) -> Iterator[Complaint]:
    if not E_MAIL.fullmatch(content):
        yield "e-mail", None


def _link(_: dict[str, Any], content: str) -> Iterator[Complaint]:
    if not WEB_ADDRESS.fullmatch(content):
        yield "link", None


def _too_many(element: dict[str, Any], content: list[Any]) -> Iterator[Complaint]:
    most = element.get("max_selected_items", element.get("max_files"))
    if most is not None and len(content) > most:
        yield "many", most


CHECKS: dict[str, Callable[[dict[str, Any], str], Iterator[Complaint]]] = {
    "plain_text_input": _text,
    "number_input": _number,
    "email_text_input": _e_mail,
    "url_text_input": _link,
}
