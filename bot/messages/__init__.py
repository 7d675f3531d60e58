"""What every surface shows: structure in Python, wording in `templates/`.

Importing this package fills the catalogue: a surface exists by being in one of these rooms.
"""

from bot.messages import (
    announcements,
    breaks,
    door,
    enrolment,
    forms,
    home,
    import_report,
    imports,
    invitations,
    invited,
    notices,
    outbox,
    people,
    programmes,
    publication,
    question,
    questionnaires,
    room,
    search,
    skills,
    supply,
    wanted,
)

__all__ = [
    "announcements",
    "breaks",
    "door",
    "enrolment",
    "forms",
    "home",
    "import_report",
    "imports",
    "invitations",
    "invited",
    "notices",
    "outbox",
    "people",
    "programmes",
    "publication",
    "question",
    "questionnaires",
    "room",
    "search",
    "skills",
    "supply",
    "wanted",
]
