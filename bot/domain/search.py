"""Finding a choice while its name is being typed: in any language, without accents, with slips of the pen."""

from collections.abc import Iterable, Sequence

from rapidfuzz import fuzz, process

from bot.domain.forms import Choice
from bot.domain.skills import essence, folded

FUZZY_FROM = 4
"""With fewer letters typed, half of all names are nearly right."""
NEAR = 73
"""Of 100: how near a name must be to what was typed."""


class Index:
    """Choices and all that they go by, made ready once so that each letter typed is answered at once.

    A choice goes by its labels, by its key, which often is the word that people use, and by its second names:
    choices with its key and other labels.
    """

    def __init__(self, choices: Sequence[Choice], second_names: Iterable[Choice] = ()) -> None:
        self._choices = choices
        self._place = {choice.key: place for place, choice in enumerate(choices)}
        self._names = [(place, *name) for place, choice in enumerate(choices) for name in _names(choice)]
        self._long = [(place, name) for place, _, name in self._names if len(name) > FUZZY_FROM]
        self._long_names = [name for _, name in self._long]
        self._called = {
            essence(label): choice.key for choice in (*second_names, *choices) for label in choice.label.values()
        }

    def named(self, label: str) -> Choice | None:
        """The choice that is called so in any language, however it is spelled."""
        key = self._called.get(essence(label))
        return None if key is None else self._choices[self._place[key]]

    def search(self, query: str, language: str, most: int) -> list[Choice]:
        """The choices that fit best, at most so many: what is called so, names that begin so, then words that do.

        Where there is nothing of that kind, what is nearly called so. With nothing typed, the first choices.
        """
        wanted = folded(query)
        if not wanted:
            return list(self._choices[:most])
        meant = self.named(query)
        found = self._beginning(wanted, language) or self._nearly(wanted, most)
        first = [self._place[meant.key]] if meant else []
        return [self._choices[place] for place in dict.fromkeys((*first, *found))][:most]

    def _beginning(self, wanted: str, language: str) -> list[int]:
        parts = [f" {part}" for part in wanted.split()]
        ranked = [
            (_rank(name, wanted), in_language != language, place)
            for place, in_language, name in self._names
            if all(part in name for part in parts)
        ]
        own = [folded(choice.label[language]) for choice in (self._choices[place] for *_, place in ranked)]
        order = sorted(zip(ranked, own, strict=True), key=lambda each: (*each[0][:2], each[1]))
        return [place for (*_, place), _ in order]

    def _nearly(self, wanted: str, most: int) -> list[int]:
        if len(wanted) < FUZZY_FROM:
            return []
        near = process.extract(f" {wanted}", self._long_names, scorer=fuzz.WRatio, score_cutoff=NEAR, limit=most)
        return [self._long[at][0] for *_, at in near]


def _names(choice: Choice) -> list[tuple[str, str]]:
    """What a choice goes by, and in which language; a space before each word tells where words begin."""
    return [
        *((language, f" {folded(label)}") for language, label in choice.label.items()),
        ("", f" {folded(choice.key)}"),
    ]


def _rank(name: str, wanted: str) -> int:
    """How well a name fits that has all the words, the smaller the better."""
    if name.startswith(wanted, 1):
        return 0 if len(name) == len(wanted) + 1 else 1
    return 2 if f" {wanted}" in name else 3
