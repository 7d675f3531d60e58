"""A person's hands: what someone does on the page, done by a test or by the neighbours."""

import json
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import ProxyHandler, Request, build_opener

from sandbox.blockkit import Input, inputs
from sandbox.blockkit.state import Typed
from sandbox.blockkit.walk import elements_within

Json = dict[str, Any]
# What a press or a choice happens in: a message as `messages` gives it, a view, or these words.
Where = Json | str
HOME = "home"
MODAL = "modal"
PATIENCE = 10.0
_opener = build_opener(ProxyHandler({}))


class Trouble(Exception):
    """What Slack shows a person whom the app has let down."""


class NotThere(Exception):
    """What the hand reaches for is not in front of the person."""


class Hand:
    """The hands of one person. What they type is kept by view, as a browser does, until it is sent."""

    def __init__(self, address: str, user: str) -> None:
        self.user = user
        self._address = address
        self._typed: dict[str, dict[str, dict[str, Any]]] = {}

    # Seeing

    def conversations(self) -> list[Json]:
        found: list[Json] = self._get("conversations")
        return found

    def messages(self, channel: str) -> list[Json]:
        """The latest fifty, oldest first, each with its `channel`. A person's id is the direct conversation."""
        found: list[Json] = self._get("messages", channel=channel)["messages"]
        return [{**message, "channel": channel} for message in found]

    def inbox(self) -> list[Json]:
        """The direct conversation with the app."""
        return self.messages(next(each["id"] for each in self.conversations() if each["kind"] == "app"))

    def modals(self) -> list[Json]:
        """The stack of views on the screen, top last."""
        views: list[Json] = self._get("modals")
        for view in views:
            self._forget_what_is_gone(view)
        return views

    def modal(self) -> Json:
        """The view on top. Raises NotThere."""
        views = self.modals()
        if not views:
            raise NotThere(f"{self.user} has no modal open")
        return views[-1]

    def home(self) -> Json | None:
        """The app's Home as it was last published."""
        view: Json | None = self._get("home")["view"]
        if view:
            self._forget_what_is_gone(view)
        return view

    # Doing

    def say(self, channel: str, text: str, thread_ts: str | None = None) -> None:
        self._post("say", channel=channel, text=text, thread_ts=thread_ts)

    def react(self, message: Json, name: str) -> None:
        self._post("react", channel=message["channel"], ts=message["ts"], name=name)

    def command(self, text: str, channel: str = "C0GENERAL") -> None:
        """`/mentoring join`. Raises Trouble."""
        self._post("command", channel=channel, text=text)

    def shortcut(self, callback_id: str, message: Json | None = None) -> None:
        """Raises Trouble."""
        where = {"channel": message["channel"], "ts": message["ts"]} if message else {}
        self._post("shortcut", callback_id=callback_id, **where)

    def open_home(self, tab: str = "home") -> Json | None:
        """The app hears of it; returns the Home as it stood before that."""
        view: Json | None = self._post("home", tab=tab)["view"]
        return view

    def press(self, where: Where, action_id: str, value: Any = None, block_id: str | None = None) -> None:
        """A button, or the entry `value` of an overflow menu. Raises NotThere or Trouble."""
        place = self._place(where)
        block = _block_of(place, action_id, block_id)
        self._post(
            "action",
            container=_container(place),
            block_id=block,
            action_id=action_id,
            value=value,
            typed=self._typed_in(place),
        )

    def choose(self, where: Where, action_id: str, value: Any, block_id: str | None = None) -> None:
        """A select, date or other input that acts at once. Raises NotThere or Trouble."""
        place = self._place(where)
        block = _block_of(place, action_id, block_id)
        self._typed_in(place).setdefault(block, {})[action_id] = value
        self.press(place, action_id, value, block)

    def fill(self, values: Json, where: Where = MODAL) -> None:
        """Simple values by action_id or block_id; for an external menu, also what is typed and chosen there.

        Raises NotThere, or Trouble for options that the app does not give.
        """
        place = self._place(where)
        for name, value in values.items():
            found = [each for each in inputs(place["blocks"]) if name in (each.action_id, each.block_id)]
            if len(found) != 1:
                raise NotThere(f"{len(found)} inputs called {name!r}; there are {_names(place)}")
            typed = self._typed_in(place).setdefault(found[0].block_id, {})
            typed[found[0].action_id] = self._looked_up(value, found[0], place)

    def _looked_up(self, value: Any, each: Input, place: Json) -> Any:
        """In an external menu, a text is typed, and the option is taken that has it as its value or its label."""
        if isinstance(value, list):
            return [self._looked_up(one, each, place) for one in value]
        if "external" not in each.type or not isinstance(value, str) or not value:
            return value
        found = self.options(each.action_id, value, place, each.block_id)
        wanted = (option for option in found if value in (option["value"], option["text"]["text"]))
        try:
            return next(wanted)
        except StopIteration:
            raise NotThere(f"{value!r} is not among {len(found)} options of {each.block_id!r}") from None

    def upload(self, name: str, content: bytes) -> str:
        """Choose a file, for a file input to be filled with the id that it gets. Raises NotThere."""
        edge = "hand-upload"
        head = f'--{edge}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        kind = {"Content-Type": f"multipart/form-data; boundary={edge}"}
        answer = self._ask(Request(f"{self._address}/_/upload?{urlencode({'user': self.user})}", body, kind))
        return str(answer["file_id"])

    def submit(self) -> dict[str, str]:
        """Send the view on top; what is wrong, by block_id, empty when it was taken. Raises NotThere or Trouble."""
        view = self.modal()
        answer = self._post("submit", view_id=view["id"], typed=self._typed_in(view))
        errors: dict[str, str] = answer.get("errors", {})
        return errors

    def close(self, all: bool = False) -> None:
        """Close the view on top, or the whole stack."""
        self._post("close", view_id=self.modal()["id"], all=all)

    def options(self, action_id: str, query: str = "", where: Where = MODAL, block_id: str | None = None) -> list[Json]:
        """What the app suggests in an external menu, groups flattened. Raises NotThere or Trouble."""
        place = self._place(where)
        block = _block_of(place, action_id, block_id)
        answer = self._post("options", container=_container(place), block_id=block, action_id=action_id, query=query)
        groups: list[Json] = answer.get("option_groups", [answer])
        return [option for group in groups for option in group["options"]]

    def _place(self, where: Where) -> Json:
        if where == HOME:
            place = self.home()
        elif where == MODAL:
            place = self.modal()
        else:
            place = where if isinstance(where, dict) else None
        if not place:
            raise NotThere(f"{self.user} has no {where}")
        return place

    def _typed_in(self, place: Json) -> dict[str, dict[str, Any]]:
        return self._typed.setdefault(place.get("id") or f"{place['channel']} {place['ts']}", {})

    def _forget_what_is_gone(self, view: Json) -> None:
        """After an update, inputs of the same block and action keep what was typed; others begin anew."""
        typed: Typed = self._typed.get(view["id"], {})
        kept: dict[str, dict[str, Any]] = {}
        for each in inputs(view["blocks"]):
            if each.action_id in typed.get(each.block_id, {}):
                kept.setdefault(each.block_id, {})[each.action_id] = typed[each.block_id][each.action_id]
        self._typed[view["id"]] = kept

    def _get(self, name: str, **query: str) -> Any:
        return self._ask(Request(f"{self._address}/_/{name}?{urlencode({'user': self.user, **query})}"))

    def _post(self, name: str, /, **body: Any) -> Json:
        data = json.dumps({"user": self.user, **body}).encode()
        request = Request(f"{self._address}/_/{name}", data, {"Content-Type": "application/json"})
        answer: Json = self._ask(request)
        if "trouble" in answer:
            raise Trouble(answer["trouble"])
        return answer

    def _ask(self, request: Request) -> Any:
        try:
            with _opener.open(request, timeout=PATIENCE) as response:
                return json.load(response)
        except HTTPError as refused:
            with refused:
                raise NotThere(json.load(refused).get("error", str(refused))) from None


def _container(place: Json) -> Json:
    if "channel" in place:
        return {"type": "message", "channel": place["channel"], "ts": place["ts"]}
    return {"type": "view", "view_id": place["id"]}


def _block_of(place: Json, action_id: str, block_id: str | None) -> str:
    found = [
        str(block.get("block_id", ""))
        for _, element, (_, block) in elements_within(place.get("blocks", []))
        if element.get("action_id") == action_id and block_id in (None, block.get("block_id"))
    ]
    if len(found) != 1:
        raise NotThere(f"{len(found)} things called {action_id!r}; there are {_names(place)}")
    return found[0]


def _names(place: Json) -> str:
    found = (element.get("action_id", "") for _, element, _ in elements_within(place.get("blocks", [])))
    return ", ".join(filter(None, found)) or "none"
