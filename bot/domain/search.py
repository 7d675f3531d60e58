"""Finding a choice while its name is being typed: in any language, without accents, with slips of the pen."""

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz, process

from bot.domain.forms import Choice
from bot.domain.skills import folded

FUZZY_FROM = 4
"""With fewer letters typed, half of all names are nearly right."""
NEAR = 73
"""Of 100: how near a name must be to what was typed."""
_NOT = 9


def search(choices: Sequence[Choice], query: str, language: str, most: int) -> list[Choice]:
    """The choices that fit best, at most so many: names that begin so, then words that do, or else what is nearly so.

    A choice goes by its key, too, which often is the word that people use. With nothing typed, the first choices.
    """
    wanted = folded(query)
    if not wanted:
        return list(choices[:most])
    ranked = sorted(
        (rank, folded(choice.label[language]), place)
        for place, choice in enumerate(choices)
        if (rank := min((_rank(name, wanted), n) for n, name in enumerate(_names(choice, language))))[0] != _NOT
    )
    return [choices[place] for *_, place in ranked[:most]] or _nearly(choices, wanted, language, most)


def _names(choice: Choice, language: str) -> Iterator[str]:
    """All that a choice goes by, what the reader calls it first."""
    yield folded(choice.label[language])
    yield from (folded(label) for other, label in choice.label.items() if other != language)
    yield folded(choice.key)


def _rank(name: str, wanted: str) -> int:
    """How well a name fits, the smaller the better."""
    if name.startswith(wanted):
        return 0 if name == wanted else 1
    if f" {wanted}" in name:
        return 2
    words = name.split()
    if all(any(word.startswith(part) for word in words) for part in wanted.split()):
        return 3
    return 4 if len(wanted) >= FUZZY_FROM and wanted.replace(" ", "") in name.replace(" ", "") else _NOT


def _nearly(choices: Sequence[Choice], wanted: str, language: str, most: int) -> list[Choice]:
    if len(wanted) < FUZZY_FROM:
        return []
    names = [(name, choice) for choice in choices for name in _names(choice, language) if len(name) >= FUZZY_FROM]
    near = process.extract(wanted, [name for name, _ in names], scorer=fuzz.WRatio, score_cutoff=NEAR, limit=most)
    found = {names[place][1].key: names[place][1] for _, _, place in near}
    return list(found.values())
