"""What a method is called with: names, types and defaults are those of the function that serves it."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import Parameter, Signature
from typing import Any, get_args, get_origin

from sandbox.api.errors import ApiError

# Comma-separated ids.
Ids = tuple[str, ...]

TRUE = ("1", "true", "True", True, 1)
FALSE = ("0", "false", "False", False, 0)
FORMAT_ERRORS = {"blocks": "invalid_blocks_format", "metadata": "invalid_metadata_format"}


class Unreadable(Exception):
    """Not of the type that the argument has."""


@dataclass(frozen=True)
class Argument:
    name: str
    read: Callable[[Any], Any]
    required: bool


def arguments_of(signature: Signature) -> tuple[Argument, ...]:
    """All parameters but the first, which is the Slack."""
    parameters = list(signature.parameters.values())[1:]
    return tuple(Argument(each.name, _reader(each.annotation), each.default is Parameter.empty) for each in parameters)


def read(arguments: tuple[Argument, ...], ignored: frozenset[str], sent: Mapping[str, Any]) -> dict[str, Any]:
    """Keyword arguments. Raises ApiError naming what is unknown, missing or of the wrong type."""
    known = {argument.name for argument in arguments}
    complaints = [f"[ERROR] unknown argument: {name}" for name in sent if name not in known | ignored]
    complaints += [
        f"[ERROR] missing required field: {argument.name}"
        for argument in arguments
        if argument.required and sent.get(argument.name) in (None, "")
    ]
    if complaints:
        raise ApiError("invalid_arguments", *complaints)
    given = (argument for argument in arguments if sent.get(argument.name) is not None)
    return {argument.name: _value(argument, sent[argument.name]) for argument in given}


def _value(argument: Argument, sent: Any) -> Any:
    try:
        return argument.read(sent)
    except (Unreadable, ValueError):
        code = FORMAT_ERRORS.get(argument.name, "invalid_arguments")
        raise ApiError(code, f"[ERROR] the value of {argument.name} has the wrong format") from None


def _reader(annotation: Any) -> Callable[[Any], Any]:
    one, *others = [each for each in get_args(annotation) if each is not type(None)] or [annotation]
    if get_origin(annotation) in (list, dict, tuple) or others:
        one = annotation
    return READERS[get_origin(one) or one]


def _ids(sent: Any) -> Ids:
    if isinstance(sent, list):
        return tuple(str(each) for each in sent)
    return tuple(each.strip() for each in str(sent).split(",") if each.strip())


def _text(sent: Any) -> str:
    if isinstance(sent, dict | list):
        raise Unreadable
    return str(sent)


def _flag(sent: Any) -> bool:
    if sent in TRUE:
        return True
    if sent in FALSE:
        return False
    raise Unreadable


def _json_of(kind: type) -> Callable[[Any], Any]:
    def parse(sent: Any) -> Any:
        value = json.loads(sent) if isinstance(sent, str) else sent
        if not isinstance(value, kind):
            raise Unreadable
        return value

    return parse


READERS: dict[Any, Callable[[Any], Any]] = {
    str: _text,
    int: int,
    bool: _flag,
    tuple: _ids,
    list: _json_of(list),
    dict: _json_of(dict),
}
