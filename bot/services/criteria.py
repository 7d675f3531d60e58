"""What a programme's questionnaire compares: the one place that says which answers make points."""

from functools import cache

from bot.domain.matching.scheme import Criterion
from bot.tables import mapping


@cache
def criteria() -> tuple[Criterion, ...]:
    """The criteria of the shipped questionnaire, by question id: those of `templates/matching/questionnaire.yaml`."""
    return mapping.read(mapping.DEFAULT).criteria
