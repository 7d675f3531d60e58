"""The agreement that both sign: the programme's own text, or the product's."""

from bot.domain.terms import Terms
from bot.messages.words import Words


def default(language: str) -> str:
    """The product's own text, after the public charters of mentoring."""
    return Words("pairs/agreement", language, {}).text("default")


def text_of(terms: Terms, language: str) -> str:
    """What is signed in a language."""
    return terms.agreement.get(language) or default(language)
