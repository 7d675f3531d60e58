"""The questionnaire that a new programme starts with."""

from functools import cache
from typing import Any

import yaml
from pydantic import TypeAdapter

from bot.domain.forms import Form
from bot.wording import TEMPLATES

NAME = "questionnaire"


@cache
def default() -> Form:
    """The shipped questionnaire, from `templates/enrolment/questionnaire.yaml`."""
    return read((TEMPLATES / "enrolment" / "questionnaire.yaml").read_text(encoding="utf-8"))


def read(text: str) -> Form:
    """A form from YAML; raises pydantic's ValidationError where it is not one."""
    content: Any = yaml.safe_load(text)
    return TypeAdapter(Form).validate_python(content)
