"""Modals on people's screens, three deep at most, and the app's Home of each person."""

import itertools
import secrets
from dataclasses import dataclass

from sandbox.blockkit.state import as_sent_back
from sandbox.blockkit.walk import blocks_within, elements_within
from sandbox.clock import Clock
from sandbox.conversation import Json
from sandbox.feed import Feed, HomeChanged, ModalsChanged
from sandbox.workspace import APP_ID, BOT_ID

DEEPEST = 3
MODAL_DEFAULTS = {"title": None, "submit": None, "close": None, "clear_on_close": False, "notify_on_close": False}


class ViewRefused(Exception):
    """`code` is Slack's word for it."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass
class View:
    """`json` is Slack's view object, with `state` empty: what people type stays in their browser until it is sent."""

    user: str
    json: Json

    @property
    def id(self) -> str:
        return str(self.json["id"])

    @property
    def hash(self) -> str:
        return str(self.json["hash"])


class Views:
    def __init__(self, team: str, clock: Clock, feed: Feed) -> None:
        self._team = team
        self._clock = clock
        self._feed = feed
        self._number = itertools.count(1)
        self._stacks: dict[str, list[View]] = {}
        self._homes: dict[str, View] = {}

    def stack(self, user: str) -> list[View]:
        """The modals on a person's screen, top last."""
        return self._stacks.setdefault(user, [])

    def home(self, user: str) -> View | None:
        return self._homes.get(user)

    def find(self, view_id: str) -> View | None:
        return next((view for view in self._all() if view.id == view_id), None)

    def find_external(self, external_id: str) -> View | None:
        return next((view for view in self._all() if view.json["external_id"] == external_id), None)

    def open(self, user: str, sent: Json, above: str | None = None) -> View:
        """A new modal, on top of the one called `above`, else in place of what was on the screen.

        Raises ViewRefused: too deep, external_id taken.
        """
        self._free_external_id(sent)
        stack = self.stack(user)
        if above is None or all(view.id != above for view in stack):
            stack.clear()
        if len(stack) >= DEEPEST:
            raise ViewRefused("push_limit_reached")
        view = View(user, self._json(sent, f"V0{next(self._number):06}"))
        view.json["root_view_id"] = stack[0].id if stack else view.id
        view.json["previous_view_id"] = stack[-1].id if stack else None
        stack.append(view)
        self._feed.publish(ModalsChanged(user))
        return view

    def update(self, view: View, sent: Json, expected_hash: str | None = None) -> None:
        """Raises ViewRefused when the view has changed since `expected_hash`, or external_id is taken."""
        if expected_hash and expected_hash != view.hash:
            raise ViewRefused("hash_conflict")
        if sent.get("external_id") != view.json["external_id"]:
            self._free_external_id(sent)
        kept = {name: view.json[name] for name in ("root_view_id", "previous_view_id")}
        view.json = self._json(sent, view.id) | kept
        is_home = view.json["type"] == "home"
        self._feed.publish(HomeChanged(view.user) if is_home else ModalsChanged(view.user))

    def publish(self, user: str, sent: Json, expected_hash: str | None = None) -> View:
        """The person's Home. Raises ViewRefused as `update` does."""
        view = self._homes.get(user)
        if view:
            self.update(view, sent, expected_hash)
            return view
        self._free_external_id(sent)
        view = View(user, self._json(sent, f"V0{next(self._number):06}"))
        view.json |= {"root_view_id": view.id, "previous_view_id": None}
        self._homes[user] = view
        self._feed.publish(HomeChanged(user))
        return view

    def close(self, view: View, everything: bool = False) -> list[View]:
        """Take a modal, or the whole stack, off the screen; returns what went."""
        stack = self.stack(view.user)
        gone = [each for each in stack if everything or each is view]
        stack[:] = [each for each in stack if each not in gone]
        self._feed.publish(ModalsChanged(view.user))
        return gone

    def _all(self) -> list[View]:
        return [*itertools.chain.from_iterable(self._stacks.values()), *self._homes.values()]

    def _free_external_id(self, sent: Json) -> None:
        external_id = sent.get("external_id")
        if external_id and self.find_external(external_id):
            raise ViewRefused("duplicate_external_id")

    def _json(self, sent: Json, view_id: str) -> Json:
        return {
            "id": view_id,
            "team_id": self._team,
            **(MODAL_DEFAULTS if sent["type"] == "modal" else {}),
            "callback_id": "",
            "private_metadata": "",
            "external_id": "",
            **as_sent_back({name: value for name, value in sent.items() if name != "blocks"}),
            "blocks": completed(sent["blocks"]),
            "state": {"values": {}},
            "hash": f"{int(self._clock.now())}.{secrets.token_hex(4)}",
            "app_id": APP_ID,
            "app_installed_team_id": self._team,
            "bot_id": BOT_ID,
        }


def completed(blocks: list[Json]) -> list[Json]:
    """As Slack stores blocks: every block and every element has its id."""
    stored: list[Json] = as_sent_back(blocks)
    for _, block in blocks_within(stored):
        block.setdefault("block_id", secrets.token_urlsafe(4))
    for _, element, _ in elements_within(stored):
        if element["type"] != "image":
            element.setdefault("action_id", secrets.token_urlsafe(4))
    return stored
