"""Which months and weeks of the school year a school has done something in."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from songhanh.engines.counting import Period, PeriodKind
from songhanh.foundation.lib.acting import Acting
from songhanh.records.recording.enums import RecordStanding
from songhanh.records.recording.queries import units_seen_by
from songhanh.records.schools.kind import SCHOOLS
from songhanh.records.schools.models import School, SchoolActivity, SchoolWork
from songhanh.registry.calendar.queries import WorkingDays, day_in_year, working_days_of

_DAY = timedelta(days=1)
_WEEK = timedelta(days=7)
_SCHOOL_DAYS = 5
"""Monday to Friday: a week is looked at when one of them at least is no holiday."""
_COUNTING = (RecordStanding.SUBMITTED, RecordStanding.ACCEPTED)


@dataclass(frozen=True)
class SchoolYear:
    """The days of one school year, both inside."""

    first: date
    last: date

    @property
    def name(self) -> str:
        """As schools call it: 2026–2027."""
        return f"{self.first.year}–{self.last.year}"

    @property
    def months(self) -> list[Period]:
        """The months it touches: nine of them from September to May."""
        months, year, month = [], self.first.year, self.first.month
        while (period := Period(year, PeriodKind.MONTH, month)).first <= self.last:
            months.append(period)
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return months


def school_year_of(school: School, begun_in: int) -> SchoolYear:
    """The school year that begins in a calendar year; 29/02 is 28/02 where there is none."""
    crosses = school.year_ends <= school.year_begins
    return SchoolYear(
        _day(school.year_begins, begun_in), _day(school.year_ends, begun_in + crosses)
    )


def _day(month_day: str, year: int) -> date:
    return day_in_year(month_day, year) or date(year, 2, 28)


def begun_in(school: School, today: date) -> int:
    """The calendar year in which the newest school year began that has begun."""
    return today.year if _day(school.year_begins, today.year) <= today else today.year - 1


@dataclass(frozen=True)
class MonthOfSchool:
    """A month of the school year: what was done; missing when it is over without monthly work."""

    period: Period
    done: dict[str, int]
    weeks: int
    """Weeks that begin in it and have a school day; a week of holidays alone is none."""
    saluted: int
    """Those of them with a flag salute on gender equality."""
    is_missing: bool


@dataclass(frozen=True)
class Coverage:
    """What a school did in one school year."""

    school: School
    year: SchoolYear
    months: Sequence[MonthOfSchool]
    activities: int
    last_on: date | None

    @property
    def is_silent(self) -> bool:
        """Whether nothing at all was recorded."""
        return self.activities == 0

    @property
    def missing(self) -> list[MonthOfSchool]:
        """The months that are over and have no monthly activity."""
        return [month for month in self.months if month.is_missing]

    @property
    def covered(self) -> int:
        """Months with a monthly activity."""
        return sum(SchoolWork.EXTRACURRICULAR in month.done for month in self.months)


def coverage_of(
    school: School, year: SchoolYear, held: Iterable[SchoolActivity], off: WorkingDays, today: date
) -> Coverage:
    """The months of a school year up to today, from the activities that count."""
    last = min(year.last, today)
    if school.closed_on is not None:
        last = min(last, school.closed_on - _DAY)
    within = [one for one in held if year.first <= one.held_on <= last]
    by_month: dict[tuple[int, int], list[SchoolActivity]] = defaultdict(list)
    for one in within:
        by_month[one.held_on.year, one.held_on.month].append(one)
    saluted = {_monday(one.held_on) for one in within if one.work == SchoolWork.FLAG_SALUTE}
    mondays = _school_weeks(year.first, last, off)
    months = [
        _month(period, by_month[period.year, period.first.month], mondays, saluted, today)
        for period in year.months
        if period.first <= last
    ]
    return Coverage(
        school, year, months, len(within), max((one.held_on for one in within), default=None)
    )


def _month(
    period: Period,
    held: Sequence[SchoolActivity],
    mondays: Sequence[date],
    saluted: set[date],
    today: date,
) -> MonthOfSchool:
    done: dict[str, int] = defaultdict(int)
    for one in held:
        done[one.work] += 1
    weeks = [monday for monday in mondays if monday in period]
    over = period.last < today
    return MonthOfSchool(
        period,
        dict(done),
        len(weeks),
        sum(monday in saluted for monday in weeks),
        over and bool(weeks) and SchoolWork.EXTRACURRICULAR not in done,
    )


def _school_weeks(first: date, last: date, off: WorkingDays) -> list[date]:
    """The Mondays of the weeks with a school day from a day to a day."""
    found, monday = [], _monday(first)
    while monday <= last:
        days = (monday + _DAY * place for place in range(_SCHOOL_DAYS))
        if any(first <= day <= last and off.is_working_day(day) for day in days):
            found.append(monday)
        monday += _WEEK
    return found


def _monday(day: date) -> date:
    return day - _DAY * day.weekday()


def counting_activities(schools: Iterable[School]) -> dict[int, list[SchoolActivity]]:
    """What is submitted or accepted, by school."""
    held: dict[int, list[SchoolActivity]] = defaultdict(list)
    rows = SchoolActivity.objects.filter(
        school__in=list(schools), revises=None, standing__in=_COUNTING
    )
    for one in rows.order_by("held_on", "pk"):
        held[one.school_id].append(one)
    return held


def coverages(acting: Acting, on: date, year: int | None = None) -> list[Coverage]:
    """Every school of the branch that counts, in a school year; silent ones first.

    ``year`` is the calendar year it began in, None the running one.
    """
    seen = units_seen_by(acting, on)
    schools = SCHOOLS.visible_to(acting, on).filter(revises=None, standing__in=_COUNTING)
    if seen is not None:
        schools = schools.filter(unit_id__in=seen)
    found = list(schools)
    held = counting_activities(found)
    off = working_days_of(acting.unit_id, on)
    rows = []
    for school in found:
        school_year = school_year_of(school, year or begun_in(school, on))
        closed_before = school.closed_on is not None and school.closed_on <= school_year.first
        if not closed_before and school_year.first <= on:
            rows.append(coverage_of(school, school_year, held[school.pk], off, on))
    return sorted(rows, key=lambda row: (row.activities > 0, row.covered, row.school.folded_title))
