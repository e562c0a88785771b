"""Occasions of a year with their days, and which occasion a printed name means."""

import calendar
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q, QuerySet

from songhanh.foundation.lib.acting import Acting
from songhanh.registry.calendar.models import Occasion, OccasionYear
from songhanh.registry.calendar.queries.branches import branches_above, seen_branches
from songhanh.registry.orgunits.names import search_form


@dataclass(frozen=True)
class Occurrence:
    """An occasion in one year. Both days are inside; None are not known yet.

    ``peak_first`` and ``peak_last`` are the peak window around it; ``of_the_year`` is the row that
    guidance of the year gave, if any.
    """

    occasion: Occasion
    year: int
    first: date | None
    last: date | None
    of_the_year: OccasionYear | None = None

    @property
    def peak_first(self) -> date | None:
        """The first day of the peak window."""
        return self.first - timedelta(days=self.occasion.days_before) if self.first else None

    @property
    def peak_last(self) -> date | None:
        """The last day of the peak window."""
        return self.last + timedelta(days=self.occasion.days_after) if self.last else None

    @property
    def theme(self) -> str:
        """The theme of the year, or nothing."""
        return self.of_the_year.theme if self.of_the_year else ""

    @property
    def source(self) -> str:
        """Where the days come from."""
        dated = self.of_the_year is not None and self.of_the_year.first is not None
        return self.of_the_year.source if dated and self.of_the_year else self.occasion.source

    def includes(self, day: date) -> bool:
        """Whether a day lies inside, the peak days around it counted."""
        first, last = self.peak_first, self.peak_last
        return first is not None and last is not None and first <= day <= last


def occasions_seen_by(acting: Acting, on: date) -> QuerySet[Occasion]:
    """The national occasions, those of the units above, and those of the acting branch."""
    branches = seen_branches(acting, on)
    if branches is None:
        return Occasion.objects.all()
    return Occasion.objects.filter(Q(branch__isnull=True) | Q(branch_id__in=branches))


def occurrences(
    year: int, occasions: Iterable[Occasion], branches: Sequence[int]
) -> list[Occurrence]:
    """The occasions that come in a year, in the order of their days, those without days last.

    ``branches`` is a unit with those above it, the nearest first (``branches_above``): of several
    rows for the year the nearest is believed, the country's last. A window that crosses the end of
    the year belongs to the year in which it begins.
    """
    coming = [one for one in occasions if _comes_in(one, year)]
    rows = _years_of([one.pk for one in coming], year, branches)
    found = [occurrence_of(one, year, rows.get(one.pk)) for one in coming]
    return sorted(found, key=lambda one: (one.first or date.max, one.occasion.name))


def occurrence_of(occasion: Occasion, year: int, row: OccasionYear | None = None) -> Occurrence:
    """One occasion in a year: the days of the year's row, else those that come back every year."""
    if row is not None and row.first is not None:
        return Occurrence(occasion, year, row.first, row.last, row)
    first = day_in_year(occasion.first_day, year)
    last = day_in_year(occasion.last_day, year)
    if first is not None and last is not None and last < first:
        last = day_in_year(occasion.last_day, year + 1)
    return Occurrence(occasion, year, first, last, row)


def occasions_on(day: date, unit_id: int | None = None) -> list[Occurrence]:
    """The occasions a day lies in, for a unit: the country's and those of the units above."""
    branches = branches_above(unit_id, day)
    kept = list(Occasion.objects.filter(Q(branch__isnull=True) | Q(branch_id__in=branches)))
    return [
        one
        for year in (day.year - 1, day.year, day.year + 1)
        for one in occurrences(year, kept, branches)
        if one.includes(day)
    ]


def occasion_meant(
    name: str, month_day: str = "", among: Iterable[Occasion] | None = None
) -> Occasion | None:
    """The one occasion a printed name or day (MM-DD) means; None where none or several are meant.

    A name settles it, whole or as an alias; without a known name a single occasion on that very
    day does. Among the national ones unless others are given.
    """
    known = list(Occasion.objects.filter(branch__isnull=True) if among is None else among)
    wanted = search_form(name)
    named = [one for one in known if wanted and wanted in names_of(one)]
    if not named and wanted:
        named = [one for one in known if _is_spoken_of(one, wanted)]
    if len(named) == 1:
        return named[0]
    dated = [one for one in named or known if month_day and one.first_day == month_day]
    return dated[0] if len(dated) == 1 and (named or not wanted or _is_day(dated[0])) else None


def names_of(occasion: Occasion) -> set[str]:
    """The name and the other names of an occasion, as they are compared."""
    return {occasion.folded_name, *(search_form(line) for line in occasion.aliases.splitlines())}


def _is_spoken_of(occasion: Occasion, wanted: str) -> bool:
    """Whether a longer wording begins with a name of the occasion, or the name with the wording.

    At least two words: "ngày" alone means nothing.
    """
    padded = f"{wanted} "
    for name in names_of(occasion):
        short, long = sorted((f"{name} ", padded), key=len)
        if len(short.split()) > 1 and (long.startswith(short) or f" {short}" in f" {long}"):
            return True
    return False


def _is_day(occasion: Occasion) -> bool:
    return occasion.first_day == occasion.last_day


def _comes_in(occasion: Occasion, year: int) -> bool:
    return (occasion.since is None or occasion.since <= year) and (
        occasion.until is None or year <= occasion.until
    )


def _years_of(
    occasion_ids: Collection[int], year: int, branches: Sequence[int]
) -> dict[int, OccasionYear]:
    rank = {branch: place for place, branch in enumerate(branches)}
    rows = OccasionYear.objects.filter(
        Q(branch__isnull=True) | Q(branch_id__in=branches), occasion_id__in=occasion_ids, year=year
    )
    nearest: dict[int, OccasionYear] = {}
    for row in sorted(rows, key=lambda row: -rank.get(row.branch_id or 0, len(rank))):
        nearest[row.occasion_id] = row
    return nearest


def day_in_year(month_day: str, year: int) -> date | None:
    """The day in a year; 29/02 is the last day of February."""
    if not month_day:
        return None
    month, day = (int(part) for part in month_day.split("-"))
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))
