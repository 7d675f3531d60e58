"""Points one pair at a time in plain Python, as other matchers count them: by the rules' words, without the library."""

from collections import Counter

from bot.domain.matching.participants import Participant
from bot.domain.matching.scheme import Criterion, Rule, Scheme


class Plain:
    """The points of any pair."""

    def __init__(self, scheme: Scheme, mentors: list[Participant]) -> None:
        self._scheme = scheme
        self._most = {each.id: scheme.most(each) for each in scheme.criteria}
        self._rarity = {
            each.id: self._rarities(each, mentors) for each in scheme.criteria if each.rule is Rule.COMPLEMENT
        }
        self._count = {
            Rule.COMPLEMENT: self._complement,
            Rule.OVERLAP: self._overlap,
            Rule.DISTANCE: self._distance,
            Rule.GAP: self._gap,
            Rule.DIFFERENT: self._different,
        }

    def points(self, mentee: Participant, mentor: Participant) -> int:
        """A pair's points by all criteria and both sides' choices."""
        total = sum(self._count[each.rule](each, mentee.answers, mentor.answers) for each in self._scheme.criteria)
        for one, other in ((mentee, mentor), (mentor, mentee)):
            if other.id in one.chosen[: len(self._scheme.choices)]:
                total += self._scheme.choices[one.chosen.index(other.id)]
        return total

    @staticmethod
    def _rarities(criterion: Criterion, mentors: list[Participant]) -> dict[str, int]:
        offered = Counter(skill for mentor in mentors for skill in mentor.answers[criterion.mentor])
        return {skill: 200 - 100 * count // len(mentors) for skill, count in offered.items()}

    def _complement(self, criterion: Criterion, mine: dict, theirs: dict) -> int:
        wanted, offered = mine[criterion.mentee], theirs[criterion.mentor]
        rarity, most = self._rarity[criterion.id], self._most[criterion.id]
        weights = [rarity.get(skill, 200) * (6 // place) for place, skill in enumerate(wanted, start=1)]
        total = sum(weights) * 5
        return sum(
            most * weight // total * offered[skill]
            for skill, weight in zip(wanted, weights, strict=True)
            if skill in offered
        )

    def _overlap(self, criterion: Criterion, mine: dict, theirs: dict) -> int:
        wanted, offered = mine[criterion.mentee], theirs[criterion.mentor]
        return self._most[criterion.id] // len(wanted) * sum(value in offered for value in wanted)

    def _distance(self, criterion: Criterion, mine: dict, theirs: dict) -> int:
        span = criterion.high - criterion.low
        away = abs(mine[criterion.mentee] - theirs[criterion.mentor])
        return self._most[criterion.id] * max(0, span - away) // span

    def _gap(self, criterion: Criterion, mine: dict, theirs: dict) -> int:
        span = criterion.high - criterion.low
        gap = theirs[criterion.mentor] - mine[criterion.mentee]
        away = max(criterion.low - gap, gap - criterion.high, 0)
        return self._most[criterion.id] * max(0, span - away) // span

    def _different(self, criterion: Criterion, mine: dict, theirs: dict) -> int:
        return self._most[criterion.id] * (mine[criterion.mentee] != theirs[criterion.mentor])
