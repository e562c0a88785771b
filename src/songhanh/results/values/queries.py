"""Indicator values of a plan, worked out from the ledger whenever asked; nothing is stored."""

from collections.abc import Iterable
from datetime import date
from typing import Literal

from songhanh.engines.counting import MapView, Standing, TargetResult, TargetSpec, evaluate
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.enums import IN_FORCE
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.plans.queries import plans_visible_to
from songhanh.programme.targets.queries import plan_spec, target_specs
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
    wanted = target_specs(plan) if targets is None else list(targets)
    if not wanted:
        return []
    reading = Reading(as_of, known_on, Standing(standing), MapView(map), map_day)
    world = world_of(spec, wanted, reading, unit_id)
    return [
        row
        for target in wanted
        for row in evaluate(spec, target, world, as_of, reading.map_view, unit_id, map_on=map_day)
    ]


def plans_with_results(acting: Acting, on: date) -> list[PlanDocument]:
    """The plans in force that somebody may read, the newest first."""
    found = plans_visible_to(acting, on).filter(status__in=IN_FORCE)
    return sorted(found, key=lambda one: (one.issued_on or date.min, one.pk), reverse=True)
