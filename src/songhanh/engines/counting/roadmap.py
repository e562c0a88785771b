"""Roadmaps: what each year asks for, proposed from the plan's own words, and whether a row can be.

A proposal is only that: somebody confirms it, and then it stands before milestones and lines
(counting rules, "Required value and status").
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction
from itertools import pairwise

from songhanh.engines.counting.plans import (
    FULL_COVERAGE,
    PlanSpec,
    RoadmapRow,
    Start,
    TargetKind,
    TargetSpec,
)
from songhanh.engines.counting.requirements import required_of
from songhanh.engines.counting.results import round_half_up

_NO_SHARE = frozenset({TargetKind.AWARENESS_INCREASE, TargetKind.OTHER})
_PLACES = 2


class RoadmapFault(StrEnum):
    """Why a row of a roadmap cannot be."""

    YEAR = "year"
    """The year is outside the plan, or one in which the target does not apply."""
    NEGATIVE = "negative"
    """A number below zero."""
    ABOVE_ALL = "above_all"
    """A share of more than all units."""
    NO_THRESHOLD = "no_threshold"
    """A number for each unit, of a target that asks units for none."""


def row_faults(plan: PlanSpec, target: TargetSpec, row: RoadmapRow) -> tuple[RoadmapFault, ...]:
    """Everything that is wrong with a row."""
    numbers = [number for number in (row.value, row.threshold) if number is not None]
    faults = {
        RoadmapFault.YEAR: not (plan.covers(row.year) and target.applies_in(row.year)),
        RoadmapFault.NEGATIVE: any(number < 0 for number in numbers),
        RoadmapFault.ABOVE_ALL: target.kind not in _NO_SHARE
        and row.value is not None
        and row.value > FULL_COVERAGE,
        RoadmapFault.NO_THRESHOLD: row.threshold is not None and not target.has_threshold,
    }
    return tuple(fault for fault, is_there in faults.items() if is_there)


def rows_of_annex(target: TargetSpec) -> tuple[RoadmapRow, ...]:
    """The yearly values that the plan itself prints, in its annex or in the sentence.

    Of a target that asks each unit for a number they are such numbers.
    """
    if target.has_threshold:
        return tuple(RoadmapRow(one.year, threshold=one.value) for one in target.milestones)
    return tuple(RoadmapRow(one.year, one.value) for one in target.milestones)


def straight_line(target: TargetSpec, years: Sequence[int], start: Start) -> tuple[RoadmapRow, ...]:
    """From a known value over the dated values of the plan to the last one, year by year.

    A row for each of the years after the start, rounded to two places; empty where the plan names
    no value to reach.
    """
    if not years:
        return ()
    points = [(start.year, Fraction(start.value)), *_points(target, max(years), start.year)]
    if len(points) == 1:
        return ()
    return tuple(
        RoadmapRow(year, round_half_up(_on_line(points, year), _PLACES))
        for year in sorted(years)
        if year > start.year
    )


def _points(target: TargetSpec, last_year: int, after: int) -> Iterable[tuple[int, Fraction]]:
    """The dated values after a year; without any the value of the plan, due in its last year."""
    milestones = () if target.has_threshold else target.milestones
    dated = {one.year: Fraction(one.value) for one in milestones if one.year > after}
    if dated:
        return sorted(dated.items())
    final = required_of(_without_roadmap(target), last_year).value
    return [(last_year, final)] if final is not None and last_year > after else []


def _without_roadmap(target: TargetSpec) -> TargetSpec:
    return TargetSpec(
        ordinal=target.ordinal,
        kind=target.kind,
        comparator=target.comparator,
        value=target.value,
        value_max=target.value_max,
        coverage=target.coverage,
        milestones=target.milestones,
    )


def _on_line(points: Sequence[tuple[int, Fraction]], year: int) -> Fraction:
    """The value of a year on the line through the points; after the last one it stays."""
    for (begin, low), (end, high) in pairwise(points):
        if year <= end:
            return low + (high - low) * Fraction(year - begin, end - begin)
    return points[-1][1]


def start_of(target: TargetSpec, first_year: int) -> Start:
    """Where a line begins unless somebody says otherwise: as set, else at 0 the year before."""
    return target.settings.start or Start(first_year - 1, Decimal(0))
