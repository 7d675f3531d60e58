"""From what HR typed into the editor to a question: what is not on the form stays as it is."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bot.domain.answers import accepts
from bot.domain.errors import Fault, InvalidForm
from bot.domain.forms import Choice, Form, Kind, Question, Typed, Use, Weight, Wording
from bot.domain.matching.scheme import Rule
from bot.domain.people import LANGUAGES
from bot.domain.soundness import AUDIENCE, LISTED, Path

NOT_USED = "not-used"
"""In the editor, the weight of a question that does not count in matching."""
ALIKE = 0.75
"""From this likeness on (difflib's ratio), a line that was changed counts as the same choice, said better."""

RANKS = 3
_NEW = {Kind.RANKED: {"most": RANKS}, Kind.SHORT: {"most": 80}, Kind.LONG: {"most": 300}, Kind.PEOPLE: {"most": 10}}


def blank(kind: Kind, page: int) -> Question:
    """A question of a kind to begin with; it gets its id from its words."""
    return Question("", kind, {}, page=page, **_NEW.get(kind, {}))  # type: ignore[arg-type]


def question(before: Question, typed: Typed, form: Form) -> Question:
    """The question as it was typed; raises InvalidForm where that is no question at all."""
    label = _wording(typed, "label") or {}
    changed = replace(
        before,
        id=before.id or _fresh(label.get(LANGUAGES[0], ""), {each.id for each in form.questions}),
        label=label,
        help=_wording(typed, "help"),
        low=_wording(typed, "low"),
        high=_wording(typed, "high"),
        least=_number(typed, "least", before.least),
        most=_number(typed, "most", before.most),
        page=_number(typed, "page", before.page) or before.page,
        audience=tuple(each for each in AUDIENCE if each in _list(typed, "audience")),
        required="required" in _list(typed, "how"),
        private="private" in _list(typed, "how"),
    )
    if changed.kind in LISTED and f"choices_{LANGUAGES[0]}" in typed:
        changed = replace(changed, choices=_choices(before.choices, typed))
    if changed.initial is not None and not accepts(changed, changed.initial):
        changed = replace(changed, initial=None)
    return changed


def use(before: Question, typed: Typed) -> Use | None:
    """What a question does in matching, as it was typed; raises InvalidForm."""
    if typed.get("weight") in (None, NOT_USED):
        return None
    try:
        rule = Rule(str(typed.get("rule")))
    except ValueError:
        raise InvalidForm({"rule": Fault("missing")}) from None
    return Use(
        Weight(str(typed["weight"])),
        rule,
        counterpart=str(typed["counterpart"]) if typed.get("counterpart") not in (None, "", before.id) else None,
        low=_number(typed, "low", None),
        high=_number(typed, "high", None),
        label=_wording(typed, "name"),
    )


def field_of(path: Path) -> str:
    """The editor's field for a place within a question, from `("choices", 3, "label", "fr")` to `choices_fr`."""
    if path[:2] == ("use", "label"):
        return f"name_{path[2]}"
    names = [each for each in path if isinstance(each, str) and each != "use"]
    if names and names[0] == "choices":
        return f"choices_{names[-1] if names[-1] in LANGUAGES else LANGUAGES[0]}"
    return "_".join(names) or "weight"


def _wording(typed: Typed, name: str) -> Wording | None:
    said = {language: str(typed.get(f"{name}_{language}") or "").strip() for language in LANGUAGES}
    return said if any(said.values()) else None


def _number(typed: Typed, name: str, before: int | None) -> int | None:
    if name not in typed:
        return before
    text = str(typed[name] or "").strip()
    if text and not text.isdecimal():
        raise InvalidForm({name: Fault("not_a_number")})
    return int(text) if text else None


def _list(typed: Typed, name: str) -> Sequence[object]:
    value = typed.get(name)
    return value if isinstance(value, (list, tuple)) else ()


def _choices(before: Sequence[Choice], typed: Typed) -> tuple[Choice, ...]:
    """A choice a line, in both languages; raises InvalidForm where one has more lines than the other."""
    lines = {language: _lines(typed.get(f"choices_{language}")) for language in LANGUAGES}
    counts = {language: len(each) for language, each in lines.items()}
    if len(set(counts.values())) > 1:
        fewest = min(counts, key=lambda language: counts[language])
        raise InvalidForm({f"choices_{fewest}": Fault("line_by_line", counts)})
    labels = [dict(zip(LANGUAGES, each, strict=True)) for each in zip(*lines.values(), strict=True)]
    return _keyed(before, labels)


def _lines(text: object) -> list[str]:
    return [line.strip() for line in str(text or "").splitlines() if line.strip()]


def _keyed(before: Sequence[Choice], labels: Sequence[Wording]) -> tuple[Choice, ...]:
    """Each line with the key of the choice that it was, or with a new one: an answer never changes its meaning."""
    left, keys = list(before), dict[int, str]()
    for likeness in (_same, _one_same, _alike):
        for at, label in enumerate(labels):
            found = next((each for each in left if likeness(each.label, label)), None) if at not in keys else None
            if found:
                left.remove(found)
                keys[at] = found.key
    taken = {choice.key for choice in before}
    for at, label in enumerate(labels):
        if at not in keys:
            keys[at] = _fresh(label[LANGUAGES[0]], taken)
            taken.add(keys[at])
    return tuple(Choice(keys[at], label) for at, label in enumerate(labels))


def _same(one: Wording, other: Wording) -> bool:
    return all(one.get(language) == other.get(language) for language in LANGUAGES)


def _one_same(one: Wording, other: Wording) -> bool:
    return any(one.get(language) == other.get(language) for language in LANGUAGES)


def _alike(one: Wording, other: Wording) -> bool:
    return all(
        SequenceMatcher(None, one.get(each, "").casefold(), other.get(each, "").casefold()).ratio() >= ALIKE
        for each in LANGUAGES
    )


def _fresh(words: str, taken: set[str]) -> str:
    """A new id or key from words, unlike those that are taken."""
    ascii = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower()
    stem = "-".join(re.findall(r"[a-z0-9]+", ascii))[:32].strip("-")
    stem = stem if stem[:1].isalpha() else f"q-{stem}".rstrip("-")
    numbers = (f"{stem}-{n}" for n in range(2, len(taken) + 3))
    return stem if stem not in taken else next(each for each in numbers if each not in taken)
