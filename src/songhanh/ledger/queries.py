"""Reading the ledger: counts by unit and day, sums of spans, and the entries behind a figure.

As-of is the ``last`` day asked for; known-on is the day up to whose end entries were posted. The
standing ``accepted`` reads accepted entries, ``provisional`` both: an acceptance reverses the
provisional entry and posts an accepted one, so their sum is what was submitted or accepted.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache, reduce
from operator import or_
from typing import Any, NamedTuple

from django.db.models import Case, IntegerField, Q, QuerySet, Sum, Value, When

from songhanh.foundation.lib.among import among
from songhanh.foundation.lib.clock import end_of
from songhanh.ledger.drafts import Dims
from songhanh.ledger.enums import DIMENSIONS, Standing
from songhanh.ledger.models import Balance, Entry
from songhanh.ledger.spans import Part, parts_of

_MANY_UNITS = 500
_MANY_BALANCES = 10_000
"""Of balances more units are sent along: all communes and stations of the country are fewer.

A year's balances of each are found by the index; their entries are most of the table anyway.
"""
_EXACT = Decimal("0.001")
_NOTHING = Decimal(0)


class CountRow(NamedTuple):
    """What one unit has of a measure on one day, by its dimensions. Never zero.

    ``record`` is the source record's key where rows were asked for by record.
    """

    unit_id: int
    day: date
    quantity: Decimal
    dims: Dims
    record: int | None = None


@dataclass(frozen=True, slots=True)
class SumRow:
    """What one unit has of a measure over a span of days, by its dimensions. Never zero."""

    unit_id: int
    quantity: Decimal
    dims: Dims


def counts(  # noqa: PLR0913 - a count is asked by span, standing, known-on day and units
    measure: str,
    *,
    first: date,
    last: date,
    standing: str = Standing.ACCEPTED,
    known_on: date | None = None,
    unit_ids: Collection[int] | None = None,
    by_record: bool = False,
) -> list[CountRow]:
    """One row per unit, day and dimensions with a count in the span; both days are inside.

    ``by_record`` splits them by record too: on a map where two hosts have become one unit, a
    joint activity counts once.
    """
    by = ("source_id",) if by_record else ()
    grouped = (
        _entries([measure], first, last, standing, known_on)
        .filter(_of_units(unit_ids))
        .order_by("unit_id", "occurred_on", *by)
        .values_list("unit_id", "occurred_on", *by, *DIMENSIONS)
        .annotate(total=Sum("quantity"))
    )
    rows = (
        CountRow(
            unit_id,
            day,
            exact(rest[-1]),
            Dims(*rest[len(by) : -1]),
            rest[0] if by_record else None,
        )
        for unit_id, day, *rest in grouped
        if unit_ids is None or unit_id in unit_ids
    )
    return [row for row in rows if row.quantity]


def sums(
    measure: str,
    *,
    first: date,
    last: date,
    standing: str = Standing.ACCEPTED,
    known_on: date | None = None,
    unit_ids: Collection[int] | None = None,
) -> list[SumRow]:
    """One row per unit and dimensions with the sum over the span; both days are inside.

    Whole years and months come from the balances, the days at the ends from entries. What was known
    on an earlier day is in no balance, so it is read from entries altogether.
    """
    rows = sums_by_stretch(
        measure,
        stretches=[(first, last)],
        standing=standing,
        known_on=known_on,
        unit_ids=unit_ids,
    )
    return [SumRow(row.unit_id, row.quantity, row.dims) for row in rows]


def sums_by_stretch(
    measure: str,
    *,
    stretches: Sequence[tuple[date, date]],
    standing: str = Standing.ACCEPTED,
    known_on: date | None = None,
    unit_ids: Collection[int] | None = None,
    dims: Sequence[str] = DIMENSIONS,
) -> list[CountRow]:
    """One row per unit, stretch of days and dimensions, dated on the stretch's first day.

    Like ``sums`` of each stretch, with two statements for all of them. With ``dims`` only these
    dimensions are told apart; the others are empty.
    """
    if known_on:
        of_entries: list[Part] = [
            (Q(occurred_on__range=(first, last)), ((first, 1),)) for first, last in stretches
        ]
        of_balances: list[Part] = []
    else:
        of_entries, of_balances = parts_of(stretches)
    posted = Q(measure=measure, **_standings(standing))
    known = Q(posted_at__lt=end_of(known_on)) if known_on else Q()
    days_named = [day for stretch in stretches for day in stretch]
    years = range(min(days_named).year, max(days_named).year + 1) if stretches else range(0)
    reads: list[tuple[QuerySet[Entry] | QuerySet[Balance], list[Part]]] = [
        (Entry.objects.filter(posted & known), of_entries),
        # The years once more, outside of the parts: there the index of balances can use them.
        (Balance.objects.filter(posted, year__in=years), of_balances),
    ]
    totals: dict[tuple[int, date, tuple[str, ...]], Decimal] = {}
    for read, parts in reads:
        for unit_id, effects, *rest, total in _summed(read, parts, unit_ids, dims):
            if unit_ids is None or unit_id in unit_ids:
                values = tuple(rest)
                for begins, sign in effects:
                    key = unit_id, begins, values
                    totals[key] = totals.get(key, _NOTHING) + sign * total
    named = {
        values: Dims(**dict(zip(dims, values, strict=True)))
        for values in {values for _, _, values in totals}
    }
    return [
        CountRow(unit_id, begins, quantity, named[values])
        for (unit_id, begins, values), total in sorted(totals.items())
        if (quantity := exact(total))
    ]


def _summed(
    read: QuerySet[Entry] | QuerySet[Balance],
    parts: list[Part],
    unit_ids: Collection[int] | None,
    dims: Sequence[str],
) -> Iterable[tuple[Any, ...]]:
    """Unit, what the sum does, dimensions and sum of the rows in the parts."""
    if not parts:
        return ()
    inside = reduce(or_, (days for days, _ in parts))
    most = _MANY_BALANCES if read.model is Balance else _MANY_UNITS
    rows = read.filter(_of_units(unit_ids, most)).filter(inside).order_by()
    if len({effects for _, effects in parts}) == 1:
        of_one = rows.values_list("unit_id", *dims).annotate(total=Sum("quantity"))
        return ((unit_id, parts[0][1], *rest) for unit_id, *rest in of_one)
    number = Case(
        *(When(days, then=Value(index)) for index, (days, _) in enumerate(parts)),
        output_field=IntegerField(),
    )
    grouped = (
        rows.annotate(part=number)
        .values_list("unit_id", "part", *dims)
        .annotate(total=Sum("quantity"))
    )
    return ((unit_id, parts[index][1], *rest) for unit_id, index, *rest in grouped)


def entries_behind(
    measure: str,
    unit_id: int,
    *,
    first: date,
    last: date,
    standing: str = Standing.ACCEPTED,
    known_on: date | None = None,
) -> list[Entry]:
    """The live entries a count is made of, by day: those not reversed as far as was known."""
    return live_entries(
        [measure],
        {unit_id},
        first=first,
        last=last,
        standing=standing,
        known_on=known_on,
    )


def live_entries(
    measures: Collection[str],
    unit_ids: Collection[int],
    *,
    first: date,
    last: date,
    standing: str = Standing.ACCEPTED,
    known_on: date | None = None,
) -> list[Entry]:
    """The live entries of some measures and units, by day."""
    reversed_then = Q(reversed_by__isnull=False)
    if known_on:
        reversed_then &= Q(reversed_by__posted_at__lt=end_of(known_on))
    found = (
        _entries(measures, first, last, standing, known_on)
        .filter(_of_units(unit_ids), reverses=None)
        .exclude(reversed_then)
        .order_by("occurred_on", "id")
    )
    return [entry for entry in found if entry.unit_id in unit_ids]


@lru_cache(maxsize=4_096)
def exact(total: Decimal | int | float) -> Decimal:
    """A sum as exact thousandths: SQLite adds in floating point."""
    return Decimal(str(total)).quantize(_EXACT).normalize() + 0


def _standings(standing: str) -> dict[str, str]:
    return {"standing": Standing.ACCEPTED} if standing == Standing.ACCEPTED else {}


def _entries(
    measures: Collection[str], first: date, last: date, standing: str, known_on: date | None
) -> QuerySet[Entry]:
    entries = Entry.objects.filter(
        measure__in=measures, occurred_on__range=(first, last), **_standings(standing)
    )
    return entries.filter(posted_at__lt=end_of(known_on)) if known_on else entries


def _of_units(unit_ids: Collection[int] | None, most: int = _MANY_UNITS) -> Q:
    """The limit to some units; a long list is sifted afterwards instead of being sent along."""
    if unit_ids is None or len(unit_ids) > most:
        return Q()
    return among("unit_id", unit_ids)
