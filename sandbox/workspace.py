"""The state of the workspace: who is there, what conversations they have and what is said."""

import itertools
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sandbox import feed as happened
from sandbox.clock import Clock
from sandbox.company import Company, Person
from sandbox.conversation import Conversation, Json, Kind, Message
from sandbox.feed import Feed
from sandbox.manifest import Manifest

APP_ID = "A0APP"
APP_USER = "U0APP"
BOT_ID = "B0APP"


@dataclass
class File:
    id: str
    name: str
    title: str
    mimetype: str
    owner: str
    created: int
    content: bytes | None = None


class Workspace:
    def __init__(self, company: Company, manifest: Manifest, clock: Clock, feed: Feed) -> None:
        self.team = company.team
        self.usergroups = {group.id: group for group in company.usergroups}
        self.people = {person.id: person for person in (*company.people, app_user(manifest))}
        self.files: dict[str, File] = {}
        self._clock = clock
        self._feed = feed
        self._last_ts = 0
        self._number = itertools.count(1)
        self.conversations: dict[str, Conversation] = {}
        for channel in company.channels:
            kind = Kind.PRIVATE if channel.is_private else Kind.CHANNEL
            self._add(channel.id, kind, channel.members, channel.name, channel.topic)

    # People

    def person(self, user: str) -> Person | None:
        return self.people.get(user)

    def join(self, person: Person) -> None:
        self.people[person.id] = person
        self.conversations["C0GENERAL"].members.append(person.id)
        self._feed.publish(happened.PersonJoined(person.id))

    def change_person(self, user: str, **changes: Any) -> None:
        """`deleted=True` deactivates; channels lose who leaves."""
        self.people[user] = replace(self.people[user], **changes)
        if self.people[user].deleted:
            for conversation in self.conversations.values():
                if conversation.kind in (Kind.CHANNEL, Kind.PRIVATE) and user in conversation.members:
                    conversation.members.remove(user)
        self._feed.publish(happened.PersonChanged(user))

    # Conversations

    def direct(self, one: str, other: str) -> Conversation:
        """The direct conversation of two people (or of one with the app), opened if need be."""
        members = sorted({one, other}, key=lambda user: user == APP_USER)
        found = self.existing_direct(one, other)
        if found:
            return found
        key = f"D{members[0][1:]}" if APP_USER in members else f"D0P{next(self._number)}"
        return self._add(key, Kind.IM, members)

    def existing_direct(self, one: str, other: str) -> Conversation | None:
        return self._among(Kind.IM, {one, other})

    def group(self, users: Iterable[str], creator: str) -> Conversation:
        """The group conversation of exactly these people, opened if need be."""
        members = list(dict.fromkeys((creator, *users)))
        found = self._among(Kind.MPIM, set(members))
        if found:
            return found
        name = f"mpdm-{'--'.join(self.people[user].name for user in members)}-1"
        return self._add(f"C0MPDM{next(self._number)}", Kind.MPIM, members, name, creator=creator)

    def create_channel(self, name: str, is_private: bool, creator: str) -> Conversation:
        kind = Kind.PRIVATE if is_private else Kind.CHANNEL
        return self._add(f"C0NEW{next(self._number)}", kind, [creator], name, creator=creator)

    def add_member(self, conversation: Conversation, user: str, inviter: str) -> None:
        conversation.members.append(user)
        self._feed.publish(happened.MemberJoined(conversation, user, inviter))
        self._feed.publish(happened.ConversationsChanged((user,)))

    def seen_by(self, user: str) -> list[Conversation]:
        """What a person finds in the sidebar; a guest only sees the channels that they are in."""
        guest = self.people[user].is_guest
        return [
            each
            for each in self.conversations.values()
            if user in each.members or (each.kind is Kind.CHANNEL and not guest)
        ]

    def _among(self, kind: Kind, members: set[str]) -> Conversation | None:
        alike = (each for each in self.conversations.values() if each.kind is kind and set(each.members) == members)
        return next(alike, None)

    def _add(
        self, key: str, kind: Kind, members: Iterable[str], name: str = "", topic: str = "", creator: str = ""
    ) -> Conversation:
        conversation = Conversation(key, kind, name, topic, list(members), int(self._clock.now()), creator)
        self.conversations[key] = conversation
        self._feed.publish(happened.ConversationsChanged(tuple(conversation.members)))
        return conversation

    # Messages

    def new_ts(self) -> str:
        """Microseconds of the workspace's clock, never the same twice and never earlier than before."""
        self._last_ts = max(self._last_ts + 1, int(self._clock.now() * 1_000_000))
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06}"

    def post(self, conversation: Conversation, body: Json, only_for: str | None = None) -> Message:
        ts = self.new_ts()
        message = Message(ts, {"type": "message", **body, "ts": ts, "team": self.team.id}, only_for)
        conversation.messages[ts] = message
        parent = conversation.messages.get(body.get("thread_ts", ""))
        if parent and only_for is None:
            self._count_reply(conversation, parent, message)
        self._feed.publish(happened.MessagePosted(conversation, message))
        return message

    def _count_reply(self, conversation: Conversation, parent: Message, reply: Message) -> None:
        users = parent.body.get("reply_users", [])
        parent.body |= {
            "thread_ts": parent.ts,
            "reply_count": parent.body.get("reply_count", 0) + 1,
            "reply_users": [*users, *({reply.author} - set(users))],
            "latest_reply": reply.ts,
        }
        self._feed.publish(happened.MessageChanged(conversation, parent))

    def change_message(self, conversation: Conversation, message: Message, body: Json) -> None:
        previous = dict(message.body)
        message.body |= body
        self._feed.publish(happened.MessageChanged(conversation, message, previous))

    def delete_message(self, conversation: Conversation, message: Message) -> None:
        del conversation.messages[message.ts]
        self._feed.publish(happened.MessageDeleted(conversation, message))

    def react(self, conversation: Conversation, message: Message, user: str, name: str) -> bool:
        """False when that person already reacted so."""
        reactions = message.body.setdefault("reactions", [])
        reaction = next((each for each in reactions if each["name"] == name), None)
        if reaction and user in reaction["users"]:
            return False
        if not reaction:
            reaction = {"name": name, "users": [], "count": 0}
            reactions.append(reaction)
        reaction["users"].append(user)
        reaction["count"] += 1
        self._feed.publish(happened.ReactionAdded(conversation, message, user, name))
        self._feed.publish(happened.MessageChanged(conversation, message))
        return True

    # Files

    def new_file(self, name: str, mimetype: str, owner: str) -> File:
        file = File(f"F0{next(self._number):06}", name, name, mimetype, owner, int(self._clock.now()))
        self.files[file.id] = file
        return file


def app_user(manifest: Manifest) -> Person:
    """The app among the people."""
    return Person(
        id=APP_USER,
        name=manifest.name.lower(),
        real_name=manifest.name,
        display_name=manifest.name,
        title="",
        department="",
        site="",
        tz="America/Los_Angeles",
        locale="en-US",
        email=None,
        manager_id=None,
        start_date=date(2026, 1, 1),
        is_hr=False,
        is_bot=True,
        is_guest=False,
        deleted=False,
        colour=manifest.colour.removeprefix("#"),
    )
