"""What figures are worked out from: the ledger's counts and the registry, as plain values."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from types import MappingProxyType
from typing import Any

from songhanh.engines.counting import (
    Count,
    MapView,
    Measure,
    PlanSpec,
    Standing,
    TargetSpec,
    World,
    denominator_in_words,
    dimensions_read,
    feeds_of,
    stretches_of,
)
from songhanh.engines.counting.tallies import Belongs
from songhanh.engines.counting.units import STATION, TERRITORY_KINDS
from songhanh.ledger.corrections import corrections
from songhanh.ledger.drafts import Dims
from songhanh.ledger.models import Entry
from songhanh.ledger.queries import counts, live_entries, sums_by_stretch
from songhanh.registry.orgunits.enums import NUMEROUS, UnitKind
from songhanh.registry.orgunits.queries import (
    CountingMap,
    Narrowing,
    counting_classes,
    counting_map,
    territory_of,
)
from songhanh.results.values.states import states_of

_COLUMNS = {"integrated": "integrated", "channel": "channel", "column": "with_column"}
"""The engine's names of dimensions and the ledger's columns."""


@dataclass(frozen=True)
class Reading:
    """Which entries are read: up to which day, as known when, of which standing, on which map."""

    as_of: date
    known_on: date | None = None
    standing: Standing = Standing.ACCEPTED
    map_view: MapView = MapView.REPORTED
    map_on: date | None = None
    """The map day of a comparable series; None is the map of the as-of day."""
    closings: tuple[date, ...] = ()
    """Earlier days of the year whose figures are worked out from the same counts."""
    by_record: bool = False
    """Whether each count names its record, for asking what kind of records these are."""

    @property
    def shown_on(self) -> date:
        """The day whose units are shown."""
        return self.map_on or self.as_of

    @property
    def first(self) -> date:
        """Figures are of the year of the as-of day."""
        return date(self.as_of.year, 1, 1)


@dataclass(frozen=True, slots=True)
class EntryCount(Count):
    """One live entry as a count."""

    entry_id: int = 0


def world_of(
    plan: PlanSpec, targets: Iterable[TargetSpec], reading: Reading, unit_id: int | None = None
) -> World:
    """Everything the figures of these targets can come from, with a constant number of queries.

    For the figures of one unit and what lies under it only their own counts are read.
    """
    wanted = list(targets)
    units, found, world = _without_counts(plan, wanted, reading)
    known = {unit.id for unit in units.units} if unit_id is None else _around(units, unit_id)
    # Which days have to be told apart depends on the map, so the counts come after it.
    found.update({one: _counts(one, wanted, known, world, reading) for one in measures_of(wanted)})
    return world


def world_with(
    plan: PlanSpec,
    targets: Iterable[TargetSpec],
    reading: Reading,
    counted: Mapping[Measure, Sequence[Count]],
) -> World:
    """The same with counts from elsewhere; those of units the figures do not ask for are left."""
    wanted = list(targets)
    units, found, world = _without_counts(plan, wanted, reading)
    known = {unit.id for unit in units.units}
    for measure in measures_of(wanted):
        found[measure] = [one for one in counted.get(measure, ()) if one.unit_id in known]
    return world


def _without_counts(
    plan: PlanSpec, wanted: Sequence[TargetSpec], reading: Reading
) -> tuple[CountingMap, dict[Measure, Sequence[Count]], World]:
    """The map and the world on it, and where its counts are to be put."""
    issuer = {plan.issuer_id} if plan.issuer_id is not None else set()
    codes = {code for one in wanted if one.denominator for code in one.denominator.codes}
    territory_id = _territory_id(plan, reading.shown_on)
    units = counting_map(territory_id, issuer, codes, _narrowing(wanted, reading))
    found: dict[Measure, Sequence[Count]] = {}
    return units, found, _world(units, found, reading, wanted)


def world_around(
    unit_id: int, target: TargetSpec, reading: Reading
) -> tuple[World, dict[int, Entry]]:
    """What can stand behind one unit's figure, entry by entry; the entries by their keys."""
    units = counting_map(unit_id)
    entries = live_entries(
        measures_of([target]),
        {unit.id for unit in units.units},
        first=reading.first,
        last=reading.as_of,
        standing=reading.standing,
        known_on=reading.known_on,
    )
    return _world_by_entry(units, entries, target, reading)


def corrections_around(
    unit_id: int, target: TargetSpec, reading: Reading, since: datetime
) -> tuple[World, dict[int, Entry]]:
    """The same of the entries that were taken back or posted after a moment, and of no other."""
    units = counting_map(unit_id)
    entries = corrections(
        measures_of([target]),
        {unit.id for unit in units.units},
        first=reading.first,
        last=reading.as_of,
        standing=reading.standing,
        since=since,
    )
    return _world_by_entry(units, entries, target, reading)


def _world_by_entry(
    units: CountingMap, entries: Iterable[Entry], target: TargetSpec, reading: Reading
) -> tuple[World, dict[int, Entry]]:
    found: dict[Measure, list[Count]] = defaultdict(list)
    by_key = {entry.pk: entry for entry in entries}
    for entry in by_key.values():
        found[Measure(entry.measure_id)].append(_as_count(entry))
    return _world(units, found, reading, [target]), by_key


@dataclass(frozen=True)
class UnitWorlds:
    """The world of one unit under several readings, and the live entries all of them come from.

    ``unit_ids`` are the units whose entries were read; every count is an ``EntryCount``.
    """

    worlds: tuple[World, ...]
    unit_ids: frozenset[int]
    entries: tuple[Entry, ...]


def worlds_of_unit(  # noqa: PLR0913 - whose, of what, how read, and what else is read with it
    plan: PlanSpec,
    targets: Iterable[TargetSpec],
    unit_id: int,
    readings: Sequence[Reading],
    *,
    more_units: Collection[int] = (),
    more_measures: Collection[str] = (),
    since: date | None = None,
) -> UnitWorlds:
    """What ``world_of`` gives for one unit, entry by entry, for all readings with one look.

    The readings are of one year and its reported map, as everything is known now. Entries of
    ``more_units`` and ``more_measures``, and those from ``since`` on, are read along.
    """
    wanted, widest = list(targets), max(readings, key=lambda one: one.as_of)
    issuer = {plan.issuer_id} if plan.issuer_id is not None else set()
    codes = {code for one in wanted if one.denominator for code in one.denominator.codes}
    territory_id = _territory_id(plan, widest.shown_on)
    units = counting_map(territory_id, issuer, codes, _narrowing(wanted, widest))
    known = _around(units, unit_id) | set(more_units)
    measures = measures_of(wanted)
    entries = live_entries(
        {*measures, *more_measures},
        known,
        first=min(since or widest.first, widest.first),
        last=widest.as_of,
        standing=Standing.PROVISIONAL,
    )
    return UnitWorlds(
        worlds=tuple(_world_of_entries(units, entries, one, wanted) for one in readings),
        unit_ids=frozenset(known),
        entries=tuple(entries),
    )


def _world_of_entries(
    units: CountingMap, entries: Iterable[Entry], reading: Reading, targets: Iterable[TargetSpec]
) -> World:
    wanted = list(targets)
    measures = measures_of(wanted)
    found: dict[Measure, list[Count]] = {measure: [] for measure in measures}
    for entry in entries:
        inside = reading.first <= entry.occurred_on <= reading.as_of
        reads = reading.standing == Standing.PROVISIONAL or entry.standing == Standing.ACCEPTED
        if entry.measure_id in measures and inside and reads:
            found[Measure(entry.measure_id)].append(_as_count(entry))
    return _world(units, found, reading, wanted)


def measures_of(targets: Iterable[TargetSpec]) -> set[Measure]:
    """The measures some targets are counted from."""
    return {feed.measure for target in targets for feed in feeds_of(target)}


def _territory_id(plan: PlanSpec, on: date) -> int | None:
    territory = territory_of(plan.issuer_id, on) if plan.issuer_id is not None else None
    return territory.pk if territory else None


def _narrowing(targets: Sequence[TargetSpec], reading: Reading) -> Narrowing:
    """The kinds of unit no target counts, and those gone before the year where nothing passes on.

    On the reported map a count stays with its unit; only states have come from one that is gone.
    A station matters where its items count for its commune, or where it may pass something on.
    """
    classes = counting_classes()
    asked = [denominator_in_words(target, classes) for target in targets]
    kinds = frozenset().union(*(one.kinds for one in asked))
    feeds = [feeds_of(target) for target in targets]
    stays = reading.map_view == MapView.REPORTED and all(feeds)
    of_stations = any(
        feed.belongs == Belongs.TO_COMMUNE_OF_STATION for some in feeds for feed in some
    )
    left_out = {*NUMEROUS, *([] if of_stations or not stays else [UnitKind.STATION])}
    return Narrowing(
        classes,
        without=frozenset[str](left_out) - kinds,
        since=reading.first if stays else None,
        words=tuple(word for one in asked for word in one.unresolved),
    )


def _around(units: CountingMap, unit_id: int) -> set[int]:
    """A unit, all that ever lay under it, and what any of these came from."""
    leads_to: dict[int, set[int]] = defaultdict(set)
    for unit in units.units:
        for version in unit.versions:
            if version.parent_id is not None:
                leads_to[version.parent_id].add(unit.id)
    for row in units.successions:
        if row.new_id is not None:
            leads_to[row.new_id].add(row.old_id)
    found, newest = {unit_id}, {unit_id}
    while newest:
        newest = set().union(*(leads_to[one] for one in newest)) - found
        found |= newest
    return found


def _counts(
    measure: Measure,
    targets: Sequence[TargetSpec],
    unit_ids: Collection[int],
    world: World,
    reading: Reading,
) -> tuple[Count, ...]:
    """The counts of a measure: summed over stretches, on a new map day by day and by record."""
    asked: dict[str, Any] = {
        "standing": reading.standing,
        "known_on": reading.known_on,
        "unit_ids": unit_ids,
    }
    if reading.map_view == MapView.NEW or reading.by_record:
        rows = counts(measure, first=reading.first, last=reading.as_of, by_record=True, **asked)
    else:
        changes = world.tree.changes(TERRITORY_KINDS | {STATION})
        stretches = stretches_of(measure, targets, reading.as_of, changes, reading.closings)
        spans = [(one.first, one.last) for one in stretches]
        told_apart = [_COLUMNS[one] for one in sorted(dimensions_read(measure, targets))]
        rows = sums_by_stretch(measure, stretches=spans, dims=told_apart, **asked)
    return tuple(
        Count(row.unit_id, row.day, row.quantity, as_counted(row.dims), row.record) for row in rows
    )


def _as_count(entry: Entry) -> EntryCount:
    dims = Dims(entry.sex, entry.channel, entry.integrated, entry.with_column)
    return EntryCount(
        unit_id=entry.unit_id,
        day=entry.occurred_on,
        quantity=entry.quantity,
        dims=as_counted(dims),
        record=entry.source_id,
        entry_id=entry.pk,
    )


@cache
def as_counted(dims: Dims) -> Mapping[str, str]:
    """As the engine names them; there are few, and thousands of rows share each."""
    return MappingProxyType({name: getattr(dims, column) for name, column in _COLUMNS.items()})


def _world(
    units: CountingMap,
    found: Mapping[Measure, Sequence[Count]],
    reading: Reading,
    targets: Iterable[TargetSpec],
) -> World:
    return World(
        units=units.units,
        successions=units.successions,
        classes=units.classes,
        counts=found,
        **states_of(targets, reading),
        standing=reading.standing,
        known_on=reading.known_on,
    )
