"""users.*: the people of the workspace."""

from sandbox.api.errors import ApiError
from sandbox.api.paging import page
from sandbox.api.registry import method, need_scope
from sandbox.api.shapes import profile_fields, profile_json, user_json
from sandbox.company import Person
from sandbox.conversation import Json
from sandbox.limits import Tier
from sandbox.slack import Slack
from sandbox.workspace import APP_USER


@method("users.list", Tier.T2, scope="users:read")
def list_users(slack: Slack, cursor: str = "", limit: int = 0, include_locale: bool = False) -> Json:
    """Bots, guests, deactivated people and all."""
    people, metadata = page(list(slack.workspace.people.values()), cursor, limit)
    members = [user_json(slack, person, include_locale) for person in people]
    return {"members": members, "cache_ts": int(slack.clock.now()), **metadata}


@method("users.info", Tier.T4, scope="users:read")
def info(slack: Slack, user: str, include_locale: bool = False) -> Json:
    return {"user": user_json(slack, _person(slack, user), include_locale)}


@method("users.profile.get", Tier.T4, scope="users.profile:read")
def profile(slack: Slack, user: str = APP_USER, include_labels: bool = False) -> Json:
    person = _person(slack, user)
    return {"profile": {**profile_json(slack, person), "fields": profile_fields(person, include_labels)}}


@method("users.lookupByEmail", Tier.T3, scope="users:read.email")
def lookup_by_email(slack: Slack, email: str) -> Json:
    """Deactivated people are not found."""
    need_scope(slack, "users:read")
    wanted = email.lower()
    for person in slack.workspace.people.values():
        if person.email and person.email.lower() == wanted and not person.deleted:
            return {"user": user_json(slack, person)}
    raise ApiError("users_not_found")


def _person(slack: Slack, user: str) -> Person:
    person = slack.workspace.person(user)
    if not person:
        raise ApiError("user_not_found")
    return person
