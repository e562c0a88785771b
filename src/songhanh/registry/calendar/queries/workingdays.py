"""Working days: weekends and public holidays are off, days worked in exchange are not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from songhanh.engines.counting import is_weekend
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.calendar.enums import SpecialDayKind
from songhanh.registry.calendar.models import SpecialDay
from songhanh.registry.calendar.queries.branches import branches_above, seen_branches

_ONE = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """The working days of a unit, read once: asks the database nothing more.

    ``special`` are the days that are not what their weekday says.
    """

    special: Mapping[date, SpecialDayKind] = field(default_factory=dict)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on a day."""
        kind = self.special.get(day)
        return not is_weekend(day) if kind is None else kind == SpecialDayKind.WORKING

    def is_day_off(self, day: date) -> bool:
        """Whether they do not; the ``day_off`` of ``engines.counting``."""
        return not self.is_working_day(day)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is worked, else the next one that is."""
        while self.is_day_off(day):
            day += _ONE
        return day

    def after(self, day: date, working_days: int) -> date:
        """The day so many working days after a day, which itself is not counted.

        A time limit of two working days that begins on a Friday ends on the Tuesday after it.
        """
        for _ in range(working_days):
            day = self.next_working_day(day + _ONE)
        return day

    def between(self, first: date, last: date) -> int:
        """How many working days there are from a day to a day, both inside."""
        span = (last - first).days + 1
        return sum(self.is_working_day(first + _ONE * step) for step in range(span))


def working_days_of(unit_id: int | None, on: date) -> WorkingDays:
    """The working days of a unit: the country's, and what the units above it enter for themselves.

    Of two rows for a day the nearest unit's is believed. Without a unit those of the country.
    """
    branches = branches_above(unit_id, on)
    rank = {branch: place for place, branch in enumerate(branches)}
    rows = SpecialDay.objects.filter(Q(branch__isnull=True) | Q(branch_id__in=branches))
    ordered = sorted(rows, key=lambda row: -rank.get(row.branch_id or 0, len(rank)))
    return WorkingDays({row.day: SpecialDayKind(row.kind) for row in ordered})


def is_working_day(day: date, unit_id: int | None = None) -> bool:
    """Whether offices (of a unit, or of the country) work on a day."""
    return working_days_of(unit_id, day).is_working_day(day)


def next_working_day(day: date, unit_id: int | None = None) -> date:
    """The day itself when it is worked, else the next one that is."""
    return working_days_of(unit_id, day).next_working_day(day)


def working_days_between(first: date, last: date, unit_id: int | None = None) -> int:
    """How many working days there are from a day to a day, both inside."""
    return working_days_of(unit_id, first).between(first, last)


def special_days_seen_by(acting: Acting, on: date, year: int) -> QuerySet[SpecialDay]:
    """The days off and days worked of a year that hold for, or are kept in, the acting branch."""
    rows = SpecialDay.objects.filter(day__year=year).order_by("day", "pk")
    branches = seen_branches(acting, on)
    if branches is None:
        return rows
    return rows.filter(Q(branch__isnull=True) | Q(branch_id__in=branches))
