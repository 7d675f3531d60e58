"""What every surface shows: structure in Python, wording in `templates/`.

Importing this package fills the catalogue: a surface exists by being in one of these rooms.
"""

from bot.messages import (
    announcements,
    door,
    enrolment,
    forms,
    home,
    invitations,
    invited,
    notices,
    programmes,
    room,
    supply,
    wanted,
)

__all__ = [
    "announcements",
    "door",
    "enrolment",
    "forms",
    "home",
    "invitations",
    "invited",
    "notices",
    "programmes",
    "room",
    "supply",
    "wanted",
]
