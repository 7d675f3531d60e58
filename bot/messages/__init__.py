"""What every surface shows: structure in Python, wording in `templates/`.

Importing this package fills the catalogue: a surface exists by being in one of these rooms.
"""

from bot.messages import (
    announcements,
    audit,
    enrolment,
    forms,
    home,
    matching,
    notices,
    pairs,
    programmes,
    proposals,
    queue,
    room,
    terms,
)

__all__ = [
    "announcements",
    "audit",
    "enrolment",
    "forms",
    "home",
    "matching",
    "notices",
    "pairs",
    "programmes",
    "proposals",
    "queue",
    "room",
    "terms",
]
