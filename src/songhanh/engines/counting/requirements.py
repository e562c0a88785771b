"""What a year asks for: the number each unit must reach, the value required, the span judged."""

import operator
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from songhanh.engines.counting.periods import Period, PeriodKind, Span
from songhanh.engines.counting.plans import (
    DEFAULT_THRESHOLDS,
    DEFAULT_WINDOW,
    FULL_COVERAGE,
    Comparator,
    Milestone,
    PlanSpec,
    TargetKind,
    TargetPeriod,
    TargetSpec,
)
from songhanh.engines.counting.world import AdoptionStage


class RequiredFrom(StrEnum):
    """Where a required value was taken from."""

    ROADMAP = "roadmap"
    MILESTONE = "milestone"
    PATH = "path"
    TARGET = "target"


@dataclass(frozen=True, slots=True)
class Required:
    """The value required, where it comes from, the year it belongs to, how it is compared."""

    value: Fraction | None
    source: RequiredFrom
    comparator: Comparator
    year: int | None = None


_COMPARE: dict[Comparator, Callable[[Fraction, Fraction], bool]] = {
    Comparator.AT_LEAST: operator.ge,
    Comparator.BETWEEN: operator.ge,
    Comparator.AT_MOST: operator.le,
    Comparator.EQUAL: operator.eq,
    Comparator.MORE: operator.gt,
    Comparator.LESS: operator.lt,
}


def holds(value: Fraction, comparator: Comparator, bound: Fraction) -> bool:
    """Whether the value stands to the bound as the comparator says; exact, nothing is rounded."""
    return _COMPARE[comparator](value, bound)


def threshold_of(target: TargetSpec, year: int) -> Decimal | None:
    """N of the year: what each unit must reach. None for kinds whose value is a share or score."""
    if not target.has_threshold:
        return None
    milestone = _newest(target.milestones, year)
    candidates = (
        target.settings.threshold,
        next((row.threshold for row in target.roadmap if row.year == year), None),
        milestone.value if milestone else None,
        target.lower_bound,
    )
    given = (number for number in candidates if number is not None)
    return next(given, DEFAULT_THRESHOLDS[target.kind])


def required_of(target: TargetSpec, year: int) -> Required:
    """The value required in the year: roadmap, milestone, path or target, the first that exists.

    Milestones of a threshold kind are thresholds, so there the roadmap or the coverage decides.
    """
    by_roadmap = next((row.value for row in target.roadmap if row.year == year), None)
    if by_roadmap is not None:
        return Required(Fraction(by_roadmap), RequiredFrom.ROADMAP, _comparator(target), year)
    milestones = () if target.has_threshold else target.milestones
    reached = _newest(milestones, year)
    if reached is not None:
        return _of_milestone(target, reached, RequiredFrom.MILESTONE)
    coming = min((one for one in milestones if one.year > year), key=_year, default=None)
    if coming is None:
        final = _final_value(target)
        value = None if final is None else Fraction(final)
        return Required(value, RequiredFrom.TARGET, _comparator(target))
    start = target.settings.start
    if start is not None and start.year <= year:
        begun = Fraction(start.value)
        gone = Fraction(year - start.year, coming.year - start.year)
        value = begun + (Fraction(coming.value) - begun) * gone
        return Required(value, RequiredFrom.PATH, coming.comparator or target.comparator, year)
    return _of_milestone(target, coming, RequiredFrom.TARGET)


def stage_asked(target: TargetSpec, year: int) -> AdoptionStage:
    """The stage that media bodies must have in the year."""
    naming = [one for one in target.milestones if one.stage is not None]
    reached = _newest(naming, year)
    milestone = reached or min(naming, key=_year, default=None)
    return milestone.stage if milestone and milestone.stage else AdoptionStage.OFFICIAL


def span_of(plan: PlanSpec, target: TargetSpec, period: Period, required: Required) -> Span:
    """The days over which the value has to be reached."""
    if target.kind == TargetKind.ACTION_MONTH_PLAN_SHARE:
        return (target.settings.window or DEFAULT_WINDOW).in_year(period.year)
    if target.period != TargetPeriod.ONCE or period.kind != PeriodKind.YEAR:
        return Span(period.first, period.last)
    last_year = required.year or plan.last_year or period.year
    # A plan whose first year is open begins, for this purpose, with the year that is judged.
    first_year = plan.first_year if plan.first_year is not None else period.year
    return Span(date(min(first_year, last_year), 1, 1), date(last_year, 12, 31))


def _newest(milestones: Iterable[Milestone], year: int) -> Milestone | None:
    return max((one for one in milestones if one.year <= year), key=_year, default=None)


def _year(milestone: Milestone) -> int:
    return milestone.year


def _of_milestone(target: TargetSpec, milestone: Milestone, source: RequiredFrom) -> Required:
    comparator = milestone.comparator or target.comparator
    return Required(Fraction(milestone.value), source, comparator, milestone.year)


def _comparator(target: TargetSpec) -> Comparator:
    """A threshold kind compares its share as the coverage does; the own comparator is for N."""
    if not target.has_threshold:
        return target.comparator
    return target.coverage.comparator if target.coverage else Comparator.AT_LEAST


def _final_value(target: TargetSpec) -> Decimal | None:
    if target.has_threshold:
        return target.coverage.value if target.coverage else FULL_COVERAGE
    if target.lower_bound is not None or target.coverage is None:
        return target.lower_bound
    return target.coverage.value
