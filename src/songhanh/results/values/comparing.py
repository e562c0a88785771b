"""Results side by side: of two plans, of the years of one, of a unit and what it continues."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from songhanh.engines.counting import (
    MapView,
    Question,
    TargetKind,
    TargetSpec,
    World,
    counts_behind,
    feeds_of,
    round_half_up,
)
from songhanh.engines.planreader.comparing import likeness
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import plan_spec, target_spec, targets_of
from songhanh.registry.orgunits.models import Succession
from songhanh.registry.orgunits.queries import nearest_versions, standing_successions
from songhanh.results.values.sources import Reading, world_of
from songhanh.results.values.tables import ResultRow, TargetRows

LEAST_LIKENESS = 0.5
"""Targets of the kind ``other`` speak of the same thing from here on."""


@dataclass(frozen=True)
class Pair:
    """A target of one plan and the one of the other that speaks of the same; None: has none."""

    left: ResultRow | None
    right: ResultRow | None


def pairs_of(left: Iterable[TargetRows], right: Iterable[TargetRows]) -> list[Pair]:
    """The years' rows of two plans, in the order of the first, then what only the second has.

    Targets of one kind belong together, the most alike in words first; of the kind ``other`` only
    if their words are alike.
    """
    ours, theirs = [one.year for one in left], [one.year for one in right]
    scores = sorted(
        (
            (score, i, j)
            for i, one in enumerate(ours)
            for j, other in enumerate(theirs)
            if (score := _alike(one, other)) > 0
        ),
        key=lambda found: (-found[0], found[1], found[2]),
    )
    partner: dict[int, int] = {}
    for _score, i, j in scores:
        if i not in partner and j not in partner.values():
            partner[i] = j
    pairs = [Pair(one, theirs[partner[i]] if i in partner else None) for i, one in enumerate(ours)]
    taken = set(partner.values())
    return pairs + [Pair(None, other) for j, other in enumerate(theirs) if j not in taken]


def _alike(one: ResultRow, other: ResultRow) -> float:
    if one.result.kind != other.result.kind:
        return 0.0
    words = likeness(one.target.element.text, other.target.element.text)
    if one.result.kind == TargetKind.OTHER:
        return words if words >= LEAST_LIKENESS else 0.0
    return 1 + words


@dataclass(frozen=True)
class Relative:
    """A unit beside the one looked at: what it continues, or what continues it."""

    unit_id: int
    name: str
    role: str
    on: date | None


@dataclass(frozen=True)
class CountLine:
    """One target: what each of the units had in the year, and the unit on the new map."""

    target: Target
    names: tuple[str, ...]
    counts: tuple[Decimal, ...]
    on_new_map: Decimal

    @property
    def named(self) -> list[tuple[str, Decimal]]:
        """Each unit's name with its count."""
        return list(zip(self.names, self.counts, strict=True))


def relatives_of(unit_id: int, on: date) -> list[Relative]:
    """What a unit directly continues, itself, and what directly continues it, in that order."""
    rows = standing_successions().filter(on__lte=on)
    before = list(rows.filter(new_id=unit_id).exclude(old_id=unit_id).order_by("on", "old_id"))
    after = list(rows.filter(old_id=unit_id).exclude(new_id=unit_id).exclude(new_id=None))
    ids = [unit_id, *(row.old_id for row in before), *(row.new_id for row in after if row.new_id)]
    names = {key: version.name for key, version in nearest_versions(ids, on).items()}
    found = [Relative(row.old_id, names.get(row.old_id, ""), "before", row.on) for row in before]
    found.append(Relative(unit_id, names.get(unit_id, ""), "self", None))
    found += [
        Relative(row.new_id, names.get(row.new_id, ""), "after", row.on)
        for row in _unlike(after)
        if row.new_id is not None
    ]
    return found


def count_lines(
    plan: PlanDocument, relatives: Sequence[Relative], reading: Reading
) -> list[CountLine]:
    """What was recorded in the year of a day, unit by unit as reported, and carried to the new map.

    Only targets that count records; what is (a stage, a convention) passes on by itself.
    """
    targets = [one for one in targets_of(plan, reading.as_of) if feeds_of(target_spec(one))]
    if not targets:
        return []
    specs = [target_spec(one) for one in targets]
    own = next(one.unit_id for one in relatives if one.role == "self")
    reported, new = (
        (view, world_of(plan_spec(plan), specs, _on_map(reading, view))) for view in MapView
    )
    return [
        CountLine(
            target,
            tuple(one.name for one in relatives),
            tuple(_count(plan, spec, *reported, reading, one.unit_id) for one in relatives),
            _count(plan, spec, *new, reading, own),
        )
        for target, spec in zip(targets, specs, strict=True)
    ]


def _on_map(reading: Reading, view: MapView) -> Reading:
    return Reading(reading.as_of, reading.known_on, reading.standing, view)


def _count(
    plan: PlanDocument,
    spec: TargetSpec,
    view: MapView,
    world: World,
    reading: Reading,
    unit_id: int,
) -> Decimal:
    question = Question(plan_spec(plan), spec, world, reading.as_of, view)
    parts = (part for _count, part in counts_behind(question, unit_id))
    return round_half_up(sum(parts, Fraction(0)), 1)


def _unlike(rows: Iterable[Succession]) -> list[Succession]:
    return list({row.new_id: row for row in rows}.values())
