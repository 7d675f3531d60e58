"""The others of the company, answering the app by themselves so that one visitor sees a whole programme.

They know nothing of any app: each presses the primary button of what they were sent or see in their channels, at
most once a message, then fills in and sends whatever modal opens, page after page.
"""

import random
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.answers import Form, Respondent
from sandbox.blockkit import Input, inputs
from sandbox.blockkit.walk import Element, elements_within
from sandbox.company import Person
from sandbox.hand import MODAL, Hand, NotThere, Trouble

Json = dict[str, Any]
MOST_STEPS = 30
MOST_TRIES = 4
REFUSED = (Trouble, NotThere, OSError)
# External menus show nothing before a few letters; these are common in French and in English.
QUERIES = ("", "a", "e", "an", "en", "ent", "ion", "mar", "com")


@dataclass
class Progress:
    """`people` will have their turn, `done` had it; `steps` are presses, choices and submissions."""

    people: int = 0
    done: int = 0
    steps: int = 0
    running: bool = False
    problems: list[str] = field(default_factory=list)


class Neighbours:
    """Everybody who can answer: not the bots, nor those who have left.

    `now` gives the workspace's time in seconds since the epoch; `tell` hears of every step.
    """

    def __init__(
        self,
        people: Iterable[Person],
        hand_of: Callable[[str], Hand],
        now: Callable[[], float],
        seed: int = 1,
        tell: Callable[[Progress], None] = lambda _: None,
    ) -> None:
        self.progress = Progress()
        self._people = [person for person in people if not (person.is_bot or person.deleted)]
        self._hand_of = hand_of
        self._now = now
        self._seed = seed
        self._tell = tell
        self._answered: set[tuple[str, str, str]] = set()
        self._stopped = threading.Event()

    def answer(self, visitor: str) -> Progress:
        """Everybody but the visitor has a turn; returns once all have, or after `stop`."""
        those = [person for person in self._people if person.id != visitor]
        self.progress = Progress(people=len(those), running=True)
        self._stopped.clear()
        self._tell(self.progress)
        for person in those:
            if self._stopped.is_set():
                break
            try:
                self._turn_of(person)
            except REFUSED as problem:
                self._trouble(person, str(problem))
            self.progress.done += 1
            self._tell(self.progress)
        self.progress.running = False
        self._tell(self.progress)
        return self.progress

    def stop(self) -> None:
        """After the turn under way."""
        self._stopped.set()

    def _turn_of(self, person: Person) -> None:
        hand = self._hand_of(person.id)
        chance = random.Random(f"{self._seed} {person.id}")
        conversations = hand.conversations()
        turn = Turn(hand, chance, self._respondent(person, conversations), self._step)
        for message, buttons in list(_to_answer(person.id, hand, conversations)):
            key = (person.id, message["channel"], message["ts"])
            if key not in self._answered:
                self._answered.add(key)
                problem = turn.answer(message, chance.choice(buttons))
                if problem:
                    self._trouble(person, problem)

    def _respondent(self, person: Person, conversations: list[Json]) -> Respondent:
        return Respondent(
            locale=person.locale,
            email=person.email,
            department=person.department,
            site=person.site,
            title=person.title,
            colleagues=tuple(other.id for other in self._people if other is not person),
            channels=tuple(each["id"] for each in conversations if each["kind"] == "channel"),
            now=datetime.fromtimestamp(self._now(), ZoneInfo(person.tz)),
        )

    def _step(self) -> None:
        self.progress.steps += 1
        self._tell(self.progress)

    def _trouble(self, person: Person, problem: str) -> None:
        self.progress.problems.append(f"{person.real_name}: {problem}")


@dataclass
class Turn:
    """One person answering one message after another."""

    hand: Hand
    chance: random.Random
    respondent: Respondent
    step: Callable[[], None]

    def answer(self, message: Json, button: Element) -> str:
        """What stood in the way, else nothing. No modal is left open."""
        try:
            self.press(message, button)
            problem = self._through_the_modals()
        except REFUSED as refused:
            problem = str(refused)
        if self.hand.modals():
            self.hand.close(all=True)
        return problem

    def press(self, where: Json, button: Element) -> None:
        self.step()
        self.hand.press(where, button.json["action_id"], block_id=button.block.json["block_id"])

    def _through_the_modals(self) -> str:
        page = Page(self)
        for _ in range(MOST_STEPS):
            views = self.hand.modals()
            if not views:
                return ""
            problem = page.answer(views[-1])
            if problem:
                return problem
        return f"after {MOST_STEPS} steps a modal was still open"


@dataclass
class Page:
    """The modal in front of a person, whatever it becomes."""

    turn: Turn
    tries: int = 0
    has_sent: bool = False
    chosen: set[tuple[str, str, str]] = field(default_factory=set)

    def answer(self, view: Json) -> str:
        """One step on; returns what cannot be answered, else nothing."""
        asked = [
            each for each in inputs(view["blocks"]) if (view["id"], each.block_id, each.action_id) not in self.chosen
        ]
        acting = next((each for each in asked if each.dispatches), None)
        if acting:
            self._choose(view, acting)
        elif view["submit"]:
            return self._send(view, asked)
        else:
            self._go_on(view)
        return ""

    def _choose(self, view: Json, each: Input) -> None:
        """Choices that act at once may change the rest of the page: one at a time."""
        self.chosen.add((view["id"], each.block_id, each.action_id))
        value = self._form().answer(each)
        if value is not None:
            self.turn.step()
            self.turn.hand.choose(MODAL, each.action_id, value, each.block_id)

    def _send(self, view: Json, asked: list[Input]) -> str:
        form = self._form()
        self.turn.hand.fill({each.block_id: form.answer(each) for each in asked})
        self.turn.step()
        errors = self.turn.hand.submit()
        if not errors:
            self.has_sent, self.tries = True, 0
            return ""
        self.tries += 1
        self.chosen.clear()
        if self.tries < MOST_TRIES:
            return ""
        return f"{view['title']['text']}: {', '.join(f'{block}: {error}' for block, error in errors.items())}"

    def _go_on(self, view: Json) -> None:
        """A page without questions: what it asks to press, or at the beginning any of its choices."""
        buttons = list(_primary(view["blocks"])) or ([] if self.has_sent else list(_choices(view["blocks"])))
        if buttons:
            self.turn.press(view, self.turn.chance.choice(buttons))
        else:
            self.turn.hand.close()

    def _form(self) -> Form:
        """After an error they answer with care, and if that does not help, anew."""
        return Form(self.turn.respondent, self.turn.chance, self._options, careful=self.tries % 2 == 1)

    def _options(self, each: Input) -> list[Json]:
        found = (self.turn.hand.options(each.action_id, query, block_id=each.block_id) for query in QUERIES)
        return next(filter(None, found), [])


def _to_answer(user: str, hand: Hand, conversations: list[Json]) -> Iterator[tuple[Json, list[Element]]]:
    """Messages with a primary button, where the person is a member, oldest first in each conversation."""
    for conversation in conversations:
        if user in conversation["members"] and conversation["last_ts"]:
            for message in hand.messages(conversation["id"]):
                buttons = list(_primary(message.get("blocks", [])))
                if buttons:
                    yield message, buttons


def _primary(blocks: list[Json]) -> Iterator[Element]:
    return (button for button in _choices(blocks) if button.json.get("style") == "primary")


def _choices(blocks: list[Json]) -> Iterator[Element]:
    for element in elements_within(blocks):
        if element.json["type"] == "button" and element.json.get("style") != "danger" and "url" not in element.json:
            yield element
