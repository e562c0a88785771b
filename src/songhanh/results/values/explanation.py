"""The way back from a figure: the entries behind what one unit has of a target, and their records.

The engine that makes a figure says what stands behind it (``counts_behind``), so the two agree on
either map: items of a station under its commune, sessions received, shares of old units.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from songhanh.engines.counting import (
    MapView,
    Period,
    Question,
    Standing,
    TargetKind,
    TargetSpec,
    counts_behind,
    parse_period,
    round_half_up,
    year_of,
)
from songhanh.ledger.models import Entry
from songhanh.programme.plans.models import PlanDocument
from songhanh.programme.targets.queries import plan_spec, target_specs
from songhanh.records.recording.kinds import kind_of
from songhanh.registry.orgunits.queries import names_over, nearest_versions
from songhanh.results.values.errors import no_such_target, require_map_day
from songhanh.results.values.queries import MapName, results_of
from songhanh.results.values.sentences import why, why_unit
from songhanh.results.values.sources import EntryCount, Reading, world_around

RecordKey = tuple[str, int]
"""Kind and key of a record, as entries name it."""


@dataclass(frozen=True)
class EntryBehind:
    """One live entry behind a figure, with the record it came from.

    ``recorded_by`` is the unit whose record it is: a place has entries from the records of others,
    and so has a co-host. ``counted`` is the part of the quantity that is in the figure: less than
    all of it where a share of an old unit is carried over, or where another host's entry has
    counted the record.
    """

    entry_id: int
    unit_id: int
    recorded_by: int
    occurred_on: date
    measure: str
    quantity: Decimal
    counted: Fraction
    standing: str
    record_kind: str
    record_id: int
    record: str

    @property
    def key(self) -> RecordKey:
        """What names its record."""
        return self.record_kind, self.record_id

    def as_json(self) -> dict[str, object]:
        """As ``results explain`` prints it."""
        return {
            "occurred_on": self.occurred_on,
            "measure": self.measure,
            "quantity": self.quantity,
            "counted": _plain(self.counted),
            "standing": self.standing,
            "record_kind": self.record_kind,
            "record_id": self.record_id,
            "record": self.record,
        }


@dataclass(frozen=True)
class Explanation:
    """Everything behind what one unit has of one target in a period, up to a day."""

    plan: str
    target: TargetSpec
    unit: str
    period: Period
    reading: Reading
    entries: tuple[EntryBehind, ...]

    @property
    def total(self) -> Fraction:
        """What is counted, added up: the unit's count in the figure."""
        return sum((entry.counted for entry in self.entries), Fraction(0))

    def as_json(self) -> dict[str, object]:
        """As ``results explain`` prints it."""
        return {
            "plan": self.plan,
            "target": self.target.ordinal,
            "unit": self.unit,
            "period": self.period.label,
            "as_of": self.reading.as_of,
            "known_on": self.reading.known_on,
            "standing": self.reading.standing.value,
            "map": self.reading.map_view.value,
            **({"map_day": self.reading.map_on} if self.reading.map_on else {}),
            "total": _plain(self.total),
            "entries": [entry.as_json() for entry in self.entries],
        }


def explain_figure(  # noqa: PLR0913 - the same question as of a result, for one unit
    plan: PlanDocument,
    key: str,
    *,
    unit_id: int,
    as_of: date,
    standing: str = Standing.ACCEPTED,
    known_on: date | None = None,
    map: MapName = "reported",  # noqa: A002 - the contract's own word
    map_day: date | None = None,
    period: str = "",
) -> Explanation:
    """The entries up to a day, of its year or of a period in that year, in the order of days.

    Raises:
        RefusedError: the plan has no such target, or the map day is not one of a series.
    """
    require_map_day(as_of, map, map_day)
    of_period = parse_period(period) if period else year_of(as_of.year)
    worded = target_specs(plan, min(of_period.last, as_of))
    target = next((one for one in worded if one.ordinal == key), None)
    if target is None:
        raise no_such_target(plan.code, key)
    reading = Reading(as_of, known_on, Standing(standing), MapView(map), map_day)
    world, entries = world_around(unit_id, target, reading)
    question = Question(plan_spec(plan), target, world, as_of, reading.map_view, map_on=map_day)
    found = [
        (entries[count.entry_id], part)
        for count, part in counts_behind(question, unit_id, of_period)
        if isinstance(count, EntryCount)
    ]
    found.sort(key=lambda one: (one[0].occurred_on, one[0].pk))
    version = nearest_versions([unit_id], reading.shown_on).get(unit_id)
    return Explanation(
        plan=plan.code,
        target=target,
        unit=version.code if version else "",
        period=of_period,
        reading=reading,
        entries=tuple(described(found)),
    )


def sentences_for(  # noqa: PLR0913 - the same question as of a result, for one unit
    plan: PlanDocument,
    target: TargetSpec,
    *,
    unit_id: int,
    as_of: date,
    standing: str = Standing.ACCEPTED,
    known_on: date | None = None,
    map: MapName = "reported",  # noqa: A002 - the contract's own word
) -> list[str]:
    """Why the year's value of the target is what it is, and what the unit has and lacks."""
    rows = results_of(
        plan, as_of=as_of, known_on=known_on, standing=standing, map=map, targets=[target]
    )
    result = rows[-1]
    over = names_over(
        {one.unit_id for one in result.outcomes}, first=date(as_of.year, 1, 1), last=as_of
    )
    names = {unit_id: str(name) for unit_id, name in over.items()}
    own = next((one for one in result.outcomes if one.unit_id == unit_id), None)
    told = [why(result, names)]
    if own is not None and target.kind != TargetKind.CONVENTION_SHARE:
        told.append(why_unit(result, own, names.get(unit_id, own.code)))
    return told


def described(found: Iterable[tuple[Entry, Fraction]]) -> Iterator[EntryBehind]:
    """Entries with their records, and the part of each that is counted."""
    found = list(found)
    records = _records({(entry.source_kind, entry.source_id) for entry, _ in found})
    for entry, part in found:
        title, recorded_by = records.get((entry.source_kind, entry.source_id), ("", entry.unit_id))
        yield EntryBehind(
            entry_id=entry.pk,
            unit_id=entry.unit_id,
            recorded_by=recorded_by,
            occurred_on=entry.occurred_on,
            measure=entry.measure_id,
            quantity=entry.quantity.normalize() + 0,
            counted=part,
            standing=entry.standing,
            record_kind=entry.source_kind,
            record_id=entry.source_id,
            record=title,
        )


def _records(keys: set[RecordKey]) -> dict[RecordKey, tuple[str, int]]:
    """The titles of some records and the units that recorded them."""
    ids: dict[str, set[int]] = defaultdict(set)
    for code, record_id in keys:
        ids[code].add(record_id)
    return {
        (code, pk): (title, unit_id)
        for code in ids
        if (kind := kind_of(code)) is not None
        for pk, title, unit_id in kind.records()
        .filter(pk__in=ids[code])
        .values_list("pk", "title", "unit_id")
    }


def _plain(counted: Fraction) -> Decimal:
    """A count in JSON, to two places as figures there."""
    return round_half_up(counted, 2).normalize() + 0
