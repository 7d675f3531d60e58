"""What every surface shows: structure in Python, wording in `templates/`.

Importing this package fills the catalogue: a surface exists by being in one of these rooms.
"""

from bot.messages import announcements, enrolment, forms, home, notices, outbox, programmes, room

__all__ = ["announcements", "enrolment", "forms", "home", "notices", "outbox", "programmes", "room"]
