"""Who owes the reports of a plan on any day, from a registry that is read once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from songhanh.engines import counting
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.rules.enums import PhrasePart
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import chosen_senders, phrases
from songhanh.registry.orgunits.queries import counting_map, territory_of


@dataclass(frozen=True, slots=True)
class Sender:
    """A unit that owes a report, under its code and name of the day."""

    unit_id: int
    code: str
    name: str


class Senders:
    """The senders of a plan's rules over time; ``on`` asks the database nothing more.

    ``senders_on`` answers the same for one rule and day.
    """

    def __init__(self, plan: PlanHeader, rules: Sequence[ReportingRule], as_of: date) -> None:
        """Read the map of the plan's territory, with everything it came from."""
        self._issuer_id = plan.issuer_id
        choices = [choice for rule in rules if (choice := chosen_senders(rule)) is not None]
        codes = {code for choice in choices for code in choice.codes}
        territory = territory_of(plan.issuer_id, as_of)
        found = counting_map(territory.pk if territory else None, {plan.issuer_id}, codes)
        self._world = counting.World(found.units, found.successions, found.classes)
        self._known: dict[tuple[int, date], list[Sender]] = {}

    def on(self, rule: ReportingRule, day: date) -> list[Sender]:
        """The units that owe the report on a day, in the order of their codes."""
        key = rule.pk, self._world.tree.era(day)
        if key not in self._known:
            self._known[key] = self._find(rule, day)
        return self._known[key]

    def _find(self, rule: ReportingRule, day: date) -> list[Sender]:
        world = self._world
        territory_id = world.tree.territory_of(self._issuer_id, day)
        choice = chosen_senders(rule)
        if choice is not None:
            denominator = counting.resolve_rule(choice, world, day, territory_id)
        else:
            words = phrases(rule, PhrasePart.SENDER)
            denominator = counting.resolve_subjects(words, world, day, territory_id)
        valid = world.tree.valid_on(day)
        return [
            Sender(unit_id, valid[unit_id].code, valid[unit_id].name)
            for unit_id in counting.units_of(denominator, world, day, territory_id)
        ]
