"""One unit in every plan: what it has, what it needs, what it lacks by when."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from songhanh.engines.counting import Outcome, round_half_up
from songhanh.foundation.lib.acting import Acting
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import target_spec, targets_of
from songhanh.results.values.enums import Verdict
from songhanh.results.values.outlooks import PullDown, UnitHoldingBack, UnitLack, pull_down
from songhanh.results.values.queries import plans_with_results, results_of
from songhanh.results.values.sources import Reading
from songhanh.results.values.tables import VERDICT_ORDER, ResultRow, result_rows


@dataclass(frozen=True)
class OwnRow:
    """One unit in one row of a target."""

    row: ResultRow
    verdict: Verdict
    has: Decimal | None
    needs: Decimal | None
    lacks: tuple[UnitLack, ...]


@dataclass(frozen=True)
class OwnPlan:
    """A plan with the rows a unit is counted in."""

    plan: PlanDocument
    rows: list[OwnRow]


@dataclass(frozen=True)
class HoldingBack:
    """A unit that holds values back, each thing it lacks beside its target."""

    unit: UnitHoldingBack
    lacks: list[tuple[Target, UnitLack]]


def with_targets(units: Iterable[UnitHoldingBack], targets: Iterable[Target]) -> list[HoldingBack]:
    """What units lack, with the targets a page leads to."""
    by_key = {one.element.key: one for one in targets}
    return [
        HoldingBack(unit, [(by_key[lack.target.ordinal], lack) for lack in unit.lacks])
        for unit in units
    ]


def own_plans(acting: Acting, unit_id: int, reading: Reading, today: date) -> list[OwnPlan]:
    """All targets of the plans in force that count a unit; the plans without one are left out."""
    plans = [
        OwnPlan(plan, list(_own_rows(plan, unit_id, reading)))
        for plan in plans_with_results(acting, today)
    ]
    return [one for one in plans if one.rows]


def _own_rows(plan: PlanDocument, unit_id: int, reading: Reading) -> Iterator[OwnRow]:
    """Of quarters only the running one, then the year."""
    results = results_of(
        plan,
        as_of=reading.as_of,
        known_on=reading.known_on,
        standing=reading.standing,
        map=reading.map_view.value,
        map_day=reading.map_on,
        unit_id=unit_id,
    )
    targets = list(targets_of(plan, reading.as_of))
    specs = [target_spec(one) for one in targets]
    lacks = _by_row(pull_down(specs, results, {unit_id}, reading.shown_on))
    for row in result_rows(results, targets):
        outcomes = [one for one in row.result.outcomes if one.unit_id == unit_id]
        if outcomes and (row.is_year or reading.as_of in row.result.period):
            has, needs = _of(outcomes)
            key = (row.result.ordinal, row.result.period.label)
            yield OwnRow(row, _worst(outcomes), has, needs, tuple(lacks.get(key, ())))


def _by_row(found: PullDown) -> dict[tuple[str, str], list[UnitLack]]:
    by_row: dict[tuple[str, str], list[UnitLack]] = {}
    for unit in found.units:
        for one in unit.lacks:
            by_row.setdefault((one.target.ordinal, one.lack.period.label), []).append(one)
    return by_row


def _of(outcomes: list[Outcome]) -> tuple[Decimal | None, Decimal | None]:
    """What there is of what is needed; of several conventions, how many pass."""
    if len(outcomes) > 1:
        passing = sum(one.verdict == Verdict.PASSING.value for one in outcomes)
        return Decimal(passing), Decimal(len(outcomes))
    [one] = outcomes
    needs = None if one.needed is None else round_half_up(one.needed, 1)
    return (None if one.count is None else round_half_up(one.count, 1)), needs


def _worst(outcomes: Iterable[Outcome]) -> Verdict:
    return min((Verdict(one.verdict.value) for one in outcomes), key=VERDICT_ORDER.index)
