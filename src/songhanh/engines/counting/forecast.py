"""Where a value is heading: by the end of its period and of the plan, each with what it assumes.

A forecast is no figure of the counting rules. It carries today's figures on, by one named
assumption for each kind, so that nobody takes it for more than that. Kinds that count what each
unit did go on at each unit's own pace. Values to be reached once go on along the straight line that
the rules hold them against: such a value is on track exactly when its line leads to what is
required.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from songhanh.engines.counting.feeds import JUDGED_BY
from songhanh.engines.counting.periods import Period, PeriodKind, Span
from songhanh.engines.counting.plans import (
    Comparator,
    PlanSpec,
    TargetKind,
    TargetPeriod,
    TargetSpec,
)
from songhanh.engines.counting.requirements import Required, holds, required_of, threshold_of
from songhanh.engines.counting.results import Outcome, TargetResult, TargetStatus, Verdict

_ALL = Fraction(100)
_STEADY = frozenset({TargetKind.SESSIONS_PER_YEAR}) | JUDGED_BY.keys()
"""Kinds that count what each unit did, day after day."""
_ON_A_LINE = frozenset(
    {
        TargetKind.ACTION_MONTH_PLAN_SHARE,
        TargetKind.CONVENTION_SHARE,
        TargetKind.MEDIA_INDEX_SHARE,
        TargetKind.OTHER,
    }
)
"""Kinds whose value grows by steps of many; a survey's score is only known when it is measured."""
_FALLING = frozenset({Comparator.LESS, Comparator.AT_MOST})
_NOTHING_TO_CARRY_ON = frozenset({TargetStatus.NO_BASELINE, TargetStatus.NOT_ESTABLISHED})


class Assumption(StrEnum):
    """What a forecast takes for granted."""

    FINAL = "final"
    """Nothing: the period is over."""
    UNIT_PACE = "unit_pace"
    """Each unit goes on at the pace it has had since the period began."""
    NO_MORE_MISSED = "no_more_missed"
    """Who missed a quarter or month stays out; the running one goes on at each unit's pace; the
    others are reached by whoever reached all so far."""
    STRAIGHT_LINE = "straight_line"
    """The value goes on as it has since the first day of its span, or since the starting point."""
    UNCHANGED = "unchanged"
    """The value stays what it is: nothing tells how it will change."""
    LIKE_THIS_YEAR = "like_this_year"
    """Each coming year ends as this one is forecast to end."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """A value expected at the end of a day, beside what is required then; both exact."""

    on: date
    value: Fraction
    required: Required
    assumption: Assumption

    @property
    def holds(self) -> bool | None:
        """Whether the value would reach what is required; None where nothing is."""
        if self.required.value is None:
            return None
        return holds(self.value, self.required.comparator, self.required.value)


@dataclass(frozen=True, slots=True)
class Outlook:
    """The forecasts of one row; None where nothing can be carried on.

    ``of_plan`` stands at the row of the year alone, and not where the plan has no last year.
    """

    ordinal: str
    period: Period
    of_period: Forecast | None = None
    of_plan: Forecast | None = None


def outlooks_of(
    plan: PlanSpec, target: TargetSpec, rows: Sequence[TargetResult]
) -> tuple[Outlook, ...]:
    """The outlook of each row of a target, as ``evaluate`` gave them for one as-of day."""
    running = next((one for one in rows if _is_running(one)), None)
    return tuple(
        Outlook(
            row.ordinal,
            row.period,
            own := _of_period(target, row, running),
            _of_plan(plan, target, row, own),
        )
        for row in rows
    )


def _is_running(row: TargetResult) -> bool:
    return row.period.kind != PeriodKind.YEAR and row.as_of in row.period


def _of_period(
    target: TargetSpec, row: TargetResult, running: TargetResult | None
) -> Forecast | None:
    """What the row's own period ends with; of the Action Month, its window."""
    if row.span is None or row.status in _NOTHING_TO_CARRY_ON:
        return None
    last = min(row.period.last, row.span.last)
    if row.as_of >= last:
        value, assumption = row.value, Assumption.FINAL
    elif target.kind in JUDGED_BY and row.period.kind == PeriodKind.YEAR:
        value, assumption = _of_repeating_year(target, row, running), Assumption.NO_MORE_MISSED
    elif target.kind in _STEADY:
        value, assumption = _share(_paced(target, row, row.threshold)), Assumption.UNIT_PACE
    else:
        value, assumption = _carried_on(target, row, row.span, last)
    return _told(value, last, required_of(target, row.period.year), assumption)


def _carried_on(
    target: TargetSpec, row: TargetResult, span: Span, on: date
) -> tuple[Fraction | None, Assumption]:
    """Along the line of the value, where it moves along one; not before its span begins."""
    if row.as_of < span.first:
        return None, Assumption.UNCHANGED
    line = _line(target, row, span, on)
    if line is not None:
        return line, Assumption.STRAIGHT_LINE
    return row.value, Assumption.UNCHANGED


def _of_plan(
    plan: PlanSpec, target: TargetSpec, row: TargetResult, own: Forecast | None
) -> Forecast | None:
    """What the last year of the plan in which the target applies ends with."""
    year = _last_year(plan, target)
    if own is None or row.span is None or year is None or row.period.kind != PeriodKind.YEAR:
        return None
    if year <= row.period.year:
        return own
    last, required = date(year, 12, 31), required_of(target, year)
    line = _line(target, row, row.span, last) if target.period == TargetPeriod.ONCE else None
    if line is not None:
        return _told(line, last, required, Assumption.STRAIGHT_LINE)
    if own.assumption == Assumption.UNCHANGED:
        return _told(own.value, last, required, Assumption.UNCHANGED)
    value = _in_a_later_year(target, row, own, year)
    return _told(value, last, required, Assumption.LIKE_THIS_YEAR)


def _last_year(plan: PlanSpec, target: TargetSpec) -> int | None:
    until = [plan.last_year, target.applies_year, target.phase[1] if target.phase else None]
    return min((year for year in until if year is not None), default=None)


def _in_a_later_year(
    target: TargetSpec, row: TargetResult, own: Forecast, year: int
) -> Fraction | None:
    """The same again, held against the number that each unit must reach in that year."""
    needed = threshold_of(target, year)
    if needed == row.threshold:
        return own.value
    if target.kind in JUDGED_BY or needed is None:
        return None  # how many quarters or months would be passed with another number is not known
    return _share(_paced(target, row, needed))


def _of_repeating_year(
    target: TargetSpec, row: TargetResult, running: TargetResult | None
) -> Fraction | None:
    if running is None:
        return row.value
    missed = {one.unit_id for one in row.outcomes if one.verdict == Verdict.FAILING}
    paced = _paced(target, running, running.threshold)
    return _share((one, passes and one.unit_id not in missed) for one, passes in paced)


def _paced(
    target: TargetSpec, row: TargetResult, needed: Decimal | None
) -> Iterable[tuple[Outcome, bool]]:
    """Each unit with whether it passes at the end of the period, going on as until now."""
    bar = Fraction(needed or 0)
    whole = Span(row.period.first, row.period.last).days
    gone = Span(row.period.first, min(row.as_of, row.period.last)).days
    for one in row.outcomes:
        reached = (one.count or Fraction(0)) * Fraction(whole, gone)
        yield one, holds(reached, target.comparator, bar)


def _share(units: Iterable[tuple[Outcome, bool]]) -> Fraction | None:
    verdicts = [passes for _, passes in units]
    return Fraction(100 * sum(verdicts), len(verdicts)) if verdicts else None


def _line(target: TargetSpec, row: TargetResult, span: Span, on: date) -> Fraction | None:
    """The value along its straight line; None for what does not move along one."""
    if row.value is None or target.kind not in _ON_A_LINE:
        return None
    start = target.settings.start
    first, begun = span.first, Fraction(0)
    if start is not None and date(start.year, 12, 31) < row.as_of:
        first, begun = date(start.year, 12, 31) + timedelta(days=1), Fraction(start.value)
    elif not _rises_from_nothing(target):
        return None
    gone, whole = Span(first, row.as_of).days, Span(first, on).days
    value = begun + (row.value - begun) * Fraction(whole, gone)
    return value if row.denominator is None else min(max(value, Fraction(0)), _ALL)


def _rises_from_nothing(target: TargetSpec) -> bool:
    if target.kind == TargetKind.ACTION_MONTH_PLAN_SHARE:
        return True
    return target.period == TargetPeriod.ONCE and target.comparator not in _FALLING


def _told(
    value: Fraction | None, on: date, required: Required, assumption: Assumption
) -> Forecast | None:
    return None if value is None else Forecast(on, value, required, assumption)
