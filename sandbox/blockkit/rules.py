"""A small schema language: a rule takes a JSON value and its path, and yields what is wrong with it."""

import re
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sandbox.blockkit.problem import Problem

Rule = Callable[[Any, str], Iterator[Problem]]


@dataclass(frozen=True)
class Field:
    name: str
    rule: Rule
    required: bool


def need(name: str, rule: Rule) -> Field:
    return Field(name, rule, required=True)


def may(name: str, rule: Rule) -> Field:
    return Field(name, rule, required=False)


def within(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


def record(*fields: Field, also: tuple[Rule, ...] = ()) -> Rule:
    """An object with these fields and no others; `also` is asked only once the fields are sound."""
    known = {field.name for field in fields}

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, dict):
            yield Problem(path, "must be an object")
            return
        found = [Problem(within(path, name), "invalid additional property") for name in value.keys() - known]
        for field in fields:
            if field.name in value:
                found += field.rule(value[field.name], within(path, field.name))
            elif field.required:
                found.append(Problem(path, f"missing required field: {field.name}"))
        yield from found
        for rule in also if not found else ():
            yield from rule(value, path)

    return check


def typed(kind: str, *fields: Field, also: tuple[Rule, ...] = ()) -> Rule:
    return record(need("type", choice(kind)), *fields, also=also)


def tagged(rules: Mapping[str, Rule], kinds: Collection[str] | None = None) -> Rule:
    """An object whose `type` says which of the rules holds; `kinds` narrows which are allowed here."""
    allowed = frozenset(rules if kinds is None else kinds)

    def check(value: Any, path: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str):
            yield Problem(path, "must be an object with a type")
        elif kind not in allowed:
            yield Problem(within(path, "type"), f"unsupported type: {kind}")
        else:
            yield from rules[kind](value, path)

    return check


def items(rule: Rule, least: int = 0, most: int | None = None) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, list):
            yield Problem(path, "must be an array")
            return
        if len(value) < least:
            yield Problem(path, f"no less than {least} items allowed")
        if most is not None and len(value) > most:
            yield Problem(path, f"no more than {most} items allowed")
        for index, item in enumerate(value):
            yield from rule(item, f"{path}[{index}]")

    return check


def string(least: int = 0, most: int | None = None, like: str | None = None) -> Rule:
    """Lengths in characters; `like` is a regular expression for the whole string."""
    pattern = re.compile(like) if like else None

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(path, "must be a string")
        elif len(value) < least:
            yield Problem(path, f"must be more than {least - 1} characters")
        elif most is not None and len(value) > most:
            yield Problem(path, f"must be less than {most + 1} characters")
        elif pattern and not pattern.fullmatch(value):
            yield Problem(path, f"must match the pattern {pattern.pattern}")

    return check


def number(above: float | None = None) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, int | float):
            yield Problem(path, "must be a number")
        elif above is not None and value <= above:
            yield Problem(path, f"must be greater than {above:g}")

    return check


def integer(least: int, most: int | None = None) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if isinstance(value, bool) or not isinstance(value, int):
            yield Problem(path, "must be an integer")
        elif value < least:
            yield Problem(path, f"must be at least {least}")
        elif most is not None and value > most:
            yield Problem(path, f"must be at most {most}")

    return check


def boolean(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(path, "must be a boolean")


def choice(*names: str) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if value not in names:
            yield Problem(path, f"must be one of: {', '.join(names)}")

    return check


def nullable(rule: Rule) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if value is not None:
            yield from rule(value, path)

    return check


def only_one(*names: str, required: bool = True) -> Rule:
    """Of these fields exactly one (or, not required, at most one) is there."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        given = [name for name in names if name in value]
        if len(given) > 1:
            yield Problem(path, f"cannot provide both {' and '.join(given)}")
        if required and not given:
            yield Problem(path, f"must provide one of: {', '.join(names)}")

    return check


def at_least_one(*names: str) -> Rule:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if not any(value.get(name) for name in names):
            yield Problem(path, f"must provide at least one of: {', '.join(names)}")

    return check


def needs(name: str, other: str) -> Rule:
    """`name` makes sense only beside a true `other`."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        if value.get(name) and not value.get(other):
            yield Problem(within(path, name), f"requires {other}")

    return check


def ordered(low: str, high: str) -> Rule:
    """The number in `low` does not exceed the one in `high` (numbers, or numbers written as strings)."""

    def check(value: Any, path: str) -> Iterator[Problem]:
        if low in value and high in value and float(value[low]) > float(value[high]):
            yield Problem(within(path, low), f"must not be greater than {high}")

    return check
