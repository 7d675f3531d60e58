"""team.*, usergroups.*."""

from sandbox.api.errors import ApiError
from sandbox.api.registry import method
from sandbox.api.shapes import PROFILE_FIELDS
from sandbox.company import Usergroup
from sandbox.conversation import Json
from sandbox.limits import Tier
from sandbox.slack import Slack


@method("team.info", Tier.T3, scope="team:read", accepts=("team", "domain"))
def team_info(slack: Slack) -> Json:
    team = slack.workspace.team
    return {
        "team": {
            "id": team.id,
            "name": team.name,
            "domain": team.domain,
            "url": f"https://{team.domain}.slack.com/",
            "email_domain": "",
            "icon": {"image_default": True},
        }
    }


@method("team.profile.get", Tier.T3, scope="users.profile:read", accepts=("visibility",))
def team_profile(slack: Slack) -> Json:  # noqa: ARG001
    """The definitions of the company's own profile fields."""
    fields = (
        {"id": id, "ordering": place, "label": label, "type": kind, "hint": "", "is_hidden": False}
        for place, (id, (label, kind)) in enumerate(PROFILE_FIELDS.items())
    )
    return {"profile": {"fields": list(fields), "sections": []}}


@method("usergroups.list", Tier.T2, scope="usergroups:read", accepts=("include_disabled",))
def usergroups(slack: Slack, include_users: bool = False, include_count: bool = False) -> Json:
    """Every group; who is in it, and how many, on demand only."""
    found = slack.workspace.usergroups.values()
    return {"usergroups": [_group(slack, each, include_users, include_count) for each in found]}


def _group(slack: Slack, group: Usergroup, include_users: bool, include_count: bool) -> Json:
    described = {
        "id": group.id,
        "team_id": slack.workspace.team.id,
        "is_usergroup": True,
        "name": group.name,
        "handle": group.handle,
        "description": "",
        "is_external": False,
        "date_delete": 0,
    }
    users = {"users": list(group.users)} if include_users else {}
    return {**described, **users, **({"user_count": len(group.users)} if include_count else {})}


@method("usergroups.users.list", Tier.T2, scope="usergroups:read", accepts=("include_disabled",))
def usergroup_users(slack: Slack, usergroup: str) -> Json:
    group = slack.workspace.usergroups.get(usergroup)
    if not group:
        raise ApiError("no_such_subteam")
    return {"users": list(group.users)}
