"""Last days of reports, and what state a duty to report is in on a day.

Follows "Obligations" of the counting rules. A printed day is ``MM-DD``, which comes back every
year, or ``DD``: a day of each month, and in a report of a longer period a day of its last month.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from songhanh.engines.counting.periods import (
    MonthDay,
    Period,
    PeriodKind,
    last_of_month,
    period_of,
    periods_in,
)

NOTICE_DAYS = 15
"""From so many days before its last day a duty is due; a setting may say otherwise."""


class DueRule(StrEnum):
    """How the day is printed: "trước ngày" (before) or "chậm nhất ngày", "đến ngày" (by)."""

    BEFORE = "before"
    BY = "by"


class Shift(StrEnum):
    """Where a last day goes that falls on a day off."""

    NONE = "none"
    NEXT = "next"
    PREVIOUS = "previous"


class ObligationState(StrEnum):
    """Where a duty to report stands on a day; computed, stored nowhere."""

    NOT_DUE = "not_due"
    DUE = "due"
    ON_TIME = "on_time"
    LATE = "late"
    MISSING = "missing"
    WAIVED = "waived"


class RuleKind(StrEnum):
    """Kinds of reporting rules, as a structured plan names them."""

    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    SEMIANNUAL = "semiannual"
    ANNUAL = "annual"
    ONCE = "once"
    ADHOC = "adhoc"
    SUMMARY = "summary"
    UNSPECIFIED = "unspecified"


PERIOD_OF_RULE = {
    RuleKind.MONTHLY: PeriodKind.MONTH,
    RuleKind.QUARTERLY: PeriodKind.QUARTER,
    RuleKind.SEMIANNUAL: PeriodKind.HALF_YEAR,
    RuleKind.ANNUAL: PeriodKind.YEAR,
    RuleKind.ONCE: PeriodKind.YEAR,
}
"""What a report of a rule covers. The other kinds name no period of their own."""


@dataclass(frozen=True, slots=True)
class DuePeriod:
    """One report that a rule asks for; without a period it is owed when it is asked for.

    ``unmoved`` is the last day before it was moved off a day off; mostly the same day.
    """

    period: Period | None
    last_day: date | None
    unmoved: date | None = field(default=None, compare=False)


def last_day(
    due: str | None,
    rule: DueRule | None,
    period: Period,
    *,
    strict: bool = True,
    day_off: Callable[[date], bool] | None = None,
    shift: Shift = Shift.NEXT,
) -> date | None:
    """The last day on which the report of the period is on time; None without a printed day.

    Under ``before`` it is the day before the printed one, or with ``strict=False`` the printed day.
    ``MM-DD`` is taken in the year in which it lies nearest to the end of the period: the annual
    report of 2026 due on 01-15 is owed on 15/01/2027, one due on 11-30 on 30/11/2026. Nothing is
    moved for weekends unless ``day_off`` tells which days are off; then the next working day holds,
    or with ``shift`` the one before.
    """
    if due is None:
        return None
    until = _allowed_until(printed_day(due, period), rule, strict=strict)
    return moved(until, day_off, shift)


def moved(day: date, day_off: Callable[[date], bool] | None, shift: Shift = Shift.NEXT) -> date:
    """The day itself, or if it is off the next working day or the one before it."""
    if day_off is None or shift == Shift.NONE:
        return day
    step = timedelta(days=1 if shift == Shift.NEXT else -1)
    while day_off(day):
        day += step
    return day


def obligation_state(
    last_day: date | None,
    first_submitted_on: date | None,
    *,
    waived: bool,
    as_of: date,
    notice_days: int = NOTICE_DAYS,
) -> ObligationState:
    """The state of a duty at the end of ``as_of``.

    The first submission decides between on time and late: a later return does not change it. What
    was submitted after ``as_of`` is not seen. A duty without a day is never due and never late.
    """
    if waived:
        return ObligationState.WAIVED
    if first_submitted_on is not None and first_submitted_on <= as_of:
        in_time = last_day is None or first_submitted_on <= last_day
        return ObligationState.ON_TIME if in_time else ObligationState.LATE
    if last_day is None:
        return ObligationState.NOT_DUE
    if as_of > last_day:
        return ObligationState.MISSING
    waiting = (last_day - as_of).days > notice_days
    return ObligationState.NOT_DUE if waiting else ObligationState.DUE


@dataclass(frozen=True, slots=True)
class DueDay:
    """The printed days of a rule and how they are read."""

    days: Sequence[str] = ()
    rule: DueRule | None = None
    strict: bool = True
    year: int | None = None
    """Year of a single report, where one is printed."""
    day_off: Callable[[date], bool] | None = None
    shift: Shift = Shift.NEXT
    """Where a last day goes that ``day_off`` calls one; without ``day_off`` nowhere."""


def due_periods(
    kind: RuleKind,
    due: DueDay,
    plan_years: tuple[int, int],
    issued_on: date | None = None,
    frequency: RuleKind | None = None,
) -> tuple[DuePeriod, ...]:
    """The reports a rule asks for, in the order of their last days.

    Those whose last day, before it is moved off a day off, lies in the plan's years and not before
    its issue: a last day on a holiday at the end of the year is not lost. A rule that prints no
    day gives one report without a day for each period of the plan that was not over at the issue.
    ``frequency`` is the rhythm of a ``summary``, where the text gives one. A rule without a rhythm
    is annual when it prints a month and a day (they come back every year), else it gives one
    report without period and day, as an ad-hoc rule does: when it is asked for is not known.
    """
    rhythm = PERIOD_OF_RULE.get(kind) or PERIOD_OF_RULE.get(frequency or kind)
    if kind == RuleKind.ADHOC:
        return (DuePeriod(None, None),)
    if rhythm is None:
        if not any(_is_month_day(day) for day in due.days):
            return (DuePeriod(None, None),)
        rhythm = PeriodKind.YEAR
    if not due.days:
        found = _undated(kind, rhythm, due.year, plan_years)
        return tuple(one for one in found if issued_on is None or _end(one) >= issued_on)
    owed = {
        one
        for one in _dated(rhythm, due, plan_years)
        if _unmoved(one).year in _years(plan_years)
        and (issued_on is None or _unmoved(one) >= issued_on)
    }
    in_order = sorted(owed, key=lambda one: (_last(one), _end(one)))
    if kind == RuleKind.ONCE:
        of_year = [one for one in in_order if due.year is None or _unmoved(one).year == due.year]
        return tuple(of_year[:1])
    return tuple(in_order)


def is_weekend(day: date) -> bool:
    """Saturday or Sunday; a ``day_off`` for offices that move last days to the next working day."""
    return day.isoweekday() >= 6


def _undated(
    kind: RuleKind, rhythm: PeriodKind, year: int | None, plan_years: tuple[int, int]
) -> Iterator[DuePeriod]:
    """One report without a day per period; a single report stands at the end of the plan."""
    years = _years(plan_years) if kind != RuleKind.ONCE else [year or plan_years[1]]
    for each in years:
        for period in periods_in(rhythm, each):
            yield DuePeriod(period, None)


def _dated(rhythm: PeriodKind, due: DueDay, plan_years: tuple[int, int]) -> Iterator[DuePeriod]:
    """Every report with its last day, also a little before and after the plan's years."""
    around = range(plan_years[0] - 1, plan_years[1] + 2)
    for day in due.days:
        for year in around:
            if _is_month_day(day):
                printed = MonthDay.parse(day).in_year(year)
                found = [(_nearest(rhythm, printed), printed)]
            else:
                found = [(one, printed_day(day, one)) for one in periods_in(rhythm, year)]
            for period, printed in found:
                until = _allowed_until(printed, due.rule, strict=due.strict)
                yield DuePeriod(period, moved(until, due.day_off, due.shift), until)


def printed_day(due: str, period: Period) -> date:
    """The printed day as a date, for the report of the period."""
    if _is_month_day(due):
        day = MonthDay.parse(due)
        near = (day.in_year(period.last.year + shift) for shift in (0, 1, -1))
        return min(near, key=lambda one: abs(one - period.last))
    in_last_month = _in_month(int(due), period.last)
    if period.kind != PeriodKind.MONTH:
        return in_last_month
    in_next_month = _in_month(int(due), period.last + timedelta(days=1))
    return min(in_last_month, in_next_month, key=lambda one: abs(one - period.last))


def _nearest(kind: PeriodKind, day: date) -> Period:
    """The period whose last day lies nearest to the day; of two as near, the one it lies in."""
    current = period_of(kind, day)
    return min(current, current.previous, key=lambda one: abs(one.last - day))


def _allowed_until(printed: date, rule: DueRule | None, *, strict: bool) -> date:
    return printed - timedelta(days=1) if rule == DueRule.BEFORE and strict else printed


def _is_month_day(due: str) -> bool:
    return "-" in due


def _in_month(day: int, some_day: date) -> date:
    last = last_of_month(some_day.year, some_day.month)
    return last.replace(day=min(day, last.day))


def _years(plan_years: tuple[int, int]) -> range:
    return range(plan_years[0], plan_years[1] + 1)


def _last(one: DuePeriod) -> date:
    return one.last_day or date.max


def _unmoved(one: DuePeriod) -> date:
    return one.unmoved or _last(one)


def _end(one: DuePeriod) -> date:
    return one.period.last if one.period else date.max
