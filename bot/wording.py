"""What all that speaks has in common, in Slack or not: the templates, the catalogues and the ways of writing things."""

from datetime import date, datetime
from functools import cache
from io import BytesIO
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal
from babel.support import Translations
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.domain.people import LANGUAGES

TEMPLATES = Path(__file__).parents[1] / "templates"
SOURCE_LANGUAGE = LANGUAGES[0]
LOCALES = {"en": Locale("en", "GB"), "fr": Locale("fr")}


def po_file(language: str) -> Path:
    """Where a language's gettext catalogue is kept."""
    return TEMPLATES / "locale" / language / "LC_MESSAGES" / "binome.po"


@cache
def translations(language: str) -> Translations:
    """The gettext catalogue of a language, read from its .po file; English is written in the templates."""
    if language == SOURCE_LANGUAGE:
        return Translations()
    compiled = BytesIO()
    with po_file(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return Translations(compiled)


def environment(language: str, *, escaping: bool) -> Environment:
    """Jinja for a language: nothing undefined is let through, and what is translated is trimmed."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=escaping,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_translations(translations(language), newstyle=True)  # type: ignore[attr-defined]
    locale = LOCALES[language]
    made.filters["date"] = lambda day: long_date(day, locale)
    made.filters["number"] = lambda number: format_decimal(number, "#,##0.#", locale=locale)
    made.filters["list"] = lambda items: format_list([str(item) for item in items], locale=locale)
    return made


def clock_time(instant: datetime, tz: str, locale: Locale) -> str:
    """An instant in words, by the clock of a zone: `Tuesday 12 January, 10:30`."""
    here = instant.astimezone(ZoneInfo(tz))
    return f"{format_date(here, 'EEEE d MMMM', locale=locale)}, {format_time(here, 'short', locale=locale)}"


def long_date(day: date, locale: Locale) -> str:
    """A date in words, as one says it: `12 January 2027`, `1er janvier 2027`."""
    words = format_date(day, format="long", locale=locale)
    return f"1er{words[1:]}" if locale.language == "fr" and day.day == 1 else words
