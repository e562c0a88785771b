"""Reporting periods, days of the year and windows.

A period is a year, a half-year, a quarter or a month of the calendar; its label is the one used on
the command line and in results: ``2026``, ``2026-H1``, ``2026-Q3``, ``2026-03``.
"""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self


class PeriodKind(StrEnum):
    """How long a period is."""

    YEAR = "year"
    HALF_YEAR = "half_year"
    QUARTER = "quarter"
    MONTH = "month"


MONTHS_IN = {
    PeriodKind.YEAR: 12,
    PeriodKind.HALF_YEAR: 6,
    PeriodKind.QUARTER: 3,
    PeriodKind.MONTH: 1,
}

_LABEL = re.compile(
    r"(?P<year>\d{4})(?:-(?:H(?P<half>[12])|Q(?P<quarter>[1-4])|(?P<month>\d{2})))?"
)
_MONTH_DAY = re.compile(r"(\d{2})-(\d{2})", re.ASCII)


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One reporting period. ``index`` counts from 1 within the year and is 1 for a year."""

    year: int
    kind: PeriodKind
    index: int = 1

    def __post_init__(self) -> None:
        """Refuse an index that the year does not hold, such as a fifth quarter."""
        if not 1 <= self.index <= 12 // MONTHS_IN[self.kind]:
            raise ValueError(f"Năm {self.year} không có kỳ {self.kind} thứ {self.index}.")

    @property
    def first(self) -> date:
        """The first day."""
        return date(self.year, (self.index - 1) * MONTHS_IN[self.kind] + 1, 1)

    @property
    def last(self) -> date:
        """The last day."""
        return last_of_month(self.year, self.index * MONTHS_IN[self.kind])

    @property
    def label(self) -> str:
        """The short name: ``2026``, ``2026-H1``, ``2026-Q3``, ``2026-03``."""
        ending = {
            PeriodKind.YEAR: "",
            PeriodKind.HALF_YEAR: f"-H{self.index}",
            PeriodKind.QUARTER: f"-Q{self.index}",
            PeriodKind.MONTH: f"-{self.index:02d}",
        }
        return f"{self.year:04d}{ending[self.kind]}"

    @property
    def previous(self) -> "Period":
        """The period of the same kind that ends the day before this one begins."""
        return period_of(self.kind, self.first - timedelta(days=1))

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in the period, both ends included."""
        return self.first <= day <= self.last

    def __str__(self) -> str:
        """The label."""
        return self.label


def year_of(year: int) -> Period:
    """The calendar year as a period."""
    return Period(year, PeriodKind.YEAR)


def period_of(kind: PeriodKind, day: date) -> Period:
    """The period of this kind in which the day lies."""
    return Period(day.year, kind, (day.month - 1) // MONTHS_IN[kind] + 1)


def parse_period(text: str) -> Period:
    """Read a label. Raises ValueError, with a Vietnamese sentence, for anything else."""
    found = _LABEL.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"“{text}” chưa đọc được thành kỳ báo cáo. Hãy ghi năm (2026), nửa năm (2026-H1), "
            "quý (2026-Q3) hoặc tháng (2026-03)."
        )
    year = int(found["year"])
    if found["half"]:
        return Period(year, PeriodKind.HALF_YEAR, int(found["half"]))
    if found["quarter"]:
        return Period(year, PeriodKind.QUARTER, int(found["quarter"]))
    if found["month"]:
        return Period(year, PeriodKind.MONTH, int(found["month"]))
    return Period(year, PeriodKind.YEAR)


def periods_in(kind: PeriodKind, year: int, begun_by: date | None = None) -> tuple[Period, ...]:
    """The periods of this kind in the year, in order; those begun by a day where one is given."""
    every = (Period(year, kind, index) for index in range(1, 12 // MONTHS_IN[kind] + 1))
    return tuple(period for period in every if begun_by is None or period.first <= begun_by)


def quarters_of(year: int, begun_by: date | None = None) -> tuple[Period, ...]:
    """The quarters of the year, those begun by a day where one is given."""
    return periods_in(PeriodKind.QUARTER, year, begun_by)


def months_of(year: int, begun_by: date | None = None) -> tuple[Period, ...]:
    """The months of the year, those begun by a day where one is given."""
    return periods_in(PeriodKind.MONTH, year, begun_by)


def full_by(periods: tuple[Period, ...], day: date) -> tuple[Period, ...]:
    """Those of the periods that are over at the end of the day; the running one is not."""
    return tuple(period for period in periods if period.last <= day)


def last_of_month(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, calendar.monthrange(year, month)[1])


@dataclass(frozen=True, order=True, slots=True)
class MonthDay:
    """A day that comes back every year, written ``MM-DD``."""

    month: int
    day: int

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read ``MM-DD``. Raises ValueError, with a Vietnamese sentence, for anything else."""
        found = _MONTH_DAY.fullmatch(text.strip())
        if found is None:
            raise ValueError(
                f"“{text}” chưa đọc được thành ngày trong năm. Hãy ghi tháng-ngày: 11-15."
            )
        month, day = int(found[1]), int(found[2])
        # 2024 is a leap year: 02-29 is a day that exists, if not every year.
        if not (1 <= month <= 12 and 1 <= day <= last_of_month(2024, month).day):
            raise ValueError(f"“{text}” không phải là một ngày có trong lịch (tháng-ngày).")
        return cls(month, day)

    def in_year(self, year: int) -> date:
        """The day of that year; 29 February is the 28th where the year has no 29th."""
        return date(year, self.month, min(self.day, last_of_month(year, self.month).day))

    def __str__(self) -> str:
        """``MM-DD``."""
        return f"{self.month:02d}-{self.day:02d}"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of days, both ends inside."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Window:
    """A window that comes back every year, such as ``Window("11-15", "12-15")``.

    A window whose last day stands before its first one in the calendar crosses the year end; it
    belongs to the year in which it opens.
    """

    first: str
    last: str

    def __post_init__(self) -> None:
        """Refuse days that are not in the calendar."""
        MonthDay.parse(self.first)
        MonthDay.parse(self.last)

    def in_year(self, year: int) -> Span:
        """The days of the window that opens in the year."""
        opens, closes = MonthDay.parse(self.first), MonthDay.parse(self.last)
        return Span(opens.in_year(year), closes.in_year(year + (closes < opens)))
