"""Up to which day the figures of a report are counted, apart from the day it is due.

Decree 09/2019/NĐ-CP lets the figures of a year run from 15 December of the year before to
14 December, and those of a half-year, a quarter and a month likewise to the 14th of the last month.
Only figures of volume follow it: targets keep the calendar year (counting rules).
"""

from dataclasses import dataclass
from datetime import date, timedelta

from songhanh.engines.counting.deadlines import printed_day
from songhanh.engines.counting.periods import Period, PeriodKind, Span, last_of_month

DECREE_DAY = 14
"""The day of the last month on which figures are closed by Decree 09/2019/NĐ-CP."""

_LEAP_YEAR = 2024
"""29/02 is a day of the year, if not of every year."""


@dataclass(frozen=True, slots=True)
class CutOff:
    """The day on which the figures of each period are closed; that day is inside.

    Without a month it is a day of the period's last month. With one it is a day of the year, which
    only a year has once: the one nearest to the year's end. In a shorter month it is the last day.
    """

    day: int
    month: int | None = None


def data_window(period: Period, cut_off: CutOff | None) -> Span:
    """The days whose figures belong to the report of a period, both inside.

    Without a cut-off those of the period itself. Else from the day after the period before was
    closed: no day is counted twice, and none is left out.
    """
    if cut_off is None:
        return Span(period.first, period.last)
    return Span(_closed(period.previous, cut_off) + timedelta(days=1), _closed(period, cut_off))


def _closed(period: Period, cut_off: CutOff) -> date:
    if cut_off.month is not None and period.kind == PeriodKind.YEAR:
        day = min(cut_off.day, last_of_month(_LEAP_YEAR, cut_off.month).day)
        return printed_day(f"{cut_off.month:02d}-{day:02d}", period)
    end = last_of_month(period.last.year, period.last.month)
    return end.replace(day=min(cut_off.day, end.day))
