"""Keeps the gettext catalogues in step with the templates.

python -m tools.translations update   puts new texts into the .po files and takes unused ones out
python -m tools.translations check    fails, naming them, while a text is missing, unused or broken in a language
"""

import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from bot.domain.people import LANGUAGES
from bot.wording import SOURCE_LANGUAGE, TEMPLATES, po_file

_BEGINNING = datetime(2026, 11, 1, tzinfo=UTC)
"""The date in every catalogue: one that moved would set any two changes against each other."""
_VARIABLE = re.compile(r"%\(\w+\)s")


def extracted() -> Catalog:
    """Every text in the templates."""
    catalog = Catalog(project="Binôme", charset="utf-8")
    options = {"**.j2": {"trimmed": "true", "silent": "false", "extensions": "jinja2.ext.i18n"}}
    found = extract_from_dir(TEMPLATES, [("**.j2", "jinja2")], options)
    for file, line, text, comments, context in sorted(found, key=lambda each: (each[0], each[1])):
        catalog.add(text, locations=[(file, line)], auto_comments=comments, context=context)
    return catalog


def known(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    path = po_file(language)
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    with path.open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> None:
    """Rewrites a language's catalogue: new texts empty, unused ones gone. Nothing is guessed."""
    catalog = known(language)
    catalog.update(extracted(), no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    catalog.header_comment = "# What the templates say, by the English that stands in them."
    catalog.project, catalog.version, catalog.fuzzy = "Binôme", "1", False
    catalog.last_translator, catalog.language_team = "the Binôme team", language
    catalog.msgid_bugs_address = "the Binôme team"
    catalog.creation_date = catalog.revision_date = _BEGINNING
    with po_file(language).open("wb") as file:
        write_po(file, catalog, width=120, omit_header=False, ignore_obsolete=True, include_lineno=False)


def faults(language: str) -> Iterator[str]:
    """What keeps a language from being complete."""
    catalog, texts = known(language), extracted()
    for message in texts:
        if message.id:
            found = catalog.get(message.id, message.context)
            yield from (f"{language}: {fault}: {message.id!r}" for fault in _faults_of(message, found))
    for message in catalog:
        if message.id and texts.get(message.id, message.context) is None:
            yield f"{language}: no longer used: {message.id!r}"


def _faults_of(message: Message, found: Message | None) -> Iterator[str]:
    translated = _strings(found.string) if found else []
    if found is None or not all(translated):
        yield "missing"
    elif found.fuzzy:
        yield "fuzzy"
    elif any(set(_VARIABLE.findall(text)) != _variables(message) for text in translated):
        yield "other variables than the original"


def _variables(message: Message) -> set[str]:
    return {variable for text in _strings(message.id) for variable in _VARIABLE.findall(text)}


def _strings(text: object) -> list[str]:
    return list(text) if isinstance(text, (list, tuple)) else [str(text or "")]


def main(command: str) -> int:
    """Runs a command over every language but the one that the templates are written in."""
    languages = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]
    if command == "update":
        for language in languages:
            update(language)
        return 0
    found = [fault for language in languages for fault in faults(language)]
    print("\n".join(found) or "Every text is translated.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
