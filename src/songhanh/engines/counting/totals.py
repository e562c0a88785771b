"""Totals of a measure over several years, on three maps.

*As reported*: every count stays with the unit that made it. *New map*: the units at the end of each
year (of the as-of day in the running one) stand for all of that year. *Series*: the units of one
map day stand for every year, so that the years can be compared.

Every count is placed by itself: what units have of it, what no share was decided for, and what
another host of the same record has counted already add up to the count. So the three maps can be
reconciled entry by entry, and what is undecided is shown and never spread.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from fractions import Fraction

from songhanh.engines.counting.successions import Carried, carry
from songhanh.engines.counting.units import UnitTree
from songhanh.engines.counting.world import Count

PROVINCE = "province"
_NOTHING = Fraction(0)


class TotalsMap(StrEnum):
    """On which units counts stand."""

    REPORTED = "reported"
    NEW = "new"
    SERIES = "series"


@dataclass(frozen=True, slots=True)
class Placed:
    """One count on a map. Parts, ``unassigned`` and ``repeated`` add up to its quantity."""

    count: Count
    parts: tuple[tuple[int, Fraction], ...]
    unassigned: Fraction = _NOTHING
    """What no unit has: shares not decided, units that ended without a successor."""
    left_by: tuple[int, ...] = ()
    """The old units it was left by."""
    repeated: Fraction = _NOTHING
    """What another host of the same record has counted already under the same unit."""
    estimated: bool = False
    """Whether a share below 1 was used."""


@dataclass(frozen=True, slots=True)
class TotalsQuestion:
    """Which units' counts are added up, to which day, on which map.

    ``root`` narrows to a unit, what lies below it, and on the reported map what it continues.
    ``by_province`` gives one row per province instead of one per unit.
    """

    tree: UnitTree
    as_of: date
    view: TotalsMap = TotalsMap.REPORTED
    map_on: date | None = None
    root: int | None = None
    by_province: bool = False

    def __post_init__(self) -> None:
        """Only a series has a map day of its own, and none before the as-of day."""
        if (self.view == TotalsMap.SERIES) != (self.map_on is not None):
            raise ValueError("A series has a map day, the other maps have none.")
        if self.map_on is not None and self.map_on < self.as_of:
            raise ValueError("The map day of a series is not before the as-of day.")

    def map_day(self, day: date) -> date:
        """The day whose units stand for a count of this day."""
        if self.view == TotalsMap.REPORTED:
            return day
        return self.map_on or min(date(day.year, 12, 31), self.as_of)


@dataclass
class Totals:
    """Sums by row and year. A row is a unit (or its province); an absent year is no record."""

    rows: dict[int, dict[int, Fraction]] = field(default_factory=dict)
    unassigned: dict[int, dict[int, Fraction]] = field(default_factory=dict)
    """By the old unit: what is not decided or has no successor."""
    elsewhere: dict[int, Fraction] = field(default_factory=dict)
    """By year: what units below the root left to units that do not lie there on the map."""
    from_outside: dict[int, Fraction] = field(default_factory=dict)
    """By year: what rows have from units that did not lie below the root."""
    repeated: dict[int, Fraction] = field(default_factory=dict)
    """By year: joint records that two rows' predecessors each had, counted once."""
    estimated: set[int] = field(default_factory=set)
    """Rows in which a share below 1 was used."""

    def assigned(self, year: int) -> Fraction:
        """The sum of the rows of a year."""
        return sum((years.get(year, _NOTHING) for years in self.rows.values()), _NOTHING)

    def left(self, year: int) -> Fraction:
        """What stands under no unit in a year."""
        return sum((years.get(year, _NOTHING) for years in self.unassigned.values()), _NOTHING)


def totals(question: TotalsQuestion, counts: Iterable[Count]) -> Totals:
    """Add counts up by row and year of their day."""
    found = Totals()
    region = _Region(question)
    for one in placed(question, counts):
        year, day = one.count.day.year, one.count.day
        own = region.holds_origin(one.count.unit_id, day)
        for unit_id, quantity in one.parts:
            if region.holds_row(unit_id, day):
                row = region.row(unit_id, day)
                _add(found.rows.setdefault(row, {}), year, quantity)
                if one.estimated:
                    found.estimated.add(row)
                if not own:
                    _add(found.from_outside, year, quantity)
            elif own:
                _add(found.elsewhere, year, quantity)
        if own and one.unassigned:
            _add(found.unassigned.setdefault(one.left_by[0], {}), year, one.unassigned)
        if own and one.repeated:
            _add(found.repeated, year, one.repeated)
    return found


def placed(question: TotalsQuestion, counts: Iterable[Count]) -> Iterator[Placed]:
    """Each count of the days up to the as-of day with the units it stands under on the map."""
    routes: dict[tuple[int, date, date], Carried] = {}
    room: dict[tuple[int | str, int], Fraction] = {}
    for count in counts:
        if count.day > question.as_of:
            continue
        if question.view == TotalsMap.REPORTED:
            yield Placed(count, ((count.unit_id, Fraction(count.quantity)),))
            continue
        until = question.map_day(count.day)
        key = (count.unit_id, question.tree.era(count.day), until)
        if key not in routes:
            routes[key] = carry(question.tree, count.unit_id, count.day, until)
        yield _placed(count, routes[key], room)


def _placed(count: Count, carried: Carried, room: dict[tuple[int | str, int], Fraction]) -> Placed:
    """One record gives one unit at most the whole of it, however many of its hosts it continues."""
    whole = Fraction(count.quantity)
    parts: list[tuple[int, Fraction]] = []
    repeated = _NOTHING
    for unit_id, share in carried.parts:
        quantity = share * whole
        if count.record is not None and whole > 0:
            left = room.get((count.record, unit_id), whole)
            counted = min(quantity, left)
            room[count.record, unit_id] = left - counted
            repeated += quantity - counted
            quantity = counted
        if quantity:
            parts.append((unit_id, quantity))
    unassigned = whole * (1 - sum((share for _, share in carried.parts), _NOTHING))
    left_by = carried.unassigned or (count.unit_id,)
    estimated = any(share < 1 for _, share in carried.parts)
    return Placed(count, tuple(parts), unassigned, left_by, repeated, estimated)


class _Region:
    """What lies below the root on a day, on the reported map and on the one asked for."""

    def __init__(self, question: TotalsQuestion) -> None:
        self._question, self._tree = question, question.tree
        self._root = question.root
        self._roots = frozenset() if self._root is None else _with_predecessors(question)
        self._above: dict[tuple[int, date], tuple[int, ...]] = {}

    def holds_origin(self, unit_id: int, day: date) -> bool:
        """Whether the unit lay below the root, or below what the root continues, on the day."""
        return self._root is None or bool(self._roots & set(self._chain(unit_id, day)))

    def holds_row(self, unit_id: int, day: date) -> bool:
        """The same on the map of a count's day."""
        return self.holds_origin(unit_id, self._question.map_day(day))

    def row(self, unit_id: int, day: date) -> int:
        """The row of a unit: itself, or its province on the map of a count's day."""
        if not self._question.by_province:
            return unit_id
        map_day = self._question.map_day(day)
        chain = self._chain(unit_id, map_day)
        kinds = ((one, self._tree.units[one].latest(map_day).kind) for one in chain)
        return next((one for one, kind in kinds if kind == PROVINCE), unit_id)

    def _chain(self, unit_id: int, day: date) -> tuple[int, ...]:
        key = unit_id, self._tree.era(day)
        if key not in self._above:
            end = self._tree.end_of(unit_id)
            on = end - timedelta(days=1) if end is not None and day >= end else day
            self._above[key] = self._tree.above(unit_id, on)
        return self._above[key]


def _with_predecessors(question: TotalsQuestion) -> frozenset[int]:
    """The root and every unit that went into it, at any distance."""
    found: set[int] = set()
    until = question.map_on or question.as_of
    waiting = [] if question.root is None else [question.root]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += [row.old_id for row in question.tree.steps_into(one, until)]
    return frozenset(found)


def _add(sums: dict[int, Fraction], key: int, quantity: Fraction) -> None:
    sums[key] = sums.get(key, _NOTHING) + quantity
