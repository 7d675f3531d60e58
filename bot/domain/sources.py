"""Questions that take their choices from a source: what was chosen there, and what becomes of it under another key.

Both are the same for what was typed (by field) and for answers (by question).
"""

from collections.abc import Iterator, Mapping

from bot.domain.forms import Form

Held = Mapping[str, object]
"""What was typed, or answers."""


def chosen(form: Form, source: str, held: Held) -> frozenset[str]:
    """The keys that were chosen in the questions of a source."""
    asked = _questions(form, source)
    return frozenset(key for name, value in held.items() if _id(name) in asked for key in _keys(value))


def rekeyed(form: Form, source: str, held: Held, names: Mapping[str, str]) -> dict[str, object]:
    """The same with other keys. What becomes one is held once; a level given under the new key stays."""
    asked = _questions(form, source)
    levels = {question.id for question in form.questions if question.per in asked}
    changed: dict[str, object] = {}
    for name, value in held.items():
        if _id(name) in asked:
            changed[name] = _renamed(value, names)
        elif _id(name) in levels and isinstance(value, dict):
            changed[name] = _merged(value, names)
        else:
            changed[name] = value
    for question in levels:
        changed = _merged(changed, {f"{question}#{old}": f"{question}#{new}" for old, new in names.items()})
    return _ranked_once(changed, held, asked)


def _questions(form: Form, source: str) -> frozenset[str]:
    return frozenset(question.id for question in form.questions if question.source == source)


def _id(name: str) -> str:
    """The question that a field belongs to."""
    return name.partition("#")[0]


def _keys(value: object) -> Iterator[str]:
    for each in value if isinstance(value, (list, tuple)) else [value]:
        if isinstance(each, str):
            yield each


def _renamed(value: object, names: Mapping[str, str]) -> object:
    if isinstance(value, (list, tuple)):
        return list(dict.fromkeys(names.get(key, key) for key in value))
    return names.get(value, value) if isinstance(value, str) else value


def _merged(values: Mapping[str, object], names: Mapping[str, str]) -> dict[str, object]:
    kept = {key: value for key, value in values.items() if key not in names}
    return {names[key]: value for key, value in values.items() if key in names} | kept


def _ranked_once(changed: dict[str, object], before: Held, asked: frozenset[str]) -> dict[str, object]:
    """Two ranks that have become one and the same: the later one is left empty, as if it had not been filled in."""
    for name in sorted(name for name in changed if "#" in name and _id(name) in asked):
        others = [each for each in changed if each < name and _id(each) == _id(name)]
        if any(changed[each] == changed[name] and before[each] != before[name] for each in others):
            changed[name] = None
    return changed
