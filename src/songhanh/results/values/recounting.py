"""What the records of a year say again, record by record, summed up while they go by.

Nothing is kept of a single record: what is kept grows with the units, the stretches of days that
some target tells apart, and the different ways in which hosts came together – never with the
number of records.
"""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from songhanh.engines.counting import Count, MapView, Measure, Standing, TargetSpec, stretches_of
from songhanh.ledger.drafts import Dims, EntryKey, quantities
from songhanh.ledger.sources import registered
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec
from songhanh.results.values.queries import wordings_until
from songhanh.results.values.sources import Reading, as_counted, measures_of, world_with

Recounted = Mapping[Standing, Mapping[Measure, Sequence[Count]]]
"""By standing and measure, as counts that give the same figures as those of each record would."""

_Row = tuple[int, date, Dims, Decimal]


@dataclass
class _Sums:
    """The sums of one measure under one standing.

    The rows of records with several hosts stay together: on a new map two of them may have become
    one unit, for which the record counts once. Records that are alike are one, so many times over.
    """

    alone: dict[tuple[int, date, Dims], Decimal] = field(
        default_factory=lambda: defaultdict(Decimal)
    )
    together: Counter[tuple[_Row, ...]] = field(default_factory=Counter)

    def add(self, rows: Sequence[_Row]) -> None:
        """Take in what one record says."""
        if len(rows) == 1:
            [(unit_id, day, dims, quantity)] = rows
            self.alone[unit_id, day, dims] += quantity
        else:
            self.together[tuple(sorted(rows, key=lambda row: row[:2]))] += 1

    def counts(self) -> Iterator[Count]:
        """The sums, each dated on the first day of its stretch."""
        for (unit_id, day, dims), quantity in self.alone.items():
            yield Count(unit_id, day, quantity, as_counted(dims))
        for number, (rows, times) in enumerate(self.together.items()):
            for unit_id, day, dims, quantity in rows:
                yield Count(unit_id, day, quantity * times, as_counted(dims), number)


def recount(plans: Iterable[PlanDocument], as_of: date) -> Recounted:
    """What the records say they post in the year of a day, up to it, for the figures of plans."""
    cuts = _cuts(plans, as_of)
    sums: dict[tuple[Standing, Measure], _Sums] = defaultdict(_Sums)
    for source in registered().values():
        for record in source.recount():
            for key, rows in _rows(quantities(record.drafts, record.standing), cuts, as_of):
                sums[key].add(rows)
    return {
        standing: {measure: list(sums[standing, measure].counts()) for measure in cuts}
        for standing in Standing
    }


def _rows(
    said: Mapping[EntryKey, Decimal], cuts: Mapping[Measure, Sequence[date]], as_of: date
) -> Iterator[tuple[tuple[Standing, Measure], list[_Row]]]:
    """The rows of a record by standing and measure, each day the first of its stretch."""
    found: dict[tuple[Standing, Measure], list[_Row]] = defaultdict(list)
    for key, quantity in said.items():
        day = key.occurred_on
        if key.measure not in cuts or day.year != as_of.year or day > as_of:
            continue
        measure = Measure(key.measure)
        firsts = cuts[measure]
        row = (key.unit_id, firsts[bisect_right(firsts, day) - 1], key.dims, quantity)
        found[Standing.PROVISIONAL, measure].append(row)
        if key.standing == Standing.ACCEPTED:
            found[Standing.ACCEPTED, measure].append(row)
    yield from found.items()


def _cuts(plans: Iterable[PlanDocument], as_of: date) -> dict[Measure, list[date]]:
    """For each measure asked for the first days of the stretches that some plan tells apart."""
    found: dict[Measure, set[date]] = defaultdict(set)
    begun = date(as_of.year, 1, 1)
    for plan in plans:
        wanted = [one.spec for one in wordings_until(plan, as_of)]
        changes = _changes(plan, wanted, as_of)
        for measure in measures_of(wanted):
            stretches = stretches_of(measure, wanted, as_of)
            found[measure] |= {one.first for one in stretches} | changes
            # Days that nothing is counted on lie before, between and behind the stretches.
            found[measure] |= {one.last + timedelta(days=1) for one in stretches} | {begun}
    return {measure: sorted(days) for measure, days in found.items()}


def _changes(plan: PlanDocument, wanted: Sequence[TargetSpec], as_of: date) -> set[date]:
    """The first days of a changed map in the year, whichever map is shown."""
    begun = date(as_of.year, 1, 1)
    found: set[date] = set()
    for view in MapView:
        reading = Reading(as_of, map_view=view)
        found |= world_with(plan_spec(plan), wanted, reading, {}).tree.changes()
    return {day for day in found if begun < day <= as_of}
