"""Indicator values of a plan, worked out from the ledger whenever asked; nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from songhanh.engines.counting import MapView, Standing, TargetResult, TargetSpec, evaluate
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.targets.queries import plan_spec, target_spec, wordings_of
from songhanh.results.values.errors import require_map_day
from songhanh.results.values.sources import Reading, world_of

MapName = Literal["reported", "new"]


def results_of(  # noqa: PLR0913 - the question of the counting rules has these parts
    plan: PlanDocument,
    *,
    as_of: date,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,
    map: MapName = "reported",  # noqa: A002 - the contract's own word
    map_day: date | None = None,
    unit_id: int | None = None,
    targets: Iterable[TargetSpec] | None = None,
) -> list[TargetResult]:
    """One row per target and period, in the order of the plan (counting rules, "Per target").

    ``unit_id`` narrows to that unit and what lies under it; ``targets`` to some of the plan's.
    With ``map_day`` the figures are part of a comparable series: several years on one new map.

    Raises:
        RefusedError: a map day without the new map, or one before the as-of day.
    """
    require_map_day(as_of, map, map_day)
    spec = plan_spec(plan)
    worded = wordings_until(plan, as_of) if targets is None else [Wording(one) for one in targets]
    wanted = [one.spec for one in worded]
    if not wanted:
        return []
    reading = Reading(as_of, known_on, Standing(standing), MapView(map), map_day)
    world = world_of(spec, wanted, reading, unit_id)
    return [
        row
        for one in worded
        for row in evaluate(spec, one.spec, world, as_of, reading.map_view, unit_id, map_on=map_day)
        if one.holds_on(min(row.period.last, as_of))
    ]


@dataclass(frozen=True)
class Wording:
    """A target in words that hold from a day on and until another; None is open."""

    spec: TargetSpec
    valid_from: date | None = None
    valid_to: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether a figure of this day is judged by these words."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day < self.valid_to)


def wordings_until(plan: PlanDocument, as_of: date) -> list[Wording]:
    """The targets in the words they had in the year of a day, up to it.

    A quarter that ended before an amendment is judged by the words of then. A target that was
    taken out by that day, or not added yet, has none.
    """
    begun = date(as_of.year, 1, 1)
    found = [
        Wording(target_spec(one), one.element.valid_from, one.element.valid_to)
        for one in wordings_of(plan)
    ]
    standing = {one.spec.ordinal for one in found if one.holds_on(as_of)}
    return [
        one
        for one in found
        if one.spec.ordinal in standing
        and (one.valid_from is None or one.valid_from <= as_of)
        and (one.valid_to is None or one.valid_to > begun)
    ]


def plans_with_results(acting: Acting, on: date) -> list[PlanDocument]:
    """The plans in force that somebody may read, the newest first."""
    found = plans_visible_to(acting, on).filter(status__in=IN_FORCE)
    return sorted(found, key=lambda one: (one.issued_on or date.min, one.pk), reverse=True)
