"""Spans of days as the whole years and months in balances, and the days read from entries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import Q

WHOLE_YEAR = 0
"""The month of a balance that holds a whole year."""

Effects = tuple[tuple[date, int], ...]
"""To which stretches, by their first days, a sum is added (1) or from which it is taken (-1)."""
Part = tuple[Q, Effects]
"""Rows that are summed together, and what their sum does."""
Run = tuple[date, date]


class _Piece(NamedTuple):
    """Some days of one month, and the first day of the stretch they belong to."""

    first: date
    last: date
    begins: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def read(self, *effects: tuple[date, int]) -> Part:
        """Its days read from entries."""
        return _read((self.first, self.last), *effects)


def parts_of(stretches: Iterable[Run]) -> tuple[list[Part], list[Part]]:
    """What is read from entries and what from balances; stretches do not overlap.

    Where only some days of a month are wanted, the longest run of them is the month's balance
    without the other days: of two halves of a month one is read, and of a month up to a day late
    in it only what follows.
    """
    of_entries: list[Part] = []
    of_balances: list[Part] = []
    months: dict[Run, list[_Piece]] = defaultdict(list)
    for first, last in stretches:
        days, wholes = _split(first, last)
        of_balances += [(wholes, ((first, 1),))] if wholes else []
        for run in days:
            months[run[0].replace(day=1), _month_end(run[0])].append(_Piece(*run, first))
    for month, pieces in months.items():
        gaps = _gaps(month, pieces)
        rest = max(pieces, key=lambda one: one.days)
        if sum((last - first).days + 1 for first, last in gaps) >= rest.days:
            of_entries += [one.read((one.begins, 1)) for one in pieces]
            continue
        whole = Q(year=month[0].year, month__in=[month[0].month])
        of_balances.append((whole, ((rest.begins, 1),)))
        others = [one for one in pieces if one != rest]
        of_entries += [one.read((one.begins, 1), (rest.begins, -1)) for one in others]
        of_entries += [_read(gap, (rest.begins, -1)) for gap in gaps]
    return of_entries, of_balances


def _read(run: Run, *effects: tuple[date, int]) -> Part:
    return Q(occurred_on__range=run), effects


def _gaps(month: Run, pieces: Sequence[_Piece]) -> list[Run]:
    """The runs of days of a month that are in no piece."""
    gaps: list[Run] = []
    day, end = month
    for piece in sorted(pieces):
        if day < piece.first:
            gaps.append((day, piece.first - timedelta(days=1)))
        day = piece.last + timedelta(days=1)
    return [*gaps, (day, end)] if day <= end else gaps


def _split(first: date, last: date) -> tuple[list[Run], Q]:
    """A span as the whole years and months in it, and the runs of days left over."""
    wholes: dict[int, list[int]] = defaultdict(list)
    days: list[Run] = []
    day = first
    while day <= last:
        for end, month in _wholes_from(day):
            if end <= last:
                wholes[day.year].append(month)
                break
        else:
            end = min(last, _month_end(day))
            days.append((day, end))
        day = end + timedelta(days=1)
    of_years = (Q(year=year, month__in=months) for year, months in wholes.items())
    return days, reduce(or_, of_years, Q())


def _wholes_from(day: date) -> Iterator[tuple[date, int]]:
    """The months of the balances that begin on this day, the longest first, with their last day."""
    if day.day == 1 and day.month == 1:
        yield date(day.year, 12, 31), WHOLE_YEAR
    if day.day == 1:
        yield _month_end(day), day.month


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
