"""What every surface shows: structure in Python, wording in `templates/`.

Importing this package fills the catalogue: a surface exists by being in one of these rooms.
"""

from bot.messages import (
    announcements,
    audit,
    card,
    comparison,
    deciding,
    enrolment,
    forms,
    home,
    introduction,
    matching,
    notices,
    outcome,
    pairs,
    programmes,
    proposals,
    publishing,
    queue,
    room,
    terms,
)

__all__ = [
    "announcements",
    "audit",
    "card",
    "comparison",
    "deciding",
    "enrolment",
    "forms",
    "home",
    "introduction",
    "matching",
    "notices",
    "outcome",
    "pairs",
    "programmes",
    "proposals",
    "publishing",
    "queue",
    "room",
    "terms",
]
