"""The short form about a pair."""

from functools import cache

from bot.domain.forms import Form
from bot.questionnaire_file import read
from bot.wording import TEMPLATES


@cache
def form() -> Form:
    """The shipped form, from `templates/feedback/pulse.yaml`."""
    return read((TEMPLATES / "feedback" / "pulse.yaml").read_text(encoding="utf-8"))
