"""How often a pair would like to meet: its own choice, or the programme's rhythm."""

from dataclasses import dataclass

from slackblocks import InputBlock, ModalView, Option, RadioButtonGroup

from bot.domain.programmes import Cadence
from bot.messages import catalogue, samples
from bot.messages.blocks import ANSWER, chosen, ids, section
from bot.messages.words import Words

LIKE_ALL = "programme"


@dataclass(frozen=True)
class ChooseCadence:
    """The form; `own` is what the pair has chosen, None where it goes by the programme's."""

    pair_id: int
    partner_id: str
    usual: Cadence
    own: Cadence | None = None


@catalogue.modal(
    "checkins/cadence",
    short=ChooseCadence(5, samples.PERSON, Cadence.THREE_WEEKS),
    longest=ChooseCadence(5, samples.PERSON, Cadence.TWO_TO_THREE_WEEKS, Cadence.FOUR_WEEKS),
)
def choose_cadence(seen: ChooseCadence, words: Words) -> ModalView:
    named = words.of("programmes/setup")
    usual = Option(words.plain("usual"), LIKE_ALL, description=named.plain(seen.usual.value))
    options = [usual, *(Option(named.plain(each.value), each.value) for each in Cadence)]
    initial = chosen(options, seen.own.value if seen.own else LIKE_ALL)
    asked = InputBlock(
        words.plain("cadence"), RadioButtonGroup(ANSWER, options, initial_option=initial), block_id="cadence"
    )
    return ModalView(
        title=words.plain("title"),
        blocks=[section(words.rich("about")), asked],
        submit=words.plain("save"),
        close=words.plain("close"),
        callback_id="checkins.cadence",
        private_metadata=ids(pair=seen.pair_id),
    )
