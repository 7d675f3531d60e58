"""What a person has in front of them to act on: a message, the Home or the modal on top."""

from dataclasses import dataclass

from sandbox.api.shapes import message_json
from sandbox.blockkit import state_values
from sandbox.blockkit.state import Typed
from sandbox.blockkit.walk import Element, elements_within
from sandbox.conversation import Conversation, Json, Message
from sandbox.interactions.payloads import channel_json
from sandbox.interactions.trouble import Impossible
from sandbox.slack import Slack
from sandbox.views import View
from sandbox.workspace import APP_USER


@dataclass(frozen=True)
class MessageSurface:
    conversation: Conversation
    message: Message
    view_id: None = None

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.message.body.get("blocks", [])
        return blocks

    def parts(self, slack: Slack, user: str, typed: Typed) -> Json:
        ephemeral = self.message.only_for is not None
        container: Json = {
            "type": "message",
            "message_ts": self.message.ts,
            "channel_id": self.conversation.id,
            "is_ephemeral": ephemeral,
        }
        if "thread_ts" in self.message.body:
            container["thread_ts"] = self.message.body["thread_ts"]
        return {
            "container": container,
            "channel": channel_json(self.conversation),
            **({} if ephemeral else {"message": message_json(self.message, with_metadata=True)}),
            "state": {"values": state_values(self.blocks, typed)},
            "response_url": slack.reply_urls.issue(self.conversation.id, user, self.message.ts),
        }


@dataclass(frozen=True)
class ViewSurface:
    view: View

    @property
    def view_id(self) -> str | None:
        return self.view.id if self.view.json["type"] == "modal" else None

    @property
    def blocks(self) -> list[Json]:
        blocks: list[Json] = self.view.json["blocks"]
        return blocks

    def parts(self, slack: Slack, user: str, typed: Typed) -> Json:  # noqa: ARG002
        return {"container": {"type": "view", "view_id": self.view.id}, "view": filled(self.view, typed)}


Surface = MessageSurface | ViewSurface


def surface(slack: Slack, user: str, container: Json) -> Surface:
    """Raises Impossible when the person does not see it."""
    if container.get("type") == "view":
        return ViewSurface(view_of(slack, user, container.get("view_id", "")))
    conversation, message = message_of(slack, user, container.get("channel", ""), container.get("ts", ""))
    if message.author != APP_USER:
        raise Impossible("This message is not the app's.")
    return MessageSurface(conversation, message)


def view_of(slack: Slack, user: str, view_id: str) -> View:
    stack, home = slack.views.stack(user), slack.views.home(user)
    for view in (*stack[-1:], *([home] if home else [])):
        if view.id == view_id:
            return view
    raise Impossible("This view is no longer in front of this person.")


def message_of(slack: Slack, user: str, channel: str, ts: str) -> tuple[Conversation, Message]:
    conversation = conversation_of(slack, user, channel)
    message = conversation.messages.get(ts)
    if not message or not message.visible_to(user):
        raise Impossible("This person sees no such message.")
    return conversation, message


def conversation_of(slack: Slack, user: str, channel: str) -> Conversation:
    """A person's id stands for the direct conversation with them."""
    if channel in slack.workspace.people and channel != user:
        return slack.workspace.direct(user, channel)
    for conversation in slack.workspace.seen_by(user):
        if conversation.id == channel:
            return conversation
    raise Impossible("This person sees no such conversation.")


def element_of(blocks: list[Json], block_id: str | None, action_id: str) -> Element:
    """Raises Impossible when there is nothing of that name, or more than one without the block's."""
    found = [
        each
        for each in elements_within(blocks)
        if each.json.get("action_id") == action_id and block_id in (None, each.block.json.get("block_id"))
    ]
    if len(found) != 1:
        raise Impossible(f"There is {'nothing' if not found else 'more than one thing'} called {action_id!r} here.")
    return found[0]


def filled(view: View, typed: Typed) -> Json:
    """The view as it goes back to the app, with what the person typed."""
    return {**view.json, "state": {"values": state_values(view.json["blocks"], typed)}}
