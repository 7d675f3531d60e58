"""Writes everything that the product can show, for translators, reviewers and tests."""

import json
from pathlib import Path

import bot.messages  # noqa: F401  (fills the catalogue)
from bot.domain.people import LANGUAGES
from bot.messages import catalogue


def write(folder: Path) -> int:
    """One JSON file for each surface, sample and language, in a folder a place (`modal/`, …); returns how many."""
    count = 0
    for surface in catalogue.surfaces():
        place = folder / surface.where.value
        place.mkdir(parents=True, exist_ok=True)
        for name, context in surface.samples.items():
            for language in LANGUAGES:
                content = json.dumps(catalogue.render(context, language), ensure_ascii=False, indent=2)
                (place / f"{surface.name}.{name}.{language}.json").write_text(content + "\n", encoding="utf-8")
                count += 1
    return count
