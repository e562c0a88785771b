"""Who owes the reports of a plan on any day, from a registry that is read once."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from songhanh.engines import counting
from songhanh.engines.counting import UnitVersion
from songhanh.programme.elements.models import PlanHeader
from songhanh.programme.rules.enums import PhrasePart
from songhanh.programme.rules.models import ReportingRule
from songhanh.programme.rules.queries import chosen_senders, phrases
from songhanh.registry.orgunits.enums import NUMEROUS
from songhanh.registry.orgunits.queries import (
    Narrowing,
    counting_classes,
    counting_map,
    map_around,
    territory_of,
)

_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Sender:
    """A unit that owes a report, under its code and name of the day."""

    unit_id: int
    code: str
    name: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A unit that owed a report and ended before the day it was due.

    ``on`` is the first day without it. ``heirs`` are the units that continue it on the due day, in
    the order of their codes: exactly one where it is clear who answers for it.
    """

    unit_id: int
    code: str
    name: str
    on: date
    heirs: tuple[Sender, ...]


class Senders:
    """The senders of a plan's rules over time; ``on`` asks the database nothing more.

    ``senders_on`` answers the same for one rule and day.
    """

    def __init__(
        self,
        plan: PlanHeader,
        rules: Sequence[ReportingRule],
        as_of: date,
        since: date,
        unit_ids: Collection[int] | None = None,
    ) -> None:
        """Read the map of the plan's territory, with everything it came from.

        Nothing is asked about a day before ``since``: what had ended by then is not read. With
        ``unit_ids`` nothing is asked about other units than these and those they continue.
        """
        self._issuer_id = plan.issuer_id
        choices = [choice for rule in rules if (choice := chosen_senders(rule)) is not None]
        codes = {code for choice in choices for code in choice.codes}
        territory = territory_of(plan.issuer_id, as_of)
        where = territory.pk if territory else None, {plan.issuer_id}, codes
        narrowing = _narrowing(rules, since)
        if unit_ids is None:
            found = counting_map(*where, narrowing)
        else:
            found = map_around(unit_ids, *where, narrowing)
        self._world = counting.World(found.units, found.successions, found.classes)
        self._known: dict[tuple[int, date], list[Sender]] = {}

    def on(self, rule: ReportingRule, day: date) -> list[Sender]:
        """The units that owe the report on a day, in the order of their codes."""
        key = rule.pk, self._world.tree.era(day)
        if key not in self._known:
            self._known[key] = self._find(rule, day)
        return self._known[key]

    def ended(self, rule: ReportingRule, first: date, day: date) -> list[Ended]:
        """The units that would owe the report of a time since ``first`` had they lasted to a day.

        In the order of their codes; those that ended while they did not owe it are left out.
        """
        tree = self._world.tree
        valid = tree.valid_on(day)
        found = []
        for old_id, on in self._ends.items():
            if not first < on <= day or old_id in valid:
                continue
            last = {one.unit_id: one for one in self.on(rule, on - _ONE)}.get(old_id)
            if last is not None:
                heirs = sorted(self._heirs(old_id, day, valid), key=lambda one: one.code)
                found.append(Ended(old_id, last.code, last.name, on, tuple(heirs)))
        return sorted(found, key=lambda one: one.code)

    @cached_property
    def _ends(self) -> dict[int, date]:
        """The first day without it of each unit that did not last."""
        ends = {row.old_id: self._world.tree.end_of(row.old_id) for row in self._world.successions}
        return {unit_id: on for unit_id, on in ends.items() if on is not None}

    def _heirs(self, unit_id: int, day: date, valid: Mapping[int, UnitVersion]) -> set[Sender]:
        """Who continues a unit on a day, over as many steps as it took."""
        heirs: set[Sender] = set()
        for row in self._world.tree.steps_of(unit_id).get(self._ends[unit_id], ()):
            if row.new_id is None:
                continue
            if row.new_id in valid:
                version = valid[row.new_id]
                heirs.add(Sender(row.new_id, version.code, version.name))
            elif self._ends.get(row.new_id, date.max) <= day:
                heirs |= self._heirs(row.new_id, day, valid)
        return heirs

    def _find(self, rule: ReportingRule, day: date) -> list[Sender]:
        world = self._world
        territory_id = world.tree.territory_of(self._issuer_id, day)
        denominator = _meant(rule, world, day, territory_id)
        valid = world.tree.valid_on(day)
        return [
            Sender(unit_id, valid[unit_id].code, valid[unit_id].name)
            for unit_id in counting.units_of(denominator, world, day, territory_id)
        ]


def _meant(
    rule: ReportingRule, world: counting.World, day: date, territory_id: int | None
) -> counting.Denominator:
    """Who owes the report: as an officer chose, else as printed."""
    choice = chosen_senders(rule)
    if choice is not None:
        return counting.resolve_rule(choice, world, day, territory_id)
    words = phrases(rule, PhrasePart.SENDER)
    return counting.resolve_subjects(words, world, day, territory_id)


def _narrowing(rules: Sequence[ReportingRule], since: date) -> Narrowing:
    """The numerous kinds of unit that owe no report, and what had ended, stay in the database."""
    classes = counting_classes()
    nobody = counting.World(units=(), classes=classes)
    asked = [_meant(rule, nobody, date.max, None) for rule in rules]
    kinds = frozenset[str]().union(*(one.kinds for one in asked))
    return Narrowing(
        classes,
        without=frozenset[str](NUMEROUS) - kinds,
        since=since,
        words=tuple(word for one in asked for word in one.unresolved),
    )
