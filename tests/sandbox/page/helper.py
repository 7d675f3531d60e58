"""A small app for the page to talk to."""

import re
from queue import SimpleQueue
from typing import Any

from slack_bolt import App
from slack_sdk import WebClient

from sandbox.running import BOT_TOKEN, Sandbox
from tests.sandbox.page import gallery
from tests.sandbox.page.gallery import Json, button, plain, section

MANIFEST: Json = {
    "display_information": {"name": "Helper", "description": "Helps.", "background_color": "#1f3d3a"},
    "features": {
        "app_home": {"home_tab_enabled": True, "messages_tab_enabled": True},
        "bot_user": {"display_name": "Helper"},
        "shortcuts": [
            {"name": "Ask", "type": "global", "callback_id": "ask", "description": "Ask everything"},
            {"name": "Keep", "type": "message", "callback_id": "keep", "description": "Keep this message"},
        ],
        "slash_commands": [
            {"command": "/ask", "description": "Ask everything", "usage_hint": "[all]"},
            {"command": "/steps", "description": "One thing after another"},
        ],
    },
    "oauth_config": {"scopes": {"bot": ["chat:write", "chat:write.public", "commands", "im:write"]}},
    "settings": {
        "event_subscriptions": {"bot_events": ["app_home_opened"]},
        "interactivity": {"is_enabled": True},
        "socket_mode_enabled": True,
    },
}

STEPS: list[Json] = [
    gallery.asked("name", "Name", {"type": "plain_text_input"}),
    {
        "type": "input",
        "block_id": "kinds",
        "dispatch_action": True,
        "label": plain("Kind"),
        "element": {"type": "static_select", "action_id": "kind", "options": gallery.SKILLS},
    },
    gallery.asked("more", "Tell us more", {"type": "plain_text_input", "initial_value": "Nothing"}),
]


def step(name: str, *blocks: Json) -> Json:
    titled = {"type": "modal", "callback_id": name, "title": plain(name.title()), "submit": plain("Next")}
    return {**titled, "blocks": list(blocks)}


class Helper:
    """A small app: it asks everything, remembers what it was told, and posts what a test wants."""

    def __init__(self, sandbox: Sandbox) -> None:
        self.sandbox = sandbox
        self.client = WebClient(BOT_TOKEN, base_url=sandbox.api_url)
        self.told: SimpleQueue[Json] = SimpleQueue()
        self.app = app = App(client=self.client, token_verification_enabled=False)
        app.command("/ask")(self._open)
        app.shortcut("ask")(self._open)
        app.shortcut("keep")(self._told)
        app.action("open_form")(self._open)
        app.action("kind")(self._one_more_question)
        app.action(re.compile(".*"))(self._told)
        app.options("answer")(self._suggest)
        app.view("form")(self._take)
        app.command("/steps")(self._first_step)
        app.view("first")(self._second_step)
        app.event("app_home_opened")(self._show_home)

    def hears(self) -> Json:
        """The next thing that somebody did."""
        return self.told.get(timeout=5)

    def post(self, channel: str, *blocks: Json, text: str = "News") -> str:
        return str(self.client.chat_postMessage(channel=channel, text=text, blocks=list(blocks) or None)["ts"])

    def _open(self, ack: Any, body: Json) -> None:
        ack()
        form = {"type": "modal", "callback_id": "form", "title": plain("Everything"), "submit": plain("Send")}
        self.client.views_open(trigger_id=body["trigger_id"], view={**form, "blocks": gallery.FORM})

    def _first_step(self, ack: Any, body: Json) -> None:
        ack()
        self.client.views_open(trigger_id=body["trigger_id"], view=step("first", *STEPS[:2]))

    def _one_more_question(self, ack: Any, body: Json) -> None:
        ack()
        view = body["view"]
        self.client.views_update(view_id=view["id"], hash=view["hash"], view=step("first", *STEPS))

    def _second_step(self, ack: Any) -> None:
        ack(response_action="push", view=step("second", STEPS[2]))

    def _told(self, ack: Any, body: Json) -> None:
        ack()
        self.told.put(body)

    def _suggest(self, ack: Any, body: Json) -> None:
        ack(options=[gallery.option(f"{body['value'].title()} {number}", f"far-{number}") for number in (1, 2)])

    def _take(self, ack: Any, body: Json) -> None:
        values = body["view"]["state"]["values"]
        if values["line"]["answer"]["value"] == "wrong":
            ack(response_action="errors", errors={"line": "Say more than that."})
            return
        self.told.put(values)
        ack()

    def _show_home(self, event: Json) -> None:
        blocks = [
            section("Good morning."),
            {"type": "actions", "elements": [button("Open the form", "open_form")]},
        ]
        self.client.views_publish(user_id=event["user"], view={"type": "home", "blocks": blocks})
