"""The questionnaire that a new programme starts with."""

from functools import cache

from bot.domain.forms import Form
from bot.questionnaire_file import read
from bot.wording import TEMPLATES

NAME = "questionnaire"


@cache
def default() -> Form:
    """The shipped questionnaire, from `templates/enrolment/questionnaire.yaml`."""
    return read((TEMPLATES / "enrolment" / "questionnaire.yaml").read_text(encoding="utf-8"))
