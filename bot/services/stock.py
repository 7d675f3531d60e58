"""The catalogue of skills as a list, for whoever runs the bot: out, and in."""

from collections.abc import Iterable
from dataclasses import replace

from bot.domain.skills import Skill
from bot.domain.stock import Delivery, Line, compare
from bot.services.service import Service

COLUMNS = ("key", "en", "fr")


class StockService(Service):
    """Nobody acts here but the command line, on the machine itself."""

    def export(self) -> list[tuple[str, ...]]:
        """Every skill that can be chosen, as rows with a heading."""
        with self._storage.begin() as work:
            return [COLUMNS, *((skill.key, skill.en, skill.fr) for skill in work.skills.all())]

    def take_in(self, lines: Iterable[Line], *, apply: bool) -> Delivery:
        """What a list changes; kept if `apply`, and only as a whole: nothing of a list with mistakes is."""
        now = self._clock.now()
        with self._storage.begin() as work:
            there = {skill.key: skill for skill in work.skills.ever()}
            delivery = compare(lines, list(there.values()))
            if apply and not delivery.mistakes:
                for choice in delivery.new:
                    work.skills.add(Skill(choice.key, choice.label["en"], choice.label["fr"], now))
                for choice in delivery.renamed:
                    work.skills.save(replace(there[choice.key], en=choice.label["en"], fr=choice.label["fr"]))
        return delivery
