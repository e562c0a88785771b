"""Results held against a full recount: every figure once more, from the records themselves.

Results read sums, most of them out of balances. The recount reads no entry and no balance: each
record says again what it posts, day by day, and the same rules are asked. ``ledger verify`` holds
entries and balances against the records; here the whole way to the figure is gone twice.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from songhanh.engines.counting import Count, MapView, Measure, Standing, TargetResult, evaluate
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec
from songhanh.results.values.queries import results_of, wordings_until
from songhanh.results.values.recounting import Recounted, recount
from songhanh.results.values.sources import Reading, world_with


@dataclass(frozen=True)
class ResultDifference:
    """A figure that the recount does not give: where, as results show it, as recounted."""

    plan: str
    ordinal: str
    period: str
    standing: str
    map: str
    shown: Mapping[str, object]
    recounted: Mapping[str, object]


@dataclass
class ResultsReport:
    """How many figures of how many plans were compared, and every difference."""

    plans: int = 0
    figures: int = 0
    differences: list[ResultDifference] = field(default_factory=list)

    @property
    def is_clean(self) -> bool:
        """Whether every figure is the same."""
        return not self.differences


def verify_results(plans: Iterable[PlanDocument], as_of: date) -> ResultsReport:
    """Compare all figures of the year of a day, up to it, in both standings and on both maps."""
    report = ResultsReport()
    checked = list(plans)
    recounted = recount(checked, as_of)
    for plan in checked:
        report.plans += 1
        for standing in Standing:
            for view in MapView:
                _compare(report, plan, Reading(as_of, None, standing, view), recounted)
    return report


def _compare(
    report: ResultsReport, plan: PlanDocument, reading: Reading, recounted: Recounted
) -> None:
    shown = results_of(
        plan,
        as_of=reading.as_of,
        standing=reading.standing,
        map="new" if reading.map_view == MapView.NEW else "reported",
    )
    again = _results_again(plan, reading, recounted[reading.standing])
    report.figures += len(shown)
    for one, other in zip(shown, again, strict=True):
        if one == other:
            continue
        report.differences.append(
            ResultDifference(
                plan.code,
                one.ordinal,
                one.period.label,
                reading.standing.value,
                reading.map_view.value,
                _told(one),
                _told(other),
            )
        )


def _results_again(
    plan: PlanDocument, reading: Reading, counts: Mapping[Measure, Sequence[Count]]
) -> list[TargetResult]:
    spec, worded = plan_spec(plan), wordings_until(plan, reading.as_of)
    if not worded:
        return []
    world = world_with(spec, [one.spec for one in worded], reading, counts)
    return [
        row
        for one in worded
        for row in evaluate(spec, one.spec, world, reading.as_of, reading.map_view)
        if one.holds_on(min(row.period.last, reading.as_of))
    ]


def _told(row: TargetResult) -> dict[str, object]:
    """The figure and what each unit has."""
    return row.as_json() | {
        "counts": {one.code: str(one.count) for one in row.outcomes if one.count is not None}
    }
