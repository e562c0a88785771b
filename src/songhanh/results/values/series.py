"""A target over time: at the end of each month of the year, and at the end of each year."""

from dataclasses import dataclass, replace
from datetime import date

from songhanh.engines.counting import (
    PeriodKind,
    TargetResult,
    TargetSpec,
    evaluate,
    months_of,
)
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.models import Target
from songhanh.programme.targets.queries import plan_spec, targets_of
from songhanh.results.values.queries import results_of
from songhanh.results.values.sources import Reading, world_of
from songhanh.results.values.tables import ResultRow

MANY_UNITS = 1000
"""Beyond this many units the course of a year is drawn by quarters."""

MOST_YEARS = 12
"""So many years at most stand beside each other, the newest ones."""


@dataclass(frozen=True)
class Study:
    """A target's rows of the as-of day, and its year's row at the end of each month before it."""

    rows: list[TargetResult]
    months: list[TargetResult]


def study(plan: PlanDocument, target: TargetSpec, reading: Reading) -> Study:
    """Work out a target for its page from counts read once, whatever the months and units.

    The months are judged by the words and settings of today, the last one up to the as-of day. Of a
    target with very many units only the ends of quarters are worked out.
    """
    ends = tuple(one.last for one in months_of(reading.as_of.year) if one.last < reading.as_of)
    spec = plan_spec(plan)
    world = world_of(spec, [target], replace(reading, closings=ends))

    def on(day: date) -> list[TargetResult]:
        return evaluate(spec, target, world, day, reading.map_view, map_on=reading.map_on)

    rows = on(reading.as_of)
    if len(rows[-1].outcomes) > MANY_UNITS:
        ends = tuple(day for day in ends if day.month % 3 == 0)
    months = [row for day in ends for row in on(day) if _is_year(row)]
    return Study(rows, [*months, *(row for row in rows if _is_year(row))])


def years_shown(plan: PlanDocument, until: date) -> range:
    """The years of a plan up to that of a day; of a plan with an open beginning the last five."""
    first = plan.first_year or until.year - 4
    last = min(until.year, plan.last_year or until.year)
    return range(max(first, last - MOST_YEARS + 1), last + 1)


def rows_by_year(plan: PlanDocument, reading: Reading) -> dict[int, list[TargetResult]]:
    """Each year's rows of all targets: at its end, of the running one up to the as-of day.

    Under a map day the years are a comparable series: units of that day stand for all of them.
    """
    found = {}
    for year in years_shown(plan, reading.as_of):
        rows = results_of(
            plan,
            as_of=min(date(year, 12, 31), reading.as_of),
            known_on=reading.known_on,
            standing=reading.standing,
            map=reading.map_view.value,
            map_day=reading.map_on,
        )
        found[year] = [row for row in rows if _is_year(row)]
    return found


@dataclass(frozen=True)
class YearLine:
    """A target with its row of each year; None where it had none."""

    target: Target
    rows: list[ResultRow | None]


def year_table(
    plan: PlanDocument, found: dict[int, list[TargetResult]], on: date
) -> list[YearLine]:
    """The rows of the years under the targets of a day, in the order of the plan."""
    targets = {one.element.key: one for one in targets_of(plan, on)}
    by_year = [{row.ordinal: row for row in rows} for rows in found.values()]
    return [
        YearLine(
            target,
            [ResultRow(row, target) if (row := rows.get(key)) else None for rows in by_year],
        )
        for key, target in targets.items()
    ]


def _is_year(row: TargetResult) -> bool:
    return row.period.kind == PeriodKind.YEAR
