"""A result in words: reasons, unmatched people, the summary, in French or English."""

from collections.abc import Iterator, Sequence

from jinja2 import Environment

from bot.domain.matching.alternatives import Alternative, alternatives
from bot.domain.matching.comparison import Comparison, figures
from bot.domain.matching.explanation import Explanation, Line
from bot.domain.matching.fairness import Fairness, fairness
from bot.domain.matching.matching import Result
from bot.domain.matching.obstacles import Help, Unmatched
from bot.domain.matching.scheme import Rule
from bot.tables.mapping import Mapped
from bot.wording import environment


class Speech:
    """The texts of one template, in one language."""

    def __init__(self, template: str, language: str) -> None:
        self._environment: Environment = environment(language, escaping=False)
        self._template = self._environment.get_template(f"{template}.j2")

    def say(self, block: str, **facts: object) -> str:
        """One text."""
        return "".join(self._template.blocks[block](self._template.new_context(facts))).strip()

    def enumerate(self, values: Sequence[object]) -> str:
        """Several things as one says them: `a, b and c`."""
        return str(self._environment.filters["list"](values))


class Report:
    """What can be said of one result."""

    def __init__(self, result: Result, mapped: Mapped, language: str) -> None:
        self.result = result
        self.speech = Speech("matching/report", language)
        self._mapped, self._language = mapped, language
        self._rules = {each.id: each.rule for each in mapped.criteria}

    def label(self, criterion: str) -> str:
        return self._mapped.label(criterion, self._language)

    def reasons(self, explanation: Explanation) -> tuple[str, ...]:
        """Why these two: choices first, then the three criteria that give the most."""
        choices = {"mentee_choice": explanation.mentee_choice, "mentor_choice": explanation.mentor_choice}
        chosen = tuple(self.speech.say(block, rank=rank) for block, rank in choices.items() if rank)
        return chosen + tuple(self._reason(line) for line in explanation.strongest)

    def missing(self, explanation: Explanation) -> str:
        """What the mentee asked for that is not covered."""
        return self.speech.enumerate([value for _, value in explanation.missing]) if explanation.missing else ""

    def details(self, explanation: Explanation) -> tuple[str, ...]:
        """How the pair stands among the possible ones."""
        hours = self.speech.say("hours", hours=explanation.hours / 60)
        if explanation.place is None:
            return (self.speech.say("held"), hours)
        return (self.speech.say("place", place=explanation.place, eligible=explanation.eligible), hours)

    def instead(self, mentee: str) -> tuple[str, ...]:
        """What the best other mentors would cost the whole."""
        if mentee not in self.result.pool.row_of:
            return ()
        return tuple(self._instead(each) for each in alternatives(self.result, mentee))

    def stuck(self, unmatched: Unmatched) -> tuple[str, ...]:
        """Why somebody has nobody, and what would help."""
        say = self.speech.say
        if unmatched.absent:
            return (say("paused"), self._help(unmatched))
        if unmatched.eligible:
            people = len(unmatched.competitors)
            return (say("competing", people=people, places=unmatched.places), self._help(unmatched))
        if not unmatched.refused:
            return (say("no_mentors"), self._help(unmatched))
        rules = [f"{say(f'rule_{rule}')} ({count})" for rule, count in unmatched.refused.items()]
        return (say("refused", rules=self.speech.enumerate(rules)), self._help(unmatched))

    def summary(self) -> Iterator[str]:
        """The result in a few lines, without the verdict of the check."""
        counted, say = figures(self.result), self.speech.say
        yield say("matched", matched=counted.matched, people=counted.matched + counted.unmatched)
        if counted.worst is not None:
            mean = round(counted.total / counted.matched)
            yield say("total", total=counted.total, mean=mean, worst=counted.worst)
        if self.result.proof.floor is not None and counted.worst is not None:
            yield say("floor", level=self.result.proof.floor.level)

    def verdict(self) -> str:
        """What the independent check says."""
        flaws = self.result.flaws()
        return self.speech.say("flawed", flaws=", ".join(sorted(flaws))) if flaws else self.speech.say("proved")

    def fairness(self) -> Iterator[str]:
        """Match rate and mean points by group."""
        for each in fairness(self.result):
            yield from self._groups(each)

    def what_if(self, comparison: Comparison, file: str) -> str:
        """The difference that other weights make."""
        one, other = comparison.one, comparison.other
        return self.speech.say(
            "what_if",
            file=file,
            matched=other.matched,
            difference=f"{other.matched - one.matched:+d}",
            worst=other.worst,
            total=other.total,
            by_these=comparison.other_by_one,
            changed=len(comparison.switches),
        )

    def _reason(self, line: Line) -> str:
        values = self.speech.enumerate(line.shared)
        rule = self._rules[line.criterion]
        if rule in (Rule.COMPLEMENT, Rule.OVERLAP):
            return self.speech.say(rule.value, label=self.label(line.criterion), values=values)
        return self.speech.say(rule.value, label=self.label(line.criterion))

    def _instead(self, other: Alternative) -> str:
        facts = {"mentor": self.result.pool.mentor[other.mentor].name, "points": other.points}
        if other.below_floor:
            return self.speech.say("instead_below", **facts)
        if other.fewer > 0:
            return self.speech.say("instead_fewer", fewer=other.fewer, **facts)
        return self.speech.say("instead", cost=other.cost, **facts)

    def _help(self, unmatched: Unmatched) -> str:
        change = unmatched.change
        if change.help is Help.MORE_PLACES:
            return self.speech.say("more_places", count=change.count, languages=", ".join(change.languages))
        if change.help is Help.WITHOUT_RULE:
            return self.speech.say("without_rule", count=change.count, rule=self.speech.say(f"rule_{change.rule}"))
        return self.speech.say(change.help.value)

    def _groups(self, report: Fairness) -> Iterator[str]:
        if report.groups or report.hidden:
            yield self.speech.say(f"by_{report.by}")
        for group in report.groups:
            mean = "–" if group.mean is None else round(group.mean)
            yield "  " + self.speech.say(
                "group", value=group.value, matched=group.matched, people=group.people, mean=mean
            )
        if report.hidden:
            yield "  " + self.speech.say("hidden", people=report.hidden)
