"""People, conversations and messages as the Web API and the events show them."""

from datetime import UTC, datetime
from urllib.parse import quote
from zoneinfo import ZoneInfo

from sandbox.company import Person
from sandbox.conversation import Conversation, Json, Kind, Message
from sandbox.slack import Slack
from sandbox.workspace import APP_ID, APP_USER, BOT_ID, File


def user_json(slack: Slack, person: Person, with_locale: bool = False) -> Json:
    shown: Json = {
        "id": person.id,
        "team_id": "T0ELSEWHERE" if person.is_stranger else slack.workspace.team.id,
        "name": person.name,
        "deleted": person.deleted,
        "profile": profile_json(slack, person),
        "is_bot": person.is_bot,
        "is_app_user": False,
        "updated": int(slack.clock.now()),
    }
    if not person.deleted:
        shown |= _of_the_active(slack, person)
    if person.is_stranger:
        shown["is_stranger"] = True
    return shown | ({"locale": person.locale} if with_locale else {})


def _of_the_active(slack: Slack, person: Person) -> Json:
    """Slack leaves these out of deactivated people."""
    now = datetime.fromtimestamp(slack.clock.now(), UTC).astimezone(ZoneInfo(person.tz))
    offset = now.utcoffset()
    return {
        "color": person.colour,
        "real_name": person.real_name,
        "tz": person.tz,
        "tz_label": now.tzname(),
        "tz_offset": int(offset.total_seconds()) if offset else 0,
        "is_admin": False,
        "is_owner": False,
        "is_primary_owner": False,
        "is_restricted": person.is_guest,
        "is_ultra_restricted": False,
        "is_email_confirmed": person.email is not None,
        "who_can_share_contact_card": "EVERYONE",
    }


def profile_json(slack: Slack, person: Person) -> Json:
    profile: Json = {
        "title": person.title,
        "phone": "",
        "skype": "",
        "real_name": person.real_name,
        "real_name_normalized": person.real_name,
        "display_name": person.display_name,
        "display_name_normalized": person.display_name,
        "first_name": person.real_name.partition(" ")[0],
        "last_name": person.real_name.rpartition(" ")[2],
        "fields": None,
        "status_text": "",
        "status_emoji": "",
        "status_expiration": 0,
        "avatar_hash": person.colour,
        "team": slack.workspace.team.id,
    }
    if person.is_bot:
        profile |= {"api_app_id": APP_ID if person.id == APP_USER else f"A{person.id[1:]}", "always_active": True}
    if person.email and "users:read.email" in slack.manifest.scopes:
        profile["email"] = person.email
    return profile


PROFILE_FIELDS = {
    "Xf0DEPARTMENT": ("Department", "text"),
    "Xf0SITE": ("Site", "text"),
    "Xf0MANAGER": ("Manager", "user"),
    "Xf0START": ("Start date", "date"),
}
"""The company's own fields: label and type by id."""


def profile_fields(person: Person, labelled: bool) -> Json:
    """The company's own fields: `{id: {"value": …, "alt": ""}}`, empty ones left out."""
    values = {
        "Xf0DEPARTMENT": person.department,
        "Xf0SITE": person.site,
        "Xf0MANAGER": person.manager_id or "",
        "Xf0START": person.start_date.isoformat(),
    }
    return {
        key: {"value": value, "alt": "", **({"label": PROFILE_FIELDS[key][0]} if labelled else {})}
        for key, value in values.items()
        if value
    }


def conversation_json(slack: Slack, conversation: Conversation) -> Json:
    shown: Json = {
        "id": conversation.id,
        "created": conversation.created,
        "is_archived": False,
        "is_im": conversation.kind is Kind.IM,
        "is_mpim": conversation.kind is Kind.MPIM,
        "is_channel": conversation.kind is Kind.CHANNEL,
        "is_group": conversation.kind is Kind.PRIVATE,
        "is_private": conversation.kind is not Kind.CHANNEL,
        "is_org_shared": False,
        "context_team_id": slack.workspace.team.id,
    }
    if conversation.kind is Kind.IM:
        other = next(user for user in conversation.members if user != APP_USER)
        deleted = slack.workspace.people[other].deleted
        return shown | {"user": other, "is_user_deleted": deleted, "is_open": True, "priority": 0}
    return shown | {
        "name": conversation.name,
        "name_normalized": conversation.name,
        "is_general": conversation.id == "C0GENERAL",
        "is_shared": False,
        "is_ext_shared": False,
        "is_member": APP_USER in conversation.members,
        "creator": conversation.creator,
        "topic": {"value": conversation.topic, "creator": "", "last_set": 0},
        "purpose": {"value": "", "creator": "", "last_set": 0},
        "num_members": len(conversation.members),
    }


def message_json(message: Message, with_metadata: bool = False) -> Json:
    return {name: value for name, value in message.body.items() if with_metadata or name != "metadata"}


def bot_profile(slack: Slack) -> Json:
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": APP_USER,
        "name": slack.manifest.name,
        "icons": {},
        "deleted": False,
        "updated": 0,
        "team_id": slack.workspace.team.id,
    }


def file_json(slack: Slack, file: File) -> Json:
    return {
        "id": file.id,
        "created": file.created,
        "timestamp": file.created,
        "name": file.name,
        "title": file.title,
        "mimetype": file.mimetype,
        "filetype": file.name.rpartition(".")[2],
        "user": file.owner,
        "size": len(file.content or b""),
        "mode": "hosted",
        "is_external": False,
        "is_public": False,
        "url_private": f"{slack.address}/files-pri/{file.id}/{quote(file.name)}",
        "url_private_download": f"{slack.address}/files-pri/{file.id}/download/{quote(file.name)}",
        "permalink": f"{slack.address}/_/files/{file.id}",
    }
