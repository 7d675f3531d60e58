"""From what happens in the workspace to the events that the app has subscribed to."""

import secrets

from sandbox import feed as happened
from sandbox.api.shapes import user_json
from sandbox.conversation import FAMILY, Conversation, Json, Kind
from sandbox.delivery.courier import Courier
from sandbox.delivery.parcel import Parcel, ParcelKind
from sandbox.feed import Change
from sandbox.slack import Slack
from sandbox.workspace import APP_ID, APP_USER

CHANNEL_TYPES = {Kind.CHANNEL: "channel", Kind.PRIVATE: "group", Kind.IM: "im", Kind.MPIM: "mpim"}


class Subscriptions:
    """Tells the app, through the courier, of what its manifest asks to hear."""

    def __init__(self, slack: Slack, courier: Courier) -> None:
        self._slack = slack
        self._courier = courier
        slack.feed.subscribe(self.hear)

    def hear(self, change: Change) -> None:
        match change:
            case happened.MessagePosted(conversation, message) if message.only_for is None:
                self._message(conversation, dict(message.body), message.ts)
            case happened.MessageChanged(conversation, message, previous) if previous and message.only_for is None:
                changed = {"message": dict(message.body), "previous_message": previous}
                self._meddled(conversation, "message_changed", changed)
            case happened.MessageDeleted(conversation, message) if message.only_for is None:
                deleted = {"deleted_ts": message.ts, "previous_message": dict(message.body)}
                self._meddled(conversation, "message_deleted", deleted)
            case happened.ReactionAdded() as reaction:
                self._reaction(reaction)
            case happened.MemberJoined(conversation, user, inviter):
                letter = "C" if conversation.kind is Kind.CHANNEL else "G"
                joined = {"channel": conversation.id, "channel_type": letter, "inviter": inviter}
                self._event("member_joined_channel", {"user": user, "team": self._team, **joined})
            case happened.HomeOpened(user, tab):
                self._home_opened(user, tab)
            case happened.PersonJoined(user):
                self._person("team_join", user)
            case happened.PersonChanged(user):
                self._person("user_change", user)

    @property
    def _team(self) -> str:
        return self._slack.workspace.team.id

    def _message(self, conversation: Conversation, body: Json, event_ts: str) -> None:
        """The app hears what is said where it is, its own words included."""
        if APP_USER not in conversation.members:
            return
        shown = {name: value for name, value in body.items() if name != "type"}
        place = {"channel": conversation.id, "channel_type": CHANNEL_TYPES[conversation.kind]}
        self._event(f"message.{FAMILY[conversation.kind]}", {**shown, **place, "event_ts": event_ts})

    def _meddled(self, conversation: Conversation, subtype: str, what: Json) -> None:
        ts = self._slack.workspace.new_ts()
        self._message(conversation, {"subtype": subtype, "hidden": True, "ts": ts, **what}, ts)

    def _reaction(self, change: happened.ReactionAdded) -> None:
        if APP_USER in change.conversation.members:
            item = {"type": "message", "channel": change.conversation.id, "ts": change.message.ts}
            added = {"user": change.user, "reaction": change.name, "item": item, "item_user": change.message.author}
            self._event("reaction_added", added)

    def _home_opened(self, user: str, tab: str) -> None:
        channel = self._slack.workspace.direct(user, APP_USER).id
        opened: Json = {"user": user, "channel": channel, "tab": tab}
        view = self._slack.views.home(user)
        if view and tab == "home":
            opened["view"] = view.json
        self._event("app_home_opened", opened)

    def _person(self, name: str, user: str) -> None:
        person = self._slack.workspace.people[user]
        shown = user_json(self._slack, person, with_locale=True)
        self._event(name, {"user": shown, "cache_ts": int(self._slack.clock.now())})

    def _event(self, subscription: str, event: Json) -> None:
        """`subscription` is the manifest's name; `message.im` arrives as `message`."""
        if subscription not in self._slack.manifest.events:
            return
        name = subscription.partition(".")[0]
        body = self._callback({"type": name, "event_ts": self._slack.workspace.new_ts(), **event})
        self._courier.bring(Parcel(ParcelKind.EVENT, name, body, event.get("subtype", "")))

    def _callback(self, event: Json) -> Json:
        return {
            "token": "verification-token",
            "team_id": self._team,
            "context_team_id": self._team,
            "context_enterprise_id": None,
            "api_app_id": APP_ID,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev0{secrets.token_hex(4).upper()}",
            "event_time": int(self._slack.clock.now()),
            "authorizations": [
                {
                    "enterprise_id": None,
                    "team_id": self._team,
                    "user_id": APP_USER,
                    "is_bot": True,
                    "is_enterprise_install": False,
                }
            ],
            "is_ext_shared_channel": False,
            "event_context": f"4-{secrets.token_urlsafe(12)}",
        }
