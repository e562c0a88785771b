"""Indicator values of a plan, worked out from the ledger whenever asked; nothing is stored."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Literal

from songhanh.engines.counting import (
    Count,
    MapView,
    Measure,
    Outcome,
    PlanSpec,
    Standing,
    TargetResult,
    TargetSpec,
    World,
    evaluate,
)
from songhanh.ledger.queries import counts
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec, target_specs
from songhanh.registry.orgunits.queries import counting_map, territory_of, units_by_codes
from songhanh.results.values.sources import measures_of

MapName = Literal["reported", "new"]


@dataclass(frozen=True)
class Reading:
    """Which entries are read: up to which day, as known when, of which standing.

    ``by_record`` keeps one row per record, so that a joint activity counts once where its hosts
    have become one unit.
    """

    as_of: date
    known_on: date | None = None
    standing: Standing = Standing.ACCEPTED
    by_record: bool = False


def results_of(  # noqa: PLR0913 - the question of the counting rules has these parts
    plan: PlanDocument,
    *,
    as_of: date,
    known_on: date | None = None,
    standing: str = Standing.ACCEPTED,
    map: MapName = "reported",  # noqa: A002 - the contract's own word
    unit_id: int | None = None,
    targets: list[TargetSpec] | None = None,
) -> list[TargetResult]:
    """One row per target and period, in the order of the plan (counting rules, "Per target").

    ``unit_id`` narrows to that unit and what lies under it; ``targets`` to some of the plan's.
    """
    spec = plan_spec(plan)
    wanted = target_specs(plan) if targets is None else targets
    reading = Reading(as_of, known_on, Standing(standing), by_record=map == "new")
    world = world_of(spec, wanted, reading)
    rows: list[TargetResult] = []
    for target in wanted:
        rows += evaluate(spec, target, world, as_of, MapView(map), unit_id)
    return rows


def results_of_target(
    plan: PlanDocument, key: str, *, as_of: date, standing: str = Standing.ACCEPTED
) -> list[TargetResult]:
    """The rows of one target of a plan; empty when the plan has no such target."""
    wanted = [target for target in target_specs(plan) if target.ordinal == key]
    return results_of(plan, as_of=as_of, standing=standing, targets=wanted)


def world_of(spec: PlanSpec, targets: list[TargetSpec], reading: Reading) -> World:
    """Everything the figures of these targets can come from, with a constant number of queries."""
    more = {spec.issuer_id} if spec.issuer_id is not None else set()
    codes = {code for target in targets if target.denominator for code in target.denominator.codes}
    more |= {unit.pk for unit in units_by_codes(codes, reading.as_of).values()}
    territory_id = territory_id_of(spec, reading.as_of)
    units = counting_map(territory_id, more)
    kinds = {target.kind for target in targets}
    return World(
        units=units.units,
        successions=units.successions,
        classes=units.classes,
        counts={measure: _counts(measure, reading) for measure in measures_of(kinds)},
        standing=reading.standing,
        known_on=reading.known_on,
    )


def territory_id_of(spec: PlanSpec, on: date) -> int | None:
    """The unit whose territory the plan counts in; None counts everything."""
    if spec.issuer_id is None:
        return None
    territory = territory_of(spec.issuer_id, on)
    return territory.pk if territory else None


def _counts(measure: Measure, reading: Reading) -> tuple[Count, ...]:
    rows = counts(
        measure,
        first=date(reading.as_of.year, 1, 1),
        last=reading.as_of,
        standing=reading.standing,
        known_on=reading.known_on,
        by_record=reading.by_record,
    )
    return tuple(
        Count(
            row.unit_id,
            row.day,
            row.quantity,
            {
                "integrated": row.dims.integrated,
                "channel": row.dims.channel,
                "column": row.dims.with_column,
            },
            row.record,
        )
        for row in rows
    )


def visible_outcomes(result: TargetResult, visible: Collection[int] | None) -> tuple[Outcome, ...]:
    """The outcomes of the units in somebody's branch; None sees every unit."""
    return tuple(one for one in result.outcomes if visible is None or one.unit_id in visible)
