"""Counting what happened: counts of a measure, summed per unit over some days.

On the reported map a count stays with its unit. On the new map it is carried to the units of the
as-of day (of the map day in a series), and one record counts at most once under one unit.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum, auto
from fractions import Fraction

from songhanh.engines.counting.periods import last_of_month
from songhanh.engines.counting.questions import Question
from songhanh.engines.counting.successions import carry
from songhanh.engines.counting.units import COMMUNE_KINDS, STATION, TERRITORY_KINDS, UnitTree
from songhanh.engines.counting.world import Count, Measure

ZERO = Fraction(0)
WHOLE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Keep:
    """Which counts are wanted: those with a value of a dimension, or those without it."""

    dimension: str
    value: str
    is_wanted: bool = True

    def __call__(self, dims: Mapping[str, str]) -> bool:
        """Whether a count with these dimensions is wanted."""
        return (dims.get(self.dimension) == self.value) is self.is_wanted


class Belongs(Enum):
    """To whom a count belongs besides the unit it was posted for."""

    TO_UNIT = auto()
    """To nobody else: hosts."""
    TO_COMMUNE_OF_STATION = auto()
    """Items of a station also to the commune it stood under on that day."""
    TO_ALL_ABOVE = auto()
    """Sessions received also to every territory in which the place lies."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A measure that is counted: to whom its counts belong, and which of them are wanted."""

    measure: Measure
    belongs: Belongs = Belongs.TO_UNIT
    keep: Keep | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """Sums by unit id; where a share below 1 was used; old units with something left over."""

    counts: Mapping[int, Fraction]
    estimated: frozenset[int]
    unassigned: frozenset[int]

    def of(self, unit_id: int) -> Fraction:
        """What was counted for a unit; no record is 0."""
        return self.counts.get(unit_id, ZERO)


@dataclass(frozen=True, slots=True)
class _Route:
    """The units under which a count appears, and how much of it."""

    parts: tuple[tuple[int, Fraction], ...]
    unassigned: tuple[int, ...] = ()

    @property
    def whole_units(self) -> tuple[int, ...] | None:
        """The units, where each gets all of the count."""
        if self.unassigned or any(part is not WHOLE and part != WHOLE for _, part in self.parts):
            return None
        return tuple(unit_id for unit_id, _ in self.parts)


class _Routes:
    """The routes of a question, worked out once per unit and stretch of an unchanged map."""

    def __init__(self, question: Question, belongs: Belongs) -> None:
        self._question, self._belongs = question, belongs
        self._eras: dict[date, date] = {}
        self._routes: dict[tuple[int, date], tuple[tuple[int, ...] | None, _Route]] = {}

    def of(self, row: Count) -> tuple[tuple[int, ...] | None, _Route]:
        """Where the row counts: the units that get all of it, or else the route with its parts."""
        era = self._eras.get(row.day)
        if era is None:
            era = self._eras[row.day] = self._question.tree.era(row.day)
        key = (row.unit_id, era)
        found = self._routes.get(key)
        if found is None:
            route = self._find(row.unit_id, row.day)
            found = self._routes[key] = (route.whole_units, route)
        return found

    def _find(self, unit_id: int, day: date) -> _Route:
        tree, until = self._question.tree, self._question.shown_on
        if not self._question.on_new_map:
            return _Route(tuple((one, WHOLE) for one in self._owners(unit_id, day)))
        # A place is carried first and then looked for on the map of the as-of day.
        received = self._belongs == Belongs.TO_ALL_ABOVE
        starts = (unit_id,) if received else self._owners(unit_id, day)
        parts: dict[int, Fraction] = defaultdict(Fraction)
        unassigned: list[int] = []
        for start in starts:
            carried = carry(tree, start, day, until)
            unassigned.extend(carried.unassigned)
            for heir, part in carried.parts:
                for one in self._owners(heir, until) if received else (heir,):
                    parts[one] = min(parts[one] + part, WHOLE)
        return _Route(tuple(parts.items()), tuple(unassigned))

    def _owners(self, unit_id: int, day: date) -> tuple[int, ...]:
        tree = self._question.tree
        if self._belongs == Belongs.TO_COMMUNE_OF_STATION:
            return (unit_id, *_commune_of_station(tree, unit_id, day))
        if self._belongs == Belongs.TO_ALL_ABOVE:
            return tuple(
                one
                for one in tree.above(unit_id, day)
                if tree.units[one].latest(day).kind in TERRITORY_KINDS
            )
        return (unit_id,)


def tally(question: Question, feed: Feed, days: tuple[date, date]) -> Tally:
    """Sum a measure from the first to the last of the days, up to the as-of day."""
    return tallies(question, feed, [days])[0]


def tallies(question: Question, feed: Feed, spans: Iterable[tuple[date, date]]) -> list[Tally]:
    """The sums of several spans of days; where a unit's counts go is worked out once for all."""
    routes = _Routes(question, feed.belongs)
    return [_tally(question, feed, days, routes) for days in spans]


def _tally(question: Question, feed: Feed, days: tuple[date, date], routes: _Routes) -> Tally:
    sums = _Sums()
    if feed.belongs == Belongs.TO_UNIT and not question.on_new_map:
        sums.add_to_units(_rows(question, feed, days))
        return sums.tally()
    shared: dict[int | str, list[Count]] = defaultdict(list)
    for row in _rows(question, feed, days):
        if row.record is not None and question.on_new_map:
            shared[row.record].append(row)
        else:
            sums.add(row, *routes.of(row))
    for rows in shared.values():
        if len(rows) == 1:
            sums.add(rows[0], *routes.of(rows[0]))
        else:
            sums.add_once([(row, routes.of(row)[1]) for row in rows])
    return sums.tally()


def parts_of(
    question: Question, feed: Feed, days: tuple[date, date], unit_id: int
) -> list[tuple[Count, Fraction]]:
    """The counts under one unit, with what of each is in its sum; together they are the sum.

    Of a record that several hosts brought under the unit the later rows give what the first ones
    left, which may be nothing.
    """
    routes = _Routes(question, feed.belongs)
    found: list[tuple[Count, Fraction]] = []
    room: dict[int | str, Fraction] = {}
    for row in _rows(question, feed, days):
        part = dict(routes.of(row)[1].parts).get(unit_id)
        if part is None:
            continue
        counted = part * Fraction(row.quantity)
        if row.record is not None and question.on_new_map:
            counted = min(counted, room.get(row.record, Fraction(row.quantity)))
            room[row.record] = room.get(row.record, Fraction(row.quantity)) - counted
        found.append((row, counted))
    return found


def rows_under(
    question: Question, feed: Feed, days: tuple[date, date], unit_ids: Collection[int]
) -> Iterator[tuple[Count, tuple[int, ...]]]:
    """The counts that some part of stands under these units, each with those units."""
    routes = _Routes(question, feed.belongs)
    for row in _rows(question, feed, days):
        units = tuple(one for one, _ in routes.of(row)[1].parts if one in unit_ids)
        if units:
            yield row, units


class _Sums:
    """Sums in the making. Most counts go whole to one unit, and stay decimal until the end."""

    def __init__(self) -> None:
        self._whole: dict[int, Decimal] = defaultdict(Decimal)
        self._in_part: dict[int, Fraction] = defaultdict(Fraction)
        self._estimated: set[int] = set()
        self._unassigned: set[int] = set()

    def add_to_units(self, rows: Iterable[Count]) -> None:
        """Add all of each count to its own unit."""
        whole = self._whole
        for row in rows:
            whole[row.unit_id] += row.quantity

    def add(self, row: Count, units: tuple[int, ...] | None, route: _Route) -> None:
        """Add a count to the units that get all of it, or else along its route."""
        if units is None:
            self.add_once([(row, route)])
        else:
            for unit_id in units:
                self._whole[unit_id] += row.quantity

    def add_once(self, rows: Sequence[tuple[Count, _Route]]) -> None:
        """Add the counts of one record: its hosts together give a unit at most the whole of it."""
        parts: dict[int, Fraction] = defaultdict(Fraction)
        for row, route in rows:
            for unit_id, part in route.parts:
                parts[unit_id] += part * Fraction(row.quantity)
            if row.quantity:
                self._estimated.update(one for one, part in route.parts if part < WHOLE)
                self._unassigned.update(route.unassigned)
        # A count that takes something back is negative; then there is nothing to hold down.
        most = Fraction(max(row.quantity for row, _ in rows))
        for unit_id, quantity in parts.items():
            self._in_part[unit_id] += min(quantity, most) if most > 0 else quantity

    def tally(self) -> Tally:
        """The sums as fractions."""
        # Of a country's units most have one of a few sums.
        fractions = {quantity: Fraction(quantity) for quantity in set(self._whole.values())}
        sums = {unit_id: fractions[quantity] for unit_id, quantity in self._whole.items()}
        for unit_id, quantity in self._in_part.items():
            sums[unit_id] = sums.get(unit_id, ZERO) + quantity
        return Tally(sums, frozenset(self._estimated), frozenset(self._unassigned))


def _rows(question: Question, feed: Feed, days: tuple[date, date]) -> Iterator[Count]:
    """The wanted counts in the days."""
    rows = _in_days(question, feed.measure, days)
    keep = feed.keep
    return rows if keep is None else (row for row in rows if keep(row.dims))


def _in_days(question: Question, measure: Measure, days: tuple[date, date]) -> Iterator[Count]:
    first, last = days[0], min(days[1], question.as_of)
    by_month = question.world.counts_by_month
    for month in range(first.year * 12 + first.month - 1, last.year * 12 + last.month):
        rows = by_month.get((measure, month // 12, month % 12 + 1), ())
        whole = first <= date(month // 12, month % 12 + 1, 1)
        if whole and last_of_month(month // 12, month % 12 + 1) <= last:
            yield from rows
        else:
            yield from (row for row in rows if first <= row.day <= last)


def _commune_of_station(tree: UnitTree, unit_id: int, day: date) -> tuple[int, ...]:
    if unit_id not in tree.units:  # a unit of another province that the caller did not load
        return ()
    station = tree.units[unit_id].latest(day)
    if station.kind != STATION or station.parent_id is None:
        return ()
    parent = tree.on(station.parent_id, day)
    return (station.parent_id,) if parent and parent.kind in COMMUNE_KINDS else ()
