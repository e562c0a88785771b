"""The calendar of a year as its page shows it: occasions and joined windows in one list."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from songhanh.engines.vntext import fold
from songhanh.foundation.lib.acting import Acting
from songhanh.registry.calendar.enums import OccasionKind, SpecialDayKind
from songhanh.registry.calendar.joining import windows_joined
from songhanh.registry.calendar.models import SpecialDay
from songhanh.registry.calendar.queries import (
    Occurrence,
    branches_above,
    occasions_seen_by,
    occurrences,
    special_days_seen_by,
)
from songhanh.registry.orgunits import queries as orgunits


@dataclass(frozen=True)
class Line:
    """One occasion or window of the year. Without days it is only named."""

    name: str
    kind: str
    first: date | None
    last: date | None
    scope: str
    source: str
    href: str = ""
    theme: str = ""
    note: str = ""
    group: str = ""
    """``day``, ``campaign`` or ``joined``, for the filter."""

    def covers(self, day: date) -> bool:
        """Whether a day lies inside."""
        return self.first is not None and self.last is not None and self.first <= day <= self.last

    @property
    def lasts(self) -> bool:
        """Whether it is longer than a day."""
        return self.first != self.last

    @property
    def key(self) -> str:
        """What names it for a calendar program: the same as long as the thing is the same."""
        return fold(f"{self.group} {self.href} {self.name} {self.first}").replace(" ", "-")


@dataclass(frozen=True)
class Asked:
    """What the page was asked for; empty is not narrowed."""

    year: int
    text: str = ""
    group: str = ""


@dataclass(frozen=True)
class Cell:
    """A day of the month's grid."""

    day: date
    in_month: bool
    is_today: bool
    off: str
    worked: str
    lines: list[Line]


def lines_of_year(acting: Acting, asked: Asked, on: date) -> list[Line]:
    """The occasions and windows of a year that somebody sees, in the order of their days."""
    chain = branches_above(acting.unit_id, on)
    found = occurrences(asked.year, occasions_seen_by(acting, on), chain)
    local = {one.occasion.branch_id for one in found if one.occasion.branch_id is not None}
    scopes = orgunits.names_on(local, on)
    lines = [_line(one, scopes) for one in found] + [
        Line(
            name=window.name,
            kind=window.kind,
            first=window.first,
            last=window.last,
            scope="",
            source=window.source,
            href=window.href,
            note=window.note,
            group="joined",
        )
        for window in windows_joined(acting, asked.year, on)
    ]
    wanted = fold(asked.text)
    kept = [
        line
        for line in lines
        if (not asked.group or line.group == asked.group)
        and (not wanted or wanted in fold(f"{line.name} {line.theme} {line.source}"))
    ]
    return sorted(kept, key=lambda line: (line.first or date.max, line.last or date.max, line.name))


def weeks_of(
    month: date, lines: Sequence[Line], specials: Sequence[SpecialDay], today: date
) -> list[list[Cell]]:
    """The weeks of a month from Monday on; a longer window stands on its first and last day."""
    by_day = {row.day: row for row in specials}
    weeks = calendar.Calendar(firstweekday=0).monthdatescalendar(month.year, month.month)
    return [
        [
            Cell(
                day=day,
                in_month=day.month == month.month,
                is_today=day == today,
                off=_off(by_day.get(day)),
                worked=_worked(by_day.get(day)),
                lines=[line for line in lines if day in (line.first, line.last)],
            )
            for day in week
        ]
        for week in weeks
    ]


def running_in(month: date, lines: Sequence[Line]) -> list[Line]:
    """The longer windows that run on some day of a month."""
    last = (month.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return [
        line
        for line in lines
        if line.lasts and line.first and line.last and line.first <= last and month <= line.last
    ]


def specials_of(acting: Acting, on: date, year: int) -> list[SpecialDay]:
    """The special days of a year, the row nearest to the acting unit last for each day."""
    rank = {branch: place for place, branch in enumerate(branches_above(acting.unit_id, on))}
    rows = special_days_seen_by(acting, on, year)
    return sorted(rows, key=lambda row: (row.day, -rank.get(row.branch_id or 0, len(rank))))


def _line(one: Occurrence, scopes: dict[int, str]) -> Line:
    occasion = one.occasion
    note = "" if one.first else _("ngày theo hướng dẫn của năm, chưa có")
    if occasion.days_before or occasion.days_after:
        note = _("cao điểm từ %(first)s đến %(last)s") % {
            "first": f"{one.peak_first:%d/%m}" if one.peak_first else "",
            "last": f"{one.peak_last:%d/%m}" if one.peak_last else "",
        }
    return Line(
        name=occasion.name,
        kind=str(OccasionKind(occasion.kind).label),
        first=one.first,
        last=one.last,
        scope=scopes.get(occasion.branch_id or 0, "") or _("cả nước"),
        source=one.source,
        href=reverse("calendar:occasion", args=[occasion.pk]),
        theme=one.theme,
        note=note,
        group=occasion.kind,
    )


def _off(row: SpecialDay | None) -> str:
    return row.name if row is not None and row.kind != SpecialDayKind.WORKING else ""


def _worked(row: SpecialDay | None) -> str:
    return row.name if row is not None and row.kind == SpecialDayKind.WORKING else ""
